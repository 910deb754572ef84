/// One thing that is wrong with one row of a file.
struct Reject: Hashable {
    let file: String
    /// The line where the row begins, from 1.
    let line: Int
    /// The column; empty when the row as a whole is wrong.
    let column: String
    /// What is wrong, as a clause with its full stop, without the value.
    let reason: String
    /// How many lines after the first are lost with the row: those that an open quote has swallowed.
    let swallowed: Int

    /// The place and what is wrong.
    var sentence: String { "\(file), line \(line)\(column.isEmpty ? "" : ", column \(column)"): \(reason)" }
}
