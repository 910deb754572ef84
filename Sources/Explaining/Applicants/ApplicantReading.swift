import Catalog
import Credit
import FeatureKernels
import Foundation

/// Reads records and says field by field what is to be said of them.
struct ApplicantReading: Sendable {
    private let catalog: LenderCatalog
    private let coding: RecordCoding
    private let formats: [HumanFormat]

    init(_ catalog: LenderCatalog) {
        self.catalog = catalog
        coding = RecordCoding(catalog)
        formats = Language.allCases.map { HumanFormat(language: $0, currency: catalog.currency) }
    }

    /// Records posted as JSON, with notices.
    func applicant(json: Data) throws -> CheckedApplicant {
        do {
            let records = try ApplicantRecords(json: json, catalog: catalog)
            return CheckedApplicant(records: records, messages: notices(records))
        } catch {
            throw InvalidRecords(
                messages: error.problems.map { problem in
                    FieldMessage(
                        kind: Self.kind(problem.kind), isProblem: true, table: problem.table, record: problem.record,
                        field: problem.column, text: problem.text)
                })
        }
    }

    /// Records that a load has kept.
    func applicant(stored bytes: [UInt8]) throws -> CheckedApplicant {
        do {
            return CheckedApplicant(records: try coding.decode(bytes))
        } catch {
            switch error {
            case .damaged:
                throw ExplainingError(.damaged, "a client's records are damaged: run `limpide load` again.")
            case .otherCatalog:
                throw ExplainingError(
                    .outdated, "clients' records were kept with another catalog: run `limpide load` again.")
            }
        }
    }

    private static func kind(_ kind: ApplicantRecords.Problem.Kind) -> FieldMessage.Kind {
        switch kind {
        case .malformed: .malformed
        case .unknownName: .unknownName
        case .wrongType: .wrongType
        case .contradiction: .contradiction
        }
    }

    /// What counts as unknown or was never seen, in the order of the catalog's tables.
    private func notices(_ records: ApplicantRecords) -> [FieldMessage] {
        catalog.tables.flatMap { table -> [FieldMessage] in
            guard let rows = records.tables[table.name] else { return [] }
            return zip(table.columns, rows.columns).flatMap { column, values in
                (0..<rows.count).compactMap { record in notice(column, values, record, table.name) }
            }
        }
    }

    private func notice(_ column: ColumnDefinition, _ values: Column, _ record: Int, _ table: String) -> FieldMessage? {
        func message(_ kind: FieldMessage.Kind, _ text: LocalizedText) -> FieldMessage {
            FieldMessage(kind: kind, isProblem: false, table: table, record: record, field: column.name, text: text)
        }
        switch values {
        case .numbers(let numbers):
            let number = numbers[record]
            guard let valid = column.valid, number.isFinite, !(valid.low...valid.high).contains(number),
                !column.missing.contains(where: { Double($0) == number })
            else { return nil }
            let ends = formats.map { format in (Self.plain(valid.low, format), Self.plain(valid.high, format)) }
            return message(
                .impossible,
                LocalizedText(
                    fr:
                        "Cette valeur est impossible et compte comme inconnue : possible de \(ends[0].0) à \(ends[0].1).",
                    en: "This value cannot be and counts as unknown: possible from \(ends[1].0) to \(ends[1].1)."))
        case .words(let codes, let list):
            guard codes[record] >= 0 else { return nil }
            let word = list.words[Int(codes[record])]
            if let words = column.flagWords {
                guard ![words.yes, words.no].contains(word) else { return nil }
                return message(
                    .impossible,
                    LocalizedText(
                        fr:
                            "Cette valeur est impossible et compte comme inconnue : possible \(words.yes) ou \(words.no).",
                        en: "This value cannot be and counts as unknown: possible \(words.yes) or \(words.no)."))
            }
            guard !column.levels.isEmpty, column.levels[word] == nil, !column.missing.contains(word) else { return nil }
            return message(
                .unknownCategory,
                LocalizedText(
                    fr: "Cette catégorie est nouvelle : elle est traitée comme une valeur jamais rencontrée.",
                    en: "This category is new: it is scored as one that was never seen."))
        case .flags, .ids: return nil
        }
    }

    private static func plain(_ number: Double, _ format: HumanFormat) -> String { format.number(number, atMost: 2) }
}
