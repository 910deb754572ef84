import Explaining
import Logging
import Storage

/// Lets a server that runs see what a load with the same model has computed over all clients.
struct PortfolioRenewal: Sendable {
    /// Seconds between two looks; a look reads one small row.
    private static let pause = 5

    let store: any ClientStore
    let engine: BundleDecisionEngine
    /// The load that the engine has seen.
    let generation: Int64
    let logger: Logger

    /// Looks again and again until cancelled; what cannot be read is logged, and looked at again.
    func start() -> Task<Void, Never> {
        Task(priority: .background) {
            var seen = generation
            while !Task.isCancelled {
                try? await Task.sleep(for: .seconds(Self.pause))
                guard !Task.isCancelled else { return }
                do {
                    let present = try await store.generation()
                    guard present != seen else { continue }
                    engine.use(try await store.portfolio().map { try Portfolio($0) })
                    seen = present
                    logger.notice("the clients were loaded again: comparisons speak of them from now on")
                } catch {
                    logger.error(
                        "what was computed over all clients cannot be read",
                        metadata: ["reason": "\(Failure.explain(error)?.sentence ?? "unknown")"])
                }
            }
        }
    }
}
