import Catalog
import Foundation
import Modeling
import Tracking

/// A bundle of the workspace as a run keeps it: a model that MLflow's tools load, the bundle's own files, its charts and its card.
struct TrackedBundle {
    /// What the model is called within its run.
    static let name = "scoring"

    let folder: String
    let digest: String

    /// Keeps the model and what documents show of it.
    func keep(in recorder: RunRecorder) throws(TrackingError) {
        let place = URL(filePath: folder)
        let repository = ModelRepository(folder: place.deletingLastPathComponent().path(percentEncoded: false))
        guard let bundle = try? repository.load(digest).bundle else {
            throw TrackingError(.damaged, "the model \(digest.prefix(12)) cannot be read.")
        }
        try recorder.add(
            try files(of: bundle), named: Self.name, parameters: ["learner": bundle.training.learner],
            tags: [AliasPublisher.digestTag: digest],
            registration: ModelRegistration(
                name: bundle.catalog.name, description: description(bundle), tags: [AliasPublisher.digestTag: digest]))
    }

    private func files(of bundle: ModelBundle) throws(TrackingError) -> ModelFolder {
        let columns = bundle.encoder.columns.map { LightGBMModel.Column(name: $0.name, levels: $0.levels) }
        // The same bundle gives the same bytes: its time is that of its files.
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/MANIFEST.sha256")
        var model = try LightGBMModel(
            text: bundle.model, columns: columns, created: attributes?[.modificationDate] as? Date ?? Date())
        model.metadata = ["limpide.digest": digest, "catalog": "\(bundle.catalog.name) \(bundle.catalog.version)"]
        var files = try model.folder()
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
            try files.add(.file(folder + "/" + name), at: "bundle/" + name)
        }
        return files
    }

    private func description(_ bundle: ModelBundle) -> String {
        "\(bundle.training.learner) on \(bundle.encoder.columns.count) features; Limpide model \(digest)."
    }
}
