import Catalog
import Features
import FeaturesDuckDB

/// Computes the features of a folder of raw tables, with progress and warnings; shared by the commands that need them.
struct FeatureRun {
    let plan: FeaturePlan
    let manifest: FeatureManifest

    init(
        data: String, catalog: LenderCatalog, engine: DuckDBFeatureEngine, to folder: String, display: ProgressDisplay
    ) throws {
        try self.init(
            RawTables(folder: data, catalog: catalog), named: data, catalog: catalog, engine: engine, to: folder,
            display: display)
    }

    /// - Parameter data: what messages call the tables.
    init(
        _ tables: RawTables, named data: String, catalog: LenderCatalog, engine: DuckDBFeatureEngine, to folder: String,
        display: ProgressDisplay
    ) throws {
        plan = FeaturePlan(catalog: catalog, available: tables.available)
        for loss in plan.losses { Self.warn(loss, data) }
        manifest = try engine.run(plan, on: tables, to: folder) { stage, share in
            display.update(stage.title, share)
        }
        display.finish()
    }

    /// How many rows of each file were left out, by name; nothing when all were read.
    ///
    /// - Parameter list: where the rows are listed.
    func reportRejected(listedIn list: String) {
        guard !manifest.rejected.isEmpty else { return }
        for (file, rows) in manifest.rejected.sorted(by: { $0.key < $1.key }) {
            let what = rows == 1 ? "1 row cannot be read and was" : "\(rows) rows cannot be read and were"
            Terminal.error("warning: \(file): \(what) left out.")
        }
        Terminal.error("The rows left out are listed in \(list).")
    }

    private static func warn(_ loss: FeaturePlan.Loss, _ data: String) {
        let shown = loss.features.prefix(3).joined(separator: ", ")
        let more =
            loss.features.count > 3 ? " and \(loss.features.count - 3) more, listed in the features' manifest" : ""
        Terminal.error(
            "warning: \(data) has no table \(loss.table): \(loss.features.count) features are left out (\(shown)\(more))."
        )
    }
}

extension FeatureStage {
    /// What the stage is called while it goes on.
    var title: String {
        switch self {
        case .reading: "Reading raw tables"
        case .writing: "Computing features"
        }
    }
}
