import Catalog
import Credit
import Storage

/// Reads a client's raw application as a person does: in sections, with labels, in human units.
struct ClientInformation: Sendable {
    /// A group of facts.
    struct Section: Hashable, Sendable {
        let name: String
        let label: LocalizedText
        let items: [Item]
    }

    /// One fact about a client.
    struct Item: Hashable, Sendable {
        let name: String
        let label: LocalizedText
        let help: LocalizedText?
        /// The value as the lender received it; missing also when the catalog says that it means "missing".
        let value: RawValue
        let text: LocalizedText

        var isKnown: Bool { value != .missing }
    }

    private let sections: [(name: String, label: LocalizedText, columns: [ColumnDefinition])]
    private let currency: String

    init(catalog: LenderCatalog) {
        let root = catalog.rootTable
        sections = (root?.sections ?? []).map { section in
            (section.name, section.label, (root?.columns ?? []).filter { $0.section == section.name })
        }
        currency = catalog.currency
    }

    /// The sections of one client that have something to show, in the catalog's order.
    func sections(of client: StoredClient) -> [Section] {
        sections.compactMap { section in
            let items = section.columns.map { item($0, raw: client.information[$0.name] ?? .missing) }
            return items.isEmpty ? nil : Section(name: section.name, label: section.label, items: items)
        }
    }

    private func item(_ column: ColumnDefinition, raw: RawValue) -> Item {
        let value = Self.meaning(of: raw, in: column)
        return Item(
            name: column.name, label: column.label, help: column.help, value: value,
            text: LocalizedText(fr: text(value, in: column, .fr), en: text(value, in: column, .en))
        )
    }

    private func text(_ value: RawValue, in column: ColumnDefinition, _ language: Language) -> String {
        let format = HumanFormat(language: language, currency: currency)
        switch value {
        case .missing: return format.unknown
        case .number(let number):
            if let level = column.levels[format.text(number, as: .id)] { return level[language] }
            return format.text(number, as: column.kind)
        case .text(let word):
            if let words = column.flagWords, column.kind == .flag {
                return format.text(word == words.yes ? 1 : word == words.no ? 0 : nil, as: .flag)
            }
            if column.kind.isCategory { return column.levels[word]?[language] ?? word }
            return Double(word).map { format.text($0, as: column.kind) } ?? word
        }
    }

    /// A raw value, missing when the catalog says that it means "missing" or cannot be.
    static func meaning(of raw: RawValue, in column: ColumnDefinition) -> RawValue {
        switch raw {
        case .missing: return .missing
        case .number(let number):
            guard number.isFinite, !column.missing.contains(where: { Double($0) == number }) else { return .missing }
            if let valid = column.valid, number < valid.low || number > valid.high { return .missing }
            return raw
        case .text(let word):
            return word.isEmpty || column.missing.contains(word) ? .missing : raw
        }
    }
}
