public import Foundation

extension ModelRepository {
    /// A model of the workspace.
    public struct Entry: Sendable {
        /// Its digest.
        public let digest: String
        /// The aliases that point at it, in order.
        public let aliases: [String]
        /// When its folder was written.
        public let saved: Date
        /// The model; nil when it is not what was saved.
        public let bundle: ModelBundle?
    }

    /// Where a model of the workspace is.
    public struct Place: Hashable, Sendable {
        /// Its digest.
        public let digest: String
        /// The aliases that point at it, in order.
        public let aliases: [String]
        /// When its folder was written.
        public let saved: Date
    }

    /// Where the models are, the newest first.
    ///
    /// Complexity: reads the folder, not the models.
    public var places: [Place] {
        let manager = FileManager.default
        let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
        let aliases = aliases
        let places = names.filter { $0.count == 64 && $0.allSatisfy(\.isHexDigit) }.map { digest in
            let attributes = try? manager.attributesOfItem(atPath: folder + "/" + digest)
            return Place(
                digest: digest, aliases: aliases.filter { $0.value == digest }.keys.sorted(),
                saved: attributes?[.modificationDate] as? Date ?? .distantPast)
        }
        return places.sorted { ($1.saved, $1.digest) < ($0.saved, $0.digest) }
    }

    /// The models, the newest first.
    ///
    /// Complexity: reads every model whole.
    public var entries: [Entry] {
        places.map { place in
            Entry(
                digest: place.digest, aliases: place.aliases, saved: place.saved, bundle: try? load(place.digest).bundle
            )
        }
    }

    /// The digest that each alias points at.
    public var aliases: [String: String] {
        let manager = FileManager.default
        let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
        let targets = names.compactMap { name in
            (try? manager.destinationOfSymbolicLink(atPath: folder + "/" + name)).map { (name, $0) }
        }
        return Dictionary(targets, uniquingKeysWith: { first, _ in first })
    }

    /// The changes of aliases, the oldest first.
    public var history: [AliasChange] { ModelHistory(path: historyPath).changes }

    /// The digest that a name stands for: an alias, a digest, or its first eight digits or more.
    ///
    /// - Throws: ``ModelingError`` with code `notFound` when there is none or several.
    public func digest(named name: String) throws -> String {
        if let digest = aliases[name] { return digest }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let found = names.filter { $0.count == 64 && $0.hasPrefix(name) && name.count >= 8 }
        guard let digest = found.first else {
            throw ModelingError(.notFound, "there is no model \(name) in \(folder).")
        }
        guard found.count == 1 else {
            throw ModelingError(.notFound, "several models begin with \(name): give more digits.")
        }
        return digest
    }

    /// Points an alias back at the model before the one that it points at now.
    ///
    /// - Returns: the change.
    /// - Throws: ``ModelingError`` with code `notFound` when there was none before, or it is gone.
    public func rollback(_ alias: String = champion) throws -> AliasChange {
        guard let current = aliases[alias] else {
            throw ModelingError(.notFound, "the alias \(alias) points at no model: there is nothing to go back from.")
        }
        // Going back twice goes back further, not forth again: each step undone is taken off.
        var steps: [String] = []
        for change in history where change.alias == alias {
            if steps.count > 1, change.to == steps[steps.count - 2] {
                steps.removeLast()
            } else if steps.last != change.to {
                if steps.isEmpty, let from = change.from { steps.append(from) }
                steps.append(change.to)
            }
        }
        guard steps.count > 1, steps.last == current else {
            throw ModelingError(.notFound, "no model before the present \(alias) is known: name one to promote.")
        }
        return try promote(steps[steps.count - 2], to: alias)
    }

    var historyPath: String { folder + "/history.ndjson" }
}
