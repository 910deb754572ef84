import Foundation

/// A text that is not what its golden file holds.
public struct GoldenMismatch: Error, CustomStringConvertible {
    /// The first difference and what to do.
    public let description: String
}

/// Compares texts with files under `Tests/Golden`.
public enum Golden {
    /// Compares a text with a golden file, or writes the file when `UPDATE_GOLDEN=1`.
    ///
    /// - Throws: ``GoldenMismatch`` with the first line that differs.
    public static func check(_ text: String, _ name: String) throws {
        let place = Places.golden.appending(path: name)
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: place)
            return
        }
        guard let data = try? Data(contentsOf: place) else {
            throw GoldenMismatch(description: "Tests/Golden/\(name) is missing: make it with UPDATE_GOLDEN=1.")
        }
        let expected = String(decoding: data, as: UTF8.self)
        guard expected != text else { return }
        let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line =
            zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
        func shown(_ lines: [Substring]) -> String { line < lines.count ? String(lines[line]) : "(end of text)" }
        throw GoldenMismatch(
            description: """
                Tests/Golden/\(name):\(line + 1) differs; if the new text is right, run again with UPDATE_GOLDEN=1.
                golden: \(shown(old))
                now:    \(shown(new))
                """)
    }
}
