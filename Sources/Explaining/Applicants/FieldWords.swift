import Catalog
import Credit
import FeatureKernels

/// Values of an application's fields as raw values and as words.
struct FieldWords: Sendable {
    private let formats: [HumanFormat]

    init(_ catalog: LenderCatalog) {
        formats = Language.allCases.map { HumanFormat(language: $0, currency: catalog.currency) }
    }

    /// The raw value of one row.
    static func raw(_ column: Column, _ row: Int = 0) -> RawValue {
        switch column {
        case .numbers(let values): values[row].isNaN ? .missing : .number(values[row])
        case .flags(let values): values[row] > 1 ? .missing : .number(Double(values[row]))
        case .ids(let values): values[row] == Column.unknownID ? .missing : .number(Double(values[row]))
        case .words(let codes, let list): codes[row] < 0 ? .missing : .text(list.words[Int(codes[row])])
        }
    }

    /// A raw value in human units.
    func text(_ value: RawValue, _ column: ColumnDefinition) -> LocalizedText {
        func words(_ format: HumanFormat) -> String {
            switch value {
            case .missing: return format.unknown
            case .number(let number): return format.text(number, as: column.kind)
            case .text(let word):
                if let flag = column.flagWords { return format.text(word == flag.yes ? 1 : 0, as: .flag) }
                return column.levels[word]?[format.language] ?? word
            }
        }
        return LocalizedText(fr: words(formats[0]), en: words(formats[1]))
    }

    /// One change in words.
    func change(_ column: ColumnDefinition, from before: RawValue, to after: RawValue, isDependent: Bool) -> FieldChange
    {
        FieldChange(
            field: column.name, label: column.label, before: before, after: after, beforeText: text(before, column),
            afterText: text(after, column), isDependent: isDependent)
    }

    /// A range in human units.
    func range(_ range: ValidRange, _ column: ColumnDefinition) -> (low: LocalizedText, high: LocalizedText) {
        (text(.number(range.low), column), text(.number(range.high), column))
    }
}
