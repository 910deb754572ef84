public import Catalog
public import Credit
public import Features
public import Foundation
import Spelling

/// The records of one applicant, as a program sends them: the application, and what histories there are.
///
/// JSON: `{"application": {"AMT_CREDIT": 450000, …}, "bureau": [{"SK_ID_BUREAU": 7, …}, …], …}`. The application may also stand in a
/// list of one. A column that is not there, or null, is unknown; but where the client's number is not there, the applicant's is
/// meant.
public struct ApplicantRecords: Sendable {
    /// The rows by table; an absent table has none.
    public let tables: [String: Rows]
    /// The client's number; ``newClient`` where the records give none.
    public let client: Int64

    /// Something wrong with one value, or with the records as a whole.
    public struct Problem: Hashable, Sendable {
        /// The table; empty when the records as a whole are wrong.
        public let table: String
        /// The record's place in its table, from 0; nil when the table as a whole is wrong.
        public let record: Int?
        /// The column; nil when the record as a whole is wrong.
        public let column: String?
        /// What kind of wrong it is.
        public let kind: Kind
        /// What is wrong and what is expected, as a sentence without the value.
        public let text: LocalizedText

        /// Kinds of wrong.
        public enum Kind: Hashable, Sendable {
            /// The records as a whole cannot be read.
            case malformed
            /// A table or column that is not there.
            case unknownName
            /// A value or a table of another type.
            case wrongType
            /// Records that contradict each other.
            case contradiction
        }

        /// The sentence in English.
        public var message: String { text.en }

        /// The place and what is wrong.
        public var sentence: String {
            let place = table + (record.map { "[\($0)]" } ?? "") + (column.map { ".\($0)" } ?? "")
            return place.isEmpty ? message : "\(place): \(message)"
        }
    }

    /// Records that cannot be read: every problem at once.
    public struct Failure: Error, Hashable, CustomStringConvertible {
        /// What is wrong, in the order of the catalog's tables; never empty.
        public let problems: [Problem]
        /// The sentences, one to a line.
        public var description: String { problems.map(\.sentence).joined(separator: "\n") }
    }

    /// Stands for the client's number where the records give none.
    public static let newClient: Int64 = 0

    /// Reads records from JSON.
    ///
    /// Complexity: O(bytes); the caller bounds them.
    /// - Throws: ``Failure`` naming every unknown table, unknown column and value of another type.
    public init(json: Data, catalog: LenderCatalog) throws(Failure) {
        guard let object = try? JSONSerialization.jsonObject(with: json) as? [String: Any] else {
            throw Failure(problems: [
                Problem(
                    table: "", record: nil, column: nil, kind: .malformed,
                    text: LocalizedText(
                        fr: "Les données doivent être un objet JSON de tables.",
                        en: "The records must be one JSON object of tables."))
            ])
        }
        try self.init(object, catalog: catalog)
    }

    /// Wraps rows, columns in the order of their table's definition.
    ///
    /// - Parameter client: the client's number; ``newClient`` where there is none.
    public init(tables: [String: Rows], client: Int64) {
        self.tables = tables
        self.client = client
    }

    private init(_ object: [String: Any], catalog: LenderCatalog) throws(Failure) {
        var reading = Reading(catalog: catalog)
        let names = catalog.tables.map(\.name)
        for name in object.keys.sorted() where !names.contains(name) {
            reading.problem(
                name, nil, nil, .unknownName,
                LocalizedText(fr: "Cette table n'existe pas.", en: "There is no such table.")
                    .suggesting(nearestName(to: name, among: names)))
        }
        var tables: [String: Rows] = [:]
        for table in [catalog.rootTable].compactMap({ $0 }) + catalog.tables.filter({ $0.name != catalog.root }) {
            let records = reading.records(object[table.name], of: table)
            if table.name == catalog.root || !records.isEmpty { tables[table.name] = reading.rows(records, of: table) }
        }
        guard reading.problems.isEmpty else { throw Failure(problems: reading.problems) }
        self.tables = tables
        client = reading.client
    }
}

/// One reading of records: gathers problems and remembers the client's number.
private struct Reading {
    let catalog: LenderCatalog
    private(set) var problems: [ApplicantRecords.Problem] = []
    private(set) var client = ApplicantRecords.newClient

    init(catalog: LenderCatalog) { self.catalog = catalog }

    mutating func problem(
        _ table: String, _ record: Int?, _ column: String?, _ kind: ApplicantRecords.Problem.Kind, _ text: LocalizedText
    ) {
        problems.append(
            ApplicantRecords.Problem(table: table, record: record, column: column, kind: kind, text: text))
    }

