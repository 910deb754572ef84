import Access
import HTTPTypes
import Hummingbird
import NIOCore
import Recording

/// A request that may pass: who asks, and the form that came with it.
struct Admission: Sendable {
    let principal: Principal?
    /// The request; its body was read when it is a form.
    let request: Request
    let form: Form?
}

extension Site {
    /// Lets a request in, or says why not.
    ///
    /// - Parameter permission: what the asker must be permitted; nil for anybody who has signed in.
    func admit(_ request: Request, _ context: SiteContext, to permission: Permission?) async throws -> Admission {
        let connection = Connection(request, from: context.remoteAddress, settings: settings)
        guard let principal = try await gate.principal(of: request, address: connection.address) else {
            throw Problem.notSignedIn
        }
        guard permission.map(principal.may) ?? true else { throw Problem.forbidden }
        guard request.changesSomething else { return Admission(principal: principal, request: request, form: nil) }
        guard let expected = principal.formToken else {
            return Admission(principal: principal, request: request, form: nil)
        }
        // A browser sends its cookie whoever made it ask: only a page of ours knows the token.
        guard !request.isFromAnotherSite else { throw Problem.forgedForm }
        if let given = request.headers[.formToken] {
            guard MaskedToken.isMask(given, of: expected) else { throw Problem.forgedForm }
            return Admission(principal: principal, request: request, form: nil)
        }
        let (read, form) = try await form(of: request)
        guard let given = form?[Form.tokenField], MaskedToken.isMask(given, of: expected) else {
            throw staleForm(of: principal, request, form) ?? Problem.forgedForm
        }
        return Admission(principal: principal, request: read, form: form)
    }

    /// A page of an earlier session of the same person: what they typed goes to the page of this one, and nothing is done.
    private func staleForm(of principal: Principal, _ request: Request, _ form: Form?) -> (any Error)? {
        guard let kept = KeptForm(request, form, pages: hasPage), kept.account == principal.account.rawValue,
            let session = principal.formToken
        else { return nil }
        self.kept.keep(kept, for: session, at: gate.now)
        return StaleForm(place: kept.place)
    }

    /// Whether a path is a page that can be opened.
    func hasPage(_ path: String) -> Bool {
        sitePages.contains { $0.method == .get && ProblemResponses.matches($0.path, path) }
    }

    /// The form that a request carries, and the request with its body read; no form when it carries none.
    func form(of request: Request) async throws -> (Request, Form?) {
        let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
        guard type == "application/x-www-form-urlencoded" else { return (request, nil) }
        let body = try await request.bytes(most: Form.mostBytes, within: settings.bodyTime)
        return (Request(head: request.head, body: RequestBody(buffer: body)), Form(body.readableBytesView))
    }
}

/// A form of an earlier session; what was typed waits at a page.
struct StaleForm: Error {
    let place: String
}

extension Request {
    /// Whether the method is one that may change something.
    var changesSomething: Bool { method != .get && method != .head && method != .options }
}

extension Principal {
    /// How the log calls them.
    func author(for permission: Permission) -> Author {
        let isPage = formToken != nil
        return Author(
            name: account.rawValue, role: role(for: permission)?.rawValue, channel: isPage ? "page" : "api")
    }
}
