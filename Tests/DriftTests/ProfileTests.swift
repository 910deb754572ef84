import Drift
import Foundation
import Statistics
import Testing

/// Shapes that credit data takes.
enum Shape: String, CaseIterable, Sendable {
    case normal, heavyTail, zeroInflated, wholeDays, fewValues, twoHumps, constant

    func values(_ count: Int, seed: UInt64, shift: Double = 0) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            let z = generator.nextNormal() + shift
            return switch self {
            case .normal: Float(z)
            case .heavyTail: Float(Foundation.exp(1.5 * z) * 1_000)
            case .zeroInflated: generator.nextBool(probability: 0.6 - shift / 10) ? 0 : Float(z * 500)
            case .wholeDays: Float((z * 4_000 - 16_000).rounded())
            case .fewValues: Float(max(0, (z * 2).rounded()))
            case .twoHumps: Float(generator.nextBool(probability: 0.5 + shift / 10) ? z - 5 : z + 5)
            case .constant: Float(7 + shift)
            }
        }
    }
}

@Suite("Profiles")
struct ProfileTests {
    @Test("Distances from a profile are within its stated errors of those from all rows", arguments: Shape.allCases)
    func errors(shape: Shape) throws {
        for (seed, shift) in [(1, 0.0), (2, 0.2), (3, 1.0)] as [(UInt64, Double)] {
            let reference = SortedSample(shape.values(20_000, seed: seed))
            let current = SortedSample(shape.values(5_000, seed: seed + 100, shift: shift))
            let profile = try #require(NumberProfile(of: reference))
            let other = try #require(NumberProfile(of: current, resolution: current.count))
            #expect(other.isExact)
            let rows = try #require(SampleGap(reference: reference, current: current))
            let gap = ProfileGap(profile, other)
            #expect(abs(gap.distance - rows.distance) <= profile.distanceError + 1e-12)
            #expect(abs(gap.area - rows.area) <= profile.areaError * (1 + 1e-9) + 1e-9)
            #expect(profile.distanceError <= 1.0 / 128)
            // In practice far closer: what the documentation of the preset promises.
            #expect(abs(gap.distance - rows.distance) <= 0.003)
            #expect(abs(gap.area - rows.area) <= 0.005 * max(profile.deviation, 1e-3))
            let moments = try #require(reference.moments)
            #expect(profile.mean == moments.mean && profile.deviation == moments.deviation)
        }
    }

    @Test("Of exact profiles the distances are those of the rows", arguments: Shape.allCases)
    func exact(shape: Shape) throws {
        let reference = SortedSample(shape.values(900, seed: 4))
        let current = SortedSample(shape.values(700, seed: 5, shift: 0.3))
        let gap = ProfileGap(
            try #require(NumberProfile(of: reference, resolution: 900)),
            try #require(NumberProfile(of: current, resolution: 700)))
        let rows = try #require(SampleGap(reference: reference, current: current))
        #expect(isClose(gap.distance, rows.distance, within: 1e-12))
        #expect(isClose(gap.area, rows.area, within: 1e-9))
    }

    @Test("Quantiles are those of the rows where they are kept, and near elsewhere", arguments: Shape.allCases)
    func quantiles(shape: Shape) throws {
        let values = shape.values(5_001, seed: 6)
        let profile = try #require(NumberProfile(of: SortedSample(values)))
        let sorted = values.map(Double.init).sorted()
        for share in [0, 0.25, 0.5, 0.75, 1] {
            let rank = 5_000 * share
            let below = sorted[Int(rank)]
            let expected = below + (rank - rank.rounded(.down)) * (sorted[min(Int(rank) + 1, 5_000)] - below)
            #expect(abs(profile.quantile(share) - expected) <= 0.01 * profile.deviation + 1e-9)
        }
        #expect(profile.quantile(0) == sorted[0] && profile.quantile(1) == sorted[5_000])
    }

    @Test("A profile survives being written and read, and is small")
    func coding() throws {
        let columns =
            Shape.allCases.map { DriftColumn(name: $0.rawValue, values: .floats($0.values(30_000, seed: 7))) }
            + [
                levelColumn("words", (0..<30_000).map { $0 % 9 == 0 ? nil : "level \($0 % 40)" }),
                DriftColumn(name: "nothing", values: .floats([Float](repeating: .nan, count: 30_000))),
            ]
        let profile = PopulationProfile(of: columns, threads: 2)
        #expect(profile == PopulationProfile(of: columns, threads: 1))
        let data = try JSONEncoder().encode(profile)
        #expect(try JSONDecoder().decode(PopulationProfile.self, from: data) == profile)
        #expect(data.count < 4_000 * columns.count)
        #expect(profile["words"]?.kind == .category && profile["nothing"]?.kind == .empty)
        #expect(profile["fewValues"]?.kind == .discrete && profile["normal"]?.kind == .number)
        #expect(profile["words"]?.missing == 3_334)
    }

    @Test("A profile that describes no distribution is refused")
    func refused() {
        let broken = [
            #"{"count":3,"mean":1,"deviation":1,"points":[2,1],"at":[1,1],"between":[1],"isSinglePrecision":true}"#,
            #"{"count":9,"mean":1,"deviation":1,"points":[1,2],"at":[1,1],"between":[1],"isSinglePrecision":true}"#,
            #"{"count":0,"mean":1,"deviation":1,"points":[],"at":[],"between":[],"isSinglePrecision":true}"#,
        ]
        for text in broken {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(NumberProfile.self, from: Data(text.utf8))
            }
        }
    }

    @Test("Levels beyond a thousand are counted together")
    func manyLevels() throws {
        let column = levelColumn("x", (0..<5_000).map { "level \($0 < 2_500 ? $0 % 10 : $0)" })
        let levels = try #require(ColumnProfile(of: column).levels)
        #expect(levels.levels.count == 1_000 && !levels.isExact)
        #expect(levels.count == 5_000 && levels.otherLevels == 1_510 && levels.otherRows == 1_510)
    }
}
