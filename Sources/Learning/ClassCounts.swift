#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The weight of each class among some rows.
struct ClassCounts: Sendable, Hashable {
    var goods = 0.0
    var bads = 0.0

    var total: Double { goods + bads }

    mutating func add(_ label: Bool, weight: Double) {
        if label { bads += weight } else { goods += weight }
    }

    static func + (left: Self, right: Self) -> Self {
        Self(goods: left.goods + right.goods, bads: left.bads + right.bads)
    }

    static func - (left: Self, right: Self) -> Self {
        Self(goods: left.goods - right.goods, bads: left.bads - right.bads)
    }
}

/// How the bins of one column are measured against all its rows.
struct EvidenceScale: Sendable {
    let all: ClassCounts
    /// Rows at the overall default rate that are added to every bin.
    let smoothing: Double

    /// The bin with the added rows, so that neither class is empty.
    func smoothed(_ bin: ClassCounts) -> ClassCounts {
        ClassCounts(
            goods: bin.goods + smoothing * all.goods / all.total, bads: bin.bads + smoothing * all.bads / all.total)
    }

    /// Default odds of the bin with the added rows; what orders bins.
    func odds(_ bin: ClassCounts) -> Double {
        let bin = smoothed(bin)
        return bin.bads / bin.goods
    }

    func weightOfEvidence(_ bin: ClassCounts) -> Double {
        // In the order of the odds exactly, since it is made of nothing else.
        -log(odds(bin) / (all.bads / all.goods))
    }

    /// The bin's part of the information value; smoothed only where a class is empty, since it would be infinite.
    func informationValue(_ bin: ClassCounts) -> Double {
        guard bin.total > 0 else { return 0 }
        let bin = bin.goods > 0 && bin.bads > 0 ? bin : smoothed(bin)
        let (good, bad) = (bin.goods / all.goods, bin.bads / all.bads)
        return (good - bad) * log(good / bad)
    }
}
