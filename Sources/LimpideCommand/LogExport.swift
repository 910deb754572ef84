import ArgumentParser
import Foundation
import Recording
import StagedFiles

/// The command `limpide log export`.
struct LogExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the chain to a file of JSON lines, which anyone can check without a key.",
        discussion: """
            The first line holds the origin; each further one an entry: place, reference, time, kind, key, the digest before, the \
            digest, and the encrypted payload in base 64. With --decrypt, each line holds what people read instead.
            """)

    @OptionGroup var place: WorkspaceOptions
    @OptionGroup var stores: StoreOptions

    @Option(help: ArgumentHelp("File to write.", valueName: "file"))
    var out: String

    @Flag(help: "Write what the entries say; guard the file, it holds clients' data.")
    var decrypt = false

    private struct Origin: Encodable {
        let origin: String
    }

    private struct Line: Encodable {
        let sequence: Int64
        let id: String
        let time: Int64
        let kind: String
        let key: String
        let previous: String
        let digest: String
        let payload: String
    }

    func run() async throws {
        let (log, _) = try await stores.openLog(place, creating: false)
        let output = try StagedPath(.file, at: out)
        let writer = try FileWriter(creating: output.path)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        func write(_ value: some Encodable) throws {
            try writer.write(encoder.encode(value))
            try writer.write("\n")
        }
        if !decrypt { try write(Origin(origin: log.store.origin.description)) }
        var last: Int64 = 0
        while true {
            let page = try await log.store.entries(after: last, limit: 500)
            guard let end = page.last else { break }
            last = end.sequence
            if decrypt {
                for entry in try await log.read(page) { try write(LogEntryOutput(entry, isWhole: true)) }
            } else {
                for one in page {
                    try write(
                        Line(
                            sequence: one.sequence, id: Data(one.entry.id.bytes).base64EncodedString(),
                            time: one.entry.time, kind: one.entry.kind.rawValue, key: one.entry.key.description,
                            previous: one.previous.description, digest: one.digest.description,
                            payload: Data(one.entry.payload).base64EncodedString()))
                }
            }
        }
        try writer.close()
        if decrypt { chmod(output.path, 0o600) }
        try output.commit()
        Terminal.print("\(last) entries written to \(out).")
    }
}
