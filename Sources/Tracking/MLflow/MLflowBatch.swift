import Foundation

/// Metrics, parameters and tags of one run, cut into calls that the server takes.
struct MLflowBatch: Encodable, Sendable {
    struct Value: Encodable, Sendable {
        let key: String
        let value: Double
        let timestamp: Int64
        let step: Int
    }

    let runId: String
    var metrics: [Value] = []
    var params: [Entry] = []
    var tags: [Entry] = []

    /// The server's limits for one call: 1,000 metrics, 100 parameters, 100 tags, 1,000 of all, 1 MB.
    static let metricLimit = 800
    static let textLimit = 100
    static let byteLimit = 900_000

    /// Cuts what a run says into batches, in order.
    static func batches(
        run: String,
        metrics: [Metric],
        parameters: [String: String],
        tags: [String: String]
    ) -> [MLflowBatch] {
        var batches: [MLflowBatch] = []
        var batch = MLflowBatch(runId: run)
        var bytes = 0
        func room(for size: Int, isFull: Bool) {
            guard isFull || bytes + size > byteLimit else {
                bytes += size
                return
            }
            batches.append(batch)
            batch = MLflowBatch(runId: run)
            bytes = size
        }
        for entry in Entry.list(tags) {
            let sent = Entry(key: MLflowKey.of(entry.key), value: MLflowText.tag(entry.value))
            room(for: sent.weight, isFull: batch.tags.count == textLimit)
            batch.tags.append(sent)
        }
        for entry in Entry.list(parameters) {
            let sent = Entry(key: MLflowKey.of(entry.key), value: MLflowText.parameter(entry.value))
            room(for: sent.weight, isFull: batch.params.count == textLimit)
            batch.params.append(sent)
        }
        for metric in metrics {
            let key = MLflowKey.of(metric.name)
            room(for: 2 * key.utf8.count + 120, isFull: batch.metrics.count == metricLimit)
            batch.metrics.append(
                Value(key: key, value: metric.value, timestamp: metric.time.milliseconds, step: metric.step))
        }
        if !(batch.metrics.isEmpty && batch.params.isEmpty && batch.tags.isEmpty) { batches.append(batch) }
        return batches
    }
}

extension Entry {
    /// More than its length as JSON: a control character takes six bytes.
    fileprivate var weight: Int {
        func length(_ text: String) -> Int { text.utf8.reduce(0) { $0 + ($1 < 32 || $1 == 34 || $1 == 92 ? 6 : 1) } }
        return length(key) + length(value) + 40
    }
}

/// A name as the server takes it: at most 250 letters, digits, `_`, `-`, `.`, `:`, `/` and spaces, and like a path.
enum MLflowKey {
    /// The name itself, or one close to it that ends in eight digits of its digest, so that no two fall together.
    static func of(_ name: String) -> String {
        let scalars = name.unicodeScalars.map { isAllowed($0) ? $0 : "_" }
        var text = String(String.UnicodeScalarView(scalars))
        if text.contains("/") {
            let parts = text.split(separator: "/").filter { $0 != "." && $0 != ".." }
            text = parts.joined(separator: "/")
        } else if text == "." || text == ".." {
            text = "_"
        }
        guard text != name || name.unicodeScalars.count > 250 else { return name }
        return text.cut(to: 240) + "-" + String(FileDigest.of(Data(name.utf8)).prefix(8))
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "_", "-", ".", ":", "/", " ": return true
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        case .decimalNumber, .letterNumber, .otherNumber: return true
        default: return false
        }
    }
}

/// Texts as the server keeps them: it cuts longer ones without a word.
enum MLflowText {
    static let parameterLimit = 6000
    static let tagLimit = 8000

    static func parameter(_ text: String) -> String { short(text, parameterLimit) }
    static func tag(_ text: String) -> String { short(text, tagLimit) }

    static func isTooLong(_ text: String, _ limit: Int) -> Bool {
        text.utf8.count > limit && text.unicodeScalars.count > limit
    }

    /// The beginning, and what says that there is more.
    private static func short(_ text: String, _ limit: Int) -> String {
        guard isTooLong(text, limit) else { return text }
        let note = " … [cut: the whole text is among the artifacts, in long-texts/]"
        return text.cut(to: limit - note.unicodeScalars.count) + note
    }
}

extension String {
    /// At most so many Unicode scalars, which is how the server counts.
    func cut(to count: Int) -> String {
        guard utf8.count > count else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
    }
}

extension MLflowClient {
    /// Sends values of a run in as many calls as the server's limits need; the same values sent again change nothing.
    public func log(
        metrics: [Metric] = [],
        parameters: [String: String] = [:],
        tags: [String: String] = [:],
        run: String
    ) async throws(TrackingError) {
        let batches = MLflowBatch.batches(run: run, metrics: metrics, parameters: parameters, tags: tags)
        for batch in batches { try await tell("mlflow/runs/log-batch", batch) }
    }
}
