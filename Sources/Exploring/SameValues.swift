/// Features that carry nothing of their own: one value for every client, or another feature's values.
struct SameValues {
    /// Features with one known value for every client, or none at all.
    let constant: [Int]
    /// Features with equal values for every client, missing ones included, in groups of at least two; constant ones left out.
    let duplicates: [[Int]]

    /// Compares all columns by their fingerprints.
    ///
    /// - Parameters:
    ///   - missing: for each feature, how many values nobody knows.
    ///   - distinct: for each feature, how many known values differ.
    /// - Complexity: O(features).
    init(_ prints: [Fingerprint], missing: [Int], distinct: [Int]) {
        constant = distinct.indices.filter {
            distinct[$0] == 0 || (distinct[$0] == 1 && missing[$0] == 0)
        }
        let skipped = Set(constant)
        let groups = Dictionary(grouping: prints.indices.filter { !skipped.contains($0) }) { prints[$0] }
        duplicates = groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }
}
