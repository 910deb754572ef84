import Foundation
import StagedFiles

/// Lets aliases in a server's registry point where they point here, once the server has the models.
///
/// What a server was told is kept in `aliases.json` beside the runs: an alias that somebody else moved there stays where they put
/// it until it moves here, and one that could not be told is told later.
public struct AliasPublisher: Sendable {
    /// What became of the aliases.
    public struct Outcome: Hashable, Sendable {
        /// Those that were moved: version numbers by alias.
        public var moved: [String: Int] = [:]
        /// Those of which the server has no version of the model: digests by alias.
        public var absent: [String: String] = [:]

        /// Nothing was done.
        public init() {}
    }

    /// The tag of a version that holds its model's digest.
    public static let digestTag = "limpide.digest"

    private let client: MLflowClient
    private let path: String
    private let server: String

    /// Tells a server of aliases, and a store what was told.
    public init(store: RunStore, client: MLflowClient) {
        self.client = client
        path = store.folder + "/aliases.json"
        server = client.settings.address + (client.settings.workspace.map { " workspace \($0)" } ?? "")
    }

    /// Moves the aliases of a registered model that the server was not told of yet.
    ///
    /// - Parameters:
    ///   - aliases: Digests by alias.
    ///   - name: The registered model's.
    ///   - again: An alias to tell of though the server was told: somebody else may have moved it since.
    /// - Throws: ``TrackingError``; what was moved stays moved and is noted.
    public func push(
        _ aliases: [String: String],
        of name: String,
        again: String? = nil
    ) async throws(TrackingError) -> Outcome {
        var outcome = Outcome()
        let pending = aliases.filter { $0.key == again || told()["\(name)@\($0.key)"] != $0.value }
        guard !pending.isEmpty else { return outcome }
        let versions: [ModelVersion]
        do { versions = try await client.versions(of: name) } catch {
            guard error.code == .notFound else { throw error }
            versions = []
        }
        for (alias, digest) in pending.sorted(by: { $0.key < $1.key }) {
            guard let version = versions.first(where: { $0.isReady && $0.tags[Self.digestTag] == digest }) else {
                outcome.absent[alias] = digest
                continue
            }
            try await client.set(alias: alias, of: name, to: version.number)
            outcome.moved[alias] = version.number
            try note("\(name)@\(alias)", digest)
        }
        return outcome
    }

    /// Digests by registered model and alias, as this server was told.
    private func told() -> [String: String] { all()[server] ?? [:] }

    private func all() -> [String: [String: String]] {
        guard let data = FileManager.default.contents(atPath: path) else { return [:] }
        return (try? JSONDecoder().decode([String: [String: String]].self, from: data)) ?? [:]
    }

    private func note(_ key: String, _ digest: String) throws(TrackingError) {
        var records = all()
        records[server, default: [:]][key] = digest
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(records) else { return }
        try TrackingError.of { () throws(StagedFileError) in try StagedPath.write(bytes, to: path) }
    }
}
