import Credit

/// The texts of signing in and out.
enum AccessText {
    static let signIn = LocalizedText(fr: "Se connecter", en: "Sign in")
    static let signOut = LocalizedText(fr: "Se déconnecter", en: "Sign out")
    static let lead = LocalizedText(
        fr: "Les dossiers des clients sont réservés aux personnes qui les traitent. Chaque consultation est consignée.",
        en: "Clients’ files are for those who work on them. Every look at one is recorded."
    )
    static let name = LocalizedText(fr: "Nom du compte", en: "Account name")
    static let password = LocalizedText(fr: "Mot de passe", en: "Password")
    static let wrong = LocalizedText(
        fr: "Le nom ou le mot de passe n’est pas le bon. Vérifiez les deux, puis recommencez.",
        en: "The name or the password is not right. Check both, then try again."
    )
    static let locked = LocalizedText(
        fr: "Trop d’essais. Attendez {time}, puis recommencez.",
        en: "Too many attempts. Wait {time}, then try again."
    )
    static let forgotten = LocalizedText(
        fr: "Mot de passe oublié\u{A0}? L’exploitation peut vous en donner un nouveau.",
        en: "Forgotten your password? Operations can give you a new one."
    )
    static let signedInAs = LocalizedText(fr: "Compte {name}", en: "Account {name}")
    static let signedOut = LocalizedText(fr: "Vous êtes déconnecté.", en: "You are signed out.")

    /// A wait in words: seconds up to two minutes, then minutes, then hours; never shorter than it is.
    static func wait(_ seconds: Double) -> LocalizedText {
        let whole = max(1, Int(seconds.rounded(.up)))
        func words(_ count: Int, _ fr: String, _ en: String) -> LocalizedText {
            LocalizedText(
                fr: "\(count)\u{A0}\(fr)\(count == 1 ? "" : "s")", en: "\(count)\u{A0}\(en)\(count == 1 ? "" : "s")")
        }
        if whole <= 120 { return words(whole, "seconde", "second") }
        if whole <= 7200 { return words((whole + 59) / 60, "minute", "minute") }
        return words((whole + 3599) / 3600, "heure", "hour")
    }
}
