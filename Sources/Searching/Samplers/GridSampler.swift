internal import Statistics

/// Tries every combination of a few values of each parameter, once each, in an order that depends on the seed.
///
/// The order is shuffled, so that a search that ends before the grid does has seen all of its regions. A parameter that
/// does not take part adds no combination.
public struct GridSampler: Sampler {
    /// The most combinations that a grid may have.
    public static let largestCount = 100_000

    private let space: SearchSpace
    private let points: [[String: ParameterValue]]
    private let valuesByName: [String: [ParameterValue]]

    /// Lays a grid over a space.
    ///
    /// - Parameters:
    ///   - space: The same as the study's.
    ///   - steps: How many values of each number: both bounds and evenly between them on its scale, rounded for integers,
    ///     each once; 1 is the middle. A choice has all of its values.
    ///   - values: The values of some parameters, in place of those.
    /// - Throws: `invalidSetting` for fewer than one step, an empty list or a grid of more than ``largestCount``
    ///   combinations; `unknownParameter` and `invalidValue` for values that the space does not have.
    public init(
        _ space: SearchSpace, steps: Int = 5, values: [String: [ParameterValue]] = [:]
    ) throws(SearchError) {
        guard steps >= 1 else {
            throw SearchError(.invalidSetting, "a grid needs at least one value of each parameter, not \(steps).")
        }
        var valuesByName: [String: [ParameterValue]] = [:]
        for name in values.keys.sorted() {
            let dimension = try space.dimension(name)
            var distinct: [ParameterValue] = []
            for value in values[name] ?? [] where !distinct.contains(value) {
                try dimension.check(value)
                distinct.append(value)
            }
            guard !distinct.isEmpty else {
                throw SearchError(.invalidSetting, "the grid has no value of \(name): give at least one.")
            }
            valuesByName[name] = distinct
        }
        for dimension in space.dimensions where valuesByName[dimension.name] == nil {
            valuesByName[dimension.name] = dimension.spread(steps)
        }
        var points: [[String: ParameterValue]] = [[:]]
        for dimension in space.dimensions {
            var longer: [[String: ParameterValue]] = []
            for point in points {
                guard dimension.isActive(with: point) else {
                    longer.append(point)
                    continue
                }
                for value in valuesByName[dimension.name] ?? [] {
                    longer.append(point.merging([dimension.name: value]) { $1 })
                }
                guard longer.count <= Self.largestCount else {
                    throw SearchError(
                        .invalidSetting,
                        "the grid has more than \(Self.largestCount) combinations: "
                            + "take fewer values of each parameter, or a random search.")
                }
            }
            points = longer
        }
        self.space = space
        self.points = points
        self.valuesByName = valuesByName
    }

    /// How many combinations there are.
    public var count: Int { points.count }

    /// Its name and all values.
    public var identity: String {
        "grid of "
            + space.dimensions.map { dimension in
                let values = valuesByName[dimension.name] ?? []
                return dimension.name + ": " + values.map(\.description).joined(separator: ", ")
            }
            .joined(separator: "; ")
    }

    /// - Throws: `invalidSetting` when the grid lies over another space.
    public func check(_ space: SearchSpace) throws(SearchError) {
        guard space == self.space else {
            throw SearchError(.invalidSetting, "the grid lies over another search space: make it of the same one.")
        }
    }

    /// The combination in this place of the order; nil beyond the last.
    public func suggestion(forTrial number: Int, after history: SearchHistory) -> [String: ParameterValue]? {
        guard number < points.count else { return nil }
        var generator = SeededGenerator(seed: history.seed)
        return points[shuffled(Array(points.indices), using: &generator)[number]]
    }
}

extension Dimension {
    /// Values evenly spread over the dimension, each once.
    fileprivate func spread(_ steps: Int) -> [ParameterValue] {
        if let fixedValue { return [fixedValue] }
        switch ParameterKind(domain) {
        case .choices(let values): return values.map { .choice($0) }
        case .number(let axis):
            let (low, high) = axis.bounds
            guard steps > 1 else { return [axis.value(at: (low + high) / 2)] }
            var values: [ParameterValue] = []
            for step in 0..<steps {
                let value = axis.value(at: low + (high - low) * (Double(step) / Double(steps - 1)))
                if values.last != value { values.append(value) }
            }
            return values
        }
    }
}
