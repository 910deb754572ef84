public import Catalog
import Foundation
import Spelling

/// The files of a lender's raw tables, found in one folder.
public struct RawTables: Hashable, Sendable {
    /// A file and how it is written.
    public struct File: Hashable, Sendable {
        /// Ways in which a table may be written.
        public enum Format: String, Hashable, Sendable, CaseIterable {
            /// Comma-separated text with a header.
            case csv = ".csv"
            /// The same, compressed.
            case compressedCSV = ".csv.gz"
            /// Apache Parquet.
            case parquet = ".parquet"
        }

        /// Where it is.
        public let path: String
        /// How it is written.
        public let format: Format

        /// The name without its folder, for messages.
        public var name: String { URL(filePath: path).lastPathComponent }
    }

    /// The file that marks a folder as made by the generator.
    public static let syntheticMark = "synthetic.json"

    /// The files by table.
    public let files: [String: [File]]
    /// Whether the folder was made by the generator: its figures say nothing of a real lender.
    public let isSynthetic: Bool

    /// Finds the files of a catalog's tables in a folder.
    ///
    /// - Throws: ``FeatureError`` when the folder or the root table's files are not there.
    public init(folder: String, catalog: LenderCatalog) throws(FeatureError) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory) else {
            throw FeatureError(.missingInput, "there is no folder \(folder): check the path given to --data.")
        }
        guard isDirectory.boolValue else {
            throw FeatureError(.missingInput, "\(folder) is a file: --data takes the folder that holds the raw tables.")
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw FeatureError(.missingInput, "the folder \(folder) cannot be read: check its permissions.")
        }
        var files: [String: [File]] = [:]
        for table in catalog.tables {
            for base in table.files {
                let found = File.Format.allCases.filter { names.contains(base + $0.rawValue) }
                if found.count > 1 {
                    let list = found.map { base + $0.rawValue }.joined(separator: " and ")
                    throw FeatureError(.badInput, "\(folder) holds \(list): keep one of them.")
                }
                for format in found {
                    let path = URL(filePath: folder).appending(path: base + format.rawValue).path(percentEncoded: false)
                    files[table.name, default: []].append(File(path: path, format: format))
                }
            }
        }
        if files[catalog.root] == nil {
            let bases = catalog.rootTable?.files.map { $0 + ".csv" }.joined(separator: " or ") ?? catalog.root
            let expected = Set(catalog.rootTable?.files ?? [])
            let present = names.map { String($0.prefix { $0 != "." }) }
            let near = expected.sorted().lazy.compactMap { nearestName(to: $0, among: present) }.first
            throw FeatureError(
                .missingInput,
                "\(folder) has no file \(bases) (or .csv.gz, .parquet)"
                    + (near.map { ": is \($0) misspelt?" } ?? ": check the path given to --data."))
        }
        self.files = files
        isSynthetic = names.contains(Self.syntheticMark)
    }

    /// Takes one file, of the catalog's root table; no other table is there.
    ///
    /// - Throws: ``FeatureError`` when it is not there, or its name does not end as a format's does.
    public init(rootFile path: String, catalog: LenderCatalog) throws(FeatureError) {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue else {
            throw FeatureError(.missingInput, "there is no file \(path): check the path.")
        }
        guard let format = File.Format.allCases.first(where: { path.lowercased().hasSuffix($0.rawValue) }) else {
            let endings = File.Format.allCases.map(\.rawValue).joined(separator: ", ")
            throw FeatureError(.badInput, "the name of \(path) ends as no known format: one of \(endings) is expected.")
        }
        files = [catalog.root: [File(path: path, format: format)]]
        isSynthetic = false
    }

    /// The names of the tables that are there.
    public var available: Set<String> { Set(files.keys) }
}
