import Drift
import Foundation
import Synthesis
import Testing

/// Evidently in its own Python environment, and the data to compare on.
private enum Peer {
    private static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL

    /// The environment's interpreter; nil where it was not set up.
    static let python: String? = existing(root.appending(path: ".native/evidently/bin/python"))

    /// Real applications, named by `LIMPIDE_REAL_DATA` or beside the checkout; nil when they are not there.
    static let applications: String? = {
        let folder =
            ProcessInfo.processInfo.environment["LIMPIDE_REAL_DATA"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared/data")
        return existing(folder.appending(path: "home-credit-application/application_train.csv.gz"))
    }()

    /// Runs evidently on CSV files and reads what it says.
    static func answers(on files: [String], in folder: URL) throws -> Answers {
        let process = Process()
        process.executableURL = URL(filePath: try #require(python))
        process.arguments =
            [root.appending(path: "Tests/DriftTests/Peers/evidently_parity.py"), folder]
            .map { $0.path(percentEncoded: false) } + files
        process.environment = ProcessInfo.processInfo.environment.merging(["DO_NOT_TRACK": "1"]) { $1 }
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "evidently did not finish")
        return try JSONDecoder().decode(
            Answers.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
    }

    private static func existing(_ file: URL) -> String? {
        let path = file.path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }
}

/// What evidently said.
private struct Answers: Decodable {
    struct Score: Decodable {
        let score: Double
        let drifted: Bool
        let method: String?
        let threshold: Double?

        private enum CodingKeys: CodingKey { case score, drifted, method, threshold }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            // Numbers that are not finite are written as words.
            score =
                try (try? container.decode(Double.self, forKey: .score))
                ?? (Double(container.decode(String.self, forKey: .score)) ?? .nan)
            drifted = try container.decode(Bool.self, forKey: .drifted)
            method = try container.decodeIfPresent(String.self, forKey: .method)
            threshold = try container.decodeIfPresent(Double.self, forKey: .threshold)
        }
    }

    struct Column: Decodable {
        let name: String
        let kind: String
        let levels: [String]?
        let integer: [Bool]?
        let scores: [String: Score]?
        let chosen: Score?
    }

    struct Whole: Decodable {
        let count: Double
        let share: Double
        let drifted: Bool
    }

    let columns: [Column]
    let dataset: Whole

    /// The column at a place, as evidently read it.
    func column(_ place: Int, _ side: String, in folder: URL) throws -> DriftColumn {
        let data = try Data(contentsOf: folder.appending(path: "\(place).\(side)"))
        let name = columns[place].name
        if let levels = columns[place].levels {
            let codes = data.withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
            return DriftColumn(name: name, values: .levels(codes: codes, levels: levels))
        }
        let numbers = data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
        let isInteger = columns[place].integer?[side == "reference" ? 0 : 1] ?? false
        return DriftColumn(name: name, values: .doubles(numbers), isInteger: isInteger)
    }
}

/// How evidently's reports name a test.
private func displayName(_ test: DriftTest?) -> String? {
    switch test {
    case .kolmogorovSmirnov: "K-S p_value"
    case .chiSquare: "chi-square p_value"
    case .twoProportions: "Z-test p_value"
    case .wasserstein: "Wasserstein distance (normed)"
    case .jensenShannon: "Jensen-Shannon distance"
    default: nil
    }
}

@Suite(
    "Parity with evidently",
    .enabled(if: Peer.python != nil, "evidently is not set up in .native/evidently"),
    .serialized)
struct ParityTests {
    /// To 1e-9 of the score; between shares all but equal, a square root of what rounding leaves is compared to 1e-9.
    private func agrees(_ ours: Double, _ theirs: Double, _ test: DriftTest?) -> Bool {
        if theirs.isNaN { return ours.isNaN }
        let isRoot = test == .jensenShannon || test == .hellinger
        return ours == theirs || abs(ours - theirs) <= 1e-9 * abs(theirs) + (isRoot ? 1e-9 : 1e-13)
    }

    private func check(_ files: [String], columns least: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "limpide-parity-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let answers = try Peer.answers(on: files, in: folder)
        let places = answers.columns.indices.filter { answers.columns[$0].scores != nil }
        #expect(places.count >= least)
        let reference = try places.map { try answers.column($0, "reference", in: folder) }
        let current = try places.map { try answers.column($0, "current", in: folder) }
        let preset = try EvidentlyPreset()
        var compared = 0
        for (index, place) in places.enumerated() {
            let expected = answers.columns[place]
            let scores = preset.scores(reference: reference[index], current: current[index])
            for (name, theirs) in expected.scores ?? [:] {
                let test = try #require(DriftTest(rawValue: name))
                let ours = try #require(scores[test], "\(expected.name) \(name)")
                #expect(
                    agrees(ours.score, theirs.score, test), "\(expected.name) \(name): \(ours.score), \(theirs.score)")
                #expect(ours.drifted == theirs.drifted, "\(expected.name) \(name)")
                compared += 1
            }
        }
        #expect(compared == places.count * 6)
        let report = try preset.compare(reference: reference, current: current, threads: 2)
        for (column, place) in zip(report.columns, places) {
            let expected = answers.columns[place]
            let chosen = try #require(expected.chosen)
            #expect(column.kind == (expected.kind == "num" ? .number : .category), "\(column.column)")
            #expect(displayName(column.test) == chosen.method, "\(column.column)")
            #expect(column.threshold == chosen.threshold, "\(column.column)")
            #expect(column.drifted == chosen.drifted, "\(column.column)")
            #expect(agrees(column.score ?? .infinity, chosen.score, column.test), "\(column.column)")
        }
        #expect(Double(report.dataset.driftedColumns) == answers.dataset.count)
        #expect(report.dataset.share == answers.dataset.share)
        #expect(report.dataset.drifted == answers.dataset.drifted)
    }

    @Test(
        "Every column, statistic and verdict agrees on real applications split in two",
        .enabled(if: Peer.applications != nil, "the real applications are not there"))
    func realApplications() throws {
        try check([try #require(Peer.applications)], columns: 120)
    }

    @Test("Every column, statistic and verdict agrees on a synthetic lender whose clients changed", arguments: [1, 2])
    func syntheticLender(seed: UInt64) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "limpide-lender-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path(percentEncoded: false)
        // The first has more than a thousand rows of reference, the second fewer: evidently tests them otherwise.
        let lender = SyntheticLender(clients: seed == 1 ? 2_000 : 900, seed: seed, drift: true)
        _ = try lender.write(to: path)
        try check([path + "/application_train.csv", path + "/application_test.csv"], columns: 110)
    }
}
