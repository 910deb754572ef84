/// One attribute of an element: a name typed in the program and a value, which is escaped.
public struct Attribute: Hashable, Sendable {
    private enum Value: Hashable, Sendable {
        case text(String)
        case bare
        case absent
    }

    private let prefix: Name
    private let name: Name
    private let value: Value

    /// A name typed in the program; it compares by its text.
    private struct Name: Hashable, Sendable {
        let text: StaticString
        static func == (a: Name, b: Name) -> Bool { a.text.description == b.text.description }
        func hash(into hasher: inout Hasher) { hasher.combine(text.description) }
    }

    private init(prefix: StaticString, name: StaticString, value: Value) {
        self.prefix = Name(text: prefix)
        self.name = Name(text: name)
        self.value = value
    }

    /// An attribute with a text; without one the attribute is left out.
    public init(_ name: StaticString, _ text: String?) {
        self.init(prefix: "", name: name, value: text.map(Value.text) ?? .absent)
    }

    /// A boolean attribute, as `hidden`: its name alone when it holds, nothing otherwise.
    public init(_ name: StaticString, _ holds: Bool) {
        self.init(prefix: "", name: name, value: holds ? .bare : .absent)
    }

    /// An attribute with a number, at most two decimals, with a point.
    public init(_ name: StaticString, _ number: Double) {
        self.init(prefix: "", name: name, value: .text(Self.decimal(number)))
    }

    /// An attribute with a whole number.
    public init(_ name: StaticString, _ number: Int) {
        self.init(prefix: "", name: name, value: .text(String(number)))
    }

    /// `aria-` and a name.
    public static func aria(_ name: StaticString, _ text: String?) -> Attribute {
        Attribute(prefix: "aria-", name: name, value: text.map(Value.text) ?? .absent)
    }

    /// `data-` and a name.
    public static func data(_ name: StaticString, _ text: String?) -> Attribute {
        Attribute(prefix: "data-", name: name, value: text.map(Value.text) ?? .absent)
    }

    /// `class`.
    public static func `class`(_ names: String?) -> Attribute { Attribute("class", names) }

    /// `id`.
    public static func id(_ name: String?) -> Attribute { Attribute("id", name) }

    /// `href`.
    public static func href(_ address: String) -> Attribute { Attribute("href", address) }

    /// `role`.
    public static func role(_ name: String) -> Attribute { Attribute("role", name) }

    /// `type`.
    public static func type(_ name: String) -> Attribute { Attribute("type", name) }

    /// A number as attributes want it: at most two decimals, no exponent, `0` when it is not finite.
    public static func decimal(_ number: Double) -> String {
        guard number.isFinite, number.magnitude < 1e12 else { return "0" }
        let hundredths = Int64((number * 100).rounded())
        let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    func write(to page: inout Page) {
        if value == .absent { return }
        page.append(markup: " ")
        page.append(markup: prefix.text)
        page.append(markup: name.text)
        guard case .text(let text) = value else { return }
        page.append(markup: "=\"")
        page.append(text: text)
        page.append(markup: "\"")
    }
}
