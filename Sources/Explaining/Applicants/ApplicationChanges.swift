import Catalog
import Credit
import FeatureKernels
import Spelling

/// What the lender lets be changed in an application, and what follows from it.
struct ApplicationChanges: Sendable {
    private let table: String
    private let columns: [ColumnDefinition]
    private let byName: [String: ColumnDefinition]
    let words: FieldWords

    init(_ catalog: LenderCatalog) {
        table = catalog.root
        columns = catalog.rootTable?.columns ?? []
        byName = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        words = FieldWords(catalog)
    }

    /// The numbers that a client may change, in the catalog's order.
    var actionable: [ColumnDefinition] {
        columns.filter { column in
            guard let action = column.actionability, action.way != .no, action.step != nil, action.range != nil else {
                return false
            }
            return !column.kind.isCategory && column.flagWords == nil
        }
    }

    /// New columns for variants, those that follow included, from new values of some fields, one for each variant.
    ///
    /// A field that follows another moves in proportion, to a hundredth: the same term for another amount. One that is named
    /// itself keeps the value it was given; what is unknown or 0 follows nothing.
    ///
    /// - Parameter kept: fields that are named with the value that they have.
    func following(
        _ asked: [String: [Double]], in application: [String: Column], keeping kept: Set<String> = []
    ) -> [String: Column] {
        var changed = asked.mapValues { Column.numbers($0) }
        for column in columns where !kept.contains(column.name) {
            guard let leader = column.follows, changed[column.name] == nil, let values = asked[leader],
                case .numbers(let before)? = application[leader], case .numbers(let own)? = application[column.name],
                let base = before.first, let value = own.first, base > 0, value.isFinite
            else { continue }
            changed[column.name] = .numbers(
                values.map { $0 == base ? value : ((value * $0 / base) * 100).rounded() / 100 })
        }
        return changed
    }

    /// What one variant changes, in words: the asked fields in the catalog's order, then those that follow.
    func described(
        _ changed: [String: Column], _ index: Int, asked: Set<String>, from application: [String: Column]
    ) -> [FieldChange] {
        let all = columns.compactMap { column -> FieldChange? in
            guard let values = changed[column.name], let old = application[column.name] else { return nil }
            let before = FieldWords.raw(old), after = FieldWords.raw(values, index)
            guard before != after else { return nil }
            return words.change(column, from: before, to: after, isDependent: !asked.contains(column.name))
        }
        return all.filter { !$0.isDependent } + all.filter(\.isDependent)
    }

    // MARK: What a person asks for

    /// Checks asked changes; columns of one row.
    ///
    /// - Throws: ``InvalidRecords`` with every problem.
    func checked(_ asked: [String: RawValue], in application: [String: Column]) throws -> [String: Column] {
        var problems: [FieldMessage] = []
        var numbers: [String: [Double]] = [:]
        var kept: Set<String> = []
        for (name, value) in asked.sorted(by: { $0.key < $1.key }) {
            guard let column = byName[name] else {
                let near = nearestName(to: name, among: columns.map(\.name))
                problems.append(
                    problem(
                        .unknownName, name,
                        "Ce champ n'existe pas." + (near.map { " Vouliez-vous dire \($0)\u{A0}?" } ?? ""),
                        "There is no such field." + (near.map { " Did you mean \($0)?" } ?? "")))
                continue
            }
            // A field that keeps its value may always be named.
            if let old = application[name], FieldWords.raw(old) == value {
                kept.insert(name)
                continue
            }
            guard let number = check(value, column, &problems) else { continue }
            numbers[name] = [number]
        }
        guard problems.isEmpty else { throw InvalidRecords(messages: problems) }
        return following(numbers, in: application, keeping: kept)
    }

    private func check(_ value: RawValue, _ column: ColumnDefinition, _ problems: inout [FieldMessage]) -> Double? {
        guard let action = column.actionability, action.way != .no, let range = action.range else {
            let label = column.label
            if let leader = column.follows.flatMap({ byName[$0] }) {
                problems.append(
                    problem(
                        .immutable, column.name,
                        "Ce champ (\(label.fr)) suit un autre champ\u{A0}: \(leader.label.fr).",
                        "This field (\(label.en)) follows another one: \(leader.label.en)."))
            } else {
                problems.append(
                    problem(
                        .immutable, column.name, "Ce champ (\(label.fr)) ne peut pas être changé par le client.",
                        "This field (\(label.en)) is not one that the client can change."))
            }
            return nil
        }
        guard case .number(let number) = value, number.isFinite else {
            problems.append(problem(.wrongType, column.name, "Il faut un nombre.", "A number is needed."))
            return nil
        }
        guard (range.low...range.high).contains(number) else {
            let ends = words.range(range, column)
            problems.append(
                problem(
                    .notOffered, column.name, "Le prêteur propose de \(ends.low.fr) à \(ends.high.fr).",
                    "The lender offers from \(ends.low.en) to \(ends.high.en)."))
            return nil
        }
        return number
    }

    private func problem(_ kind: FieldMessage.Kind, _ field: String, _ fr: String, _ en: String) -> FieldMessage {
        FieldMessage(
            kind: kind, isProblem: true, table: table, record: 0, field: field, text: LocalizedText(fr: fr, en: en))
    }
}
