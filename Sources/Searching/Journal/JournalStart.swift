/// What a journal was begun with; it is gone on with by the same alone.
struct JournalStart: Codable, Hashable {
    struct Parameter: Codable, Hashable {
        struct Condition: Codable, Hashable {
            let parameter: String
            let values: [String]
        }

        let name: String
        let kind: String
        var from: Double?
        var to: Double?
        var scale: String?
        var values: [String]?
        let when: Condition?

        init(_ dimension: Dimension) {
            name = dimension.name
            when = dimension.condition.map { Condition(parameter: $0.parameter, values: $0.values) }
            switch dimension.domain {
            case .real(let from, let to, let scale):
                (kind, self.from, self.to, self.scale) = ("real", from, to, scale.rawValue)
            case .integer(let from, let to, let scale):
                (kind, self.from, self.to, self.scale) = ("integer", Double(from), Double(to), scale.rawValue)
            case .choice(let values): (kind, self.values) = ("choice", values)
            }
        }
    }

    /// The version of the format.
    let format: Int
    let subject: String
    let direction: String
    let sampler: String
    let pruner: String
    /// A word, since not every reader of JSON keeps all digits of a large number.
    let seed: String
    let space: [Parameter]
    let startingPoints: [[String: JournalValue]]

    init(_ plan: SearchPlan) {
        format = 1
        subject = plan.subject
        direction = plan.direction.rawValue
        sampler = plan.sampler.identity
        pruner = plan.pruner.identity
        seed = "\(plan.seed)"
        space = plan.space.dimensions.map(Parameter.init)
        startingPoints = plan.startingPoints.map { $0.mapValues(JournalValue.init) }
    }

    /// What is different in another, in words; nil when all is the same.
    func difference(from other: JournalStart) -> String? {
        if format != other.format { return "its format is \(format), and \(other.format) is what this version reads" }
        if subject != other.subject { return "its subject is “\(subject)”, not “\(other.subject)”" }
        if let difference = spaceDifference(from: other) { return difference }
        if direction != other.direction { return "it is to \(direction), not to \(other.direction)" }
        if seed != other.seed { return "its seed is \(seed), not \(other.seed)" }
        if sampler != other.sampler { return "its sampler is “\(sampler)”, not “\(other.sampler)”" }
        if pruner != other.pruner { return "its pruner is “\(pruner)”, not “\(other.pruner)”" }
        if startingPoints != other.startingPoints { return "its starting points are others" }
        return nil
    }

    private func spaceDifference(from other: JournalStart) -> String? {
        guard space != other.space else { return nil }
        for parameter in other.space where !space.contains(where: { $0.name == parameter.name }) {
            return "its space lacks \(parameter.name)"
        }
        for parameter in space where !other.space.contains(parameter) {
            let isKnown = other.space.contains { $0.name == parameter.name }
            return isKnown ? "its \(parameter.name) has other values" : "its space has \(parameter.name) too"
        }
        return "its parameters are in another order"
    }
}
