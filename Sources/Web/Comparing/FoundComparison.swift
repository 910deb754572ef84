import Credit
import Explaining
import Features
import Storage

/// What came of a question on a client.
struct FoundComparison: Sendable {
    let question: ComparisonQuestion
    /// The client's own value.
    let value: FeatureValue
    /// What the group has in common, with the ranks that are alike; nil where the client's own value is unknown.
    let common: [(criterion: Comparing.Criterion, content: Comparison.Content?)]
    /// Nil when the group is too small to speak of, or cannot be made.
    let comparison: Comparison?
}

extension Site {
    /// The client beside the others that the question names.
    ///
    /// - Throws: a problem when no load has kept what is needed.
    func comparison(_ client: StoredClient, _ question: ComparisonQuestion) async throws -> FoundComparison {
        let same = question.with == .group ? question.same : []
        let names = [question.variable.column] + same.map(\.variable.column)
        guard let taken = try await comparing.shelf.take(Array(Set(names))) else { throw Problem.noPortfolio }
        guard let column = taken.columns[question.variable.column] else { throw Problem.unknownComparison }
        let engine = engine
        return try await working {
            let row = client.features
            let value = try engine.comparedValue(question.variable, row)
            var common: [(criterion: Comparing.Criterion, content: Comparison.Content?)] = []
            var group: ClientGroup?
            switch question.with {
            case .all: group = ClientGroup(all: taken.clients.count)
            case .alike:
                group = try engine.clientsAlike(to: row, except: client.id).map {
                    ClientGroup($0, among: taken.clients)
                }
            case .group:
                var narrowed = ClientGroup(all: taken.clients.count)
                for criterion in same {
                    let own = engine.value(of: criterion.variable.name, for: row)
                    guard let shared = taken.columns[criterion.variable.column],
                        let ranks = shared.alike(own, criterion)
                    else {
                        common.append((criterion, nil))
                        continue
                    }
                    common.append((criterion, shared.content(of: ranks)))
                    narrowed.keep(ranks, of: shared)
                }
                group = same.isEmpty || common.contains { $0.content == nil } ? nil : narrowed
            }
            group?.leaveOut(taken.clients.place(of: client.id))
            let comparison = group.flatMap {
                Comparison(column, rank: column.rank(of: value), group: $0, of: taken.clients)
            }
            return FoundComparison(question: question, value: value, common: common, comparison: comparison)
        }
    }

    /// The client beside all others in two variables.
    func pair(
        _ client: StoredClient, _ x: Comparing.Variable, _ y: Comparing.Variable
    ) async throws -> PairComparison? {
        guard let taken = try await comparing.shelf.take(Array(Set([x.column, y.column]))) else {
            throw Problem.noPortfolio
        }
        guard let across = taken.columns[x.column], let down = taken.columns[y.column] else {
            throw Problem.unknownComparison
        }
        let engine = engine
        return try await working {
            var group = ClientGroup(all: taken.clients.count)
            group.leaveOut(taken.clients.place(of: client.id))
            let row = client.features
            return PairComparison(
                x: (across, across.rank(of: try engine.comparedValue(x, row))),
                y: (down, down.rank(of: try engine.comparedValue(y, row))), group: group, of: taken.clients)
        }
    }
}

extension DecisionEngine {
    /// A client's own value of a variable.
    func comparedValue(_ variable: Comparing.Variable, _ row: FeatureRow) throws -> FeatureValue {
        variable.isScore
            ? .number(Float(try decision(for: row).probability.value)) : value(of: variable.name, for: row)
    }
}

extension PortfolioColumn {
    /// The ranks of who is like a client in what a group has in common; nil when the value is unknown.
    fileprivate func alike(_ value: FeatureValue, _ criterion: Comparing.Criterion) -> ClosedRange<UInt8>? {
        let rank = rank(of: value)
        guard case .number(let number) = value else { return ranks(alike: rank, within: .same) }
        return ranks(alike: rank, within: criterion.band.alike(Double(number), of: criterion.variable.kind))
    }

    /// What ranks that follow each other hold.
    fileprivate func content(of ranks: ClosedRange<UInt8>) -> Comparison.Content {
        let (low, high) = (Int(ranks.lowerBound), Int(ranks.upperBound))
        switch scale {
        case .levels(let levels): return .level(levels[low])
        case .values(let values):
            return low == high ? .value(values[low]) : .range(values[low], values[high], isClosed: true)
        case .cuts:
            return .range(
                lowest(ofRank: low), high + 1 < rankCount ? lowest(ofRank: high + 1) : nil, isClosed: false)
        }
    }
}
