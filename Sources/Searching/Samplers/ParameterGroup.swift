/// The parameters that take part under one condition, drawn together.
struct ParameterGroup {
    struct Member {
        let name: String
        let kind: ParameterKind
    }

    private(set) var dimensions: [Member] = []
    private(set) var fixedValues: [String: ParameterValue] = [:]
    private let first: Dimension

    private init(_ first: Dimension) { self.first = first }

    /// Every group after the one that decides on it: a dimension comes after the choice that it depends on.
    static func all(in space: SearchSpace) -> [ParameterGroup] {
        var groups: [ParameterGroup] = []
        for dimension in space.dimensions {
            let place = groups.firstIndex { $0.first.condition == dimension.condition } ?? groups.count
            if place == groups.count { groups.append(ParameterGroup(dimension)) }
            if let value = dimension.fixedValue {
                groups[place].fixedValues[dimension.name] = value
            } else {
                groups[place].dimensions.append(Member(name: dimension.name, kind: ParameterKind(dimension.domain)))
            }
        }
        return groups
    }

    func isActive(with parameters: [String: ParameterValue]) -> Bool { first.isActive(with: parameters) }

    /// A trial's point; nil when the group did not take part in it.
    func coordinates(of trial: FinishedTrial) -> [Double]? {
        var point: [Double] = []
        for member in dimensions {
            switch (member.kind, trial.parameters[member.name]) {
            case (.number(let axis), let value?):
                guard let coordinate = axis.coordinate(of: value) else { return nil }
                point.append(coordinate)
            case (.choices(let values), .choice(let value)?):
                guard let place = values.firstIndex(of: value) else { return nil }
                point.append(Double(place))
            default: return nil
            }
        }
        return point
    }

    /// The parameters at a point, with the fixed ones.
    func parameters(at point: [Double]) -> [String: ParameterValue] {
        var parameters = fixedValues
        for (member, coordinate) in zip(dimensions, point) {
            switch member.kind {
            case .number(let axis): parameters[member.name] = axis.value(at: coordinate)
            case .choices(let values): parameters[member.name] = .choice(values[Int(coordinate)])
            }
        }
        return parameters
    }
}
