public import Credit

/// What is to say of one field of the records that a person or a program sent.
public struct FieldMessage: Hashable, Sendable {
    /// The kinds of message.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The records as a whole cannot be read.
        case malformed
        /// A table or field that is not there.
        case unknownName = "unknown_name"
        /// A value of another type.
        case wrongType = "wrong_type"
        /// A value that cannot be; it counts as unknown.
        case impossible
        /// A level that the catalog does not name; it is scored as one that the model has not seen.
        case unknownCategory = "unknown_category"
        /// A field that a person cannot change.
        case immutable
        /// A change that the lender does not offer: the wrong way, off its steps, out of its range.
        case notOffered = "not_offered"
        /// Records that contradict each other, as two of one number.
        case contradiction
    }

    /// What kind.
    public let kind: Kind
    /// Whether nothing is scored because of it; else it is a notice.
    public let isProblem: Bool
    /// The table; empty when the records as a whole are meant.
    public let table: String
    /// The record's place in its table, from 0; nil when the table as a whole is meant.
    public let record: Int?
    /// The field; nil when the record as a whole is meant.
    public let field: String?
    /// What is to say and what is possible, without the value.
    public let text: LocalizedText

    /// Makes a message.
    public init(kind: Kind, isProblem: Bool, table: String, record: Int?, field: String?, text: LocalizedText) {
        self.kind = kind
        self.isProblem = isProblem
        self.table = table
        self.record = record
        self.field = field
        self.text = text
    }
}

/// Records or changes that cannot be scored, with every problem at once.
public struct InvalidRecords: Error, Hashable, CustomStringConvertible {
    /// What is wrong, and notices; at least one is a problem.
    public let messages: [FieldMessage]

    /// Makes an error.
    public init(messages: [FieldMessage]) { self.messages = messages }

    /// The sentences in English, one to a line.
    public var description: String {
        messages.map { message in
            let place =
                message.table + (message.record.map { "[\($0)]" } ?? "") + (message.field.map { ".\($0)" } ?? "")
            return place.isEmpty ? message.text.en : "\(place): \(message.text.en)"
        }.joined(separator: "\n")
    }
}

/// Why an engine cannot answer.
public struct ExplainingError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case damaged, outdated, unavailable }
        private let value: Value
        /// What a load has kept cannot be read.
        public static let damaged = Code(value: .damaged)
        /// What a load has kept was made with another catalog.
        public static let outdated = Code(value: .outdated)
        /// The engine was not given what it needs.
        public static let unavailable = Code(value: .unavailable)
    }

    /// What kind of failure.
    public let code: Code
    /// One sentence for the person, without a client's values.
    public let message: String

    /// Makes an error from its kind and sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}
