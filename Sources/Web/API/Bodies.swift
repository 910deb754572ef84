import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// The whole body.
    ///
    /// - Throws: a refusal when it is longer than `most` bytes or does not arrive in time.
    func bytes(most: Int, within time: Duration) async throws -> ByteBuffer {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > most { throw Problem.tooLarge }
        let body = body
        return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask {
                do {
                    return try await body.collect(upTo: most)
                } catch is NIOTooManyBytesError {
                    throw Problem.tooLarge
                }
            }
            group.addTask {
                try await Task.sleep(for: time)
                throw Problem.slowBody
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw Problem.slowBody }
            return first
        }
    }
}

extension Call {
    /// The most bytes of one JSON document.
    static let mostBytes = 4 * 1024 * 1024

    /// The media type of the body, in small letters, without parameters; in UTF-8 or not at all.
    func bodyType() throws -> String {
        let parts = (request.headers[.contentType] ?? "").lowercased().split(separator: ";")
            .map { $0.filter { !$0.isWhitespace } }
        let charset = parts.dropFirst().first { $0.hasPrefix("charset=") }?.dropFirst(8).filter { $0 != "\"" }
        guard charset == nil || charset == "utf-8" || charset == "utf8" else { throw Problem.unsupportedType }
        return parts.first ?? ""
    }

    /// The bytes of a JSON body, and their value.
    ///
    /// - Throws: a refusal for another media type, for what is not JSON, and for a body too long or too slow.
    func jsonBody() async throws -> (bytes: [UInt8], value: JSON) {
        guard try bodyType() == "application/json" else { throw Problem.unsupportedType }
        let bytes = try await bodyBytes(most: Self.mostBytes)
        return (bytes, try Self.json(bytes))
    }

    /// The whole body.
    func bodyBytes(most: Int) async throws -> [UInt8] {
        Array(try await request.bytes(most: most, within: site.settings.bodyTime).readableBytesView)
    }

    /// Reads JSON, or says what is wrong with it.
    static func json(_ bytes: [UInt8]) throws -> JSON {
        do {
            return try JSONReader.value(of: bytes)
        } catch {
            throw Refusal.malformed(error)
        }
    }

    /// The fields of an object, each of which must be known.
    static func fields(of value: JSON, known: Set<String>, at pointer: String = "") throws -> [String: JSON] {
        guard case .object(let object) = value else { throw Refusal.field(pointer, "An object is needed.") }
        let unknown = object.keys.filter { !known.contains($0) }.sorted()
        guard unknown.isEmpty else {
            throw Refusal(
                .invalidFields,
                fields: unknown.map {
                    FieldProblem(
                        pointer: pointer + FieldProblem.pointer($0),
                        detail: "There is no such field; known are \(known.sorted().joined(separator: ", ")).")
                })
        }
        return object
    }
}
