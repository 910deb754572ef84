import Drift
import Foundation
import Statistics
import Synthesis
import Testing

private func numbers(_ name: String, _ values: [Float]) -> DriftColumn {
    DriftColumn(name: name, values: .floats(values))
}

/// Every n-th value missing.
private func withHoles(_ values: [Float], every n: Int) -> [Float] {
    values.enumerated().map { $0.offset % n == 0 ? .nan : $0.element }
}

private func compare(_ reference: DriftColumn, _ current: DriftColumn) throws -> ColumnDrift {
    try #require(LimpidePreset().compare(reference: [reference], current: [current]).columns.first)
}

@Suite("Limpide's rules")
struct LimpidePresetTests {
    @Test("From 1 % to 50 % missing is drift, told as such")
    func missingShare() throws {
        let found = try compare(
            numbers("x", withHoles(Shape.normal.values(5_000, seed: 1), every: 100)),
            numbers("x", withHoles(Shape.normal.values(3_000, seed: 2), every: 2)))
        #expect(found.drifted && found.test == .missingShare && found.state == .compared)
        #expect(isClose(found.score, 0.49))
        #expect(found.missingReference == 0.01 && found.missingCurrent == 0.5)
        let distribution = try #require(found.signals.first { $0.question == .distribution })
        #expect(!distribution.drifted)
    }

    @Test("A category never seen before is drift, told as such", arguments: [0.002, 0.05, 0.5])
    func unseenLevel(share: Double) throws {
        let reference = levelColumn("x", (0..<10_000).map { "level \($0 % 7)" })
        let newRows = Int(share * 5_000)
        let current = levelColumn("x", (0..<5_000).map { $0 < newRows ? "new" : "level \($0 % 7)" })
        let found = try compare(reference, current)
        let unseen = try #require(found.signals.first { $0.question == .unseen })
        #expect(found.drifted && unseen.drifted && found.test == .unseenShare)
        #expect(isClose(unseen.effect, share))
        let bar = try #require(found.bins.last)
        #expect(bar.content == .unseen && bar.reference == 0 && bar.current == newRows)
    }

    @Test("Rare levels that chance alone puts on one side are no drift")
    func rareLevels() throws {
        var generator = SeededGenerator(seed: 12)
        // A long tail: thousands of levels of a row or two.
        func words(_ count: Int) -> [String?] {
            (0..<count).map { _ in "city \(Int(exp(8 * generator.nextUniform())))" }
        }
        for _ in 0..<20 {
            let found = try compare(levelColumn("x", words(1_000)), levelColumn("x", words(900)))
            let unseen = try #require(found.signals.first { $0.question == .unseen })
            #expect(unseen.effect > 0.001)
            #expect(!unseen.drifted)
        }
    }

    @Test("Numbers out of the range ever seen are drift, told as such")
    func outOfRange() throws {
        var current = Shape.normal.values(4_000, seed: 3)
        for row in 0..<40 { current[row * 100] = 365_243 }
        let found = try compare(numbers("x", Shape.normal.values(9_000, seed: 4)), numbers("x", current))
        #expect(found.drifted && found.test == .unseenShare)
        #expect(try #require(found.score) >= 0.01)
    }

    @Test("A large sample alone does not make drift of nothing much, and says how little it is")
    func significantButSmall() throws {
        let found = try compare(
            numbers("x", Shape.normal.values(60_000, seed: 5)),
            numbers("x", Shape.normal.values(60_000, seed: 6, shift: 0.05)))
        let signal = try #require(found.signals.first { $0.question == .distribution })
        #expect(signal.probability < 1e-6 && signal.effect < 0.05 && !found.drifted)
    }

    @Test("Kind and bins are the reference's, whichever way the current data is", arguments: [1.0, 3])
    func fixedKind(scale: Float) throws {
        let reference = numbers("x", (0..<2_000).map { Float($0 % 8) })
        let current = numbers("x", (0..<2_000).map { Float($0 % 300) * scale })
        let found = try compare(reference, current)
        #expect(found.kind == .discrete && found.drifted)
        #expect(found.bins.count { if case .value = $0.content { true } else { false } } == 8)
        #expect(try compare(current, reference).kind == .number)
    }

