/// A raw value of an application.
public enum RawValue: Hashable, Sendable {
    /// Nothing was given.
    case missing
    /// A number.
    case number(Double)
    /// A word.
    case text(String)
}
