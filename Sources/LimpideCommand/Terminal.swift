import Foundation
import Synchronization

/// Writing to the two streams of the process, whole lines at a time.
enum Terminal {
    /// A line on standard output: what the person asked for.
    static func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// A line on standard error: warnings and failures.
    static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Text on standard error, as it is: progress.
    static func progress(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Bytes on standard output, as they are.
    static func write(_ bytes: some Collection<UInt8>) { write(Array(bytes)[...], to: STDOUT_FILENO) }

    /// Whether standard error is a terminal that a person looks at.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    private static let lock = Mutex(())

    private static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8)[...], to: descriptor) }

    private static func write(_ text: ArraySlice<UInt8>, to descriptor: Int32) {
        lock.withLock { _ in
            var bytes = text
            while !bytes.isEmpty {
                let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
                if written > 0 { bytes = bytes.dropFirst(written) } else if errno != EINTR { return }
            }
        }
    }
}
