import Credit
import HTTPTypes
import Hummingbird
import Markup

/// What went wrong and what to do, without a detail of the inside.
///
/// - Parameter detail: more than the problem's own advice; nil where that says all.
func errorPage(_ problem: Problem, detail: LocalizedText? = nil, visit: Visit) -> Response {
    let voice = visit.voice
    return visit.page(
        voice(problem.title), status: problem.status, hasSearch: true,
        content: Element("section", .class("find problem")) {
            Element("p", .class("soft number")) { "\(problem.status.code)" }
            Element("h1") { voice(problem.title) }
            Element("p", .class("lead")) { voice(detail ?? problem.advice) }
            Element("form", Attribute("action", "/clients"), .role("search")) {
                Element("label", .class("hidden"), Attribute("for", "q")) { voice(.clientNumber) }
                VoidElement(
                    "input", .id("q"), Attribute("name", "q"), .type("search"), Attribute("inputmode", "numeric"),
                    Attribute("autocomplete", "off"), Attribute("placeholder", voice(.clientNumber))
                )
                Element("button", .type("submit")) { voice(.search) }
            }
            Element("p") { Element("a", .href("/")) { voice(.backToSearch) } }
        }
    )
}
