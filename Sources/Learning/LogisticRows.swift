import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The rows of a logistic regression, columns standardised on the way, with the sums that one pass over them makes.
///
/// Place 0 of a point, a gradient or a Hessian is the intercept. Rows are cut into shards by their number alone and the
/// shards' sums added in order, so that threads do not change the result.
struct LogisticRows {
    /// What a pass sums over the rows.
    struct Sums {
        /// The log-loss, weighted.
        var loss = 0.0
        /// The slope of the log-loss.
        var gradient: [Double]
        /// The curvature of the log-loss, its lower triangle by rows; empty when not asked.
        var hessian: [Double]
        /// The least log-odds by which any row is on its own side of even; above 0, the classes are told apart wholly.
        var leastMargin = Double.infinity

        init(width: Int, hasHessian: Bool) {
            gradient = [Double](repeating: 0, count: width)
            hessian = hasHessian ? [Double](repeating: 0, count: width * width) : []
        }

        mutating func add(_ other: Sums) {
            loss += other.loss
            for place in gradient.indices { gradient[place] += other.gradient[place] }
            for place in hessian.indices { hessian[place] += other.hessian[place] }
            leastMargin = min(leastMargin, other.leastMargin)
        }
    }

    private static let rowsPerBlock = 256
    private static let mostShards = 8

    let columns: [[Float]]
    let centres: [Double]
    let deviations: [Double]
    let labels: [Bool]
    let weights: [Double]?
    let threads: Int

    var width: Int { columns.count + 1 }

    func sums(at point: [Double], hasHessian: Bool) -> Sums {
        let blocks = (labels.count + Self.rowsPerBlock - 1) / Self.rowsPerBlock
        let shards = min(Self.mostShards, blocks)
        let parts = mapInParallel(pieces: shards, threads: threads) { shard in
            var sums = Sums(width: width, hasHessian: hasHessian)
            var workspace = BlockWorkspace(rows: Self.rowsPerBlock, width: hasHessian ? width : 0)
            for block in (blocks * shard / shards)..<(blocks * (shard + 1) / shards) {
                let start = block * Self.rowsPerBlock
                let rows = start..<min(start + Self.rowsPerBlock, labels.count)
                addBlock(rows, at: point, to: &sums, using: &workspace)
            }
            return sums
        }
        var total = Sums(width: width, hasHessian: hasHessian)
        for part in parts { total.add(part) }
        return total
    }

    private func addBlock(
        _ rows: Range<Int>, at point: [Double], to sums: inout Sums, using workspace: inout BlockWorkspace
    ) {
        let count = rows.count
        workspace.logOdds.withUnsafeMutableBufferPointer { logOdds in
            for row in 0..<count { logOdds[row] = point[0] }
            for (column, values) in columns.enumerated() where point[column + 1] != 0 {
                let (slope, centre) = (point[column + 1] / deviations[column], centres[column])
                values.withUnsafeBufferPointer { values in
                    for row in 0..<count { logOdds[row] += slope * (Double(values[rows.lowerBound + row]) - centre) }
                }
            }
        }
        for row in 0..<count {
            let (logOdds, label) = (workspace.logOdds[row], labels[rows.lowerBound + row])
            let weight = weights?[rows.lowerBound + row] ?? 1
            let margin = label ? logOdds : -logOdds
            if weight > 0 { sums.leastMargin = min(sums.leastMargin, margin) }
            // Of exp(-|η|) alone are made the probability, its complement and the loss, none of which overflows.
            let small = exp(-abs(logOdds))
            let (near, far) = (1 / (1 + small), small / (1 + small))
            let error = margin >= 0 ? far : near
            sums.loss += weight * (log1p(small) + max(0, -margin))
            workspace.errors[row] = weight * (label ? -error : error)
            workspace.roots[row] = Float((weight * near * far).squareRoot())
        }
        addGradient(rows, to: &sums, using: workspace)
        guard !sums.hessian.isEmpty else { return }
        workspace.fillTile(columns: columns, centres: centres, deviations: deviations, rows: rows)
        workspace.addProducts(to: &sums.hessian, width: width)
    }

    private func addGradient(_ rows: Range<Int>, to sums: inout Sums, using workspace: BlockWorkspace) {
        let count = rows.count
        workspace.errors.withUnsafeBufferPointer { errors in
            for row in 0..<count { sums.gradient[0] += errors[row] }
            for (column, values) in columns.enumerated() {
                let centre = centres[column]
                let product = values.withUnsafeBufferPointer { values in
                    // Four sums, since one alone would wait for each addition.
                    var (s0, s1, s2, s3) = (0.0, 0.0, 0.0, 0.0)
                    var row = 0
                    let base = rows.lowerBound
                    while row + 3 < count {
                        s0 += errors[row] * (Double(values[base + row]) - centre)
                        s1 += errors[row + 1] * (Double(values[base + row + 1]) - centre)
                        s2 += errors[row + 2] * (Double(values[base + row + 2]) - centre)
                        s3 += errors[row + 3] * (Double(values[base + row + 3]) - centre)
                        row += 4
                    }
                    while row < count {
                        s0 += errors[row] * (Double(values[base + row]) - centre)
                        row += 1
                    }
                    return (s0 + s1) + (s2 + s3)
                }
                sums.gradient[column + 1] += product / deviations[column]
            }
        }
    }
}
