/// One thing that is wrong in a catalog.
public struct CatalogProblem: Hashable, Sendable, CustomStringConvertible {
    /// The file, relative to the catalog's folder.
    public let file: String
    /// The line, from 1; 0 for the file as a whole.
    public let line: Int
    /// What is wrong and what was expected, in one sentence.
    public let message: String

    /// The place and what is wrong, as `tables/bureau.yml:12: …`.
    public var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}

/// A catalog that cannot be used, with everything that is wrong in it.
public struct CatalogError: Error, Hashable, CustomStringConvertible {
    /// All problems, in the order of files and lines; never empty.
    public let problems: [CatalogProblem]

    /// One problem a line.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Gathers problems while a catalog is read, so that its author sees all of them at once.
final class ProblemList {
    private(set) var problems: [CatalogProblem] = []

    func add(_ file: String, _ line: Int, _ message: String) {
        let problem = CatalogProblem(file: file, line: line, message: message)
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// By file, then line, then as found.
    var inOrder: [CatalogProblem] {
        problems.enumerated().sorted { a, b in
            (a.element.file, a.element.line, a.offset) < (b.element.file, b.element.line, b.offset)
        }.map(\.element)
    }
}
