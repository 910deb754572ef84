public import Foundation
import NIOHTTP1

/// A file or folder of a run on the server.
public struct ServerFile: Hashable, Sendable, Decodable {
    /// Its place below the run's files.
    public let path: String
    /// True for a folder.
    public let isDir: Bool
    /// Its length in bytes; nil for a folder.
    public let fileSize: Int?
}

extension MLflowClient {
    /// Sends a file to the place below an artifact address (`mlflow-artifacts:/…`), through the server.
    ///
    /// The file is read as it is sent. One longer than ``MLflowSettings/multipartThreshold`` goes up in parts where the server's
    /// store takes them.
    /// - Throws: `unsupported` when the server does not pass files on to its store.
    public func upload(file: String, size: Int, to path: String, below address: String) async throws(TrackingError) {
        let place = try place(path, below: address)
        if size >= settings.multipartThreshold, try await uploadInParts(file: file, size: size, to: place) { return }
        try await put(.file(file, start: 0, count: size), to: place)
    }

    /// Sends bytes as a file.
    public func upload(_ bytes: Data, to path: String, below address: String) async throws(TrackingError) {
        try await put(.bytes(bytes), to: try place(path, below: address))
    }

    /// The bytes of a file on the server, at most 64 MB.
    public func download(_ path: String, below address: String) async throws(TrackingError) -> Data {
        try await session.send(
            call(.GET, "mlflow-artifacts/artifacts/" + (try place(path, below: address)), [:])
        ).body
    }

    /// The files and folders of a run, one level.
    public func files(ofRun run: String, below path: String = "") async throws(TrackingError) -> [ServerFile] {
        struct Page: Decodable, Sendable {
            let files: [ServerFile]?
            let nextPageToken: String?
        }
        var files: [ServerFile] = []
        var token = ""
        repeat {
            let page = try await get(
                "mlflow/artifacts/list", ["run_id": run, "path": path, "page_token": token], as: Page.self)
            files += page.files ?? []
            token = page.nextPageToken ?? ""
        } while !token.isEmpty
        return files
    }

    private func put(_ body: HTTPCall.Body, to place: String) async throws(TrackingError) {
        var call = call(.PUT, "mlflow-artifacts/artifacts/" + place, [:])
        call.title = "mlflow-artifacts/artifacts"
        call.body = body
        call.headers.append(("Content-Type", "application/octet-stream"))
        _ = try await session.send(call)
    }

    /// The place as a part of an address.
    private func place(_ path: String, below address: String) throws(TrackingError) -> String {
        let scheme = "mlflow-artifacts:/"
        guard address.hasPrefix(scheme) else {
            throw TrackingError(
                .unsupported,
                "the MLflow server at \(settings.address) does not pass files on to its store: have it started with "
                    + "--serve-artifacts and an mlflow-artifacts address for this experiment.")
        }
        // With or without the server's own name: `mlflow-artifacts:/1/…` or `mlflow-artifacts://host/1/…`.
        var rest = address.dropFirst(scheme.count)
        if rest.hasPrefix("/") { rest = rest.dropFirst().drop { $0 != "/" } }
        return (rest + "/" + path).split(separator: "/").map { String($0).percentEncoded }.joined(separator: "/")
    }
}
