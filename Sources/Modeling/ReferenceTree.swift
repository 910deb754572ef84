/// The references of one fitted feature, to be looked up by what a client shares with others, step by step.
struct ReferenceTree: Sendable {
    private struct Node: Sendable {
        let reference: Double
        var children: [FittedFeatures.Key: Int] = [:]
    }

    private var nodes: [Node] = []

    init(_ groups: [FittedFeatures.Group]) {
        var places: [[FittedFeatures.Key]: Int] = [:]
        // Circles come before the groups inside them.
        for group in groups {
            let place = nodes.count
            if let last = group.keys.last {
                guard let parent = places[Array(group.keys.dropLast())] else { continue }
                nodes[parent].children[last] = place
            }
            places[group.keys] = place
            nodes.append(Node(reference: group.reference))
        }
    }

    /// All clients; nil when nothing was learned of them.
    var root: Int? { nodes.isEmpty ? nil : 0 }

    /// The group inside another whose clients share a value; nil when there is none, or it was too small.
    func child(of node: Int, _ key: FittedFeatures.Key) -> Int? { nodes[node].children[key] }

    /// The reference of a group.
    func reference(_ node: Int) -> Double { nodes[node].reference }
}
