/// The best reachable figures on a synthetic lender, gathered in memory that does not grow with the clients.
struct Ceiling {
    /// Wide enough for the AUC to be exact to about five digits.
    private static let binCount = 100_000
    private static let missedDefault = 10
    private static let refusedGood = 1

    private var defaults = [Int32](repeating: 0, count: binCount)
    private var repaid = [Int32](repeating: 0, count: binCount)
    private var cost = 0
    private(set) var defaultCount = 0
    private(set) var count = 0

    /// Counts one labelled client.
    mutating func add(probability: Double, isDefault: Bool) {
        let bin = min(Int(probability * Double(Self.binCount)), Self.binCount - 1)
        let isRefused = probability * Double(Self.missedDefault + Self.refusedGood) >= Double(Self.refusedGood)
        count += 1
        if isDefault {
            defaultCount += 1
            defaults[bin] += 1
            if !isRefused { cost += Self.missedDefault }
        } else {
            repaid[bin] += 1
            if isRefused { cost += Self.refusedGood }
        }
    }

    var defaultRate: Double { count > 0 ? Double(defaultCount) / Double(count) : 0 }

    var costPerThousand: Double? { count > 0 ? Double(cost) * 1_000 / Double(count) : nil }

    /// The AUC with probabilities of one bin taken as tied.
    var areaUnderROC: Double? {
        guard defaultCount > 0, defaultCount < count else { return nil }
        var below = 0
        var doubledPairs = 0
        for bin in 0..<Self.binCount {
            doubledPairs += Int(defaults[bin]) * (2 * below + Int(repaid[bin]))
            below += Int(repaid[bin])
        }
        return Double(doubledPairs) / 2 / (Double(defaultCount) * Double(count - defaultCount))
    }
}
