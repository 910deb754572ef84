import Access
import Credit
import Explaining
import Features
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Storage

extension Call {
    static let lineType = "application/x-ndjson"
    /// The most bytes of one line.
    static let longestLine = 1024 * 1024
    /// Bytes of answers that are gathered before they are sent.
    private static let piece = 32 * 1024

    /// Scores lines as they arrive; memory does not grow with their number.
    ///
    /// A line that cannot be scored is answered by a problem in its place, and the next one is read.
    func batch() async throws -> Response {
        guard try bodyType() == Self.lineType else { throw Problem.unsupportedType }
        let call = self
        return Response(
            status: .ok, headers: [.contentType: Self.lineType],
            body: ResponseBody { writer in
                var lines = Lines(longest: Self.longestLine)
                var answers = ByteBuffer()
                reading: for try await chunk in call.request.body {
                    lines.append(chunk)
                    while let line = lines.next() {
                        await call.answer(line, number: lines.count, into: &answers)
                        if answers.readableBytes >= Self.piece {
                            try await writer.write(answers)
                            answers.clear()
                        }
                    }
                    if lines.isTooLong { break reading }
                    if answers.readableBytes > 0 {
                        try await writer.write(answers)
                        answers.clear()
                    }
                }
                if let last = lines.last() { await call.answer(last, number: lines.count, into: &answers) }
                if lines.isTooLong {
                    answers.writeBytes(
                        JSONWriter.bytes(of: Self.problem(Refusal(.tooLarge), line: lines.count + 1)) + [10])
                }
                if answers.readableBytes > 0 { try await writer.write(answers) }
                try await writer.finish(nil)
            })
    }

    private func answer(_ line: [UInt8], number: Int, into answers: inout ByteBuffer) async {
        answers.writeBytes(JSONWriter.bytes(of: await answer(to: line, number: number)))
        answers.writeInteger(UInt8(ascii: "\n"))
    }

    /// The answer to one line: a score, or the problem with it.
    private func answer(to line: [UInt8], number: Int) async -> JSON {
        do {
            let value = try Self.json(line)
            if case .object(let object) = value, let client = object["client"] {
                return try await score(of: client, alone: object.count == 1, line: number)
            }
            return try await score(records: line, line: number)
        } catch let refusal as Refusal {
            return Self.problem(refusal, line: number)
        } catch let problem as Problem {
            return Self.problem(Refusal(problem), line: number)
        } catch let error as StorageError {
            site.logger.error("the store failed", metadata: ["reason": "\(error.message)"])
            return Self.problem(Refusal(.unavailable), line: number)
        } catch {
            site.logger.error("a line failed", metadata: ["error": "\(String(reflecting: type(of: error)))"])
            return Self.problem(Refusal(.failure), line: number)
        }
    }

    private func score(of client: JSON, alone isAlone: Bool, line: Int) async throws -> JSON {
        guard isAlone, case .integer(let number) = client else {
            throw Refusal.field("/client", "A client's number is needed, and nothing beside it.")
        }
        guard principal?.may(.readClients) ?? false else { throw Problem.forbidden }
        let stored = try await site.client(String(number), showing: "batch", to: principal)
        let decision = try site.engine.decision(for: stored.features)
        site.metrics.count(decision, of: stored.features, from: .batch)
        return answer(decision, client: stored.id, messages: [], line: line)
    }

    private func score(records bytes: [UInt8], line: Int) async throws -> JSON {
        let (applicant, decision, messages) = try await site.score(json: bytes)
        site.metrics.count(decision, from: .batch)
        return answer(decision, client: applicant.client, messages: messages, line: line)
    }

    private func answer(_ decision: Decision, client: ClientID?, messages: [FieldMessage], line: Int) -> JSON {
        JSON(decision).adding([
            "line": .integer(Int64(line)), "client": client.map { .integer($0.rawValue) } ?? .null,
            "model": .text(site.engine.model.digest), "messages": .list(messages.map { JSON($0) }),
        ])
    }

    private static func problem(_ refusal: Refusal, line: Int) -> JSON {
        ["line": .integer(Int64(line)), "problem": (try? JSON(of: refusal.document)) ?? .null]
    }
}

/// Cuts a stream of bytes into lines; what was cut is let go.
struct Lines {
    private let longest: Int
    private var kept: [UInt8] = []
    private var start = 0
    private var searched = 0
    /// How many lines were given so far.
    private(set) var count = 0

    init(longest: Int) { self.longest = longest }

    /// Whether a line goes on for longer than may be.
    var isTooLong: Bool { kept.count - start > longest }

    mutating func append(_ chunk: ByteBuffer) {
        if start > 0 {
            kept.removeFirst(start)
            searched -= start
            start = 0
        }
        kept.append(contentsOf: chunk.readableBytesView)
    }

    /// The next whole line that holds something; nil when more must come.
    mutating func next() -> [UInt8]? {
        while let end = kept[searched...].firstIndex(of: 10) {
            let line = kept[start..<end]
            start = end + 1
            searched = start
            count += 1
            if line.count <= longest, !Self.isBlank(line) { return Array(line) }
        }
        searched = kept.count
        return nil
    }

    /// What stands after the last end of line; nil when that is nothing.
    mutating func last() -> [UInt8]? {
        let line = kept[start...]
        guard !isTooLong, !Self.isBlank(line) else { return nil }
        count += 1
        start = kept.count
        return Array(line)
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    }
}
