import Access
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// What was typed in a form that could not be sent because its session had ended.
struct KeptForm: Hashable, Sendable, Codable {
    /// The page on which it was typed, with its query.
    let place: String
    /// Where it was to be sent.
    let action: String
    /// Whose it is.
    let account: String
    /// The names and texts.
    let fields: [String: String]

    /// The path of the page.
    var path: String { String(place.prefix { $0 != "?" }) }
    /// The fields as a form.
    var form: Form { Form(fields) }
}

/// Keeps what was typed while its author signs in again: first sealed in the sign-in page, then for the new session alone.
///
/// It is never sent by itself, and never shown to another account. A restart, or another server, forgets it.
final class KeptForms: Sendable {
    /// Seconds within which the page must be opened after signing in.
    static let longest: TimeInterval = 600
    /// The most bytes of a form that is kept, so that it fits in a form again.
    static let mostBytes = 64 * 1024
    /// The most forms kept at a time.
    static let most = 500
    /// The hidden field of the sign-in page.
    static let field = "kept"

    private struct Waiting {
        let form: KeptForm
        let until: Date
    }

    private let seal = Seal()
    private let waiting = Mutex<[String: Waiting]>([:])

    /// The text that carries a form through the sign-in page; nil when it is too much.
    func closed(_ form: KeptForm) -> String? {
        guard let bytes = try? JSONEncoder().encode(form), bytes.count <= Self.mostBytes else { return nil }
        return seal.close(bytes)
    }

    /// The form that a text carries; nil when this server has not closed it.
    func opened(_ text: String) -> KeptForm? {
        seal.open(text).flatMap { try? JSONDecoder().decode(KeptForm.self, from: $0) }
    }

    /// Keeps a form for a session until its page is opened.
    func keep(_ form: KeptForm, for session: String, at now: Date) {
        waiting.withLock { waiting in
            waiting = waiting.filter { $0.value.until > now }
            if waiting.count >= Self.most, let first = waiting.min(by: { $0.value.until < $1.value.until }) {
                waiting[first.key] = nil
            }
            waiting[session] = Waiting(form: form, until: now.addingTimeInterval(Self.longest))
        }
    }

    /// Gives the form that waits for a session at a page, once.
    func take(for session: String, path: String, at now: Date) -> KeptForm? {
        waiting.withLock { waiting in
            guard let found = waiting[session], found.until > now, found.form.path == path else { return nil }
            waiting[session] = nil
            return found.form
        }
    }
}

extension KeptForm {
    /// What a request wanted to send; nil when it is no form of ours, or comes from elsewhere.
    ///
    /// - Parameter pages: whether there is a page at a path.
    init?(_ request: Request, _ form: Form?, pages: (String) -> Bool) {
        guard let form, !request.isFromAnotherSite, let account = form[Form.accountField], !account.isEmpty else {
            return nil
        }
        let referrer = request.headers[.fragmentPlace] ?? request.headers[.referer]
        let place = referrer.flatMap { Self.place($0, host: request.head.authority) } ?? request.uri.path
        let fields = form.single.filter { ![Form.tokenField, Form.accountField, "password"].contains($0.key) }
        guard !fields.isEmpty, pages(String(place.prefix { $0 != "?" })) else { return nil }
        self.init(place: place, action: request.uri.path, account: account, fields: fields)
    }

    /// The path and query of an address of this site.
    private static func place(_ address: String, host: String?) -> String? {
        let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[1].isEmpty, parts[2] == host ?? "",
            !parts[3].hasPrefix("/"), !parts[3].hasPrefix("\\")
        else { return nil }
        return "/" + parts[3].prefix { $0 != "#" }
    }
}

extension HTTPField.Name {
    /// The address of the page that a browser shows while htmx asks.
    static var fragmentPlace: HTTPField.Name { HTTPField.Name("HX-Current-URL") ?? .from }
    /// Where htmx puts an answer instead of where it was asked to.
    static var fragmentTarget: HTTPField.Name { HTTPField.Name("HX-Retarget") ?? .from }
    /// How htmx puts it there.
    static var fragmentSwap: HTTPField.Name { HTTPField.Name("HX-Reswap") ?? .from }
}
