import Foundation
import Gzip
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The style sheet, scripts and icon, read and compressed once; only these names exist, so no address leads elsewhere on the disk.
struct StaticFiles: Sendable {
    private struct File: Sendable {
        let bytes: ByteBuffer
        /// The same under gzip; nil where that is no smaller.
        let compressed: ByteBuffer?
        let type: String
        let version: String
    }

    /// What there should be, with its type.
    static let names = [
        "app.css": "text/css; charset=utf-8", "app.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml",
        "vendor/htmx.min.js": "text/javascript; charset=utf-8", "vendor/vega.js": "text/javascript; charset=utf-8",
        "restarting.html": "text/html; charset=utf-8", "restarting.js": "text/javascript; charset=utf-8",
        "service-worker.js": "text/javascript; charset=utf-8",
    ]

    /// Files that are served as one, each area of the pages in a file of its own: one request instead of many.
    private static let parts = [
        "app.css": ["app.css", "comparison.css", "simulation.css", "followup.css", "team.css"],
        "app.js": ["app.js", "comparison.js", "simulation.js", "followup.js", "team.js"],
    ]

    private let files: [String: File]

    init(folder: String, logger: Logger) {
        var files: [String: File] = [:]
        for (name, type) in Self.names {
            let parts = (Self.parts[name] ?? [name]).map { FileManager.default.contents(atPath: folder + "/" + $0) }
            guard !parts.contains(nil) else { continue }
            let data = parts.compactMap(\.self).reduce(into: Data()) { $0 += $1 }
            let small = gzipped([UInt8](data), level: 6).flatMap { $0.count < data.count ? ByteBuffer(bytes: $0) : nil }
            files[name] = File(
                bytes: ByteBuffer(bytes: data), compressed: small, type: type, version: Self.version(of: data))
        }
        self.files = files
        let missing = Self.names.keys.filter { files[$0] == nil }.sorted()
        if !missing.isEmpty {
            logger.warning(
                "static files are missing: run scripts/setup", metadata: ["files": "\(missing.joined(separator: ", "))"]
            )
        }
    }

    /// A file's address, which changes with its content.
    func address(of name: String) -> String {
        "/static/\(name)" + (files[name].map { "?v=\($0.version)" } ?? "")
    }

    /// Whether a file is there.
    func has(_ name: String) -> Bool { files[name] != nil }

    /// Answers a request for a file; for ever at an address that names the present version.
    func response(to request: Request, path: String) throws(Problem) -> Response {
        guard Self.names[path] != nil else { throw .unknownPage }
        guard let file = files[path] else { throw .missingFile }
        let isVersioned = request.uri.queryParameters["v"].map { $0 == file.version } ?? false
        let tag = "\"\(file.version)\""
        var headers: HTTPFields = [.eTag: tag]
        headers[.cacheControl] = isVersioned ? "public, max-age=31536000, immutable" : "no-cache"
        if request.headers[values: .ifNoneMatch].contains(tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = file.type
        // The worker stands for all pages, not for the static files beside it.
        if path == "service-worker.js", let allowed = HTTPField.Name("Service-Worker-Allowed") {
            headers[allowed] = "/"
        }
        headers[.vary] = "Accept-Encoding"
        if let small = file.compressed, request.acceptsGzip {
            headers[.contentEncoding] = "gzip"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: small))
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }

    /// Sixteen hexadecimal digits that change with the content: FNV-1a, 64 bits.
    private static func version(of data: Data) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in data { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
