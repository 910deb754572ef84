/// The names that an MLflow server accepts, checked before anything is kept under them.
enum ModelNames {
    static func check(model name: String) throws(TrackingError) {
        let isWhole = !name.isEmpty && name.unicodeScalars.count <= 100 && !name.hasPrefix("-")
        guard isWhole, name.unicodeScalars.allSatisfy({ !"/:.%\"'\\".unicodeScalars.contains($0) && $0.value >= 32 })
        else {
            throw TrackingError(
                .invalid, "a model's name has 1 to 100 characters without / : . % \\ and quotes, not “\(name)”.")
        }
    }

    static func check(registered name: String) throws(TrackingError) {
        guard !name.isEmpty, name.unicodeScalars.count <= 250,
            name.unicodeScalars.allSatisfy({ $0 != "/" && $0 != ":" && $0.value >= 32 })
        else {
            throw TrackingError(
                .invalid, "a registered model's name has 1 to 250 characters without / and :, not “\(name)”.")
        }
    }

    static func check(alias: String) throws(TrackingError) {
        let isVersion = alias.first.map { "vV".contains($0) } == true && alias.dropFirst().allSatisfy(\.isNumber)
        let isWhole = !alias.isEmpty && alias.utf8.count <= 255 && alias.lowercased() != "latest"
        let isPlain = alias.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
        }
        guard isWhole, isPlain, !isVersion else {
            throw TrackingError(
                .invalid,
                "an alias is made of letters, digits, - and _, and is neither “latest” nor like “v1”, not “\(alias)”.")
        }
    }

    static func check(_ registration: ModelRegistration) throws(TrackingError) {
        try check(registered: registration.name)
        if let alias = registration.alias { try check(alias: alias) }
    }
}
