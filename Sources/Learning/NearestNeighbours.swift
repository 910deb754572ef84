import Statistics

/// The rows nearest to a row in a few standardised columns, and what became of them.
///
/// Missing values are filled with medians and columns brought to standard deviation 1 before distances are taken. Neighbours
/// are exact; of rows at equal distance the earlier comes first. A row that is among those learned from is its own
/// nearest: to describe training rows, learn from the other folds.
public struct NearestNeighbours: Sendable, Hashable, Codable {
    /// A row learned from, as seen from another.
    public struct Neighbour: Sendable, Hashable, Codable {
        /// Its number among the rows learned from.
        public let row: Int
        /// Euclidean, in standard deviations.
        public let distance: Double
    }

    /// The most columns: beyond them a tree is no faster than comparing all rows.
    public static let mostColumns = 8

    private let imputation: Imputation
    private let scaling: Scaling
    private let points: [[Float]]
    private let outcomes: [Bool]
    private let tree: NeighbourTree

    /// Learns rows.
    ///
    /// - Parameters:
    ///   - columns: 1 to 8 numbers, NaN where missing.
    ///   - outcomes: One per row, true for a default.
    /// - Throws: ``LearningError`` without rows, for infinite values, or for too many columns.
    /// - Complexity: O(n log n).
    public init(fitting columns: [[Float]], outcomes: [Bool]) throws(LearningError) {
        guard (1...Self.mostColumns).contains(columns.count) else {
            throw LearningError(
                .invalidSetting, "Neighbours are sought in 1 to \(Self.mostColumns) columns: choose among them.")
        }
        precondition(columns.allSatisfy { $0.count == outcomes.count }, "one outcome per row")
        guard !outcomes.isEmpty, !columns.contains(where: { $0.contains(where: \.isInfinite) }) else {
            throw LearningError(.unusableData, "Neighbours need at least one row, and no infinite value.")
        }
        imputation = Imputation(fitting: columns, hasIndicators: false)
        let filled = imputation.apply(to: columns)
        scaling = Scaling(fitting: filled)
        points = scaling.apply(to: filled)
        self.outcomes = outcomes
        tree = NeighbourTree(points)
    }

    /// The nearest rows to a row, the nearest first.
    ///
    /// - Parameters:
    ///   - row: One value per column, NaN where missing.
    ///   - count: How many, 0 or more; all rows when there are fewer.
    /// - Complexity: about O(count + log n).
    public func neighbours(ofRow row: [Float], count: Int) -> [Neighbour] {
        var found = NeighbourBuffer()
        tree.search(point(row), wanted: min(count, outcomes.count), found: &found)
        return found.found.sorted().map {
            Neighbour(row: orderedRow($0), distance: Double(orderedValue($0)).squareRoot())
        }
    }

    /// The share of defaults among the nearest rows of each row.
    ///
    /// - Parameters:
    ///   - columns: As in training.
    ///   - count: How many neighbours, at least 1; all rows when there are fewer.
    ///   - threads: At least 1; changes the time alone.
    /// - Returns: One share in 0...1 per row.
    /// - Complexity: about O(rows · (count + log n)).
    public func meanOutcomes(of columns: [[Float]], count: Int = 500, threads: Int = 1) -> [Double] {
        precondition(columns.count == points.count, "as many columns as in training")
        precondition(count >= 1, "at least one neighbour")
        let rows = columns[0].count
        let wanted = min(count, outcomes.count)
        let rowsPerPiece = 256
        let pieces = mapInParallel(pieces: (rows + rowsPerPiece - 1) / rowsPerPiece, threads: threads) { piece in
            var found = NeighbourBuffer()
            let range = (piece * rowsPerPiece)..<min((piece + 1) * rowsPerPiece, rows)
            return range.map { row in
                tree.search(point(columns.map { $0[row] }), wanted: wanted, found: &found)
                let defaults = found.found.count { outcomes[orderedRow($0)] }
                return Double(defaults) / Double(wanted)
            }
        }
        return pieces.flatMap(\.self)
    }

    private func point(_ row: [Float]) -> [Float] { scaling.apply(toRow: imputation.apply(toRow: row)) }

    private enum CodingKeys: CodingKey { case imputation, scaling, points, outcomes }

    /// Reads the rows learned from; their tree is built anew.
    ///
    /// - Parameter decoder: Holds `imputation`, `scaling`, `points` and `outcomes`.
    /// - Throws: `DecodingError.dataCorrupted` when the columns differ in length or number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        imputation = try container.decode(Imputation.self, forKey: .imputation)
        scaling = try container.decode(Scaling.self, forKey: .scaling)
        points = try container.decode([[Float]].self, forKey: .points)
        outcomes = try container.decode([Bool].self, forKey: .outcomes)
        let count = outcomes.count
        guard count > 0, (1...Self.mostColumns).contains(points.count), points.allSatisfy({ $0.count == count }),
            imputation.outputCount == points.count, scaling.means.count == points.count
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .points, in: container,
                debugDescription: "Neighbours need columns of one length, with one median and one scale each.")
        }
        tree = NeighbourTree(points)
    }
}
