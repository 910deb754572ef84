/// The distinct known values of a column in rising order, with the classes up to each.
struct SortedValues {
    /// Rising, each once.
    let values: [Float]
    /// The classes of the first so many values; one more than there are values.
    private let sums: [ClassCounts]

    init(_ column: [Float], labels: [Bool], weights: [Double]?) {
        var keys = column.indices.compactMap { row in
            column[row].isNaN || weights?[row] == 0 ? nil : orderedKey(column[row], row: row)
        }
        keys.sort()
        var values: [Float] = []
        var sums = [ClassCounts()]
        for key in keys {
            let (value, row) = (orderedValue(key), orderedRow(key))
            if values.last != value {
                values.append(value)
                sums.append(sums[sums.count - 1])
            }
            sums[sums.count - 1].add(labels[row], weight: weights?[row] ?? 1)
        }
        self.values = values
        self.sums = sums
    }

    /// How many values there are.
    var count: Int { values.count }

    /// The classes of a range of values.
    func counts(_ range: Range<Int>) -> ClassCounts { sums[range.upperBound] - sums[range.lowerBound] }

    /// Where each of so many parts of the rows ends, at the first change of value at or past it.
    func evenCuts(_ parts: Int) -> [Int] {
        var cuts: [Int] = []
        let whole = sums[count].total
        for cut in 1..<max(count, 1) where sums[cut].total * Double(parts) >= Double(cuts.count + 1) * whole {
            cuts.append(cut)
        }
        return cuts
    }

    /// Where a decision tree cuts, by Gini's impurity (Breiman et al., 1984), while leaves keep so many rows.
    ///
    /// A leaf of less than a 64th of the rows is not made whatever is asked.
    func treeCuts(smallestLeaf: Double) -> [Int] {
        let smallest = max(smallestLeaf, sums[count].total / 64)
        var cuts: [Int] = []
        var open = [0..<count]
        while let leaf = open.popLast() {
            let whole = counts(leaf)
            // The impurity falls by twice what this exceeds its value without a cut.
            var best = whole.bads * whole.bads / whole.total * (1 + 1e-12)
            var found: Int?
            for cut in leaf.dropFirst() {
                let left = sums[cut] - sums[leaf.lowerBound]
                let right = whole - left
                guard left.total >= smallest, right.total >= smallest else { continue }
                let purity = left.bads * left.bads / left.total + right.bads * right.bads / right.total
                if purity > best { (best, found) = (purity, cut) }
            }
            guard let found else { continue }
            cuts.append(found)
            open.append(leaf.lowerBound..<found)
            open.append(found..<leaf.upperBound)
        }
        return cuts
    }
}