    /// The records of a table, as they stand in JSON.
    mutating func records(_ value: Any?, of table: TableDefinition) -> [[String: Any]] {
        let isRoot = table.name == catalog.root
        switch value {
        case nil where isRoot:
            problem(
                table.name, nil, nil, .malformed,
                LocalizedText(fr: "La demande est nécessaire.", en: "The application is needed."))
            return []
        case nil, is NSNull: return []
        case let record as [String: Any] where isRoot: return [record]
        case let records as [[String: Any]]:
            if isRoot, records.count != 1 {
                problem(
                    table.name, nil, nil, .malformed,
                    LocalizedText(
                        fr: "Il faut une demande, et une seule.", en: "One application is needed, and one only."))
                return []
            }
            return records
        default:
            problem(
                table.name, nil, nil, .wrongType,
                isRoot
                    ? LocalizedText(fr: "Il faut un objet.", en: "An object is needed.")
                    : LocalizedText(fr: "Il faut une liste d'objets.", en: "A list of objects is needed."))
            return []
        }
    }

    /// Records as columns.
    mutating func rows(_ records: [[String: Any]], of table: TableDefinition) -> Rows {
        let names = table.columns.map(\.name), known = Set(names)
        for (index, record) in records.enumerated() {
            for name in record.keys.sorted() where !known.contains(name) {
                problem(
                    table.name, index, name, .unknownName,
                    LocalizedText(fr: "Cette colonne n'existe pas.", en: "There is no such column.")
                        .suggesting(nearestName(to: name, among: names)))
            }
        }
        let columns = table.columns.map { column in
            switch column.kind {
            case .id: ids(column, records, table)
            case .category: words(column, records, table)
            case .flag where column.flagWords != nil: words(column, records, table)
            default: numbers(column, records, table)
            }
        }
        return Rows(count: records.count, columns: columns)
    }

    private mutating func numbers(
        _ column: ColumnDefinition, _ records: [[String: Any]], _ table: TableDefinition
    ) -> Column {
        var values: [Double] = []
        for (index, record) in records.enumerated() {
            switch record[column.name] {
            case nil, is NSNull: values.append(.nan)
            case let number as NSNumber where column.kind == .flag || !number.isBoolean:
                values.append(number.doubleValue)
            default:
                problem(
                    table.name, index, column.name, .wrongType,
                    LocalizedText(fr: "Il faut un nombre.", en: "A number is needed."))
                values.append(.nan)
            }
        }
        return .numbers(values)
    }

    private mutating func ids(
        _ column: ColumnDefinition, _ records: [[String: Any]], _ table: TableDefinition
    ) -> Column {
        let isRoot = table.name == catalog.root
        let isClient =
            isRoot
            ? column.name == catalog.client
            : table.parents.contains { $0.table == catalog.root && $0.key == column.name }
        var values: [Int64] = []
        for (index, record) in records.enumerated() {
            switch record[column.name] {
            case nil: values.append(isClient ? client : Column.unknownID)
            case is NSNull: values.append(isRoot && isClient ? client : Column.unknownID)
            case let number as NSNumber where !number.isBoolean && Int64(exactly: number.doubleValue) != nil:
                if isRoot, isClient { client = number.int64Value }
                if isClient, number.int64Value != client {
                    problem(
                        table.name, index, column.name, .contradiction,
                        LocalizedText(
                            fr: "Elle désigne un autre client que la demande.",
                            en: "It names another client than the application."))
                }
                values.append(number.int64Value)
            default:
                problem(
                    table.name, index, column.name, .wrongType,
                    LocalizedText(fr: "Il faut un nombre entier.", en: "A whole number is needed."))
                values.append(Column.unknownID)
            }
        }
        return .ids(values)
    }

    private mutating func words(
        _ column: ColumnDefinition, _ records: [[String: Any]], _ table: TableDefinition
    ) -> Column {
        var codes: [Int32] = [], words: [String] = []
        for (index, record) in records.enumerated() {
            switch record[column.name] {
            case nil, is NSNull: codes.append(-1)
            // In files, an empty text is unknown.
            case let word as String where word.isEmpty: codes.append(-1)
            case let word as String:
                if let code = words.firstIndex(of: word) {
                    codes.append(Int32(code))
                } else {
                    codes.append(Int32(words.count))
                    words.append(word)
                }
            default:
                problem(
                    table.name, index, column.name, .wrongType,
                    LocalizedText(fr: "Il faut un texte.", en: "A text is needed."))
                codes.append(-1)
            }
        }
        return .words(codes, WordList(words))
    }
}

extension LocalizedText {
    /// With a question after the sentence where a name is near.
    fileprivate func suggesting(_ name: String?) -> LocalizedText {
        guard let name else { return self }
        return LocalizedText(fr: "\(fr) Vouliez-vous dire \(name)\u{A0}?", en: "\(en) Did you mean \(name)?")
    }
}

extension NSNumber {
    /// Whether JSON said true or false.
    fileprivate var isBoolean: Bool { ["B", "c"].contains(String(cString: objCType)) }
}

extension FeatureProgram {
    /// Computes one applicant's features.
    ///
    /// The same bits as the applicant's row would have in a table of features. Takes some milliseconds.
    /// - Throws: ``FeatureError`` when a key stands more than once in a table.
    public func row(of records: ApplicantRecords) throws(FeatureError) -> FeatureRow {
        try run(records.tables).row(0)
    }
}
