import Spelling

/// `: did you mean X?` for a misspelt name, or `: …` with all names when none is close.
func suggestion(for name: String, among candidates: [String]) -> String {
    let near = Spelling.suggestion(for: name, among: candidates)
    return near.isEmpty ? ": there are \(candidates.sorted().joined(separator: ", "))." : near
}
