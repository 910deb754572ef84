/// How the values of a number are spread: evenly, or evenly in their logarithm.
public enum ParameterScale: String, Hashable, Sendable {
    /// Equal differences are equally likely.
    case linear
    /// Equal ratios are equally likely; for values that span orders of magnitude, all above zero.
    case logarithmic
}

/// The values that a parameter may take.
public enum ParameterDomain: Hashable, Sendable {
    /// Reals from the first bound to the second, both among them; equal bounds fix the value.
    case real(from: Double, to: Double, scale: ParameterScale = .linear)
    /// Integers from the first bound to the second, both among them and within ±2^53; equal bounds fix the value.
    case integer(from: Int, to: Int, scale: ParameterScale = .linear)
    /// One of these, which have no order.
    case choice([String])
}

/// When a parameter takes part: when another, a choice, has one of some values.
public struct ParameterCondition: Hashable, Sendable {
    /// The choice that decides.
    public let parameter: String
    /// The values of it under which the parameter takes part.
    public let values: [String]

    /// Takes part when a choice has one of some values.
    public init(_ parameter: String, isOneOf values: [String]) {
        self.parameter = parameter
        self.values = values
    }

    /// Takes part when a choice has a value.
    public init(_ parameter: String, is value: String) {
        self.init(parameter, isOneOf: [value])
    }
}

/// One named parameter of a search space.
public struct Dimension: Hashable, Sendable {
    /// The parameter's name.
    public let name: String
    /// The values it may take.
    public let domain: ParameterDomain
    /// When it takes part; nil is always.
    public let condition: ParameterCondition?

    /// A parameter by its name, its values and, if it does not always take part, when.
    public init(_ name: String, _ domain: ParameterDomain, when condition: ParameterCondition? = nil) {
        self.name = name
        self.domain = domain
        self.condition = condition
    }

    /// True when the other parameters' values let it take part.
    func isActive(with parameters: [String: ParameterValue]) -> Bool {
        guard let condition else { return true }
        guard case .choice(let value) = parameters[condition.parameter] else { return false }
        return condition.values.contains(value)
    }

    /// The only value it can take; nil when there are several.
    var fixedValue: ParameterValue? {
        switch domain {
        case .real(let from, let to, _): from == to ? .real(from) : nil
        case .integer(let from, let to, _): from == to ? .integer(from) : nil
        case .choice(let values): values.count == 1 ? .choice(values[0]) : nil
        }
    }
}
