import Markup

extension Visit {
    /// What was typed on this page before the session ended: filled in by the page itself or by the script, and to be read
    /// here where neither does.
    @HTMLBuilder var keptNotice: some HTML {
        if let keptForm {
            Element(
                "div", .class("notice"), .role("status"), .data("kept", fillsForms ? nil : fieldsText(keptForm)),
                .data("action", keptForm.action)
            ) {
                Element("p") { voice(ApplicationText.keptNotice) }
                if !fillsForms {
                    Element("details") {
                        Element("summary") { voice(ApplicationText.keptLead) }
                        Element("p", .class("small")) { voice(ApplicationText.keptValues) }
                        Element("ul") {
                            each(keptForm.fields.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }) { field in
                                Element("li") { field.value }
                            }
                        }
                    }
                }
            }
        }
    }

    private func fieldsText(_ kept: KeptForm) -> String {
        String(decoding: JSONWriter.bytes(of: .object(kept.fields.mapValues(JSON.text))), as: UTF8.self)
    }
}
