public import Foundation
import NIOHTTP1

/// A registered model: a name with versions.
public struct RegisteredModel: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// What is said of it.
    public let description: String
    /// Version numbers by alias.
    public let aliases: [String: Int]
}

/// A version of a registered model.
public struct ModelVersion: Hashable, Sendable {
    /// The registered model's name.
    public let name: String
    /// Its number, 1 for the first.
    public let number: Int
    /// The model, such as `models:/m-…`.
    public let source: String
    /// The server's name of the run that made it; empty when none is known.
    public let run: String
    /// What is said of it.
    public let description: String
    /// True when it can be loaded.
    public let isReady: Bool
    /// When it was registered.
    public let created: Date?
    /// Its aliases.
    public let aliases: [String]
    /// Its tags.
    public let tags: [String: String]
}

private struct RegisteredJSON: Decodable, Sendable {
    struct Alias: Decodable, Sendable {
        let alias: String
        let version: String
    }
    let name: String
    let description: String?
    let aliases: [Alias]?

    var model: RegisteredModel {
        let numbers = (aliases ?? []).compactMap { alias in Int(alias.version).map { (alias.alias, $0) } }
        return RegisteredModel(
            name: name, description: description ?? "", aliases: Dictionary(numbers) { _, new in new })
    }
}

private struct VersionJSON: Decodable, Sendable {
    let name: String
    let version: String
    let source: String?
    let runId: String?
    let description: String?
    let status: String?
    let creationTimestamp: Int64?
    let aliases: [String]?
    let tags: [Entry]?

    var value: ModelVersion {
        ModelVersion(
            name: name, number: Int(version) ?? 0, source: source ?? "", run: runId ?? "",
            description: description ?? "", isReady: status == "READY",
            created: creationTimestamp.map { Date(milliseconds: $0) }, aliases: aliases ?? [],
            tags: (tags ?? []).dictionary)
    }
}

private struct Named: Encodable { let name: String }
private struct Numbered: Encodable {
    let name: String
    let version: String
}

extension MLflowClient {
    /// Makes a registered model; one that is there already stays as it is.
    public func register(name: String, description: String = "") async throws(TrackingError) {
        struct Creation: Encodable {
            let name: String
            let description: String
        }
        try ModelNames.check(registered: name)
        do {
            try await tell("mlflow/registered-models/create", Creation(name: name, description: description))
        } catch {
            guard error.code == .taken else { throw error }
        }
    }

    /// A registered model.
    ///
    /// - Throws: `notFound` when there is none of this name.
    public func registeredModel(_ name: String) async throws(TrackingError) -> RegisteredModel {
        struct Found: Decodable, Sendable { let registeredModel: RegisteredJSON }
        return try await get("mlflow/registered-models/get", ["name": name], as: Found.self).registeredModel.model
    }

    /// Every registered model, in order of their names, or those that a filter in the server's own words lets through.
    public func registeredModels(where filter: String = "") async throws(TrackingError) -> [RegisteredModel] {
        struct Page: Decodable, Sendable {
            let registeredModels: [RegisteredJSON]?
            let nextPageToken: String?
        }
        var models: [RegisteredModel] = []
        var token = ""
        repeat {
            let page = try await get(
                "mlflow/registered-models/search", ["filter": filter, "max_results": "100", "page_token": token],
                as: Page.self)
            models += (page.registeredModels ?? []).map(\.model)
            token = page.nextPageToken ?? ""
        } while !token.isEmpty
        return models
    }

    /// Gives a registered model another name; its versions and aliases stay.
    public func rename(registeredModel name: String, to other: String) async throws(TrackingError) {
        struct Renaming: Encodable {
            let name: String
            let newName: String
        }
        try ModelNames.check(registered: other)
        try await tell("mlflow/registered-models/rename", Renaming(name: name, newName: other))
    }

    /// Removes a registered model with its versions and aliases for good.
    public func delete(registeredModel name: String) async throws(TrackingError) {
        try await tell("mlflow/registered-models/delete", Named(name: name), by: .DELETE)
    }

