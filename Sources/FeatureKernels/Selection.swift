import Catalog

/// The rows of a slice, group after group.
struct Selection {
    /// The rows; in each group in the order of time where the slice needs it.
    let rows: [Int32]
    /// Where each group starts in `rows`, and the end.
    let starts: [Int32]

    /// Calls `body` with the range of each group's rows.
    @inline(__always)
    func forEachGroup(_ body: (Int, Range<Int>) -> Void) {
        for group in 0..<(starts.count - 1) { body(group, Int(starts[group])..<Int(starts[group + 1])) }
    }

    /// A value for each group, of the range of its rows.
    @inline(__always)
    func perGroup(_ body: (Range<Int>) -> Double) -> [Double] {
        [Double](unsafeUninitializedCapacity: starts.count - 1) { target, count in
            count = starts.count - 1
            guard let base = target.baseAddress else { return }
            forEachGroup { group, range in (base + group).initialize(to: body(range)) }
        }
    }

    /// Keeps, in each group, the rows for which `isChosen` holds, at most `limit` of them.
    init(_ rows: [Int32], starts: [Int32], limit: Int?, where isChosen: (Int) -> Bool) {
        var chosen: [Int32] = []
        chosen.reserveCapacity(rows.count)
        var ends: [Int32] = [0]
        ends.reserveCapacity(starts.count)
        for group in 0..<(starts.count - 1) {
            var left = limit ?? Int.max
            for index in Int(starts[group])..<Int(starts[group + 1]) {
                guard left > 0 else { break }
                guard isChosen(Int(rows[index])) else { continue }
                chosen.append(rows[index])
                left -= 1
            }
            ends.append(Int32(chosen.count))
        }
        self.rows = chosen
        self.starts = ends
    }

    init(rows: [Int32], starts: [Int32]) {
        self.rows = rows
        self.starts = starts
    }
}

/// The selections of one table for one parent, each made once.
final class Selections {
    let grouping: Grouping
    private let truths: (String) -> [UInt8]?
    private let slices: [String: Slice]
    private let order: () -> RowOrder
    private var sorted: [Bool: [Int32]] = [:]
    private var made: [String: Selection] = [:]
    private var picks: [String: [Int32]] = [:]

    /// - Parameters:
    ///   - truths: whether rows meet a slice's conditions, its limit aside; nil when every row does.
    ///   - order: the order of rows in time.
    init(
        _ grouping: Grouping, slices: [String: Slice], truths: @escaping (String) -> [UInt8]?,
        order: @escaping () -> RowOrder
    ) {
        self.grouping = grouping
        self.slices = slices
        self.truths = truths
        self.order = order
    }

    /// The grouped rows in the order of time.
    private func rows(latestFirst: Bool) -> [Int32] {
        if let rows = sorted[latestFirst] { return rows }
        let rows = order().sorted(grouping, latestFirst: latestFirst)
        sorted[latestFirst] = rows
        return rows
    }

    /// The rows of a slice.
    func selection(_ name: String) -> Selection {
        if let selection = made[name] { return selection }
        let limit = slices[name]?.limit
        let truths = truths(name)
        let selection =
            switch (limit, truths) {
            case (nil, nil): Selection(rows: grouping.rows, starts: grouping.starts)
            case (nil, let truths?): chosen(grouping.rows, nil, truths)
            case (.last(let count), _): chosen(rows(latestFirst: true), count, truths)
            case (.first(let count), _): chosen(rows(latestFirst: false), count, truths)
            }
        made[name] = selection
        return selection
    }

    private func chosen(_ rows: [Int32], _ limit: Int?, _ truths: [UInt8]?) -> Selection {
        guard let truths else { return Selection(rows, starts: grouping.starts, limit: limit) { _ in true } }
        return Selection(rows, starts: grouping.starts, limit: limit) { truths[$0] == Truths.yes }
    }

    /// In each group, the slice's latest or earliest row; −1 where it has none.
    func pick(_ name: String, latest: Bool) -> [Int32] {
        let key = "\(latest) \(name)"
        if let pick = picks[key] { return pick }
        let rows = rows(latestFirst: latest)
        let pick: [Int32]
        if slices[name]?.limit == nil, truths(name) == nil {
            pick = first(of: rows) { _ in true }
        } else {
            var isIn = [Bool](repeating: false, count: (rows.max().map { Int($0) + 1 }) ?? 0)
            for row in selection(name).rows { isIn[Int(row)] = true }
            pick = first(of: rows) { isIn[$0] }
        }
        picks[key] = pick
        return pick
    }

    private func first(of rows: [Int32], where isChosen: (Int) -> Bool) -> [Int32] {
        (0..<grouping.count).map { group in
            let range = Int(grouping.starts[group])..<Int(grouping.starts[group + 1])
            return range.first { isChosen(Int(rows[$0])) }.map { rows[$0] } ?? -1
        }
    }
}
