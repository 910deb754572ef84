import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite("Static files are these and no others")
struct StaticTests {
    @Test(
        "each has its type, a tag, and lasts for ever at its versioned address",
        arguments: [("app.css", "text/css"), ("app.js", "text/javascript"), ("icon.svg", "image/svg+xml")]
    )
    func own(name: String, type: String) async throws {
        let server = Server.shared
        let plain = try await server.send("/static/\(name)")
        #expect(plain.status == 200 && !plain.body.isEmpty && plain.headers[.cacheControl] == "no-cache")
        #expect(plain.headers[.contentType]?.hasPrefix(type) == true)
        let tag = try #require(plain.headers[.eTag])
        let again = try await server.send("/static/\(name)", headers: [.ifNoneMatch: tag])
        #expect(again.status == 304 && again.body.isEmpty)
        let version = tag.dropFirst().dropLast()
        let lasting = try await server.send("/static/\(name)?v=\(version)")
        #expect(lasting.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(try await server.send("/static/\(name)?v=old").headers[.cacheControl] == "no-cache")
        #expect(try await server.send("/").body.contains("/static/app.css?v="))
    }

    @Test(
        "no address leads elsewhere",
        arguments: [
            "/static/../Package.swift", "/static/..%2f..%2fPackage.swift", "/static//etc/passwd", "/static/app.css/",
            "/static/vendor/../../../Package.swift", "/static/%2e%2e/Package.swift", "/static/", "/static",
            "/static/vendor", "/static/.gitignore", "/static/app.css%00",
        ]
    )
    func traversal(path: String) async throws {
        let reply = try await Server.shared.send(path)
        let style = try await Server.shared.send("/static/app.css")
        #expect(reply.status == 404 || reply.body == style.body)
        #expect(!reply.body.contains("swift-tools-version") && !reply.body.contains("root:"))
    }

    @Test("without the folder the pages still work, the files say so, and the log says it once")
    func missing() async throws {
        let server = try Server(staticFolder: "/nowhere/at/all")
        let page = try await server.send("/clients/100003")
        #expect(page.status == 200 && page.body.contains("Refusé</h2>"))
        #expect(!page.body.contains("htmx.min.js") && !page.body.contains("data-vega"))
        #expect(try await server.send("/static/vendor/vega.js").status == 503)
        #expect(try await server.send("/static/vendor/vega.js").status == 503)
        #expect(server.logs.lines.count { $0.contains("static files are missing") } == 1)
    }
}
