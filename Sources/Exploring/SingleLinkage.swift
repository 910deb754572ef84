/// Groups things of which neighbours are linked: single linkage, cut at the links given.
struct SingleLinkage {
    private var parent: [Int]

    init(count: Int) { parent = Array(0..<count) }

    /// Puts two things into one group.
    mutating func link(_ a: Int, _ b: Int) {
        let (rootA, rootB) = (root(of: a), root(of: b))
        // The lower number leads, so that groups do not depend on the order of links.
        parent[max(rootA, rootB)] = min(rootA, rootB)
    }

    /// The groups of at least two, each ascending, by their first member.
    mutating func groups() -> [[Int]] {
        var members: [Int: [Int]] = [:]
        for thing in parent.indices { members[root(of: thing), default: []].append(thing) }
        return members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }

    private mutating func root(of thing: Int) -> Int {
        var root = thing
        while parent[root] != root { root = parent[root] }
        parent[thing] = root
        return root
    }
}
