import Foundation

/// A model that Limpide alone scores: it is kept, registered and aliased like any other, and MLflow's tools say so when they load it.
public struct SealedModel: Sendable {
    /// What MLflow's tools say.
    public let reason: String
    /// Figures and names for `MLmodel`'s `metadata`.
    public let metadata: [String: String]

    /// Describes a model.
    ///
    /// - Parameter reason: one sentence that says how it is scored instead.
    public init(reason: String, metadata: [String: String] = [:]) {
        self.reason = reason
        self.metadata = metadata
    }

    /// The model's files, to which the bundle's are added.
    public func folder() throws(TrackingError) -> ModelFolder {
        var folder = ModelFolder()
        let description = """
            flavors:
              python_function:
                code: code
                loader_module: limpide_sealed
                python_version: 3.11.7
            is_signature_from_type_hint: false
            mlflow_version: 3.18.0
            metadata: \(JSONText.of(metadata))

            """
        let script = """
            \"""Says why this model cannot be scored here.\"""


            def _load_pyfunc(path):
                raise RuntimeError(\(JSONText.of(reason)))

            """
        try folder.add(.bytes(Data(description.utf8)), at: "MLmodel")
        try folder.add(.bytes(Data(script.utf8)), at: "code/limpide_sealed.py")
        return folder
    }
}
