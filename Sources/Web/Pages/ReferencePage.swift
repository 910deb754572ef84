import Access
import Credit
import HTTPTypes
import Hummingbird
import Markup

/// The API for people who write programs: every route, in English, from the list that registers them.
func referencePage(_ visit: Visit) throws -> Response {
    let description = visit.site.description.document
    return visit.page(
        "API",
        content: Group(
            Element("header", .class("client"), Attribute("lang", "en")) {
                Element("h1") { "API" }
                Element("p", .class("lead")) {
                    """
                    JSON over HTTP. Send an access token as Authorization: Bearer …; limpide users token makes one. Whatever goes wrong \
                    is told by a problem document (RFC 9457). The same reference for programs is the OpenAPI description.
                    """
                }
                Element("p") { Element("a", .href("/openapi.json")) { "/openapi.json" } }
                Element("nav", .aria("label", "Routes")) {
                    Element("ul", .class("routes")) {
                        each(apiRoutes) { route in
                            Element("li") {
                                Element("a", .href("#\(route.operation)")) { "\(route.method.rawValue) \(route.path)" }
                            }
                        }
                    }
                }
            },
            Element("div", Attribute("lang", "en")) {
                each(apiRoutes) { route in
                    routeSection(route, description["paths"]?[route.path]?[route.method.rawValue.lowercased()] ?? .null)
                }
            }
        )
    )
}

private func routeSection(_ route: APIRoute, _ operation: JSON) -> some HTML {
    Element("section", .class("card route"), .id(route.operation)) {
        Element("h2") { "\(route.method.rawValue) \(route.path)" }
        Element("p") { route.summary }
        Element("p", .class("small")) { accessSentence(route.access) }
        if !route.parameters.isEmpty { parameterTable(route.parameters) }
        if let body = operation["requestBody"] { documents("Body", body["content"] ?? .null) }
        documents(
            "Answer \(route.status.code)", operation["responses"]?[String(route.status.code)]?["content"] ?? .null)
        problemTable(route, hasBody: operation["requestBody"] != nil)
    }
}

private func accessSentence(_ access: RouteAccess) -> String {
    switch access {
    case .anybody: "Anybody may ask."
    case .known: "Whoever has signed in or has a token may ask."
    case .permitted(let permission): "Needs the scope \(permission.rawValue)."
    }
}

private func parameterTable(_ parameters: [APIRoute.Parameter]) -> some HTML {
    Element("table", .class("data wide")) {
        Element("caption") { "Parameters" }
        Element("thead") {
            Element("tr") {
                each(["Name", "Where", "Meaning"]) { name in Element("th", Attribute("scope", "col")) { name } }
            }
        }
        Element("tbody") {
            each(parameters) { parameter in
                Element("tr") {
                    Element("th", Attribute("scope", "row")) { parameter.name }
                    Element("td") { parameter.place.rawValue }
                    Element("td") { parameter.meaning }
                }
            }
        }
    }
}

private func documents(_ title: String, _ contents: JSON) -> some HTML {
    let types: [(String, JSON)]
    if case .object(let object) = contents { types = object.sorted { $0.key < $1.key } } else { types = [] }
    return each(types) { type, content in
        Group(
            Element("h3") { "\(title): \(type)" },
            content["example"].map { example in
                Element("pre", Attribute("tabindex", "0")) { Element("code") { readable(example) } }
            })
    }
}

private func readable(_ example: JSON) -> String {
    if case .text(let text) = example { return text }
    return example.readable()
}

private func problemTable(_ route: APIRoute, hasBody: Bool) -> some HTML {
    let problems = route.allProblems(hasBody: hasBody).sorted {
        ($0.status.code, $0.rawValue) < ($1.status.code, $1.rawValue)
    }
    return Element("details") {
        Element("summary") { "Problems" }
        Element("table", .class("data wide")) {
            Element("tbody") {
                each(problems) { problem in
                    Element("tr") {
                        Element("th", Attribute("scope", "row")) { "\(problem.status.code)" }
                        Element("td") { "urn:limpide:problem:\(problem.rawValue)" }
                        Element("td") { "\(problem.title.en). \(problem.advice.en)" }
                    }
                }
            }
        }
    }
}

extension JSON {
    /// The value over several lines, for people; names in order.
    func readable(indent: String = "") -> String {
        let deeper = indent + "  "
        switch self {
        case .list(let list) where !list.isEmpty:
            return "[\n" + list.map { deeper + $0.readable(indent: deeper) }.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let object) where !object.isEmpty:
            let lines = object.sorted { $0.key < $1.key }.map { name, value in
                deeper + String(decoding: JSONWriter.bytes(of: .text(name)), as: UTF8.self) + ": "
                    + value.readable(indent: deeper)
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        default: return String(decoding: JSONWriter.bytes(of: self), as: UTF8.self)
        }
    }
}
