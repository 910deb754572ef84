import ArgumentParser
import Foundation
import Modeling
import Spelling
import StagedFiles

/// The results of searches in a workspace.
struct SearchFolder {
    let path: String

    /// The journal of a learner's search.
    func journal(_ learner: LearnerKind, _ objective: RecipeSearch.Objective) -> String {
        path + "/\(learner.rawValue)-\(objective.rawValue).ndjson"
    }

    /// The recipe that a learner's search found.
    func found(_ learner: LearnerKind) -> String { path + "/\(learner.rawValue).json" }

    /// Keeps what a search found.
    func save(_ found: RecipeSearch.Found) throws {
        try StagedPath.write(try JSONOutput.plain(found), to: self.found(found.recipe.learner))
    }
}

/// How candidates are named on the command line.
enum CandidateNames {
    /// The learners of a list, as `boosting,scorecard`; `all` is every learner.
    static func kinds(_ text: String) throws -> [LearnerKind] {
        if text == "all" { return LearnerKind.allCases }
        var kinds: [LearnerKind] = []
        for name in text.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) {
            guard let kind = LearnerKind(rawValue: name) else {
                let known = LearnerKind.allCases.map(\.rawValue)
                let near = suggestion(for: name, among: known)
                throw CommandFailure(
                    code: .usage,
                    message:
                        "there is no learner \(name)\(near.isEmpty ? "; known are \(known.joined(separator: ", "))." : near)"
                )
            }
            if !kinds.contains(kind) { kinds.append(kind) }
        }
        guard !kinds.isEmpty else {
            throw CommandFailure(code: .usage, message: "--candidates names no learner: try --candidates all.")
        }
        return kinds
    }

    /// A recipe from a file; `best` is what the workspace's searches found for boosting.
    static func recipe(_ name: String, in folder: SearchFolder) throws -> (recipe: LearnerRecipe, search: SearchReport?)
    {
        let path = name == "best" ? folder.found(.boosting) : name
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(
                code: .noInput,
                message: name == "best"
                    ? "no search has found a recipe yet: run limpide search first." : "there is no recipe \(path).")
        }
        let decoder = JSONDecoder()
        if let found = try? decoder.decode(RecipeSearch.Found.self, from: data) { return (found.recipe, found.report) }
        guard let recipe = try? decoder.decode(LearnerRecipe.self, from: data) else {
            throw CommandFailure(code: .data, message: "\(path) is no recipe: limpide search writes one.")
        }
        return (recipe, nil)
    }

    /// A recipe with some parameters set, as `learning_rate=0.02`.
    static func setting(_ settings: [String], in recipe: LearnerRecipe) throws -> LearnerRecipe {
        var recipe = recipe
        for text in settings {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let value = Double(parts[1]) else {
                throw CommandFailure(code: .usage, message: "--set takes name=number, as learning_rate=0.02.")
            }
            if parts[0] == "bags" {
                recipe.bags = Int(exactly: value) ?? 0
            } else {
                recipe.parameters[parts[0]] = value
            }
        }
        return recipe
    }
}
