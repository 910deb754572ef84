import DriftDuckDB
import Features
import FeaturesDuckDB
import Foundation

/// One side of a comparison: a file, a workspace or its folder of features.
struct DriftSide {
    /// Where it is, as it was typed.
    let path: String
    let table: DriftTable
    let isSynthetic: Bool
    /// Whether the columns are those of a folder of features.
    let isFeatures: Bool
    /// What could not be read, as sentences.
    let problems: [String]

    init(_ path: String, threads: Int) throws {
        self.path = path
        problems = []
        let folder = [path, path + "/features"].first {
            FileManager.default.fileExists(atPath: $0 + "/" + FeatureManifest.FileName.manifest)
        }
        isFeatures = folder != nil
        if let folder {
            let manifest = try DuckDBFeatureEngine(threads: threads).manifest(folder)
            let files = (1...manifest.parts).map { folder + "/" + FeatureManifest.FileName.features($0) }
            table = try DriftTable(reading: files, threads: threads)
            isSynthetic = manifest.isSynthetic
        } else {
            table = try DriftTable(reading: [path], threads: threads)
            let mark = URL(filePath: path).deletingLastPathComponent().appending(path: RawTables.syntheticMark)
            isSynthetic = FileManager.default.fileExists(atPath: mark.path(percentEncoded: false))
        }
    }

    /// What a report calls two sides: their names, with the folder where those are the same.
    static func names(_ first: DriftSide, _ second: DriftSide) -> (reference: String, current: String) {
        func name(_ side: DriftSide, _ count: Int) -> String {
            let parts = URL(filePath: side.path).standardizedFileURL.pathComponents.filter { $0 != "/" }
            return parts.suffix(count).joined(separator: "/")
        }
        let short = (name(first, 1), name(second, 1))
        return short.0 == short.1 ? (name(first, 2), name(second, 2)) : short
    }
}
