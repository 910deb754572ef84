/// Lets content be listed line by line, with `if`, `switch` and `for`.
@resultBuilder
public enum HTMLBuilder {
    /// Accepts a piece.
    public static func buildExpression<Piece: HTML>(_ piece: Piece) -> Piece { piece }

    /// Puts pieces one after the other.
    public static func buildBlock<each Piece: HTML>(_ pieces: repeat each Piece) -> Group<repeat each Piece> {
        Group(repeat each pieces)
    }

    /// One piece stays itself.
    public static func buildBlock<Piece: HTML>(_ piece: Piece) -> Piece { piece }

    /// A piece that may not be there.
    public static func buildOptional<Piece: HTML>(_ piece: Piece?) -> Piece? { piece }

    /// The first of two alternatives.
    public static func buildEither<First: HTML, Second: HTML>(first piece: First) -> Either<First, Second> {
        .first(piece)
    }

    /// The second of two alternatives.
    public static func buildEither<First: HTML, Second: HTML>(second piece: Second) -> Either<First, Second> {
        .second(piece)
    }

    /// The pieces of a loop.
    public static func buildArray<Piece: HTML>(_ pieces: [Piece]) -> [Piece] { pieces }
}

/// Pieces one after the other.
public struct Group<each Piece: HTML>: HTML {
    private let pieces: (repeat each Piece)

    /// Groups pieces; none make nothing.
    public init(_ pieces: repeat each Piece) { self.pieces = (repeat each pieces) }

    /// Writes the pieces in order.
    public func write(to page: inout Page) {
        repeat (each pieces).write(to: &page)
    }
}

/// One of two alternatives.
public enum Either<First: HTML, Second: HTML>: HTML {
    /// The first.
    case first(First)
    /// The second.
    case second(Second)

    /// Writes the one that is there.
    public func write(to page: inout Page) {
        switch self {
        case .first(let piece): piece.write(to: &page)
        case .second(let piece): piece.write(to: &page)
        }
    }
}

extension Optional: HTML where Wrapped: HTML {
    /// Writes the piece, if it is there.
    public func write(to page: inout Page) { self?.write(to: &page) }
}

extension Array: HTML where Element: HTML {
    /// Writes the pieces in order.
    public func write(to page: inout Page) {
        for piece in self { piece.write(to: &page) }
    }
}

/// One piece for each item, in order; unlike `for`, it takes pieces of an opaque type.
public func each<Items: Sequence, Piece: HTML>(
    _ items: Items, @HTMLBuilder piece: (Items.Element) -> Piece
) -> [Piece] {
    items.map(piece)
}
