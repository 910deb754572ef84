import Credit
import Features

/// Rows of features as MLflow's clients send them: four forms of JSON and CSV, columns by name in any order.
///
/// A column that the model does not know is passed over; one that is absent, and null, NaN or an empty cell, is unknown. Words of
/// a category travel as words: the model brings its levels.
struct Invocation: Sendable {
    /// The most bytes of one request.
    static let mostBytes = 16 * 1024 * 1024

    private let columns: [FeatureColumn]
    private let positions: [String: Int]
    private(set) var rows: [FeatureRow] = []

    init(schema: FeatureSchema) {
        columns = schema.columns
        positions = schema.positions
    }

    private static let forms = ["dataframe_split", "dataframe_records", "instances", "inputs"]

    /// Reads a JSON body.
    ///
    /// - Throws: a refusal that names what is wrong.
    mutating func read(_ json: JSON) throws {
        guard case .object(let object) = json else { throw Refusal.field("", "An object is needed.") }
        let given = Self.forms.filter { object[$0] != nil }
        guard given.count == 1, let form = given.first, let value = object[form],
            object.keys.allSatisfy({ $0 == form || $0 == "params" })
        else {
            throw Refusal.field(
                "", "Exactly one of \(Self.forms.joined(separator: ", ")) is needed, and nothing else but params.")
        }
        switch form {
        case "dataframe_split": try readSplit(value)
        case "inputs": try readColumns(value)
        default: try readRecords(value, form)
        }
    }

    private mutating func readSplit(_ value: JSON) throws {
        let pointer = "/dataframe_split"
        guard case .object(let object) = value, object.keys.allSatisfy({ ["columns", "index", "data"].contains($0) })
        else {
            throw Refusal.field(pointer, "An object of columns, data and perhaps index is needed.")
        }
        guard case .list(let list)? = object["columns"] else {
            throw Refusal.field(pointer + "/columns", "A list of names is needed.")
        }
        let names = try list.enumerated().map { index, item in
            guard case .text(let name) = item else {
                throw Refusal.field(pointer + "/columns/\(index)", "A text is needed.")
            }
            return name
        }
        guard Set(names).count == names.count else { throw Refusal.field(pointer + "/columns", "A name stands twice.") }
        guard case .list(let data)? = object["data"] else {
            throw Refusal.field(pointer + "/data", "A list of rows is needed.")
        }
        let places = try known(names, pointer + "/columns")
        for (index, row) in data.enumerated() {
            guard case .list(let cells) = row, cells.count == names.count else {
                throw Refusal.field(pointer + "/data/\(index)", "A list of \(names.count) values is needed.")
            }
            var values = unknownRow
            for (cell, place) in zip(cells, places) {
                guard let place else { continue }
                values[place] = try cellValue(cell, at: place) { pointer + "/data/\(index)" }
            }
            rows.append(FeatureRow(values: values))
        }
    }

    private mutating func readRecords(_ value: JSON, _ form: String) throws {
        guard case .list(let records) = value else { throw Refusal.field("/\(form)", "A list of objects is needed.") }
        var knowsAny = records.isEmpty
        for (index, record) in records.enumerated() {
            guard case .object(let object) = record else {
                throw Refusal.field("/\(form)/\(index)", "An object is needed.")
            }
            var values = unknownRow
            for (name, cell) in object {
                guard let place = positions[name] else { continue }
                knowsAny = true
                values[place] = try cellValue(cell, at: place) { "/\(form)/\(index)" }
            }
            rows.append(FeatureRow(values: values))
        }
        guard knowsAny else { throw Self.noneKnown("/\(form)") }
    }

    private mutating func readColumns(_ value: JSON) throws {
        guard case .object(let object) = value else {
            throw Refusal.field("/inputs", "An object of columns by name is needed: the model's features have names.")
        }
        var count: Int?
        var read: [(place: Int, cells: [JSON])] = []
        let names = object.keys.sorted()
        let places = try known(names, "/inputs")
        for (name, place) in zip(names, places) {
            let cells: [JSON] =
                switch object[name] {
                case .list(let list)?: list
                case let single?: [single]
                case nil: []
                }
            guard count == nil || count == cells.count else {
                throw Refusal.field("/inputs" + FieldProblem.pointer(name), "Every column must have as many values.")
            }
            count = cells.count
            if let place { read.append((place, cells)) }
        }
        for index in 0..<(count ?? 0) {
            var values = unknownRow
            for (place, cells) in read { values[place] = try cellValue(cells[index], at: place) { "/inputs" } }
            rows.append(FeatureRow(values: values))
        }
    }

