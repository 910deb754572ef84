public import Features
import Foundation
import StagedFiles

/// Clients' records beside their features: for each client, ascending, eight bytes with the number, four with the length, then what
/// `RecordCoding` writes; numbers low byte first.
struct RecordFileWriter {
    private let file: FileWriter

    init(creating path: String) throws { file = try FileWriter(creating: path) }

    func append(_ records: [(client: Int64, bytes: [UInt8])]) throws {
        for (client, bytes) in records {
            try file.append { buffer in
                withUnsafeBytes(of: client.littleEndian) { buffer.append(contentsOf: $0) }
                withUnsafeBytes(of: UInt32(truncatingIfNeeded: bytes.count).littleEndian) {
                    buffer.append(contentsOf: $0)
                }
                buffer.append(contentsOf: bytes)
            }
        }
    }

    func finish() throws { try file.close() }
}

/// Reads the records of a feature folder, client after client, ascending.
public struct RecordFiles {
    private let folder: String
    private let parts: Int
    private var part = 0
    private var bytes = Data()
    private var position = 0

    /// Nil where the features were computed without keeping records.
    public init?(in folder: String, manifest: FeatureManifest) {
        self.folder = folder
        parts = manifest.parts
        guard FileManager.default.fileExists(atPath: folder + "/" + FeatureManifest.FileName.records(1)) else {
            return nil
        }
    }

    /// The records of a client; nil where none were kept.
    ///
    /// Clients are asked for in ascending order.
    ///
    /// - Throws: ``FeatureError`` when a file is damaged or missing.
    public mutating func records(of client: Int64) throws(FeatureError) -> [UInt8]? {
        while true {
            if position == bytes.count {
                guard part < parts else { return nil }
                part += 1
                let url = URL(filePath: folder + "/" + FeatureManifest.FileName.records(part))
                guard let next = try? Data(contentsOf: url, options: .mappedIfSafe) else { throw damaged }
                bytes = next
                position = 0
                continue
            }
            guard position + 12 <= bytes.count else { throw damaged }
            let (number, length) = bytes.withUnsafeBytes { bytes in
                (
                    Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Int64.self)),
                    Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position + 8, as: UInt32.self)))
                )
            }
            guard length <= bytes.count - position - 12 else { throw damaged }
            if number > client { return nil }
            let start = position + 12
            position = start + length
            if number == client { return [UInt8](bytes[start..<position]) }
        }
    }

    private var damaged: FeatureError {
        FeatureError(.badInput, "the records in \(folder) are damaged: compute the features again.")
    }
}
