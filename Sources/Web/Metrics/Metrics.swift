import Credit
import Features
import Synchronization

/// Counts what the server does, for Prometheus; a request costs well under a microsecond.
final class Metrics: Sendable {
    /// Where a decision came from.
    enum Source: String, CaseIterable, Comparable {
        case client, applicant, batch, invocation

        static func < (a: Source, b: Source) -> Bool { a.rawValue < b.rawValue }
    }

    /// Upper ends of the buckets of latencies, in seconds.
    static let latencies = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
    /// Upper ends of the buckets of probabilities.
    static let probabilities = [0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1]
    /// One row in so many has its unknown values counted.
    static let sampling = 8

    struct Route: Hashable, Comparable {
        let method: String
        let path: String
        let status: Int

        static func < (a: Route, b: Route) -> Bool { (a.path, a.method, a.status) < (b.path, b.method, b.status) }
    }

    struct Histogram {
        var counts: [Int]
        var sum = 0.0

        init(_ bounds: [Double]) { counts = [Int](repeating: 0, count: bounds.count + 1) }

        mutating func add(_ value: Double, bounds: [Double]) {
            counts[bounds.firstIndex { value <= $0 } ?? bounds.count] += 1
            sum += value
        }

        var total: Int { counts.reduce(0, +) }
    }

    struct Answer: Hashable, Comparable {
        let source: Source
        let status: String

        static func < (a: Answer, b: Answer) -> Bool { (a.source, a.status) < (b.source, b.status) }
    }

    struct State {
        var requests: [Route: Histogram] = [:]
        var decisions: [Answer: Int] = [:]
        var scores = Histogram(Metrics.probabilities)
        var rows = 0
        var sampledRows = 0
        var unknown: [Int]
    }

    /// The families of the features, and for each feature which it is.
    let families: [String]
    private let familyOfFeature: [Int]
    private let state: Mutex<State>

    /// - Parameter families: the family of each feature, in the order of the rows that are scored.
    init(families ofFeatures: [String]) {
        let names = Set(ofFeatures).sorted()
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        families = names
        familyOfFeature = ofFeatures.map { places[$0] ?? 0 }
        state = Mutex(State(unknown: [Int](repeating: 0, count: names.count)))
    }

    /// Counts a request that was answered.
    ///
    /// - Parameter path: the template of the address, never the address itself.
    func count(method: String, path: String, status: Int, seconds: Double) {
        let route = Route(method: method, path: path, status: status)
        state.withLock { state in
            state.requests[route, default: Histogram(Self.latencies)].add(seconds, bounds: Self.latencies)
        }
    }

    /// Counts a decision, and now and then what is unknown in its row: what a watch over drift needs.
    func count(_ decision: Decision, of row: FeatureRow? = nil, from source: Source) {
        let answer = Answer(source: source, status: decision.status.rawValue)
        state.withLock { state in
            state.decisions[answer, default: 0] += 1
            state.scores.add(decision.probability.value, bounds: Self.probabilities)
            state.rows += 1
            guard let row, state.rows % Self.sampling == 0, row.values.count == familyOfFeature.count else { return }
            state.sampledRows += 1
            for (value, family) in zip(row.values, familyOfFeature) where value == .missing {
                state.unknown[family] += 1
            }
        }
    }

    /// What was counted up to now.
    var snapshot: State { state.withLock { $0 } }
}
