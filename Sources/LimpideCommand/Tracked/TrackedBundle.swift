import Catalog
import Charts
import Credit
import Foundation
import Markup
import Modeling
import Reporting
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
        try keepDocuments(of: bundle, in: recorder)
        try recorder.add(
            try files(of: bundle), named: Self.name, parameters: ["learner": bundle.training.learner],
            tags: [AliasPublisher.digestTag: digest],
            registration: ModelRegistration(
                name: bundle.catalog.name, description: description(bundle), tags: [AliasPublisher.digestTag: digest]))
    }

    private func files(of bundle: ModelBundle) throws(TrackingError) -> ModelFolder {
        let metadata = ["limpide.digest": digest, "catalog": "\(bundle.catalog.name) \(bundle.catalog.version)"]
        var files: ModelFolder
        // Trees alone, but for a constant, are what MLflow's own flavour can score.
        if let trees = bundle.learner.trees, bundle.learner.linear.isEmpty, bundle.learner.cards.isEmpty {
            // The same bundle gives the same bytes: its time is that of its files.
            let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/MANIFEST.sha256")
            var model = try LightGBMModel(
                text: trees,
                columns: bundle.encoder.columns.map { LightGBMModel.Column(name: $0.name, levels: $0.levels) },
                created: attributes?[.modificationDate] as? Date ?? Date())
            model.metadata = metadata
            model.offset = bundle.learner.constant
            files = try model.folder()
        } else {
            files = try SealedModel(
                reason:
                    "this model (\(bundle.training.learner)) is not made of trees alone, so MLflow cannot score it: use limpide score or limpide serve with the bundle beside it.",
                metadata: metadata
            ).folder()
        }
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
            try files.add(.file(folder + "/" + name), at: "bundle/" + name)
        }
        return files
    }

    /// The charts as drawings, the note and the card as pages.
    private func keepDocuments(of bundle: ModelBundle, in recorder: RunRecorder) throws(TrackingError) {
        let record = ModelRecord(bundle, digest: digest)
        for chart in ModelCharts(record, language: .en).all {
            try recorder.add(Data(chart.svg), at: "charts/\(chart.name).svg")
        }
        var note = Page()
        MethodologyNote(record, language: .en).write(to: &note)
        try recorder.add(Data(note.bytes), at: "documents/note.html")
        var card = Page()
        ModelCardPage(record, language: .en).write(to: &card)
        try recorder.add(Data(card.bytes), at: "documents/card.html")
    }

    private func description(_ bundle: ModelBundle) -> String {
        "\(bundle.training.learner) on \(bundle.encoder.columns.count) features; Limpide model \(digest)."
    }
}
