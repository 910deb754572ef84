public import Credit

/// Some of the clients of a portfolio.
public struct ClientGroup: Sendable {
    /// 1 for who is in it, by place.
    public private(set) var members: [UInt8]
    /// How many there are.
    public private(set) var count: Int

    /// All clients.
    public init(all count: Int) {
        members = [UInt8](repeating: 1, count: count)
        self.count = count
    }

    /// Clients by number; numbers that the portfolio does not have are passed over.
    public init(_ clients: [ClientID], among all: PortfolioClients) {
        members = [UInt8](repeating: 0, count: all.count)
        count = 0
        for client in clients {
            guard let place = all.place(of: client), members[place] == 0 else { continue }
            members[place] = 1
            count += 1
        }
    }

    /// Leaves one client out: who is compared is not among the others.
    public mutating func leaveOut(_ place: Int?) {
        guard let place, members.indices.contains(place), members[place] == 1 else { return }
        members[place] = 0
        count -= 1
    }

    /// Keeps who stands at one of some ranks of a column.
    ///
    /// Complexity: O(clients).
    public mutating func keep(_ ranks: ClosedRange<UInt8>, of column: PortfolioColumn) {
        let (low, high) = (ranks.lowerBound, ranks.upperBound)
        var kept = 0
        members.withUnsafeMutableBufferPointer { members in
            column.ranks.withUnsafeBufferPointer { ranks in
                for place in 0..<min(members.count, ranks.count) {
                    let isKept: UInt8 = ranks[place] >= low && ranks[place] <= high ? members[place] : 0
                    members[place] = isKept
                    kept += Int(isKept)
                }
            }
        }
        count = kept
    }
}

extension PortfolioColumn {
    /// The ranks of clients alike in this variable; nil when the value is unknown, for nobody is alike then.
    ///
    /// - Parameter edges: the ends of bands, ascending, for a width.
    public func ranks(alike value: UInt8, within band: AlikeBand) -> ClosedRange<UInt8>? {
        guard value != Self.unknown, Int(value) < rankCount else { return nil }
        switch band {
        case .same: return value...value
        case .fifths:
            var counts = [Int](repeating: 0, count: 256)
            for rank in ranks { counts[Int(rank)] += 1 }
            let known = ranks.count - counts[Int(Self.unknown)]
            guard known > 0 else { return nil }
            // A rank belongs to the fifth that its middle client belongs to.
            var below = 0
            let fifths = (0..<rankCount).map { rank in
                defer { below += counts[rank] }
                return min(4, 5 * (2 * below + counts[rank]) / (2 * known))
            }
            let own = fifths[Int(value)]
            guard let first = fifths.firstIndex(of: own), let last = fifths.lastIndex(of: own) else { return nil }
            return UInt8(first)...UInt8(last)
        case .between(let low, let high):
            // The ends of bands are cuts, so a rank lies in one band as a whole.
            let inside = (0..<rankCount).filter { rank in
                if let start = lowest(ofRank: rank) { return start >= low && start < high }
                if case .cuts(let cuts) = scale, let first = cuts.first { return low < first && high >= first }
                return false
            }
            guard let first = inside.first, let last = inside.last, inside.contains(Int(value)) else {
                return value...value
            }
            return UInt8(first)...UInt8(last)
        }
    }

    /// The smallest number of a rank; nil for the first of cuts, which has no end, and for levels.
    public func lowest(ofRank rank: Int) -> Float? {
        switch scale {
        case .values(let values): values.indices.contains(rank) ? values[rank] : nil
        case .cuts(let cuts): cuts.indices.contains(rank - 1) ? cuts[rank - 1] : nil
        case .levels: nil
        }
    }
}

/// Which clients are alike in one variable.
public enum AlikeBand: Hashable, Sendable {
    /// Those of the same rank.
    case same
    /// Those of the same fifth.
    case fifths
    /// Those whose number lies between two ends, the second left out.
    case between(Float, Float)
}
