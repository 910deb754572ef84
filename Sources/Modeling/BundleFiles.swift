import Catalog
import Crypto
import Foundation

/// A bundle as files, and files as a bundle: the one place that knows the folder's layout.
enum BundleFiles {
    static let manifest = "MANIFEST.sha256"
    private static let catalog = "catalog.json"
    private static let encoder = "features.json"
    private static let fitted = "fitted.json"
    private static let model = "model.lgb"
    private static let calibration = "calibration.json"
    private static let decision = "decision.json"
    private static let baseline = "baseline.json"
    private static let profile = "profile.json"
    private static let population = "reference.json"
    private static let training = "training.json"
    private static let evaluation = "evaluation.json"
    private static let learner = "learner.json"
    private static let selection = "selection.json"

    /// Names and contents of every file but the manifest; the same bundle gives the same bytes.
    static func contents(of bundle: ModelBundle) throws -> [(name: String, data: Data)] {
        let json = JSONEncoder()
        json.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let trees =
            bundle.learner.trees.map {
                [("MLmodel", Data(mlmodel(of: bundle).utf8)), (model, Data($0.utf8))]
            } ?? []
        return trees + [
            ("MODEL_CARD.md", Data(ModelCard.text(of: bundle).utf8)),
            (baseline, try json.encode(bundle.baseline)),
            (calibration, try json.encode(bundle.calibration)),
            (catalog, try json.encode(bundle.catalog)),
            (decision, try json.encode(bundle.decision)),
            (evaluation, try json.encode(bundle.evaluation)),
            (encoder, try json.encode(bundle.encoder)),
            (fitted, try json.encode(bundle.fitted)),
            (learner, try json.encode(bundle.learner)),
            (profile, try json.encode(bundle.profile)),
            (selection, try json.encode(bundle.selection)),
            (training, try json.encode(bundle.training)),
        ] + (try population(of: bundle))
    }

    /// The profile of the population, on one line: its points are for programs.
    private static func population(of bundle: ModelBundle) throws -> [(name: String, data: Data)] {
        guard let profile = bundle.population else { return [] }
        let json = JSONEncoder()
        json.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [(population, try json.encode(profile))]
    }

    /// The bundle that files hold.
    static func bundle(from files: [String: Data]) throws -> ModelBundle {
        let json = JSONDecoder()
        func part<Part: Decodable>(_ name: String) throws -> Part {
            try json.decode(Part.self, from: files[name] ?? Data())
        }
        return ModelBundle(
            catalog: try part(catalog), fitted: try part(fitted), encoder: try part(encoder),
            learner: (try part(learner) as FittedLearner).adding(
                trees: files[model].map { String(decoding: $0, as: UTF8.self) }),
            calibration: try part(calibration), decision: try part(decision), baseline: try part(baseline),
            profile: try part(profile), training: try part(training), evaluation: try part(evaluation),
            selection: try part(selection), population: files[population] == nil ? nil : try part(population))
    }

    /// One line per file, `digest  name`, in order of names: what `sha256sum --check` reads.
    static func manifest(of files: [(name: String, data: Data)]) -> Data {
        let lines = files.map { "\(digest(of: $0.data))  \($0.name)\n" }
        return Data(lines.joined().utf8)
    }

    /// SHA-256 in hexadecimal.
    static func digest(of data: Data) -> String {
        hexadecimal(SHA256.hash(data: data))
    }

    /// A digest as text.
    static func hexadecimal(_ digest: SHA256.Digest) -> String {
        digest.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }

    /// MLflow's description of the folder, so that its tools load the trees.
    private static func mlmodel(of bundle: ModelBundle) -> String {
        let inputs = bundle.encoder.columns.indices.map {
            "{\"type\": \"double\", \"name\": \"f\($0)\", \"required\": false}"
        }
        return """
            flavors:
              lightgbm:
                code: null
                data: \(model)
                lgb_version: 4.7.0
                model_class: lightgbm.basic.Booster
              python_function:
                data: \(model)
                loader_module: mlflow.lightgbm
            is_signature_from_type_hint: false
            signature:
              inputs: '[\(inputs.joined(separator: ", "))]'
              outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1]}}]'
              params: null

            """
    }
}
