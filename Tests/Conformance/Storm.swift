import Foundation
import Synchronization
import Testing

/// The program LogStorm, under way, and what it has acknowledged.
public final class Storm {
    private static let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "LogStorm")

    private let reader: Thread
    private let child: Process
    private let gathered = Gathered()

    private final class Gathered: Sendable {
        let text = Mutex("")
    }

    /// Starts the program.
    public init(_ place: String, key: String, head: String, tasks: Int = 16) throws {
        let child = Process(), pipe = Pipe()
        child.executableURL = Self.binary
        child.arguments = [place, key, head, String(tasks)]
        child.standardOutput = pipe
        child.standardInput = FileHandle.nullDevice
        child.standardError = FileHandle.nullDevice
        try child.run()
        self.child = child
        let handle = pipe.fileHandleForReading
        let gathered = gathered
        reader = Thread {
            while true {
                // What is there, at once: reading a length waits until it is full.
                let data = handle.availableData
                if data.isEmpty { return }
                gathered.text.withLock { $0 += String(decoding: data, as: UTF8.self) }
            }
        }
        reader.start()
    }

    /// The whole lines said so far.
    public var lines: [Substring] {
        let text = gathered.text.withLock { $0 }
        return text.split(separator: "\n", omittingEmptySubsequences: true).dropLast(text.hasSuffix("\n") ? 0 : 1)
    }

    /// The places acknowledged so far, with their digests.
    public var acknowledged: [Int64: String] {
        var found: [Int64: String] = [:]
        for line in lines {
            let words = line.split(separator: " ")
            if words.count == 2, let place = Int64(words[0]) { found[place] = String(words[1]) }
        }
        return found
    }

    /// Waits until something is true, at most a minute; blocks its thread, so that other tests do not make the storm longer.
    public func wait(_ condition: (Storm) -> Bool) throws {
        for _ in 0..<6000 {
            if condition(self) { return }
            Self.pause(milliseconds: 10)
        }
        try #require(condition(self), "the storm said only \(lines.count) lines")
    }

    /// Blocks its thread.
    public static func pause(milliseconds: Int) { Thread.sleep(forTimeInterval: Double(milliseconds) / 1000) }

    /// Ends the program as a power cut would, and hears what it had still said.
    public func kill() {
        Foundation.kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
        while !reader.isFinished { Thread.sleep(forTimeInterval: 0.002) }
    }
}
