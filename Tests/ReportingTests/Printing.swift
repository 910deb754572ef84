import Foundation
import FoundationXML
import Testing

/// Whether bytes are whole XML.
enum XMLDocumentCheck {
    struct Broken: Error {}

    static func parse(_ bytes: [UInt8]) throws {
        guard XMLParser(data: Data(bytes)).parse() else { throw Broken() }
    }
}

/// Chromium and poppler, as scripts/setup installs them.
enum Printing {
    struct Failed: Error { let what: String }

    static let chromium = ["chromium", "chromium-browser", "google-chrome"].lazy.compactMap(find).first
    static let isThere = chromium != nil && find("pdftotext") != nil && find("pdfinfo") != nil

    /// The text of each page of the PDF that Chromium prints a page to.
    static func pages(of html: String) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "limpide-print-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = folder.appending(path: "page.html"), pdf = folder.appending(path: "page.pdf")
        try Data(html.utf8).write(to: page)
        _ = try run(
            chromium ?? "chromium",
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
                "--user-data-dir=" + folder.appending(path: "profile").path(percentEncoded: false),
                "--print-to-pdf=" + pdf.path(percentEncoded: false), page.absoluteString,
            ])
        let text = try run("/usr/bin/env", ["pdftotext", "-layout", pdf.path(percentEncoded: false), "-"])
        var pages = text.split(separator: "\u{0C}", omittingEmptySubsequences: false).map(String.init)
        // Each page ends with a form feed.
        if pages.last?.isEmpty == true { pages.removeLast() }
        return pages
    }

    static func find(_ name: String) -> String? {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(what: program) }
        return String(decoding: data, as: UTF8.self)
    }
}

extension Trait where Self == ConditionTrait {
    /// For tests that print.
    static var needsPrinting: Self {
        .enabled(if: Printing.isThere, "Chromium or poppler-utils is not installed: run scripts/setup.")
    }
}
