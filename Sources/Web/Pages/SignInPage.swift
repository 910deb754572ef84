import Access
import Credit
import HTTPTypes
import Hummingbird
import Logging
import Markup
import Recording

/// Where a person says who they are.
func signInPage(_ visit: Visit) -> Response {
    visit.page(
        visit.voice(AccessText.signIn), isBare: true,
        content: signInForm(
            visit, to: place(visit.request.uri.queryParameters["to"].map(String.init)), name: "",
            notice: visit.request.uri.queryParameters["out"] == nil ? nil : visit.voice(AccessText.signedOut),
            isError: false)
    )
}

/// The sign-in page in the place of an answer to a form whose session has ended: it carries what was typed, sealed.
func signInAgain(_ visit: Visit, _ kept: KeptForm, _ closed: String) -> Response {
    let voice = visit.voice
    let notice =
        voice(ApplicationText.sessionEnded) + " " + voice(ApplicationText.sessionEndedLead, ["name": kept.account])
    return visit.page(
        voice(AccessText.signIn), status: .unauthorized, isBare: true,
        content: signInForm(visit, to: kept.place, name: kept.account, notice: notice, isError: false, kept: closed))
}

/// Signs a person in and leads them where they wanted to go.
func signIn(_ visit: Visit) async throws -> Response {
    guard !visit.request.isFromAnotherSite else { throw Problem.forgedForm }
    guard let form = try await visit.site.form(of: visit.request).1 else { throw Problem.unsupportedType }
    let (name, wanted) = (form["name"] ?? "", place(form["to"]))
    let kept = form[KeptForms.field]
    let outcome = try await visit.site.gate.signIn(
        name: name, password: form["password"] ?? "", address: visit.connection.address)
    switch outcome {
    case .welcome(let secret, let account):
        await visit.record(account.name, "signed-in")
        if let kept = kept.flatMap(visit.site.kept.opened), kept.account == account.name.rawValue {
            visit.site.kept.keep(kept, for: secret.formToken, at: visit.site.gate.now)
        }
        var response = Response(status: .seeOther, headers: [.location: wanted])
        response.setCookie(visit.sessionCookie(secret.text, maxAge: nil))
        return response
    case .wrong:
        await visit.record(AccountName(rawValue: name), "sign-in-failed")
        return visit.page(
            visit.voice(AccessText.signIn), status: .unprocessableContent, isBare: true,
            content: signInForm(
                visit, to: wanted, name: name, notice: visit.voice(AccessText.wrong), isError: true, kept: kept))
    case .locked(let seconds):
        await visit.record(AccountName(rawValue: name), "locked-out")
        let text = visit.voice(AccessText.locked).replacing("{time}", with: visit.voice(AccessText.wait(seconds)))
        var response = visit.page(
            visit.voice(AccessText.signIn), status: .tooManyRequests, isBare: true,
            content: signInForm(visit, to: wanted, name: name, notice: text, isError: true, kept: kept))
        response.headers[.retryAfter] = "\(max(1, Int(seconds.rounded(.up))))"
        return response
    }
}

/// Ends the session.
func signOut(_ visit: Visit) async throws -> Response {
    try await visit.site.gate.signOut(visit.request)
    if let principal = visit.principal { await visit.record(principal.account, "signed-out") }
    var response = Response(status: .seeOther, headers: [.location: "/sign-in?out"])
    response.setCookie(visit.sessionCookie("", maxAge: 0))
    return response
}

/// A place of this site that a person may be led to: nothing that a browser could read as another site.
private func place(_ text: String?) -> String {
    guard let text, text.hasPrefix("/"), text.utf8.count <= 2000,
        !text.dropFirst().hasPrefix("/"), !text.dropFirst().hasPrefix("\\"),
        text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return "/" }
    return text
}

private func signInForm(
    _ visit: Visit, to place: String, name: String, notice: String?, isError: Bool, kept: String? = nil
) -> some HTML {
    let voice = visit.voice
    return Element("section", .class("find sign-in")) {
        Element("h1") { voice(AccessText.signIn) }
        Element("p", .class("lead")) { voice(AccessText.lead) }
        if let notice {
            Element("p", .class("notice"), .id("notice"), .role(isError ? "alert" : "status")) { notice }
        }
        Element("form", Attribute("action", "/sign-in"), Attribute("method", "post"), .class("fields")) {
            VoidElement("input", .type("hidden"), Attribute("name", "to"), Attribute("value", place))
            if let kept {
                VoidElement(
                    "input", .type("hidden"), Attribute("name", KeptForms.field), Attribute("value", kept))
            }
            Element("div", .class("field")) {
                Element("label", Attribute("for", "name")) { voice(AccessText.name) }
                VoidElement(
                    "input", .id("name"), Attribute("name", "name"), .type("text"), Attribute("value", name),
                    Attribute("autocomplete", "username"), Attribute("autocapitalize", "none"),
                    Attribute("spellcheck", "false"), Attribute("required", true), Attribute("maxlength", "64"),
                    .aria("describedby", isError ? "notice" : nil), .aria("invalid", isError ? "true" : nil))
            }
            Element("div", .class("field")) {
                Element("label", Attribute("for", "password")) { voice(AccessText.password) }
                VoidElement(
                    "input", .id("password"), Attribute("name", "password"), .type("password"),
                    Attribute("autocomplete", "current-password"), Attribute("required", true),
                    Attribute("maxlength", "1024"), .aria("describedby", isError ? "notice" : nil),
                    .aria("invalid", isError ? "true" : nil))
            }
            Element("button", .type("submit")) { voice(AccessText.signIn) }
        }
        Element("p", .class("small")) { voice(AccessText.forgotten) }
    }
}

extension Visit {
    /// The cookie of a session; it goes with the browser window, and the server ends it before.
    func sessionCookie(_ value: String, maxAge: Int?) -> Cookie {
        Cookie(
            name: connection.isSecure ? Gatekeeper.secureCookie : Gatekeeper.cookie, value: value, maxAge: maxAge,
            path: "/", secure: connection.isSecure, httpOnly: true, sameSite: .lax)
    }

    /// Records what happened to an account; a log that cannot be written lets people in all the same, and says so.
    func record(_ name: AccountName?, _ what: String) async {
        guard let log = site.log, let name else { return }
        do {
            let event = LogEvent.access(AccessRecord(account: name.rawValue, what: what))
            try await log.append(event, about: .lender, by: Author(name: name.rawValue, channel: "page"))
        } catch {
            site.logger.error("a sign-in could not be recorded", metadata: ["reason": "\(error.message)"])
        }
    }
}
