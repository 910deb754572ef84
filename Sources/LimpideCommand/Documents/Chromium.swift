import Foundation
import StagedFiles

/// Chromium, which turns a page into a PDF.
enum Chromium {
    /// The program: the one named in `LIMPIDE_CHROMIUM`, or one of its usual names on the path.
    ///
    /// - Throws: ``CommandFailure`` with what to do when there is none.
    static func find(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandFailure) -> String {
        if let named = environment["LIMPIDE_CHROMIUM"], !named.isEmpty {
            guard FileManager.default.isExecutableFile(atPath: named) else {
                throw CommandFailure(
                    code: .configuration, message: "LIMPIDE_CHROMIUM names no program that can be run: \(named).")
            }
            return named
        }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        let places = names.flatMap { name in folders.map { $0 + "/" + name } }
        guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            throw CommandFailure(
                code: .unavailable,
                message:
                    "there is no Chromium to print with: install it (apt-get install chromium), name it in LIMPIDE_CHROMIUM, or ask for the page alone with --html-only."
            )
        }
        return place
    }

    /// Prints a page to a PDF, whole or not at all.
    ///
    /// - Throws: ``CommandFailure`` when Chromium fails or takes longer than two minutes.
    static func print(_ html: String, to pdf: String, with program: String) throws {
        let manager = FileManager.default
        let work = manager.temporaryDirectory.appending(path: "limpide-print-\(UUID().uuidString)")
        try manager.createDirectory(at: work, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: work) }
        let staged = try StagedPath(.file, at: pdf)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments =
            [
                "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
                "--disable-background-networking", "--no-pdf-header-footer", "--generate-pdf-document-outline",
                "--user-data-dir=" + work.path(percentEncoded: false), "--print-to-pdf=" + staged.path,
            ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + [
                URL(filePath: html, relativeTo: URL(filePath: manager.currentDirectoryPath)).absoluteURL.absoluteString
            ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch {
            throw CommandFailure(code: .unavailable, message: "Chromium (\(program)) does not start.")
        }
        let end = Date(timeIntervalSinceNow: 120)
        while process.isRunning, Date() < end { usleep(20_000) }
        guard !process.isRunning else {
            process.terminate()
            throw CommandFailure(code: .unavailable, message: "Chromium did not print \(html) within two minutes.")
        }
        let size = (try? manager.attributesOfItem(atPath: staged.path))?[.size] as? Int ?? 0
        guard process.terminationStatus == 0, size > 0 else {
            throw CommandFailure(
                code: .unavailable,
                message:
                    "Chromium could not print \(html) to \(pdf) (status \(process.terminationStatus)): is the disk full?"
            )
        }
        try staged.commit()
    }
}
