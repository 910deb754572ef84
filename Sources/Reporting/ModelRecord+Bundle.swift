import Catalog
public import Modeling

extension ModelRecord {
    /// Reads what a bundle knows.
    ///
    /// - Parameter digest: the bundle's.
    public init(_ bundle: ModelBundle, digest: String) {
        let names = Set(bundle.encoder.columns.map(\.name))
        self.init(
            lender: bundle.catalog.title, catalog: "\(bundle.catalog.name) \(bundle.catalog.version)",
            currency: bundle.catalog.currency, digest: digest, isSynthetic: bundle.training.isSynthetic,
            suspicionAUC: bundle.catalog.suspicionAUC, protections: bundle.catalog.protections,
            features: bundle.encoder.columns.count,
            comparisons: bundle.fitted.features.count { names.contains($0.name) }, calibration: bundle.calibration.name,
            decision: bundle.decision, reference: bundle.baseline.label, referenceClients: bundle.baseline.clients,
            training: bundle.training, evaluation: bundle.evaluation, selection: bundle.selection)
    }
}
