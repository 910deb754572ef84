import Foundation
import NIOHTTP1

private struct PartsCreation: Encodable {
    let path: String
    let numParts: Int
}

private struct PartsCompletion: Encodable {
    struct Part: Codable, Sendable {
        let partNumber: Int
        let etag: String
        let url: String?
    }
    let path: String
    let uploadId: String?
    let parts: [Part]
}

private struct PartsAbortion: Encodable {
    let path: String
    let uploadId: String?
}

private struct PartsPlan: Decodable, Sendable {
    struct Credential: Decodable, Sendable {
        let url: String
        let partNumber: Int
        let headers: [String: String]?
    }
    let uploadId: String?
    let credentials: [Credential]
}

extension MLflowClient {
    /// Sends a long file in parts, straight to the server's store, by addresses that the server signs.
    ///
    /// - Returns: False when the server's store takes no parts: nothing was sent then.
    func uploadInParts(file: String, size: Int, to place: String) async throws(TrackingError) -> Bool {
        // Stores take 10,000 parts at most.
        let length = max(settings.partSize, (size + 9_999) / 10_000)
        let count = (size + length - 1) / length
        let folder = place.split(separator: "/").dropLast().joined(separator: "/")
        // The server adds the file's name to the folder of the call.
        let name = (place.split(separator: "/").last.map(String.init) ?? "").removingPercentEncoding ?? ""
        let plan: PartsPlan
        do {
            plan = try await send(
                "mlflow-artifacts/mpu/create/\(folder)", PartsCreation(path: name, numParts: count),
                as: PartsPlan.self)
        } catch {
            guard error.code == .unsupported || error.code == .notFound else { throw error }
            return false
        }
        do {
            var parts: [PartsCompletion.Part] = []
            for credential in plan.credentials.sorted(by: { $0.partNumber < $1.partNumber }) {
                let start = (credential.partNumber - 1) * length
                var call = HTTPCall(method: .PUT, title: "a part of a file", url: credential.url)
                call.headers = (credential.headers ?? [:]).map { ($0.key, $0.value) }
                call.body = .file(file, start: start, count: min(length, size - start))
                let answer = try await session.send(call, isOurs: false)
                parts.append(
                    PartsCompletion.Part(
                        partNumber: credential.partNumber, etag: answer.headers.first(name: "etag") ?? "",
                        url: credential.url))
            }
            try await tell(
                "mlflow-artifacts/mpu/complete/\(folder)",
                PartsCompletion(path: name, uploadId: plan.uploadId, parts: parts))
        } catch {
            // Parts that nobody asks for cost the store's owner; should this fail too, the store's own rules remove them.
            try? await tell(
                "mlflow-artifacts/mpu/abort/\(folder)", PartsAbortion(path: name, uploadId: plan.uploadId))
            throw error
        }
        return true
    }
}
