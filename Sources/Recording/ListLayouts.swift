import Credit
import Features
import Foundation
import Synchronization

/// The lists of names that entries refer to by digest, instead of repeating hundreds of them: made once, remembered.
final class ListLayouts: Sendable {
    /// A list with its digest.
    struct Columns: Sendable {
        let schema: FeatureSchema
        let content: [UInt8]
        let digest: ChainDigest
    }

    private struct State {
        var columns: Columns?
        var contributors: ContributorLayout?
    }

    private let state = Mutex(State())

    /// The list of a schema's columns.
    ///
    /// Complexity: O(1) when the schema is the array of the call before.
    func columns(_ schema: FeatureSchema) -> Columns {
        // Arrays that share their memory are equal at once.
        if let known = state.withLock({ $0.columns }), known.schema == schema { return known }
        let content = ListContent.bytes(of: schema)
        let made = Columns(schema: schema, content: content, digest: ChainDigest(of: content))
        state.withLock { $0.columns = made }
        return made
    }

    /// The list of features and families that contribute, in order of name.
    func contributors(_ contributions: [Contribution]) throws(LogError) -> ContributorLayout {
        if let known = state.withLock({ $0.contributors }), known.fits(contributions) { return known }
        let made = try ContributorLayout(contributions)
        state.withLock { $0.contributors = made }
        return made
    }
}

/// The features that contribute to a score, in order of name, and their families.
struct ContributorLayout: Sendable {
    struct Name: Hashable, Sendable, Codable {
        let feature: String
        let family: FamilyID
    }

    let names: [Name]
    let content: [UInt8]
    let digest: ChainDigest
    private let places: [String: Int]

    init(_ contributions: [Contribution]) throws(LogError) {
        let names = contributions.map { Name(feature: $0.feature, family: $0.family) }
            .sorted { $0.feature.utf8.lexicographicallyPrecedes($1.feature.utf8) }
        self.init(names: names)
        guard places.count == names.count else {
            throw LogError(.invalid, "a feature contributes twice to one score.")
        }
    }

    init(names: [Name]) {
        self.names = names
        content = ListContent.bytes(of: names)
        digest = ChainDigest(of: content)
        places = Dictionary(names.enumerated().map { ($1.feature, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether these are the same features, of the same families.
    func fits(_ contributions: [Contribution]) -> Bool {
        contributions.count == names.count
            && contributions.allSatisfy { part in places[part.feature].map { names[$0].family == part.family } ?? false
            }
    }

    /// Eight bytes for each feature, an IEEE double, lowest first.
    func bytes(of contributions: [Contribution]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 8 * names.count)
        for part in contributions {
            guard let place = places[part.feature] else { continue }
            bytes.withUnsafeMutableBytes {
                $0.storeBytes(
                    of: part.logOdds.value.bitPattern.littleEndian, toByteOffset: 8 * place, as: UInt64.self)
            }
        }
        return bytes
    }

    /// The contributions of some bytes, strongest first, ties by name; nil when they are damaged.
    func contributions(of bytes: [UInt8]) -> [Contribution]? {
        guard bytes.count == 8 * names.count else { return nil }
        let parts = names.enumerated().map { index, name in
            let pattern = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self) }
            return Contribution(
                feature: name.feature, family: name.family,
                logOdds: LogOdds(Double(bitPattern: UInt64(littleEndian: pattern))))
        }
        return parts.sorted { a, b in
            (-a.logOdds.value.magnitude, a.feature) < (-b.logOdds.value.magnitude, b.feature)
        }
    }
}

/// A list as it is kept: a JSON array of `{"isCategory", "name"}` or of `{"family", "feature"}`.
struct ListContent: Sendable {
    let schema: FeatureSchema?
    let contributors: ContributorLayout?

    static func bytes(of schema: FeatureSchema) -> [UInt8] { json(schema.columns) }
    static func bytes(of names: [ContributorLayout.Name]) -> [UInt8] { json(names) }

    /// Reads a list; nil when it is neither, or not what its digest says.
    init?(_ content: [UInt8], digest: ChainDigest) {
        guard ChainDigest(of: content) == digest else { return nil }
        let decoder = JSONDecoder()
        schema = (try? decoder.decode([FeatureColumn].self, from: Data(content))).map(FeatureSchema.init)
        contributors = (try? decoder.decode([ContributorLayout.Name].self, from: Data(content)))
            .map(ContributorLayout.init(names:))
        guard schema != nil || contributors != nil else { return nil }
    }

    private static func json(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts and truth values alone: nothing that JSON cannot say.
        return (try? Array(encoder.encode(value))) ?? []
    }
}
