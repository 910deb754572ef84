import Dispatch
import Synchronization

/// A few connections that many tasks share; calls run on threads of their own.
public final class PostgreSQLPool: Sendable {
    /// A place for a connection, and the thread that uses it.
    private final class Slot: Sendable {
        let queue = DispatchQueue(label: "postgresql")
        let connection = Mutex<PostgreSQLConnection?>(nil)
    }

    private struct State {
        var free: [Slot] = []
        var made = 0
        var waiting: [CheckedContinuation<Slot, Never>] = []
    }

    private let state = Mutex(State())
    private let address: String
    private let setup: String
    private let most: Int

    /// Prepares connections, which are made when they are needed and again when they are lost.
    public init(_ address: String, setup: String = "", most: Int) {
        self.address = address
        self.setup = setup
        self.most = max(most, 1)
    }

    /// Runs a function with a connection that nobody else uses meanwhile.
    ///
    /// - Throws: ``PostgreSQLError`` when there is no connection; what `body` throws.
    public func run<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Answer
    ) async throws -> Answer {
        let slot = await acquire()
        defer { release(slot) }
        return try await withCheckedThrowingContinuation { continuation in
            slot.queue.async { [self] in
                continuation.resume(with: Result { try body(connection(of: slot)) })
            }
        }
    }

    private func connection(of slot: Slot) throws(PostgreSQLError) -> PostgreSQLConnection {
        if let known = slot.connection.withLock({ $0 }), known.isConnected { return known }
        let made = try PostgreSQLConnection(address, setup: setup)
        slot.connection.withLock { $0 = made }
        return made
    }

    private func acquire() async -> Slot {
        await withCheckedContinuation { continuation in
            let slot = state.withLock { state -> Slot? in
                if let slot = state.free.popLast() { return slot }
                if state.made < most {
                    state.made += 1
                    return Slot()
                }
                state.waiting.append(continuation)
                return nil
            }
            if let slot { continuation.resume(returning: slot) }
        }
    }

    private func release(_ slot: Slot) {
        let next = state.withLock { state -> CheckedContinuation<Slot, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free.append(slot)
            return nil
        }
        next?.resume(returning: slot)
    }
}
