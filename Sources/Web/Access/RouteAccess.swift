import Access

/// Who may ask at an address.
enum RouteAccess: Hashable, Sendable {
    /// Anybody, signed in or not.
    case anybody
    /// Whoever has signed in or has a token.
    case known
    /// Whoever is permitted this.
    case permitted(Permission)

    var permission: Permission? {
        if case .permitted(let permission) = self { permission } else { nil }
    }
}
