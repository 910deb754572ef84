import Dispatch
import Foundation
import Synchronization

/// Threads for work of milliseconds, as many as processors, so that the threads that serve requests never wait for it.
final class WorkQueues: Sendable {
    private let queues: [DispatchQueue]
    private let turn = Atomic<Int>(0)

    init() {
        queues = (0..<max(1, ProcessInfo.processInfo.activeProcessorCount)).map {
            DispatchQueue(label: "limpide.web.work-\($0)")
        }
    }

    /// Runs a piece of work, after those given before it to the same queue.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let position = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        let queue = queues[Int(position.magnitude % UInt(queues.count))]
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
