import Credit
import Markup

/// What is known of the client, in sections, with a filter where scripts run.
func file(_ voice: Voice, _ sections: [ClientInformation.Section]) -> some HTML {
    Element("section", .class("file"), .id("file"), .aria("labelledby", "file-title")) {
        Element("div", .class("line")) {
            Element("div") {
                Element("h2", .id("file-title")) { voice(.file) }
                Element("p", .class("lead")) { voice(.fileLead) }
            }
            filter(voice)
        }
        Element("div", .class("sections")) {
            each(sections) { section in
                Element(
                    "section", .class("card"), .data("section", ""), .data("words", otherWords(voice, section.label))
                ) {
                    Element("h3") { voice.title(section.label) }
                    Element("dl") {
                        each(section.items) { item in entry(voice, item) }
                    }
                }
            }
        }
        Element("p", .class("empty"), .data("filter-none", ""), Attribute("hidden", true)) { voice(.filterNone) }
    }
}

private func filter(_ voice: Voice) -> some HTML {
    Element("div", .class("filter"), .data("filter", ""), Attribute("hidden", true)) {
        Element("label", Attribute("for", "filter")) { voice(.filterFile) }
        VoidElement(
            "input", .id("filter"), .type("search"), Attribute("autocomplete", "off"),
            Attribute("placeholder", voice(.filterHint))
        )
        Element(
            "output", .class("small"), Attribute("for", "filter"), .data("one", voice(.filterOne)),
            .data("many", voice(.filterCount))
        )
    }
}

private func entry(_ voice: Voice, _ item: ClientInformation.Item) -> some HTML {
    // Whichever language is shown, the filter finds the words of both.
    Element("div", .class("entry"), .data("words", otherWords(voice, item.label))) {
        Element("dt") {
            voice.title(item.label)
            if let help = item.help { Element("small") { voice(help) } }
        }
        Element("dd", .class(item.isKnown ? nil : "unknown")) { voice(item.text) }
    }
}

/// A label in the language that is not shown.
private func otherWords(_ voice: Voice, _ label: LocalizedText) -> String {
    label[voice.language == .fr ? .en : .fr]
}
