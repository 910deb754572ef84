import Credit
import Explaining
import Markup

/// One field of a form, with what is to say of it.
struct FormField: Sendable {
    /// Its name in the form.
    let name: String
    let label: String
    /// What may be filled in, in words; empty for nothing to say.
    let hint: String
    /// The unit after the field; nil for none.
    var unit: String?
    /// What can be chosen; nil for a field to type in.
    var choices: [(value: String, label: String)]?
    /// Which keys a telephone shows, as `decimal`.
    var keyboard = "text"
    /// What was typed.
    var typed = ""
    /// How far an arrow key goes, and from where while nothing is typed.
    var step: Double?
    var start: Double?
    /// What is wrong with it, or what is to be known of it.
    var problem: String?
    var notice: String?
    var isNeeded = false
    /// What is said where nothing was chosen.
    var nothing = ""
    /// The address that checks the field once it is filled in; nil for none.
    var check: String?

    /// Its identifier in the page.
    var id: String { "field-\(name)" }
    private var hintID: String { "hint-\(name)" }

    /// Label, hint, field and message.
    func view(_ voice: Voice) -> some HTML {
        Element("div", .class("field")) {
            Element("label", Attribute("for", id)) {
                label
                if isNeeded { Element("span", .class("needed")) { voice(ApplicationText.neededMark) } }
            }
            if !hint.isEmpty { Element("p", .id(hintID), .class("small")) { hint } }
            if let choices { list(choices) } else { box }
            message(isSwapped: false)
        }
    }

    private var described: String { hint.isEmpty ? messageID : "\(hintID) \(messageID)" }
    private var messageID: String { "message-\(name)" }

    private var box: some HTML {
        Element("div", .class("measure-box")) {
            VoidElement(
                "input", .id(id), .type("text"), Attribute("name", name), Attribute("value", typed),
                .data("step", step.map(SimulationPage.plain)), .data("start", start.map(SimulationPage.plain)),
                Attribute("inputmode", keyboard), Attribute("autocomplete", "off"), Attribute("maxlength", 100),
                .aria("describedby", described), .aria("invalid", problem == nil ? nil : "true"),
                .aria("required", isNeeded ? "true" : nil), Attribute("hx-post", check),
                Attribute("hx-trigger", check == nil ? nil : "change"),
                Attribute("hx-target", check == nil ? nil : "#\(messageID)"),
                Attribute("hx-swap", check == nil ? nil : "outerHTML"),
                Attribute("hx-params", check == nil ? nil : checked))
            if let unit { Element("span", .class("unit"), .aria("hidden", "true")) { unit } }
        }
    }

    private func list(_ choices: [(value: String, label: String)]) -> some HTML {
        Element(
            "select", .id(id), Attribute("name", name), .aria("describedby", described),
            .aria("invalid", problem == nil ? nil : "true"), .aria("required", isNeeded ? "true" : nil),
            Attribute("hx-post", check), Attribute("hx-trigger", check == nil ? nil : "change"),
            Attribute("hx-target", check == nil ? nil : "#\(messageID)"),
            Attribute("hx-swap", check == nil ? nil : "outerHTML"),
            Attribute("hx-params", check == nil ? nil : checked)
        ) {
            Element("option", Attribute("value", "")) { nothing }
            each(choices) { choice in
                Element("option", Attribute("value", choice.value), Attribute("selected", choice.value == typed)) {
                    choice.label
                }
            }
            // What was chosen on a page of another catalog stays chosen.
            if !typed.isEmpty, !choices.contains(where: { $0.value == typed }) {
                Element("option", Attribute("value", typed), Attribute("selected", true)) { typed }
            }
        }
    }

    private var checked: String { "\(name),\(Form.tokenField),\(Form.accountField)" }

    /// What is to say of the field; empty while there is nothing.
    ///
    /// - Parameter isSwapped: whether it goes to its place in a page that is there already.
    func message(isSwapped: Bool) -> some HTML {
        Element(
            "p", .id(messageID), .class(problem != nil ? "message problem" : "message"), .data("field", id),
            .data("invalid", problem == nil ? nil : "true"), Attribute("hx-swap-oob", isSwapped ? "true" : nil)
        ) {
            if let text = problem ?? notice { text }
        }
    }
}

/// The list of what is wrong at the head of a form, each a link to its field.
func problemSummary(_ voice: Voice, _ fields: [FormField]) -> some HTML {
    let wrong = fields.filter { $0.problem != nil }
    return Element(
        "div", .class("notice problems"), .role("alert"), .id("problems"), Attribute("tabindex", -1),
        Attribute("autofocus", true)
    ) {
        Element("h2") {
            wrong.count == 1
                ? voice(ApplicationText.oneProblem)
                : voice(ApplicationText.problems, ["count": "\(wrong.count)"])
        }
        Element("ul") {
            each(wrong) { field in
                Element("li") {
                    Element("a", .href("#\(field.id)")) { field.label }
                    voice.language == .fr ? "\u{A0}: " : ": "
                    field.problem ?? ""
                }
            }
        }
    }
}
