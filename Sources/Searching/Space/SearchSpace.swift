/// The parameters that a search may vary, checked whole.
///
/// ```swift
/// let space = try SearchSpace([
///     Dimension("learning_rate", .real(from: 0.005, to: 0.3, scale: .logarithmic)),
///     Dimension("leaves", .integer(from: 4, to: 256, scale: .logarithmic)),
///     Dimension("boosting", .choice(["gbdt", "dart"])),
///     Dimension("drop_rate", .real(from: 0.05, to: 0.5), when: ParameterCondition("boosting", is: "dart")),
/// ])
/// ```
public struct SearchSpace: Hashable, Sendable {
    /// The parameters, each after the choice that it depends on.
    public let dimensions: [Dimension]

    /// Checks the parameters and makes a space of them.
    ///
    /// - Throws: `invalidSpace` for no parameter, a name twice, bounds the wrong way or not finite, a logarithmic scale
    ///   that reaches zero, a choice of nothing or with a value twice, a condition on what is not an earlier choice or on
    ///   none of its values; `unknownParameter` for a condition on a name that no parameter has.
    public init(_ dimensions: [Dimension]) throws(SearchError) {
        guard !dimensions.isEmpty else {
            throw SearchError(.invalidSpace, "the search space has no parameter: name at least one.")
        }
        var earlier: [String: Dimension] = [:]
        for dimension in dimensions {
            guard !dimension.name.isEmpty else {
                throw SearchError(.invalidSpace, "a parameter of the search space has no name: name it.")
            }
            guard earlier[dimension.name] == nil else {
                throw SearchError(
                    .invalidSpace, "the search space names \(dimension.name) twice: remove or rename one of them.")
            }
            try dimension.checkDomain()
            try dimension.checkCondition(earlier: earlier, all: dimensions.map(\.name))
            earlier[dimension.name] = dimension
        }
        self.dimensions = dimensions
    }

    /// The parameter of a name.
    ///
    /// - Throws: `unknownParameter`, with the nearest name.
    public func dimension(_ name: String) throws(SearchError) -> Dimension {
        guard let dimension = dimensions.first(where: { $0.name == name }) else {
            throw SearchError(
                .unknownParameter,
                "the search space has no parameter \(name)" + suggestion(for: name, among: dimensions.map(\.name)))
        }
        return dimension
    }

    /// Checks that these are a point of the space: every parameter that takes part, no other, each within its bounds.
    ///
    /// - Throws: `unknownParameter` for a name that the space lacks, `invalidValue` for the rest.
    public func check(_ parameters: [String: ParameterValue]) throws(SearchError) {
        for name in parameters.keys.sorted() { _ = try dimension(name) }
        for dimension in dimensions {
            let isActive = dimension.isActive(with: parameters)
            guard let value = parameters[dimension.name] else {
                guard isActive else { continue }
                throw SearchError(.invalidValue, "the parameter \(dimension.name) has no value: give it one.")
            }
            if !isActive, let condition = dimension.condition {
                throw SearchError(
                    .invalidValue,
                    "\(dimension.name) takes part only when \(condition.parameter) is "
                        + condition.values.joined(separator: " or ") + ": leave it out.")
            }
            try dimension.check(value)
        }
    }
}

extension Dimension {
    fileprivate func checkDomain() throws(SearchError) {
        switch domain {
        case .real(let from, let to, let scale):
            guard from.isFinite, to.isFinite, (to - from).isFinite else {
                throw invalid("has a bound that is not a finite number")
            }
            guard from <= to else { throw invalid("goes from \(from) down to \(to)", "write the lower bound first") }
            try checkLogarithmic(from > 0, scale)
        case .integer(let from, let to, let scale):
            guard from <= to else { throw invalid("goes from \(from) down to \(to)", "write the lower bound first") }
            guard from >= -(1 << 53), to <= 1 << 53 else {
                throw invalid("reaches beyond ±2^53", "narrow its bounds")
            }
            try checkLogarithmic(from > 0, scale)
        case .choice(let values):
            guard !values.isEmpty else { throw invalid("is a choice of nothing", "name its values") }
            guard Set(values).count == values.count else { throw invalid("has a value twice", "name each once") }
        }
    }

    private func checkLogarithmic(_ isPositive: Bool, _ scale: ParameterScale) throws(SearchError) {
        guard scale == .linear || isPositive else {
            throw invalid("is logarithmic but begins at or below zero", "begin above zero or make it linear")
        }
    }

    fileprivate func checkCondition(earlier: [String: Dimension], all: [String]) throws(SearchError) {
        guard let condition else { return }
        guard let parent = earlier[condition.parameter] else {
            guard all.contains(condition.parameter) else {
                throw SearchError(
                    .unknownParameter,
                    "\(name) depends on \(condition.parameter), which the search space lacks"
                        + suggestion(for: condition.parameter, among: all.filter { $0 != name }))
            }
            throw invalid("depends on \(condition.parameter), which does not come before it", "put that one first")
        }
        guard case .choice(let values) = parent.domain else {
            throw invalid("depends on \(condition.parameter), which is not a choice", "depend on a choice")
        }
        guard !condition.values.isEmpty else {
            throw invalid("depends on no value of \(condition.parameter)", "name at least one")
        }
        for value in condition.values where !values.contains(value) {
            throw SearchError(
                .invalidSpace,
                "\(name) takes part when \(condition.parameter) is \(value), which it never is"
                    + suggestion(for: value, among: values))
        }
    }

    /// Checks that a value is one of this parameter's.
    func check(_ value: ParameterValue) throws(SearchError) {
        let sentence: String?
        switch (domain, value) {
        case (.real(let from, let to, _), .real(let value)):
            sentence = value >= from && value <= to ? nil : "must be from \(from) to \(to), not \(value)."
        case (.integer(let from, let to, _), .integer(let value)):
            sentence = value >= from && value <= to ? nil : "must be from \(from) to \(to), not \(value)."
        case (.choice(let values), .choice(let value)):
            sentence = values.contains(value) ? nil : "cannot be \(value)" + suggestion(for: value, among: values)
        case (.real, _): sentence = "is a real number: give it as one."
        case (.integer, _): sentence = "is an integer: give it as one."
        case (.choice, _): sentence = "is a choice: give one of its values by name."
        }
        if let sentence { throw SearchError(.invalidValue, "the parameter \(name) \(sentence)") }
    }

    private func invalid(_ what: String, _ remedy: String = "write finite bounds") -> SearchError {
        SearchError(.invalidSpace, "the parameter \(name) \(what): \(remedy).")
    }
}
