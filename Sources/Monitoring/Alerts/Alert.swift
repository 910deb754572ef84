public import Foundation

/// Something past its limit often enough that a person must look: who looks, and what came of it.
public struct Alert: Sendable, Hashable, Identifiable {
    /// How far a person is with it.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nobody has looked yet.
        case open
        /// Somebody is at it.
        case acknowledged
        /// Somebody has ended it and said why.
        case closed
    }

    /// Its number.
    public let id: Int64
    /// What is past its limit.
    public let indicator: Indicator
    /// The model whose decisions these are, as its digest.
    public let model: String
    /// Start of the first window past the limit.
    public let since: Date
    /// When it was opened.
    public let openedAt: Date
    /// The measurement that opened it, or the last one past its limit since.
    public internal(set) var measurement: Reading
    /// End of the last window past the limit.
    public internal(set) var lastBreach: Date
    /// End of the window from which the indicator is within its limit again; nil while it is not.
    public internal(set) var recoveredAt: Date?
    /// How far a person is with it.
    public internal(set) var state: State
    /// Who sees to it; nil while nobody does.
    public internal(set) var owner: String?
    /// What happened to it, earliest first.
    public internal(set) var events: [Event]

    /// Something that happened to an alert.
    public struct Event: Sendable, Hashable, Codable {
        /// What happened.
        public enum Kind: String, Sendable, Hashable, Codable {
            /// Past its limit often enough.
            case opened
            /// Within its limit for long enough.
            case recovered
            /// Past its limit again, before anybody closed it.
            case returned
            /// Somebody took it.
            case acknowledged
            /// Somebody ended it.
            case closed
        }

        /// What happened.
        public let kind: Kind
        /// When.
        public let at: Date
        /// Who did it; nil for what the monitor did.
        public let who: String?
        /// Why, in words.
        public let why: String?
        /// What is being or was done, in words.
        public let what: String?

        /// Notes what happened.
        public init(_ kind: Kind, at: Date, who: String? = nil, why: String? = nil, what: String? = nil) {
            self.kind = kind
            self.at = at
            self.who = who
            self.why = why
            self.what = what
        }
    }

    /// An alert as it is kept.
    public init(
        id: Int64, indicator: Indicator, model: String, since: Date, openedAt: Date, measurement: Reading,
        lastBreach: Date, recoveredAt: Date? = nil, state: State = .open, owner: String? = nil, events: [Event]
    ) {
        self.id = id
        self.indicator = indicator
        self.model = model
        self.since = since
        self.openedAt = openedAt
        self.measurement = measurement
        self.lastBreach = lastBreach
        self.recoveredAt = recoveredAt
        self.state = state
        self.owner = owner
        self.events = events
    }

    /// The same alert under the number that a store gives it.
    public func numbered(_ id: Int64) -> Alert {
        Alert(
            id: id, indicator: indicator, model: model, since: since, openedAt: openedAt, measurement: measurement,
            lastBreach: lastBreach, recoveredAt: recoveredAt, state: state, owner: owner, events: events)
    }

    /// The closure, of a closed alert.
    public var closure: Event? { state == .closed ? events.last { $0.kind == .closed } : nil }
}
