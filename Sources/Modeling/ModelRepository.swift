import Foundation
import StagedFiles

/// The models of a workspace: one folder per model, named by the digest of its content, and aliases.
public struct ModelRepository: Sendable {
    /// The alias of the model that decides.
    public static let champion = "champion"

    let folder: String

    /// Opens the models in a folder; it may not exist yet.
    public init(folder: String) { self.folder = folder }

    /// Writes a bundle and returns its digest; one that is there already is left as it is.
    ///
    /// - Throws: `StagedFileError` when the disk does not take it.
    public func save(_ bundle: ModelBundle) throws -> String {
        let files = try BundleFiles.contents(of: bundle)
        let manifest = BundleFiles.manifest(of: files)
        let digest = BundleFiles.digest(of: manifest)
        let place = path(digest)
        if (try? load(digest)) != nil { return digest }
        let staged = try StagedPath(.directory, at: place)
        let inside = staged.path
        for (name, data) in files + [(BundleFiles.manifest, manifest)] {
            let writer = try FileWriter(creating: inside + "/" + name)
            try writer.write(data)
            try writer.close()
        }
        try staged.commit()
        return digest
    }

    /// Points an alias at a model, in one step, and notes it in the history.
    ///
    /// - Returns: the change.
    /// - Throws: ``ModelingError`` with code `notFound` when the model is not there, and the alias stays where it was.
    @discardableResult
    public func promote(_ digest: String, to alias: String = champion) throws -> AliasChange {
        guard !alias.isEmpty, alias.count < 64, alias.allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) })
        else {
            throw ModelingError(
                .invalidSetting, "an alias is made of letters, digits, hyphens and underscores, under 64 of them.")
        }
        let change = AliasChange(time: Date(), alias: alias, from: aliases[alias], to: digest)
        guard FileManager.default.fileExists(atPath: path(digest) + "/" + BundleFiles.manifest) else {
            throw ModelingError(.notFound, missing(digest))
        }
        let staged = try StagedPath(.file, at: path(alias))
        guard symlink(digest, staged.path) == 0 else {
            throw StagedFileError(
                .cannotCreate, "cannot write \(path(alias)): \(String(cString: strerror(errno)).lowercased()).")
        }
        try staged.commit()
        if change.from != digest { try ModelHistory(path: historyPath).append(change) }
        return change
    }

    /// Loads a model by its digest or alias, and checks every file against the manifest and the manifest against the name.
    ///
    /// - Throws: ``ModelingError`` with code `notFound` or `corrupt`.
    public func load(_ name: String) throws -> (digest: String, bundle: ModelBundle) {
        let place = URL(filePath: path(name)).resolvingSymlinksInPath()
        let expected = place.lastPathComponent
        guard
            let manifest = FileManager.default.contents(
                atPath: place.appending(path: BundleFiles.manifest).path(percentEncoded: false))
        else {
            let isThere = FileManager.default.fileExists(atPath: place.path(percentEncoded: false))
            throw isThere ? corrupt(name, "its manifest is missing") : ModelingError(.notFound, missing(name))
        }
        guard BundleFiles.digest(of: manifest) == expected else { throw corrupt(name, "its manifest was changed") }
        var files: [String: Data] = [:]
        for line in String(decoding: manifest, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ", omittingEmptySubsequences: true)
            guard parts.count == 2, !parts[1].contains("/") else { throw corrupt(name, "its manifest cannot be read") }
            let file = String(parts[1])
            guard
                let data = FileManager.default.contents(atPath: place.appending(path: file).path(percentEncoded: false))
            else {
                throw corrupt(name, "\(file) is missing")
            }
            guard BundleFiles.digest(of: data) == parts[0] else { throw corrupt(name, "\(file) was changed") }
            files[file] = data
        }
        guard let bundle = try? BundleFiles.bundle(from: files) else {
            throw corrupt(name, "it is of another version of Limpide")
        }
        return (expected, bundle)
    }

    private func path(_ name: String) -> String { folder + "/" + name }

    private func missing(_ name: String) -> String {
        name == Self.champion
            ? "there is no model in \(folder): run limpide train first." : "there is no model \(name) in \(folder)."
    }

    private func corrupt(_ name: String, _ what: String) -> ModelingError {
        ModelingError(
            .corrupt,
            "the model \(name) is not what was trained (\(what)): it is not used. Train again or restore the folder.")
    }
}
