/// Room for one block of rows of a logistic regression, and the products of its columns.
///
/// Products are in single precision: Newton's steps need a curvature that is near, while the slope decides where they end.
struct BlockWorkspace {
    private static let lanes = 4

    var logOdds: [Double]
    var errors: [Double]
    /// Square roots of the rows' curvature.
    var roots: [Float]
    /// Columns of the block, each row times its root; a multiple of four columns, those beyond the width being 0.
    private var tile: [SIMD4<Float>]
    private let rows: Int

    init(rows: Int, width: Int) {
        logOdds = [Double](repeating: 0, count: rows)
        errors = [Double](repeating: 0, count: rows)
        roots = [Float](repeating: 0, count: rows)
        let padded = (width + 3) / 4 * 4
        tile = [SIMD4<Float>](repeating: .zero, count: padded * rows / Self.lanes)
        self.rows = rows
    }

    /// Fills the tile with the intercept's column and the standardised ones.
    mutating func fillTile(columns: [[Float]], centres: [Double], deviations: [Double], rows range: Range<Int>) {
        let stride = rows
        tile.withUnsafeMutableBytes { bytes in
            let tile = bytes.bindMemory(to: Float.self)
            for row in 0..<stride { tile[row] = row < range.count ? roots[row] : 0 }
            for (column, values) in columns.enumerated() {
                let start = (column + 1) * stride
                let (centre, inverse) = (centres[column], 1 / deviations[column])
                values.withUnsafeBufferPointer { values in
                    for row in 0..<range.count {
                        let value = (Double(values[range.lowerBound + row]) - centre) * inverse
                        tile[start + row] = Float(value) * roots[row]
                    }
                }
                for row in range.count..<stride { tile[start + row] = 0 }
            }
        }
    }

    /// Adds the products of every pair of columns to the lower triangle of a matrix, in tiles of 4 × 2 pairs.
    func addProducts(to hessian: inout [Double], width: Int) {
        let vectors = rows / Self.lanes
        tile.withUnsafeBufferPointer { tile in
            hessian.withUnsafeMutableBufferPointer { hessian in
                for left in stride(from: 0, to: width, by: 4) {
                    for right in stride(from: 0, to: min(left + 4, width), by: 2) {
                        let zero = SIMD4<Float>.zero
                        var (s00, s10, s20, s30) = (zero, zero, zero, zero)
                        var (s01, s11, s21, s31) = (zero, zero, zero, zero)
                        let (a, b) = (left * vectors, right * vectors)
                        for vector in 0..<vectors {
                            let (b0, b1) = (tile[b + vector], tile[b + vectors + vector])
                            let (a0, a1) = (tile[a + vector], tile[a + vectors + vector])
                            let (a2, a3) = (tile[a + 2 * vectors + vector], tile[a + 3 * vectors + vector])
                            s00 += a0 * b0
                            s10 += a1 * b0
                            s20 += a2 * b0
                            s30 += a3 * b0
                            s01 += a0 * b1
                            s11 += a1 * b1
                            s21 += a2 * b1
                            s31 += a3 * b1
                        }
                        let sums = [(s00, s01), (s10, s11), (s20, s21), (s30, s31)]
                        for (offset, pair) in sums.enumerated() where left + offset < width {
                            let row = (left + offset) * width
                            hessian[row + right] += Double(pair.0.sum())
                            if right + 1 < width { hessian[row + right + 1] += Double(pair.1.sum()) }
                        }
                    }
                }
            }
        }
    }
}