    /// Makes a version out of a model whose files are all there, in one attempt.
    func makeVersion(
        of name: String,
        model: String,
        run: String,
        description: String,
        tags: [String: String]
    ) async throws(TrackingError) -> ModelVersion {
        struct Creation: Encodable {
            let name: String
            let source: String
            let runId: String
            let modelId: String
            let description: String
            let tags: [Entry]
        }
        struct Made: Decodable, Sendable { let modelVersion: VersionJSON }
        return try await send(
            "mlflow/model-versions/create",
            Creation(
                name: name, source: "models:/\(model)", runId: run, modelId: model, description: description,
                tags: Entry.list(tags)),
            attempts: 1, as: Made.self
        ).modelVersion.value
    }

    /// The versions of a registered model, newest first.
    public func versions(of name: String) async throws(TrackingError) -> [ModelVersion] {
        struct Page: Decodable, Sendable {
            let modelVersions: [VersionJSON]?
            let nextPageToken: String?
        }
        var versions: [ModelVersion] = []
        var token = ""
        repeat {
            let page = try await get(
                "mlflow/model-versions/search",
                ["filter": "name=\(name.quoted)", "max_results": "200", "page_token": token], as: Page.self)
            versions += (page.modelVersions ?? []).map(\.value)
            token = page.nextPageToken ?? ""
        } while !token.isEmpty
        return versions.sorted { $0.number > $1.number }
    }

    /// One version.
    ///
    /// - Throws: `notFound` when there is none of this number.
    public func version(_ number: Int, of name: String) async throws(TrackingError) -> ModelVersion {
        struct Found: Decodable, Sendable { let modelVersion: VersionJSON }
        return try await get(
            "mlflow/model-versions/get", ["name": name, "version": String(number)], as: Found.self
        ).modelVersion.value
    }

    /// The version that an alias points at.
    ///
    /// - Throws: `notFound` when the alias, or the registered model, is not there.
    public func version(alias: String, of name: String) async throws(TrackingError) -> ModelVersion {
        struct Found: Decodable, Sendable { let modelVersion: VersionJSON }
        do {
            return try await get(
                "mlflow/registered-models/alias", ["name": name, "alias": alias], as: Found.self
            ).modelVersion.value
        } catch {
            // The server answers 400 for an alias that is not there.
            guard error.code == .rejected else { throw error }
            throw TrackingError(.notFound, "no version of “\(name)” has the alias “\(alias)” on the MLflow server.")
        }
    }

    /// Lets an alias point at a version, wherever it pointed before.
    public func set(alias: String, of name: String, to version: Int) async throws(TrackingError) {
        struct Alias: Encodable {
            let name: String
            let alias: String
            let version: String
        }
        try ModelNames.check(alias: alias)
        do {
            try await tell(
                "mlflow/registered-models/alias", Alias(name: name, alias: alias, version: String(version)))
        } catch {
            guard error.code == .notFound || error.code == .rejected else { throw error }
            throw TrackingError(.notFound, "the MLflow server has no version \(version) of “\(name)”.")
        }
    }

    /// Takes an alias away; one that is not there is no error.
    public func delete(alias: String, of name: String) async throws(TrackingError) {
        struct Alias: Encodable {
            let name: String
            let alias: String
        }
        do { try await tell("mlflow/registered-models/alias", Alias(name: name, alias: alias), by: .DELETE) } catch {
            guard error.code == .notFound else { throw error }
        }
    }

    /// Sets a text on a version.
    public func set(
        tag: String,
        _ value: String,
        version: Int,
        of name: String
    ) async throws(TrackingError) {
        struct Tag: Encodable {
            let name: String
            let version: String
            let key: String
            let value: String
        }
        try await tell(
            "mlflow/model-versions/set-tag", Tag(name: name, version: String(version), key: tag, value: value))
    }

    /// Removes a version for good.
    public func delete(version: Int, of name: String) async throws(TrackingError) {
        try await tell("mlflow/model-versions/delete", Numbered(name: name, version: String(version)), by: .DELETE)
    }
}
