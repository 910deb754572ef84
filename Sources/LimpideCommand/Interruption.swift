import Dispatch
import Foundation
import StagedFiles

/// Ends the process on Ctrl-C or a polite kill without leaving a half-written file.
enum Interruption {
    /// Watches for SIGINT, SIGTERM and SIGHUP from now on; exit codes are 128 plus the signal, as shells expect.
    ///
    /// Results appear only by a rename, so removing what is staged is all there is to do.
    static func watch() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: DispatchQueue(label: "interruption"))
            source.setEventHandler {
                StagedPath.discardAll()
                Terminal.error("\nlimpide: stopped; nothing was changed.")
                _exit(128 + number)
            }
            source.resume()
            sources.append(source)
        }
        // A file-size limit is an error of the write, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }

    nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []
}
