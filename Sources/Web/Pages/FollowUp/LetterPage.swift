import Access
import Credit
import Explaining
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Markup
import NIOCore
import Recording

/// The letter as the client reads it, with what to do with it above.
func letterPage(_ visit: Visit) async throws -> Response {
    switch try await visit.decision(showing: "letter") {
    case .erased(let receipt): return erasedPage(visit, receipt)
    case .readable(let decision):
        let letter = try await visit.site.letter(on: decision, in: visit.voice.language)
        let sent = try await visit.site.letters(on: decision)
        var response = visit.page(
            visit.voice(LetterText.page),
            content: Group(tools(visit, decision, sent), letter.article))
        // The language of a letter is the client's, not the adviser's for the next year.
        response.headers[.setCookie] = nil
        return response
    }
}

extension Site {
    /// The letter on a decision, dated today.
    func letter(on decision: RecordedDecision, in language: Language) async throws -> Letter {
        Letter(
            decision, try await changes(for: decision), catalog: engine.catalog, language: language,
            on: Day(secondsSince1970: clock().timeIntervalSince1970))
    }

    /// The letters on a decision that were handed over, the latest first.
    fileprivate func letters(on decision: RecordedDecision) async throws -> [(time: Date, letter: LetterRecord)] {
        try await reading { log throws(LogError) in
            try await log.entries(LogQuery(kinds: [.letter], subject: decision.subject, limit: 50))
        }.compactMap { entry in
            guard case .letter(let letter)? = entry.content?.event, letter.decision == decision.id else { return nil }
            return (entry.receipt.time, letter)
        }
    }
}

/// Printing, the PDF, the other language, and how it was handed over; never on paper.
private func tools(
    _ visit: Visit, _ decision: RecordedDecision, _ sent: [(time: Date, letter: LetterRecord)]
) -> some HTML {
    let voice = visit.voice
    let place = "/decisions/\(decision.id)/letter"
    let other: Language = voice.language == .fr ? .en : .fr
    return Element("section", .class("letter-tools")) {
        Element("p", .class("title")) { voice(LetterText.page) }
        Element("p", .class("lead")) { voice(LetterText.lead) }
        each(sent.prefix(3)) { one in
            Element("p", .class("small")) {
                voice(
                    LetterText.wasSent,
                    ["moment": voice.longMoment(one.time), "medium": voice.medium(one.letter.medium)])
            }
        }
        Element("div", .class("actions")) {
            Element("button", .type("button"), .data("print", ""), Attribute("hidden", true)) {
                voice(LetterText.print)
            }
            if visit.site.print != nil {
                Element("a", .class("button quiet"), .href("\(place).pdf?lang=\(voice.language.rawValue)")) {
                    voice(LetterText.pdf)
                }
            }
            Element("a", .class("button quiet"), .href("\(place)?lang=\(other.rawValue)")) {
                voice(LetterText.language)
            }
            Element("a", .class("button quiet"), .href("/decisions/\(decision.id)")) {
                voice(FollowUpText.backToDecision)
            }
        }
        if visit.site.print == nil { Element("p", .class("small")) { voice(LetterText.noPDF) } }
        if let token = visit.principal?.formToken, visit.principal?.may(.writeDecisions) ?? false {
            Element(
                "form", Attribute("action", "/decisions/\(decision.id)/letters"), Attribute("method", "post"),
                .class("inline-fields")
            ) {
                visit.formToken(token)
                VoidElement(
                    "input", .type("hidden"), Attribute("name", "language"),
                    Attribute("value", voice.language.rawValue))
                choice(
                    "medium", label: voice(LetterText.sentHow),
                    LetterMedium.all.map { ($0, voice.medium($0)) }, chosen: LetterMedium.all[0])
                Element("button", .type("submit"), .class("quiet")) { voice(LetterText.sent) }
            }
            Element("p", .class("small")) { voice(LetterText.sentLead) }
        }
    }
}

/// The ways by which a letter goes.
private enum LetterMedium {
    static let all = ["print", "post", "e-mail"]
}

/// Records that the letter was handed over, with its whole text.
func markLetter(_ visit: Visit) async throws -> Response {
    let decision = try await visit.readableDecision(showing: "letter")
    let form = FollowUpForm(visit)
    guard LetterMedium.all.contains(form["medium"]), let language = Language(rawValue: form["language"]) else {
        throw Problem.invalidFields
    }
    let letter = try await visit.site.letter(on: decision, in: language)
    let record = LetterRecord(
        decision: decision.id, language: language, medium: form["medium"], text: letter.text,
        documentDigest: letter.digest)
    let author = try visit.author(for: .writeDecisions)
    _ = try await visit.site.reading { log throws(LogError) in
        try await log.append(.letter(record), about: decision.subject, by: author)
    }
    return seeOther("/decisions/\(decision.id)/letter?lang=\(language.rawValue)")
}

/// The letter as a PDF, where the server has a browser to print with.
func letterPDF(_ visit: Visit) async throws -> Response {
    guard let print = visit.site.print else {
        throw Refusal(.unavailable, detail: LetterText.noPDF.text)
    }
    switch try await visit.decision(showing: "letter") {
    case .erased(let receipt): return erasedPage(visit, receipt)
    case .readable(let decision):
        let letter = try await visit.site.letter(on: decision, in: visit.voice.language)
        let bytes: [UInt8]
        do {
            bytes = try await print(paper(letter, title: letter.object, styles: visit.site.settings.staticFolder))
        } catch {
            visit.site.logger.error("a letter could not be printed", metadata: ["reason": "\(error)"])
            throw Refusal(.unavailable, detail: LetterText.noPDF.text)
        }
        var headers: HTTPFields = [.contentType: "application/pdf"]
        headers[.contentDisposition] = "inline; filename=\"\(decision.id)-\(letter.language.rawValue).pdf\""
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// The letter alone, as a page that a browser opens from the disk: its styles are files beside it.
private func paper(_ letter: Letter, title: String, styles folder: String) -> [UInt8] {
    let folder = URL(filePath: folder).absoluteURL
    let document = Document(language: letter.language.rawValue) {
        VoidElement("meta", Attribute("charset", "utf-8"))
        Element("title") { "\(title) – \(letter.lender)" }
        each(["app.css", "followup.css"]) { name in
            VoidElement(
                "link", Attribute("rel", "stylesheet"), .href(folder.appending(path: name).absoluteString))
        }
    } body: {
        Element("main") { letter.article }
    }
    return Array(Page.text(of: document).utf8)
}
