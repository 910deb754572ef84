import Catalog
import Credit
import FeatureKernels
import Features

/// Looks for the smallest permitted changes after which an applicant is granted the loan.
///
/// Every candidate is computed through the features and scored by the model; nothing is approximated. One field at a time, every step
/// is tried (every nth past ``most`` steps, then all between the last that fails and the first that does); two and three
/// fields at a time, steps that double, then each field is taken back as far as the answer allows. So no answer can be reached
/// with one step less on one of its fields.
struct CounterfactualSearch {
    /// Steps of one field that are all tried.
    static let most = 128
    /// Answers given.
    static let answers = 3

    let applicant: FoldedApplicant
    let changes: ApplicationChanges
    /// The decisions on rows.
    let decide: ([FeatureRow]) throws -> [Decision]

    /// One candidate: so many steps of each lever.
    private struct Candidate {
        var steps: [Int]
        var total: Int { steps.reduce(0, +) }
    }

    /// What was found.
    func run(_ before: Decision) throws -> Counterfactuals {
        let fields = changes.actionable
        let named = fields.map { Counterfactuals.Field(name: $0.name, label: $0.label) }
        guard before.status != .granted else {
            return Counterfactuals(answer: .alreadyGranted, found: [], fields: named)
        }
        let application = applicant.application
        let levers = fields.flatMap { column -> [Lever] in
            guard case .numbers(let values)? = application[column.name], let value = values.first else { return [] }
            return Lever.levers(of: column, at: value)
        }
        var found: [(levers: [Lever], candidate: Candidate)] = []
        for lever in levers {
            if let steps = try smallest(lever) { found.append(([lever], Candidate(steps: [steps]))) }
        }
        found = Self.best(found)
        for size in [2, 3] where found.count < Self.answers && (size == 2 || found.isEmpty) {
            var more: [(levers: [Lever], candidate: Candidate)] = []
            for chosen in Self.choices(levers, size) {
                let names = Set(chosen.map(\.column.name))
                // What fewer fields can do needs no more.
                guard names.count == size,
                    !found.contains(where: { names.isSuperset(of: $0.levers.map(\.column.name)) })
                else { continue }
                if let candidate = try together(chosen, isFine: size == 2) {
                    let moved = chosen.indices.filter { candidate.steps[$0] > 0 }
                    more.append((moved.map { chosen[$0] }, Candidate(steps: moved.map { candidate.steps[$0] })))
                }
            }
            found = Self.best(found + more)
        }
        let described = try found.map { try counterfactual($0.levers, $0.candidate, application) }
        return Counterfactuals(answer: found.isEmpty ? .noneWithinLimits : .found, found: described, fields: named)
    }

    /// One answer per set of fields, fewest fields first, then fewest steps; ties by place in the catalog.
    private static func best(
        _ found: [(levers: [Lever], candidate: Candidate)]
    ) -> [(levers: [Lever], candidate: Candidate)] {
        var seen: Set<[String]> = []
        let sorted = found.enumerated().sorted {
            ($0.element.levers.count, $0.element.candidate.total, $0.offset)
                < ($1.element.levers.count, $1.element.candidate.total, $1.offset)
        }
        return Array(
            sorted.map(\.element).filter { seen.insert($0.levers.map(\.column.name)).inserted }.prefix(answers))
    }

    private static func choices(_ levers: [Lever], _ size: Int) -> [[Lever]] {
        guard size > 0 else { return [[]] }
        return levers.indices.flatMap { first in
            choices(Array(levers[(first + 1)...]), size - 1).map { [levers[first]] + $0 }
        }
    }

    // MARK: One field

    /// The fewest steps that do; nil when none of those tried does.
    private func smallest(_ lever: Lever) throws -> Int? {
        let stride = (lever.count + Self.most - 1) / Self.most
        var tried = Array(Swift.stride(from: stride, through: lever.count, by: stride))
        if tried.last != lever.count { tried.append(lever.count) }
        guard let first = try granted([lever], tried.map { Candidate(steps: [$0]) }).firstIndex(of: true) else {
            return nil
        }
        let between = Array(((first > 0 ? tried[first - 1] : 0) + 1)..<tried[first])
        let earlier = try granted([lever], between.map { Candidate(steps: [$0]) }).firstIndex(of: true)
        return earlier.map { between[$0] } ?? tried[first]
    }

    // MARK: Several fields

    /// The fewest steps on several fields, among steps that double, taken back as far as they can be.
    private func together(_ levers: [Lever], isFine: Bool) throws -> Candidate? {
        let steps = levers.map { isFine ? Self.doubling($0.count) : Self.quarters($0.count) }
        var all = [Candidate(steps: [])]
        for steps in steps { all = all.flatMap { done in steps.map { Candidate(steps: done.steps + [$0]) } } }
        all = all.enumerated().sorted { ($0.element.total, $0.offset) < ($1.element.total, $1.offset) }.map(\.element)
        guard let first = try granted(levers, all).firstIndex(of: true) else { return nil }
        var best = all[first]
        var isStable = false
        while !isStable {
            isStable = true
            for place in levers.indices where best.steps[place] > 0 {
                let least = try takenBack(levers, best, place)
                if least < best.steps[place] {
                    best.steps[place] = least
                    isStable = false
                }
            }
        }
        return best
    }

    /// How far one field of an answer can be taken back: by halves, then step by step, so that one step less fails.
    private func takenBack(_ levers: [Lever], _ candidate: Candidate, _ place: Int) throws -> Int {
        func does(_ steps: Int) throws -> Bool {
            var other = candidate
            other.steps[place] = steps
            return try granted(levers, [other])[0]
        }
        guard try does(candidate.steps[place] - 1) else { return candidate.steps[place] }
        var high = candidate.steps[place] - 1, low = -1
        while high - low > 1 {
            let middle = (low + high) / 2
            if try does(middle) { high = middle } else { low = middle }
        }
        while high > 0, try does(high - 1) { high -= 1 }
        return high
    }

    private static func doubling(_ count: Int) -> [Int] {
        var steps: [Int] = [], next = 1
        while next < count {
            steps.append(next)
            next *= 2
        }
        return steps + [count]
    }

    private static func quarters(_ count: Int) -> [Int] {
        Array(Set([1, count / 4, count / 2, count * 3 / 4, count].map { max(1, $0) })).sorted()
    }

    // MARK: Scoring

    private func columns(_ levers: [Lever], _ candidates: [Candidate]) -> [String: Column] {
        let application = applicant.application
        var asked: [String: [Double]] = [:]
        for (place, lever) in levers.enumerated() {
            asked[lever.column.name] = candidates.map { candidate in
                candidate.steps[place] == 0
                    ? Self.number(application[lever.column.name]) : lever.value(candidate.steps[place])
            }
        }
        return changes.following(asked, in: application)
    }

    private static func number(_ column: Column?) -> Double {
        if case .numbers(let values)? = column, let value = values.first { value } else { .nan }
    }

    private func granted(_ levers: [Lever], _ candidates: [Candidate]) throws -> [Bool] {
        guard !candidates.isEmpty else { return [] }
        let rows = try applicant.rows(changing: columns(levers, candidates))
        return try decide(rows).map { $0.status == .granted }
    }

    private func counterfactual(
        _ levers: [Lever], _ candidate: Candidate, _ application: [String: Column]
    ) throws -> Counterfactual {
        let columns = columns(levers, [candidate])
        let decision = try decide(applicant.rows(changing: columns))[0]
        return Counterfactual(
            changes: changes.described(columns, 0, asked: Set(levers.map(\.column.name)), from: application),
            steps: candidate.total, decision: decision)
    }
}
