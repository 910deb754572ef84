import Foundation
import StagedFiles

/// Ends the process on Ctrl-C or a polite kill without leaving a half-written file.
enum Interruption {
    /// Where the signal handler tells the watching thread which signal came.
    nonisolated(unsafe) private static var pipe: [Int32] = [-1, -1]

    /// Watches for SIGINT, SIGTERM and SIGHUP from now on; exit codes are 128 plus the signal, as shells expect.
    ///
    /// Results appear only by a rename, so removing what is staged is all there is to do. The handler itself may do next to
    /// nothing, so it writes the number into a pipe; a thread reads it and does the work.
    static func watch() {
        guard Foundation.pipe(&pipe) == 0 else { return }
        Thread.detachNewThread {
            var number: UInt8 = 0
            while read(pipe[0], &number, 1) != 1 {}
            StagedPath.discardAll()
            Terminal.error("\nlimpide: stopped; nothing was changed.")
            _exit(128 + Int32(number))
        }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(Interruption.pipe[1], &byte, 1)
            }
        }
        // A file-size limit is an error of the write, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }
}
