import Catalog
import Credit
import Markup

/// What to compare, and with whom; a change asks at once where scripts run.
func comparisonForm(
    _ visit: Visit, _ question: ComparisonQuestion, _ client: ClientID,
    variables: [(family: Family, variables: [Comparing.Variable])]
) -> some HTML {
    let (voice, address) = (visit.voice, "/clients/\(client)/compare")
    return Element(
        "form", .class("compare-form"), Attribute("action", address), Attribute("hx-get", address),
        Attribute("hx-target", "#compare-result"), Attribute("hx-trigger", "change, submit"),
        Attribute("hx-sync", "this:replace")
    ) {
        variableChoice(voice, name: "variable", label: .variable, chosen: question.variable, visit, variables)
        Element("fieldset") {
            Element("legend") { voice(ComparisonText.with) }
            each(ComparisonQuestion.With.allCases) { with in
                Element("label", .class("choice")) {
                    VoidElement(
                        "input", .type("radio"), Attribute("name", "with"), Attribute("value", with.rawValue),
                        Attribute("checked", with == question.with))
                    Element("span") { voice(with.name) }
                }
            }
        }
        if !visit.site.comparing.criteria.isEmpty {
            Element("fieldset", .class("common")) {
                Element("legend") { voice(ComparisonText.common) }
                each(visit.site.comparing.criteria) { criterion in
                    Element("label", .class("choice")) {
                        VoidElement(
                            "input", .type("checkbox"), Attribute("name", "same"),
                            Attribute("value", criterion.variable.key),
                            Attribute("checked", question.same.contains(criterion)))
                        Element("span") { voice.title(criterion.variable.label) }
                    }
                }
            }
        }
        Element("button", .type("submit"), .class("quiet")) { voice(ComparisonText.compare) }
    }
}

/// A list of variables by subject; where scripts run, a field above it keeps those that match.
func variableChoice(
    _ voice: Voice, name: String, label: ComparisonText, chosen: Comparing.Variable, _ visit: Visit,
    _ variables: [(family: Family, variables: [Comparing.Variable])]
) -> some HTML {
    let score = visit.site.comparing.score
    return Element("div", .class("field variable")) {
        Element("label", Attribute("for", "compare-\(name)")) { voice(label) }
        VoidElement(
            "input", .type("search"), .data("options-of", "compare-\(name)"), Attribute("hidden", true),
            Attribute("autocomplete", "off"), .aria("label", voice(ComparisonText.filter)),
            Attribute("placeholder", voice(ComparisonText.filter)))
        Element("select", .id("compare-\(name)"), Attribute("name", name)) {
            option(score, chosen, voice)
            each(variables) { family, variables in
                Element("optgroup", Attribute("label", voice.title(family.label))) {
                    each(sorted(variables, voice)) { variable in option(variable, chosen, voice) }
                }
            }
        }
    }
}

private func option(_ variable: Comparing.Variable, _ chosen: Comparing.Variable, _ voice: Voice) -> some HTML {
    Element("option", Attribute("value", variable.key), Attribute("selected", variable == chosen)) {
        voice.title(variable.label)
    }
}

private func sorted(_ variables: [Comparing.Variable], _ voice: Voice) -> [Comparing.Variable] {
    variables.sorted { voice($0.label) < voice($1.label) }
}

extension ComparisonQuestion.With {
    fileprivate var name: ComparisonText {
        switch self {
        case .all: .all
        case .alike: .alike
        case .group: .group
        }
    }
}
