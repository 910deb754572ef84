import Access

/// Who asks, and what they may do.
struct Principal: Hashable, Sendable {
    /// How they proved who they are.
    enum Proof: Hashable, Sendable {
        /// A signed-in browser; its requests that change something must bring the form token.
        case session(formToken: String)
        /// A program's token, by its id.
        case token(id: String)
    }

    let account: AccountName
    let roles: Set<Role>
    let permissions: Set<Permission>
    let isDemo: Bool
    let proof: Proof

    func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

    /// The role in which they act when they use a permission: the first that gives it, in order of name.
    func role(for permission: Permission) -> Role? {
        roles.sorted().first { $0.permissions.contains(permission) }
    }

    /// What a form must send back; nil for programs, which no page of another site can make ask.
    var formToken: String? {
        if case .session(let token) = proof { token } else { nil }
    }
}
