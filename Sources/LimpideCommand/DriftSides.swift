import Catalog
import Credit
import Drift
import DriftDuckDB
import Exploring
import Features
import Spelling

/// Both sides as they are compared, and what is said of the columns that are not.
struct DriftSides {
    let names: (reference: String, current: String)
    /// The columns compared.
    private(set) var reference: [DriftColumn]
    private(set) var current: [DriftColumn]
    /// Every column of the files, for a model.
    let all: (reference: [DriftColumn], current: [DriftColumn])
    private(set) var leftOut: [DriftComparison.LeftOut] = []
    private(set) var problems: [LocalizedText] = []
    /// Why nothing can be compared.
    private(set) var nothingToCompare: String?

    /// Under so many rows nothing is judged.
    private static let fewestRows = 100

    /// Chooses what is compared.
    ///
    /// - Parameters:
    ///   - columns: The names asked for; nil for all but those that number rows or persons, and the outcome unless both sides
    ///     know it.
    /// - Throws: ``CommandFailure`` when a name that was asked for is on neither side.
    init(_ before: DriftSide, _ after: DriftSide, catalog: LenderCatalog?, columns: [String]?) throws {
        names = DriftSide.names(before, after)
        let late = after.table.columns + Self.retyped(before.table, after.table)
        let byName = (Self.byName(before.table.columns), Self.byName(late))
        let aligned = (
            before.table.columns.map { column in byName.1[column.name].map(column.typed) ?? column },
            late.map { column in byName.0[column.name].map(column.typed) ?? column }
        )
        all = aligned
        (reference, current) = aligned
        if let columns {
            try keep(columns)
        } else {
            leaveOutKeys(catalog, areFeatures: before.isFeatures || after.isFeatures)
            leaveOutOutcome(catalog, areFeatures: before.isFeatures || after.isFeatures)
        }
        leaveOutUnread(before.table, after.table, asked: columns)
        for problem in before.problems + after.problems { problems.append(LocalizedText(fr: problem, en: problem)) }
        for (name, table) in [(names.reference, before.table), (names.current, after.table)]
        where table.rows > 0 && table.rows < Self.fewestRows {
            problems.append(
                LocalizedText(
                    fr: "\(name) n’a que \(table.rows) lignes : sous \(Self.fewestRows), rien n’est jugé.",
                    en: "\(name) has only \(table.rows) rows: under \(Self.fewestRows) nothing is judged."))
        }
    }

    /// Adds what a model makes of every row; a file's own columns of these names give way.
    mutating func add(_ added: (reference: [DriftColumn], current: [DriftColumn])) {
        let taken = Set(added.reference.map(\.name))
        for name in taken.sorted() where (reference + current).contains(where: { $0.name == name }) {
            leaveOut([name], LocalizedText(fr: "celle du modèle prend sa place", en: "the model’s own takes its place"))
        }
        reference += added.reference
        current += added.current
    }

    /// Notes something that went wrong without stopping the comparison.
    mutating func add(problem: LocalizedText) { problems.append(problem) }

    /// Notes that there is nothing to compare.
    mutating func addNothingToCompare(_ error: DriftError) {
        let empty = (reference.first?.rows ?? 0) == 0 ? names.reference : names.current
        let reason =
            error.code == .nothingInCommon && reference.first.map { $0.rows > 0 } ?? false
                && current.first.map { $0.rows > 0 } ?? false
            ? LocalizedText(
                fr: "\(names.reference) et \(names.current) n’ont aucune colonne en commun : est-ce la même table ?",
                en: "\(names.reference) and \(names.current) have no column in common: are they the same table?")
            : LocalizedText(
                fr: "\(empty) n’a aucune ligne : il n’y a rien à comparer.",
                en: "\(empty) has no row: there is nothing to compare.")
        problems.append(reason)
        nothingToCompare = reason.en
    }

    private mutating func keep(_ columns: [String]) throws {
        let known = Set((reference + current).map(\.name))
        if let unknown = columns.first(where: { !known.contains($0) }) {
            let near = nearestName(to: unknown, among: known.sorted()).map { ": did you mean \($0)?" } ?? "."
            throw CommandFailure(code: .usage, message: "neither side has a column \(unknown)\(near)")
        }
        let asked = Set(columns)
        reference = reference.filter { asked.contains($0.name) }
        current = current.filter { asked.contains($0.name) }
    }

    /// Numbers of rows and persons are never the same twice.
    private mutating func leaveOutKeys(_ catalog: LenderCatalog?, areFeatures: Bool) {
        var keys = Set((catalog?.tables ?? []).flatMap(\.columns).filter { $0.kind == .id }.map(\.name))
        if let catalog { keys.insert(catalog.client) }
        if areFeatures { keys.formUnion([FeatureSQL.KeyColumn.client, FeatureSQL.KeyColumn.person]) }
        leaveOut(
            (reference + current).map(\.name).filter(keys.contains),
            LocalizedText(fr: "elle numérote des lignes ou des personnes", en: "it numbers rows or persons"))
    }

    private mutating func leaveOutOutcome(_ catalog: LenderCatalog?, areFeatures: Bool) {
        let outcomes = [catalog?.outcome, areFeatures ? FeatureSQL.KeyColumn.outcome : nil].compactMap { $0 }
        let unknown = outcomes.filter { name in
            let sides = [reference, current].map { columns in columns.first { $0.name == name } }
            return sides.contains { $0 != nil } && !sides.allSatisfy { $0.map { !$0.isBlank } ?? false }
        }
        leaveOut(
            unknown,
            LocalizedText(fr: "l’issue n’est pas connue des deux côtés", en: "the outcome is not known on both sides"))
    }

    private mutating func leaveOutUnread(_ before: DriftTable, _ after: DriftTable, asked: [String]?) {
        let retyped = Set(current.map(\.name))
        for column in before.unread + after.unread
        where asked?.contains(column.name) ?? true && !leftOut.contains(where: { $0.column == column.name })
            && !(retyped.contains(column.name) && !before.unread.contains { $0.name == column.name })
        {
            leaveOut(
                [column.name],
                LocalizedText(
                    fr: "le type \(column.type) n’est pas comparé", en: "the type \(column.type) is not compared"))
        }
    }

    private mutating func leaveOut(_ names: [String], _ reason: LocalizedText) {
        let gone = Set(names)
        guard !gone.isEmpty else { return }
        reference.removeAll { gone.contains($0.name) }
        current.removeAll { gone.contains($0.name) }
        for name in names where !leftOut.contains(where: { $0.column == name }) {
            leftOut.append(DriftComparison.LeftOut(column: name, reason: reason))
        }
    }

    /// Columns that the reference compares and the current file gives in a type that nothing compares: of another type, then.
    private static func retyped(_ before: DriftTable, _ after: DriftTable) -> [DriftColumn] {
        let known = byName(before.columns)
        return after.unread.compactMap { column in
            known[column.name].map { reference in
                let isWords = if case .levels = reference.values { true } else { false }
                return DriftColumn(
                    name: column.name,
                    values: isWords
                        ? .doubles([Double](repeating: 0, count: after.rows))
                        : .levels(codes: [Int32](repeating: 0, count: after.rows), levels: [column.type]))
            }
        }
    }

    private static func byName(_ columns: [DriftColumn]) -> [String: DriftColumn] {
        Dictionary(columns.map { ($0.name, $0) }) { first, _ in first }
    }
}
