import Access
import Catalog
import Credit
import Explaining
import Foundation
import HTTPTypes
import Hummingbird
import Markup
import Recording

/// The form for a person who is not a client yet.
func newApplicationPage(_ visit: Visit) -> Response {
    let form = ApplicationForm(
        visit.kept, forms: visit.site.forms, on: visit.site.engine.today, format: visit.voice.format, isJudged: false)
    return visit.applicationPage(form, reference: visit.reference(in: visit.kept))
}

/// Decides on what was filled in and records the decision, or says field by field what is to correct.
func apply(_ visit: Visit) async throws -> Response {
    guard let typed = visit.form else { throw Problem.unsupportedType }
    let engine = visit.site.engine, day = engine.today
    var form = ApplicationForm(
        typed, forms: visit.site.forms, on: day, format: visit.voice.format, isJudged: true)
    let reference = visit.reference(in: typed)
    guard !form.isWrong else { return visit.applicationPage(form, reference: reference, status: .unprocessableContent) }
    let bytes = form.records(root: engine.catalog.root)
    let scored: (applicant: CheckedApplicant, assessment: Assessment)
    do {
        scored = try await visit.site.working {
            let applicant = try engine.applicant(json: Data(bytes))
            return (applicant, try engine.assessment(of: applicant, on: day))
        }
    } catch let invalid as InvalidRecords {
        form.add(invalid.messages)
        return visit.applicationPage(form, reference: reference, status: .unprocessableContent)
    }
    form.add(scored.assessment.messages)
    let seen = Set((typed[ApplicationForm.seen] ?? "").split(separator: ",").map(String.init))
    guard form.noticed.isSubset(of: seen) else { return visit.applicationPage(form, reference: reference) }
    let recorded = try await visit.site.recordedDecision(on: reference, input: bytes)
    let id: EntryID
    if let recorded {
        id = recorded
    } else {
        id = try await visit.site.record(
            scored.assessment, of: scored.applicant, input: bytes, on: day, reference: reference, by: visit.principal
        ).id
    }
    return Response(status: .seeOther, headers: [.location: "/decisions/\(id)"])
}

/// Checks one field as it is left, and says what is wrong with it.
func checkField(_ visit: Visit) -> Response {
    let form = ApplicationForm(
        visit.form, forms: visit.site.forms, on: visit.site.engine.today, format: visit.voice.format, isJudged: true)
    let name = visit.request.headers[.fragmentTrigger] ?? ""
    guard let question = form.questions.first(where: { $0.name == name }) else {
        return visit.html("", status: .unprocessableContent)
    }
    return visit.html(question.field(visit.voice, check: nil).message(isSwapped: false))
}

extension Visit {
    /// The reference under which an applicant is known: that of the form, so that a form sent twice is one applicant.
    fileprivate func reference(in form: Form?) -> String {
        form?[ApplicationForm.reference].flatMap { EntryID($0) }?.description ?? site.newReference()
    }

    fileprivate func applicationPage(
        _ form: ApplicationForm, reference: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        let fields = form.questions.map { $0.field(voice, check: nil) }
        let notices = form.noticed
        return page(
            voice(ApplicationText.title), status: status,
            content: Group(
                Element("header", .class("client")) {
                    Element("h1") { voice(ApplicationText.title) }
                    Element("p", .class("lead")) { voice(ApplicationText.lead) }
                    Element("p", .class("small")) { voice(ApplicationText.neededNote) }
                },
                form.isWrong ? problemSummary(voice, fields) : nil,
                !form.isWrong && !notices.isEmpty ? noticeSummary(fields) : nil,
                Element(
                    "form", .class("application"), Attribute("action", "/applications/new"),
                    Attribute("method", "post"), Attribute("novalidate", true), .data("once", "")
                ) {
                    if let token = principal?.formToken { formToken(token) }
                    VoidElement(
                        "input", .type("hidden"), Attribute("name", ApplicationForm.reference),
                        Attribute("value", reference))
                    VoidElement(
                        "input", .type("hidden"), Attribute("name", ApplicationForm.seen),
                        Attribute("value", notices.sorted().joined(separator: ",")))
                    each(form.parts) { part in section(part) }
                    Element("div", .class("decide")) {
                        Element("button", .type("submit")) {
                            voice(notices.isEmpty ? ApplicationText.decide : ApplicationText.noticesConfirm)
                        }
                        Element("p", .class("small")) { voice(ApplicationText.decideNote) }
                    }
                }
            ))
    }

    @HTMLBuilder private func section(_ part: ApplicationForm.Part) -> some HTML {
        if part.first.isEmpty {
            more(part)
        } else {
            Element("section", .class("card")) {
                Element("h2") { voice.title(part.label) }
                Element("div", .class("questions")) {
                    each(part.first) { $0.field(voice, check: "/applications/new/check").view(voice) }
                }
                if !part.more.isEmpty { more(part) }
            }
        }
    }

    /// What is asked of who has more to say; open where something was filled in or is wrong.
    private func more(_ part: ApplicationForm.Part) -> some HTML {
        let isOpen = part.more.contains { !$0.typed.isEmpty || $0.problem != nil || $0.notice != nil }
        return Element("details", .class(part.first.isEmpty ? "card more" : "more"), Attribute("open", isOpen)) {
            Element("summary") { voice(ApplicationText.more, ["section": voice(part.label)]) }
            Element("div", .class("questions")) {
                each(part.more) { $0.field(voice, check: "/applications/new/check").view(voice) }
            }
        }
    }

    private func noticeSummary(_ fields: [FormField]) -> some HTML {
        Element(
            "div", .class("notice"), .role("alert"), .id("problems"), Attribute("tabindex", -1),
            Attribute("autofocus", true)
        ) {
            Element("h2") { voice(ApplicationText.notices) }
            Element("p") { voice(ApplicationText.noticesLead) }
            Element("ul") {
                each(fields.filter { $0.notice != nil }) { field in
                    Element("li") {
                        Element("a", .href("#\(field.id)")) { field.label }
                        voice.language == .fr ? "\u{A0}: " : ": "
                        field.notice ?? ""
                    }
                }
            }
        }
    }
}

extension HTTPField.Name {
    /// The name of the field that made htmx ask.
    static var fragmentTrigger: HTTPField.Name { HTTPField.Name("HX-Trigger-Name") ?? .from }
}