    @Test("What cannot be compared is said, and the rest is compared")
    func unusable() throws {
        let good = Shape.normal.values(500, seed: 7)
        let blank = [Float](repeating: .nan, count: 500)
        let constant = [Float](repeating: 3, count: 500)
        let few = good.enumerated().map { $0.offset < 50 ? $0.element : .nan }
        let reference = [
            numbers("good", good), numbers("gone", good), numbers("words", good), numbers("was blank", blank),
            numbers("is blank", good), numbers("constant", constant), numbers("moved", constant),
            numbers("few", few), levelColumn("blank words", good.map { "\($0 > 0)" }), numbers("both blank", blank),
        ]
        let current = [
            numbers("good", good), levelColumn("words", good.map { "\($0)" }), numbers("was blank", good),
            numbers("is blank", blank), numbers("constant", constant), numbers("moved", constant.map { $0 + 1 }),
            numbers("few", few), numbers("blank words", blank), numbers("added", good), numbers("both blank", blank),
        ]
        let report = try LimpidePreset().compare(reference: reference, current: current)
        #expect(
            report.columns.map(\.state) == [
                .compared, .absent, .typeChanged, .emptyReference, .emptyCurrent, .constant, .compared,
                .notEnoughData, .emptyCurrent, .emptyReference,
            ])
        #expect(
            report.columns.map(\.drifted) == [
                false, false, false, true, true, false, true, false, true, false,
            ])
        #expect(report.newColumns == ["added"])
        #expect(report.dataset.brokenColumns == 2 && report.dataset.comparedColumns == 8)
        #expect(try !JSONEncoder().encode(report).isEmpty)
    }

    @Test("Too few rows is an answer")
    func tooFew() throws {
        let found = try compare(
            numbers("x", Shape.normal.values(5_000, seed: 8)), numbers("x", Shape.normal.values(60, seed: 9, shift: 3)))
        #expect(found.state == .notEnoughData && found.signals.isEmpty && !found.drifted)
    }

    @Test("Data with no row or nothing in common is refused in one sentence, and so are absurd settings")
    func refused() throws {
        let preset = try LimpidePreset()
        let column = numbers("x", [1, 2, 3])
        func code(_ body: () throws -> Void) -> DriftError.Code? {
            do { try body() } catch { return (error as? DriftError)?.code }
            return nil
        }
        #expect(code { _ = try preset.compare(reference: [column], current: [numbers("x", [])]) } == .noRows)
        #expect(code { _ = try preset.compare(reference: [numbers("x", [])], current: [column]) } == .noRows)
        #expect(code { _ = try preset.compare(reference: [column], current: [numbers("y", [1])]) } == .nothingInCommon)
        #expect(code { _ = try LimpidePreset(falseDiscoveryRate: 0) } == .invalidSetting)
        #expect(code { _ = try LimpidePreset(minimumEffect: 2) } == .invalidSetting)
        #expect(code { _ = try LimpidePreset(minimumRows: 0) } == .invalidSetting)
    }

    @Test("The result is the same at any number of threads, and from the profile as from the rows")
    func threadsAndProfile() throws {
        let reference =
            Shape.allCases.map { numbers($0.rawValue, withHoles($0.values(8_000, seed: 20), every: 30)) }
            + [levelColumn("words", (0..<8_000).map { "level \($0 % 11)" })]
        let current =
            Shape.allCases.map { numbers($0.rawValue, withHoles($0.values(3_000, seed: 21, shift: 0.4), every: 20)) }
            + [levelColumn("words", (0..<3_000).map { "level \($0 % 13)" })]
        let preset = try LimpidePreset()
        let rows = try preset.compare(reference: reference, current: current, threads: 2)
        #expect(try rows == preset.compare(reference: reference, current: current, threads: 1))
        let profile = PopulationProfile(of: reference)
        let fromProfile = try preset.compare(reference: profile, current: current, threads: 2)
        for (a, b) in zip(rows.columns, fromProfile.columns) {
            #expect(a.drifted == b.drifted && a.kind == b.kind && a.test == b.test && a.state == b.state)
            // Bins are cut at points of the profile: their counts are exact without the rows.
            #expect(a.bins == b.bins)
            for (x, y) in zip(a.signals, b.signals) {
                let allowed = x.question == .distribution ? 0.003 : 0
                #expect(abs(x.effect - y.effect) <= allowed, "\(a.column) \(x.question)")
            }
        }
    }

    @Test("On 200 resamples of one population, alarms stay within the stated level")
    func falseAlarms() throws {
        let preset = try LimpidePreset()
        // Without the floor on the effect, chance alone is what stands between a resample and an alarm.
        let bare = try LimpidePreset(minimumEffect: 1e-9, minimumUnseenShare: 1e-9)
        var alarms = (preset: 0, bare: 0)
        for resample in 0..<200 {
            let seed = UInt64(1_000 + 10 * resample)
            func side(_ count: Int, _ offset: UInt64) -> [DriftColumn] {
                var generator = SeededGenerator(seed: seed + offset)
                let shapes = Shape.allCases.map { shape in
                    var values = shape.values(count, seed: seed + offset)
                    for row in values.indices where generator.nextBool(probability: 0.1) { values[row] = .nan }
                    return numbers(shape.rawValue, values)
                }
                let words = (0..<count).map { _ in "level \(Int(exp(4 * generator.nextUniform())))" }
                let rare = (0..<count).map { _ in generator.nextBool(probability: 0.004) ? "yes" : "no" }
                return shapes + [levelColumn("words", words), levelColumn("rare", rare)]
            }
            let (reference, current) = (side(500, 0), side(300, 5))
            alarms.preset += try preset.compare(reference: reference, current: current).dataset.drifted ? 1 : 0
            let report = try bare.compare(reference: reference, current: current)
            alarms.bare += report.dataset.drifted ? 1 : 0
            #expect(report.dataset.falseAlarmLevel == 0.05)
        }
        // 5 % of 200 is 10; a true level of 5 % gives more than 18 once in two hundred times.
        #expect(alarms.preset <= 18, "\(alarms.preset)")
        #expect(alarms.bare <= 18, "\(alarms.bare)")
    }

    @Test("On a lender whose clients changed, the columns named are those that moved")
    func syntheticDrift() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "limpide-drift-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.path(percentEncoded: false)
        _ = try SyntheticLender(clients: 6_000, seed: 4, unlabelledShare: 0.4, drift: true).write(to: path)
        let report = try LimpidePreset().compare(
            reference: readColumns(path + "/application_train.csv"),
            current: readColumns(path + "/application_test.csv"))
        let named = Set(report.columns.filter(\.drifted).map(\.column))
        #expect(named == ["NAME_CONTRACT_TYPE", "AMT_CREDIT", "AMT_ANNUITY", "AMT_GOODS_PRICE"])
        #expect(report.columns.filter { $0.state == .absent }.map(\.column) == ["TARGET"])
        #expect(report.dataset.drifted)
    }
}

/// The columns of a CSV file: numbers where every known field is one.
private func readColumns(_ path: String) throws -> [DriftColumn] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let names = lines[0].split(separator: ",").map(String.init)
    var fields = [[Substring]](repeating: [], count: names.count)
    for line in lines.dropFirst() {
        var isQuoted = false
        let parts = line.split(omittingEmptySubsequences: false) { character in
            if character == "\"" { isQuoted.toggle() }
            return character == "," && !isQuoted
        }
        for (place, field) in parts.enumerated() { fields[place].append(field) }
    }
    return zip(names, fields).map { name, fields in
        if fields.allSatisfy({ $0.isEmpty || Double($0) != nil }) {
            return numbers(name, fields.map { Float($0) ?? .nan })
        }
        return levelColumn(name, fields.map { $0.isEmpty ? nil : String($0) })
    }
}