    /// Reads CSV with a line of names.
    mutating func read(csv bytes: [UInt8]) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Problem.malformedBody }
        var lines = CSVLines(text)
        guard let names = try lines.next() else { throw Refusal.field("", "A line of column names is needed.") }
        let places = try known(names, "")
        while let cells = try lines.next() {
            if cells == [""], names.count > 1 { continue }
            guard cells.count == names.count else {
                throw Refusal.field("", "Line \(lines.line): \(names.count) values are needed.")
            }
            var values = unknownRow
            for (cell, place) in zip(cells, places) {
                guard let place, !cell.isEmpty else { continue }
                if columns[place].isCategory {
                    values[place] = .level(cell)
                } else if let number = Float(cell) {
                    guard !number.isInfinite else {
                        throw Refusal.field(
                            "", "Line \(lines.line), column \(columns[place].name): a finite number is needed.")
                    }
                    values[place] = number.isNaN ? .missing : .number(number)
                } else {
                    throw Refusal.field("", "Line \(lines.line), column \(columns[place].name): a number is needed.")
                }
            }
            rows.append(FeatureRow(values: values))
        }
    }

    private var unknownRow: [FeatureValue] { [FeatureValue](repeating: .missing, count: columns.count) }

    private func known(_ names: [String], _ pointer: String) throws -> [Int?] {
        let places = names.map { positions[$0] }
        guard names.isEmpty || places.contains(where: { $0 != nil }) else { throw Self.noneKnown(pointer) }
        return places
    }

    private static func noneKnown(_ pointer: String) -> Refusal {
        Refusal.field(
            pointer, "None of the columns is a feature of the model: see /v1/model/importance for their names.")
    }

    private func cellValue(_ cell: JSON, at place: Int, _ pointer: () -> String) throws -> FeatureValue {
        let column = columns[place]
        switch cell {
        case .null: return .missing
        case .text(let word) where column.isCategory: return word.isEmpty ? .missing : .level(word)
        case .integer(let integer) where !column.isCategory: return .number(Float(integer))
        case .number(let number) where !column.isCategory:
            let single = Float(number)
            guard single.isFinite else { break }
            return .number(single)
        case .flag(let flag) where !column.isCategory: return .number(flag ? 1 : 0)
        default: break
        }
        throw Refusal.field(
            pointer() + FieldProblem.pointer(column.name),
            column.isCategory ? "A text is needed." : "A number is needed.")
    }
}

/// Lines of CSV (RFC 4180), quotes understood.
private struct CSVLines {
    private(set) var line = 0
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = Substring(text).utf8 }

    /// The cells of the next line; nil at the end.
    mutating func next() throws -> [String]? {
        guard !rest.isEmpty else { return nil }
        line += 1
        var cells: [String] = []
        while true {
            let (cell, isLast) = try cell()
            cells.append(cell)
            if isLast { return cells }
        }
    }

    private mutating func cell() throws -> (String, isLast: Bool) {
        var bytes: [UInt8] = []
        var isQuoted = false
        if rest.first == UInt8(ascii: "\"") {
            isQuoted = true
            rest = rest.dropFirst()
        }
        while let byte = rest.popFirst() {
            if isQuoted {
                guard byte == UInt8(ascii: "\"") else {
                    bytes.append(byte)
                    continue
                }
                if rest.first == UInt8(ascii: "\"") {
                    bytes.append(byte)
                    rest = rest.dropFirst()
                } else {
                    isQuoted = false
                }
            } else if byte == UInt8(ascii: ",") {
                return (String(decoding: bytes, as: UTF8.self), false)
            } else if byte == 10 {
                return (String(decoding: bytes, as: UTF8.self), true)
            } else if byte != 13 {
                bytes.append(byte)
            }
        }
        guard !isQuoted else { throw Refusal.field("", "Line \(line): a quote has no end.") }
        return (String(decoding: bytes, as: UTF8.self), true)
    }
}
