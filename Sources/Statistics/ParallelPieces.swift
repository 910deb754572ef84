import Dispatch
import Synchronization

/// The results of numbered pieces of work, in their order, made on a few threads.
///
/// A piece knows nothing of the threads or of other pieces, so the results are the same at any number of threads.
public func mapInParallel<Result: Sendable>(
    pieces: Int, threads: Int, _ work: @Sendable (_ piece: Int) -> Result
) -> [Result] {
    let workers = min(threads, pieces)
    guard workers > 1 else { return (0..<pieces).map(work) }
    return [Result](unsafeUninitializedCapacity: pieces) { buffer, count in
        // Each piece is taken once and written to its own place, so no two threads meet.
        nonisolated(unsafe) let places = UnsafeMutableBufferPointer(rebasing: buffer[0..<pieces])
        let next = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < pieces else { return }
                places.initializeElement(at: piece, to: work(piece))
            }
        }
        count = pieces
    }
}
