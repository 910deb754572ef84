import Foundation

/// What a person sent by one of the forms of decisions and reviews.
struct FollowUpForm: Sendable {
    /// The most characters of a text.
    static let longestText = 4000

    private let form: Form?

    init(_ visit: Visit) { form = visit.form }
    init(_ form: Form?) { self.form = form }

    subscript(name: String) -> String { form?[name] ?? "" }

    /// A text of 1 to 4,000 characters, without spaces around it; nil for anything else.
    func text(_ name: String) -> String? {
        let text = self[name].trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty || text.count > Self.longestText ? nil : text
    }

    /// As ``text(_:)``.
    ///
    /// - Throws: a refusal that says what is missing.
    func words(_ name: String) throws -> String {
        guard let text = text(name) else {
            throw Refusal(.invalidFields, detail: FollowUpText.missingWords.text)
        }
        return text
    }
}
