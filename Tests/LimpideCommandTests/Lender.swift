import Foundation
import Testing

/// One synthetic lender with a trained model and loaded clients, made once for all tests that only read it.
struct Lender {
    static let shared = Result { try Lender() }

    let folder: TemporaryFolder
    let training: Limpide.Outcome

    var data: String { folder["data"] }
    var workspace: String { folder["workspace"] }

    private init() throws {
        folder = try TemporaryFolder()
        try succeed(Limpide.run("generate", "--clients", "3000", "--seed", "7", "--out", folder["data"]))
        training = try Limpide.run("train", "--data", folder["data"], "--workspace", folder["workspace"], "--json")
        try succeed(training)
        try succeed(Limpide.run("load", "--workspace", folder["workspace"]))
    }

    /// A copy of the workspace that a test may damage.
    func copy() throws -> TemporaryFolder {
        let copy = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: copy["workspace"], withIntermediateDirectories: false)
        // Not the whole folder: a test beside this one may be scoring in it.
        for name in ["features", "models", "limpide.sqlite"] {
            try FileManager.default.copyItem(atPath: workspace + "/" + name, toPath: copy["workspace/" + name])
        }
        return copy
    }
}

/// Fails the test with what the program said unless it ended well.
func succeed(_ outcome: Limpide.Outcome) throws {
    try #require(outcome.code == 0, "exit code \(outcome.code): \(outcome.errors)")
}
