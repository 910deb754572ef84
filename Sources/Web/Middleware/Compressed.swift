import Gzip
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A page or file, under gzip when the asker takes it and it is worth the while.
    ///
    /// A page that carries a form token masks it (``MaskedToken``): compressed, it would otherwise give it away.
    static func sending(
        _ bytes: [UInt8], to request: Request, status: HTTPResponse.Status = .ok, headers: HTTPFields
    ) -> Response {
        var headers = headers
        headers[.vary] = "Accept-Encoding"
        // Pages are made for one request: the quickest level takes a millisecond and most of the size.
        if bytes.count > 1_000, request.acceptsGzip, let small = gzipped(bytes, level: 3) {
            headers[.contentEncoding] = "gzip"
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: small)))
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Request {
    /// Whether the asker takes gzip: named, and not with a weight of 0 (RFC 9110, 12.5.3).
    var acceptsGzip: Bool {
        headers[values: .acceptEncoding].joined(separator: ",").split(separator: ",").contains { part in
            let fields = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard fields.first == "gzip" || fields.first == "x-gzip" else { return false }
            return !fields.dropFirst().contains { $0.hasPrefix("q=0") && Double($0.dropFirst(2)) == 0 }
        }
    }
}
