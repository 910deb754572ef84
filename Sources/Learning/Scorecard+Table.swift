extension Scorecard {
    /// The card as a Markdown table: each characteristic, its bins, their rows, default rate, evidence and points.
    ///
    /// Points stand before rounding too, so that rounding hides nothing.
    ///
    /// - Parameters:
    ///   - names: The name of each column of training.
    ///   - level: The name of a code of a column.
    public func table(names: [String], level: (_ column: Int, _ code: Int) -> String) -> String {
        precondition(names.count == omissions.count, "one name per column")
        var lines = [
            "| characteristic | bin | rows | defaults | evidence | exact points | points |",
            "|---|---|---:|---:|---:|---:|---:|",
        ]
        for characteristic in characteristics {
            for (index, bin) in characteristic.binning.bins.enumerated() {
                let cells = [
                    names[characteristic.column], Self.wording(bin.content) { level(characteristic.column, $0) },
                    decimals(bin.goods + bin.bads, 0), decimals(100 * bin.defaultRate, 2) + " %",
                    decimals(bin.weightOfEvidence, 3), decimals(characteristic.exactPoints[index], 2),
                    String(characteristic.points(ofBin: index)),
                ]
                lines.append("| " + cells.map(escaped).joined(separator: " | ") + " |")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func wording(_ content: OptimalBinning.Content, level: (Int) -> String) -> String {
        switch content {
        case .numbers(nil, nil): return "any number"
        case .numbers(nil, let upTo?): return "≤ \(upTo)"
        case .numbers(let above?, nil): return "> \(above)"
        case .numbers(let above?, let upTo?): return "> \(above), ≤ \(upTo)"
        case .levels(let codes, let hasUnseen):
            return (codes.map(level) + (hasUnseen ? ["other levels"] : [])).joined(separator: ", ")
        case .missing: return "missing"
        }
    }
}

/// A number with a fixed count of decimals, without locale.
private func decimals(_ value: Double, _ count: Int) -> String {
    var scale = 1.0
    for _ in 0..<count { scale *= 10 }
    let rounded = (abs(value) * scale).rounded()
    guard rounded < 1e15 else { return String(value) }
    let digits = String(Int(rounded))
    let padded = String(repeating: "0", count: max(0, count + 1 - digits.count)) + digits
    let sign = value < 0 && rounded > 0 ? "−" : ""
    return sign + padded.dropLast(count) + (count > 0 ? "." + padded.suffix(count) : "")
}

/// A bar would end a cell.
private func escaped(_ cell: String) -> String {
    cell.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
}
