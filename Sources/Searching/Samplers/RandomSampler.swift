internal import Statistics

/// Draws every parameter on its own: uniform on a linear scale, uniform in the logarithm on a logarithmic one.
///
/// Integers are drawn from their interval widened by half a step on both sides and rounded, so on a linear scale all are
/// equally likely. Bergstra and Bengio, *Random search for hyper-parameter optimization*, JMLR 13, 2012.
public struct RandomSampler: Sampler {
    /// A random sampler; the seed is the study's.
    public init() {}

    /// Its name.
    public var identity: String { "random" }

    /// Every space will do.
    public func check(_ space: SearchSpace) throws(SearchError) {}

    /// Parameters that depend on the seed and the number alone; never nil.
    public func suggestion(forTrial number: Int, after history: SearchHistory) -> [String: ParameterValue]? {
        var generator = SeededGenerator(seed: history.seed, stream: UInt64(number))
        var parameters: [String: ParameterValue] = [:]
        for dimension in history.space.dimensions where dimension.isActive(with: parameters) {
            parameters[dimension.name] = dimension.randomValue(using: &generator)
        }
        return parameters
    }
}

extension Dimension {
    fileprivate func randomValue(using generator: inout SeededGenerator) -> ParameterValue {
        if let fixedValue { return fixedValue }
        switch ParameterKind(domain) {
        case .number(let axis): return axis.value(at: axis.low + generator.nextUniform() * (axis.high - axis.low))
        case .choices(let values): return .choice(values[generator.nextIndex(below: values.count)])
        }
    }
}
