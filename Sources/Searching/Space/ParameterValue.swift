/// The value of one parameter, of the kind that its dimension has.
public enum ParameterValue: Hashable, Sendable, CustomStringConvertible {
    /// A value of a real dimension.
    case real(Double)
    /// A value of an integer dimension.
    case integer(Int)
    /// A value of a choice.
    case choice(String)

    /// The value as a person writes it.
    public var description: String {
        switch self {
        case .real(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .choice(let value): value
        }
    }
}

extension [String: ParameterValue] {
    /// The value of a real parameter.
    ///
    /// - Throws: `unknownParameter` when these parameters do not hold it, `invalidValue` when it is of another kind.
    public func real(_ name: String) throws(SearchError) -> Double {
        guard case .real(let value) = try value(of: name) else { throw otherKind(name, "a real") }
        return value
    }

    /// The value of an integer parameter; errors as of ``real(_:)``.
    public func integer(_ name: String) throws(SearchError) -> Int {
        guard case .integer(let value) = try value(of: name) else { throw otherKind(name, "an integer") }
        return value
    }

    /// The value of a choice; errors as of ``real(_:)``.
    public func choice(_ name: String) throws(SearchError) -> String {
        guard case .choice(let value) = try value(of: name) else { throw otherKind(name, "a choice") }
        return value
    }

    private func value(of name: String) throws(SearchError) -> ParameterValue {
        guard let value = self[name] else {
            throw SearchError(
                .unknownParameter, "no parameter \(name) in this trial" + suggestion(for: name, among: Array(keys)))
        }
        return value
    }

    private func otherKind(_ name: String, _ kind: String) -> SearchError {
        SearchError(.invalidValue, "the parameter \(name) is not \(kind): ask for it by its own kind.")
    }
}
