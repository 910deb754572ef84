import Drift

/// A column of words.
func levelColumn(_ name: String, _ words: [String?]) -> DriftColumn {
    let levels = Set(words.compactMap { $0 }).sorted()
    let places = Dictionary(uniqueKeysWithValues: zip(levels, levels.indices))
    let codes = words.map { word in word.flatMap { places[$0] }.map(Int32.init) ?? -1 }
    return DriftColumn(name: name, values: .levels(codes: codes, levels: levels))
}

/// Whether two numbers agree to a share of the larger.
func isClose(_ a: Double?, _ b: Double, within tolerance: Double = 1e-12) -> Bool {
    guard let a else { return false }
    return a == b || abs(a - b) <= tolerance * max(abs(a), abs(b))
}
