/// `: did you mean X?` for a misspelt name, or `: …` with all names when none is close.
func suggestion(for name: String, among candidates: [String]) -> String {
    let target = Array(name.lowercased())
    let near = candidates.map { (distance: editDistance(target, Array($0.lowercased())), name: $0) }
        .filter { $0.distance <= max(1, max(target.count, $0.name.count) / 3) }
        .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    if let near { return ": did you mean \(near.name)?" }
    return ": there are \(candidates.sorted().joined(separator: ", "))."
}

/// The least number of insertions, deletions, replacements and swaps of neighbours that turn one text into another
/// (Damerau, 1964; Levenshtein, 1966).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for (i, character) in a.enumerated() {
        var row = [i + 1]
        for (j, other) in b.enumerated() {
            var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (character == other ? 0 : 1))
            if i > 0, j > 0, character == b[j - 1], a[i - 1] == other { least = min(least, beforeLast[j - 1] + 1) }
            row.append(least)
        }
        (beforeLast, last) = (last, row)
    }
    return last[b.count]
}
