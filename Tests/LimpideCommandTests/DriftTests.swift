import Foundation
import Testing

@Suite("Comparing two sides, on the built binary")
struct DriftTests {
    /// The clients whose outcome is unknown, of two lenders made from one seed: the second drifted.
    private struct Lenders {
        static let shared = Result { try Lenders() }
        let folder: TemporaryFolder
        var before: String { folder["before/application_test.csv"] }
        var after: String { folder["after/application_test.csv"] }

        private init() throws {
            folder = try TemporaryFolder()
            for (name, options) in [("before", []), ("after", ["--drift"])] {
                try succeed(
                    Limpide.run(["generate", "--clients", "4000", "--seed", "3", "--out", folder[name]] + options))
            }
        }
    }

    private let lenders: Lenders

    init() throws { lenders = try Lenders.shared.get() }

    private func json(_ arguments: String...) throws -> (outcome: Limpide.Outcome, object: [String: Any]) {
        let outcome = try Limpide.run(["drift"] + arguments + ["--json"])
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return (outcome, try #require(object, "\(outcome.errors)"))
    }

    private func columns(_ object: [String: Any]) throws -> [[String: Any]] {
        try #require(object["columns"] as? [[String: Any]])
    }

    private func drifted(_ object: [String: Any]) throws -> Set<String> {
        Set(try columns(object).filter { $0["drift"] as? Bool == true }.compactMap { $0["column"] as? String })
    }

    private func column(_ name: String, _ object: [String: Any]) throws -> [String: Any] {
        try #require(try columns(object).first { $0["column"] as? String == name })
    }

    private func write(_ folder: TemporaryFolder, _ name: String, _ header: String, _ row: (Int) -> String, rows: Int)
        throws -> String
    {
        let text = header + "\n" + (0..<rows).map { row($0) + "\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: folder[name]))
        return folder[name]
    }

    /// The amounts and the kind of loan, as `generate --drift` says; the amounts of a loan move together.
    private static let moved: Set = ["AMT_CREDIT", "AMT_ANNUITY", "AMT_GOODS_PRICE", "NAME_CONTRACT_TYPE"]

    @Test("names exactly the columns that the generator moved, by either rules", arguments: ["limpide", "evidently"])
    func synthetic(preset: String) throws {
        let (outcome, object) = try json(
            "--reference", lenders.before, "--current", lenders.after, "--preset", preset)
        try succeed(outcome)
        #expect(try drifted(object) == Self.moved)
        let dataset = try #require(object["dataset"] as? [String: Any])
        // Evidently speaks of drift from half of the columns.
        #expect(dataset["drift"] as? Bool == (preset == "limpide"))
        #expect(dataset["compared_columns"] as? Int == 120 && dataset["drifted_columns"] as? Int == 4)
        #expect(try columns(object).prefix(4).allSatisfy { $0["drift"] as? Bool == true })
        for column in try columns(object).prefix(4) {
            for key in ["column", "kind", "test", "score", "threshold", "missing_reference", "missing_current"] {
                #expect(column[key] != nil, "\(key)")
            }
        }
        let segments = try #require(object["segments"] as? [[String: Any]])
        #expect(Set(segments.compactMap { $0["column"] as? String }) == Self.moved)
        let leftOut = try #require(object["left_out"] as? [[String: Any]])
        #expect(leftOut.compactMap { $0["column"] as? String } == ["SK_ID_CURR"])
    }

    @Test("ends with a code of its own on the findings asked for")
    func exitCodes() throws {
        let both = ["drift", "--reference", lenders.before, "--current", lenders.after]
        #expect(try Limpide.run(both).code == 0)
        #expect(try Limpide.run(both + ["--fail-on", "dataset-drift"]).code == 3)
        #expect(try Limpide.run(both + ["--fail-on", "broken-columns"]).code == 0)
        #expect(try Limpide.run(both + ["--fail-on", "dataset-drift", "--preset", "evidently"]).code == 0)
        let same = ["drift", "--reference", lenders.before, "--current", lenders.before]
        #expect(try Limpide.run(same + ["--fail-on", "dataset-drift", "--fail-on", "broken-columns"]).code == 0)
        let folder = try TemporaryFolder()
        let reference = try write(folder, "a.csv", "x,y", { "\($0 % 97),\($0 % 5)" }, rows: 500)
        let current = try write(folder, "b.csv", "x", { "\($0 % 97 + 50)" }, rows: 500)
        let broken = ["drift", "--reference", reference, "--current", current, "--fail-on", "dataset-drift"]
        #expect(try Limpide.run(broken).code == 3)
        #expect(try Limpide.run(broken + ["--fail-on", "broken-columns"]).code == 4)
        #expect(try Limpide.run("drift", "--reference", reference, "--current", "/no/such.csv").code == 66)
        #expect(try Limpide.run(both + ["--preset", "other"]).code == 64)
        #expect(try Limpide.run(both + ["--columns", "AMT_CREDITS"]).errors.contains("did you mean AMT_CREDIT?"))
    }

    @Test("tells each bad column by its state and judges the others")
    func badColumns() throws {
        let folder = try TemporaryFolder()
        let reference = try write(
            folder, "a.csv", "constant,gone,renamed,retyped,fades,lost,never,new_words,same,when",
            {
                "1,\($0),\($0),\($0),\($0 % 100 == 0 ? "" : "\($0 % 89)"),\($0 % 7),,\($0 % 2 == 0 ? "red" : "blue"),"
                    + "\($0 % 83),2020-01-0\($0 % 9 + 1)"
            },
            rows: 1000)
        let current = try write(
            folder, "b.csv", "constant,renamd,retyped,fades,lost,never,new_words,same,when",
            {
                "1,\($0),word\($0 % 3),\($0 % 2 == 0 ? "" : "\($0 % 89)"),,,\($0 % 20 == 0 ? "green" : "red"),\($0 % 83),"
                    + "2021-01-0\($0 % 9 + 1)"
            },
            rows: 1000)
        let (outcome, object) = try json(
            "--reference", reference, "--current", current, "--out", folder["page.html"], "--language", "en")
        try succeed(outcome)
        for (name, state) in [
            "constant": "constant", "gone": "absent", "renamed": "absent", "retyped": "type_changed",
            "lost": "empty_current", "never": "empty_reference", "same": "compared",
        ] {
            #expect(try column(name, object)["state"] as? String == state, "\(name)")
        }
        // From 1 % to 50 % missing, a category never seen, and a column that emptied: drift, each by its own question.
        #expect(try drifted(object) == ["fades", "new_words", "lost"])
        #expect(try column("fades", object)["test"] as? String == "missing_share")
        let questions = try #require(try column("new_words", object)["signals"] as? [[String: Any]])
            .filter { $0["drift"] as? Bool == true }.compactMap { $0["question"] as? String }
        #expect(questions.contains("unseen"))
        #expect((object["dataset"] as? [String: Any])?["broken_columns"] as? Int == 3)
        #expect(object["new_columns"] as? [String] == ["renamd"])
        let leftOut = try #require(object["left_out"] as? [[String: Any]])
        #expect(leftOut.compactMap { $0["column"] as? String } == ["when"])
        let page = try String(contentsOfFile: folder["page.html"], encoding: .utf8)
        #expect(page.contains("renamed: Absent from the current data. Is it the new “renamd”?"))
    }

    @Test("an empty side, or nothing in common, is said; the report still lists the columns; the exit code is 65")
    func nothing() throws {
        let folder = try TemporaryFolder()
        let reference = try write(folder, "a.csv", "x,y", { "\($0),\($0 % 5)" }, rows: 300)
        let other = try write(folder, "other.csv", "z", { "\($0)" }, rows: 300)
        let header = try write(folder, "header.csv", "x,y", { "\($0)" }, rows: 0)
        let empty = folder["empty.csv"]
        try Data().write(to: URL(filePath: empty))
        for (current, said, states) in [
            (other, "have no column in common", ["absent", "absent"]),
            (header, "header.csv has no row", ["empty_current", "empty_current"]),
            (empty, "empty.csv has no row", ["absent", "absent"]),
        ] {
            let (outcome, object) = try json(
                "--reference", reference, "--current", current, "--out", folder["page.html"])
            #expect(outcome.code == 65 && outcome.errors.contains(said), "\(outcome.errors)")
            #expect(try columns(object).compactMap { $0["state"] as? String } == states)
            #expect((object["problems"] as? [String])?.contains { $0.contains(said) } ?? false)
            #expect(try String(contentsOfFile: folder["page.html"], encoding: .utf8).hasSuffix("</html>"))
        }
        let turned = try json("--reference", empty, "--current", reference)
        #expect(turned.outcome.code == 65 && turned.outcome.errors.contains("empty.csv has no row"))
    }

    @Test("with a model: both sides are scored, and each drifted column says what it does to approvals")
    func model() throws {
        let lender = try Lender.shared.get()
        let folder = try TemporaryFolder()
        var workspaces: [String] = []
        for name in ["before", "after"] {
            let data = folder[name]
            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: false)
            try FileManager.default.copyItem(
                atPath: lenders.folder[name + "/application_test.csv"], toPath: data + "/application_test.csv")
            workspaces.append(folder[name + "-workspace"])
            try succeed(Limpide.run("features", "--data", data, "--workspace", folder[name + "-workspace"]))
        }
        let (outcome, object) = try json(
            "--reference", workspaces[0], "--current", workspaces[1], "--model", "champion", "--workspace",
            lender.workspace, "--out", folder["page.html"])
        try succeed(outcome)
        // Only the application was given: what comes from other tables is unknown on both sides, and said.
        #expect(outcome.errors.contains("the model reads columns that a side lacks"))
        let approvals = try #require(object["approvals"] as? [String: Any])
        #expect((approvals["lacking"] as? [String])?.isEmpty == false)
        for key in ["reference_approval_rate", "current_approval_rate"] {
            let rate = try #require(approvals[key] as? Double)
            #expect(rate > 0 && rate < 1)
        }
        #expect(try column("probability", object)["state"] as? String == "compared")
        #expect(try column("decision", object)["kind"] as? String == "category")
        #expect(try Self.moved.isSubset(of: drifted(object)))
        var changes: [Double] = []
        var probabilities: [Double] = []
        for column in try columns(object) where column["drift"] as? Bool == true {
            let name = try #require(column["column"] as? String)
            guard !["probability", "decision"].contains(name) else { continue }
            let effect = try #require(column["approval_effect"] as? [String: Any], "\(name)")
            changes.append(abs(try #require(effect["approval_change"] as? Double)))
            probabilities.append(try #require(effect["mean_probability_change"] as? Double))
            #expect(effect["expected_cost_change"] is Double && effect["decisions_changed"] is Double)
        }
        #expect(changes == changes.sorted(by: >))
        #expect(probabilities.contains { $0 != 0 })
        let page = try String(contentsOfFile: folder["page.html"], encoding: .utf8)
        #expect(page.contains("Effet sur les accords") && page.contains("Montant emprunté"))

        let raw = try json(
            "--reference", lenders.before, "--current", lenders.after, "--model", "champion", "--workspace",
            lender.workspace, "--columns", "AMT_CREDIT")
        try succeed(raw.outcome)
        #expect(try columns(raw.object).contains { $0["column"] as? String == "AMT_CREDIT" })
        #expect(
            try Limpide.run(
                "drift", "--reference", lenders.before, "--current", lenders.after, "--model", "champion",
                "--workspace", folder["none"]
            ).code == 66)
    }

    @Test("a sample of real applications, split in two, has not drifted; its page tells the columns by their names")
    func realData() throws {
        guard let real = Self.realData else { return }
        let folder = try TemporaryFolder()
        let unpacked = Process()
        unpacked.executableURL = URL(filePath: "/bin/sh")
        unpacked.arguments = [
            "-c",
            "gzip -dc \"$0\" | awk -v a=\"$1\" -v b=\"$2\" 'NR==1{print>a;print>b;next}NR%2{print>a;next}{print>b}'",
            real, folder["a.csv"], folder["b.csv"],
        ]
        try unpacked.run()
        unpacked.waitUntilExit()
        let (outcome, object) = try json(
            "--reference", folder["a.csv"], "--current", folder["b.csv"], "--out", folder["page.html"])
        try succeed(outcome)
        #expect((object["dataset"] as? [String: Any])?["drift"] as? Bool == false)
        // The outcome is known on both sides: it is compared too.
        #expect(try columns(object).count == 121)
        let page = try String(contentsOfFile: folder["page.html"], encoding: .utf8)
        #expect(page.contains("Montant emprunté <code>AMT_CREDIT</code>") && page.utf8.count < 500_000)
    }

    /// Real applications, named by `LIMPIDE_REAL_DATA` or beside the checkout; nil when they are not there.
    private static let realData: String? = {
        let folder =
            ProcessInfo.processInfo.environment["LIMPIDE_REAL_DATA"]
            ?? Limpide.root.appending(path: "../shared/data").path(percentEncoded: false)
        let file = folder + "/home-credit-5000/application_train.csv.gz"
        return FileManager.default.fileExists(atPath: file) ? file : nil
    }()
}
