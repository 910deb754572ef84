import ArgumentParser
import Foundation
import Recording

extension Log {
    /// The command `limpide log verify`.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every entry of the log, and that none was changed, removed, inserted, moved or cut off.",
            discussion: """
                The end of the chain is compared with the workspace's file log.head, and with heads that were noted elsewhere \
                (--head, as limpide log head prints them). The first entry that is wrong is named, and the exit code is 65.
                """)

        @OptionGroup var place: WorkspaceOptions
        @OptionGroup var stores: StoreOptions

        @Option(help: ArgumentHelp("A head noted elsewhere; may be repeated.", valueName: "place:digest"))
        var head: [String] = []

        @Flag(help: "Print one JSON object on standard output.")
        var json = false

        private struct Output: Encodable {
            let intact: Bool
            let entries: Int64
            let erased: Int64
            let head: String
            let finding: String?
            let sequence: Int64?
            let id: String?
            let message: String?
        }

        func run() async throws {
            let noted = try head.map { text in
                let parts = text.split(separator: ":")
                guard parts.count == 2, let place = Int64(parts[0]), place > 0, let digest = ChainDigest(parts[1])
                else {
                    throw CommandFailure(code: .usage, message: "--head is written as limpide log head prints it.")
                }
                return ChainHead(sequence: place, digest: digest)
            }
            let (log, key) = try await stores.openLog(place, creating: false)
            let file = try stores.headFile(place).read(origin: log.store.origin, key: key)
            let found = try await log.verify(against: noted + [file].compactMap { $0 })
            if json {
                try JSONOutput.print(
                    Output(
                        intact: found.isIntact, entries: found.entries, erased: found.erased,
                        head: "\(found.head.sequence):\(found.head.digest)", finding: found.finding?.kind.description,
                        sequence: found.finding?.sequence, id: found.finding?.id?.description,
                        message: found.finding?.message))
            }
            if let finding = found.finding { throw CommandFailure(code: .data, message: finding.message) }
            guard !json else { return }
            let erased = found.erased > 0 ? ", \(found.erased) of them erased" : ""
            Terminal.print("The log is intact: \(found.entries) entries\(erased).")
            Terminal.print("Head: \(found.head.sequence):\(found.head.digest)")
            if file == nil {
                Terminal.error("There is no log.head in the workspace: a cut-off end would only be found with --head.")
            }
        }
    }
}
