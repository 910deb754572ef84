import Dispatch
import Foundation

/// Prints pages that a server made to PDF, one after the other, off the threads that serve requests.
struct PagePrinter: Sendable {
    private let program: String
    // A browser takes some hundred megabytes for a second: two at once would be felt.
    private let queue = DispatchQueue(label: "limpide.print")

    /// Nil where there is no Chromium.
    init?() {
        guard let program = try? Chromium.find() else { return nil }
        self.program = program
    }

    /// The PDF of a page.
    ///
    /// The page lies on the disk while it is printed, in a folder that only this process's user can enter.
    ///
    /// - Throws: ``CommandFailure`` when Chromium fails.
    func pdf(of html: [UInt8]) async throws -> [UInt8] {
        let program = program
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: { try Self.pdf(of: html, with: program) })) }
        }
    }

    private static func pdf(of html: [UInt8], with program: String) throws -> [UInt8] {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appending(path: "limpide-letter-\(UUID().uuidString)")
        try manager.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? manager.removeItem(at: folder) }
        let page = folder.appending(path: "letter.html").path(percentEncoded: false)
        let pdf = folder.appending(path: "letter.pdf").path(percentEncoded: false)
        try Data(html).write(to: URL(filePath: page))
        try Chromium.print(page, to: pdf, with: program)
        return [UInt8](try Data(contentsOf: URL(filePath: pdf)))
    }
}
