internal import Foundation

/// What a journal tells: the trials that ended, and the one that was under way.
struct JournalRecord {
    private(set) var finished: [FinishedTrial] = []
    private(set) var open: OpenTrial?
    /// True when not even the first line was whole.
    let isEmpty: Bool

    /// Reads a journal and cuts off a line that was never finished.
    ///
    /// - Throws: `otherSearch` and `damaged`; the file is then as it was.
    init(_ file: JournalFile, of plan: SearchPlan) throws(SearchError) {
        let (lines, rest) = try file.lines()
        let expected = JournalStart(plan)
        isEmpty = lines.isEmpty
        guard let first = lines.first else {
            // Nothing was begun. What is there must be our own first line: no other file is cut.
            guard let whole = try? JournalLine(start: expected).bytes(), whole.starts(with: rest) else {
                throw SearchError(
                    .otherSearch, "\(file.path) is not the journal of this search: choose another journal.")
            }
            try file.cut(to: 0)
            return
        }
        guard let start = JournalLine.reading(first)?.search else {
            throw SearchError(.damaged, "\(file.path) is not the journal of a search: choose another journal.")
        }
        if let difference = start.difference(from: expected) {
            throw SearchError(
                .otherSearch,
                "\(file.path) belongs to another search: \(difference). Go on with the same, or choose another journal."
            )
        }
        for (number, bytes) in lines.enumerated().dropFirst() {
            guard let line = JournalLine.reading(bytes), take(line, plan.space) else {
                throw SearchError(
                    .damaged,
                    "line \(number + 1) of \(file.path) does not follow from those before it: the file was changed.")
            }
        }
        try file.cut(to: lines.reduce(0) { $0 + $1.count + 1 })
    }

    /// Follows one line; false when it cannot come here.
    private mutating func take(_ line: JournalLine, _ space: SearchSpace) -> Bool {
        if let number = line.started, let written = line.parameters {
            var parameters: [String: ParameterValue] = [:]
            for (name, value) in written {
                guard let domain = space.dimensions.first(where: { $0.name == name })?.domain,
                    let value = value.value(in: domain)
                else { return false }
                parameters[name] = value
            }
            guard number == finished.count, (try? space.check(parameters)) != nil else { return false }
            if let open, open.parameters != parameters { return false }
            open = OpenTrial(number: number, parameters: parameters, attempts: (open?.attempts ?? 0) + 1)
            return true
        }
        guard let begun = open else { return false }
        if let number = line.cancelled {
            open?.attempts = 0
            return number == begun.number
        }
        guard let trial = line.finished(begun) else { return false }
        finished.append(trial)
        open = nil
        return true
    }
}
