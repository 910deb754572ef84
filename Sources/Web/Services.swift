public import Explaining
public import Foundation
public import Recording
public import Storage

/// What the server works with: a model, clients, accounts, and a log of what it decides.
public struct Services: Sendable {
    /// Decides and explains.
    public var engine: any DecisionEngine
    /// The clients served.
    public var clients: any ClientStore
    /// Who may ask.
    public var accounts: any AccountStore
    /// Where decisions and views are recorded; without one nothing can be decided.
    public var log: (any DecisionLog)?
    /// The history of indicators and the alerts; nil where nothing is watched.
    public var monitoring: (any MonitoringStore)?
    /// The models that are kept; nil where nobody may look at them.
    public var shelf: (any ModelShelf)?
    /// Signs the links that clients get; nil where none are made.
    public var links: LinkKey?
    /// Prints a page of HTML to a PDF; nil where the browser's own print must do.
    ///
    /// May take seconds.
    public var print: (@Sendable (_ html: [UInt8]) async throws -> [UInt8])?
    /// Tells the time.
    public var clock: @Sendable () -> Date

    /// Brings them together.
    public init(
        engine: any DecisionEngine, clients: any ClientStore, accounts: any AccountStore, log: (any DecisionLog)? = nil,
        monitoring: (any MonitoringStore)? = nil, shelf: (any ModelShelf)? = nil, links: LinkKey? = nil,
        print: (@Sendable (_ html: [UInt8]) async throws -> [UInt8])? = nil,
        clock: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.engine = engine
        self.clients = clients
        self.accounts = accounts
        self.log = log
        self.monitoring = monitoring
        self.shelf = shelf
        self.links = links
        self.print = print
        self.clock = clock
    }
}
