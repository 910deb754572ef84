/// The candidate that a misspelt name most likely meant, or nil when none is close.
///
/// Close means a Damerau–Levenshtein distance (adjacent swaps count one) of at most a third of the longer name, case
/// ignored. Complexity: O(candidates × length²).
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    let target = Array(name.lowercased())
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
        let distance = editDistance(target, Array(candidate.lowercased()))
        guard distance <= max(1, max(target.count, candidate.count) / 3) else { continue }
        if best.map({ (distance, candidate) < ($0.distance, $0.name) }) ?? true { best = (distance, candidate) }
    }
    return best?.name
}

/// The least number of insertions, deletions, replacements and adjacent swaps that turn one text into another.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
        var row = [i] + [Int](repeating: 0, count: b.count)
        for j in 1...b.count {
            let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            row[j] = min(last[j] + 1, row[j - 1] + 1, change)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}

/// `: did you mean X?`, or nothing.
public func suggestion(for name: String, among candidates: some Sequence<String>) -> String {
    nearestName(to: name, among: candidates).map { ": did you mean \($0)?" } ?? ""
}
