import Foundation

/// What one line of a run's journal says: one of these, and when.
struct JournalLine: Codable, Sendable {
    struct Start: Codable, Sendable {
        let id: RunID
        let parent: RunID?
        let root: RunID
        let experiment: String
        let name: String
        let user: String?
    }

    let time: Date
    var start: Start?
    var tags: [String: String]?
    var parameters: [String: String]?
    var metrics: [Metric]?
    var dataset: DatasetInput?
    var artifact: StoredFile?
    var model: StoredModel?
    var state: RunState?

    init(time: Date) { self.time = time }

    /// How many values it holds, to send it in pieces.
    var weight: Int { (metrics?.count ?? 0) + (parameters?.count ?? 0) + (tags?.count ?? 0) + 1 }

    /// The line with its end.
    func bytes() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.milliseconds)
        }
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try encoder.encode(self) + [UInt8(ascii: "\n")]
    }

    /// What a line without its end says.
    static func reading(_ line: Data) throws -> JournalLine {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            Date(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
        }
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return try decoder.decode(JournalLine.self, from: line)
    }
}
