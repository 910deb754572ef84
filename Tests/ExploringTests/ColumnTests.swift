import Features
import Statistics
import Testing

@testable import Exploring

@Suite("One column")
struct ColumnTests {
    /// Values with ties, both zeros, infinities and gaps; `kinds` bounds how many differ.
    private func values(_ count: Int, kinds: Int, seed: UInt64) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        let odd: [Float] = [
            0, -0.0, .infinity, -.infinity, .nan, -.nan, .leastNonzeroMagnitude, -.greatestFiniteMagnitude,
        ]
        return (0..<count).map { _ in
            generator.nextBool(probability: 0.2)
                ? odd[generator.nextIndex(below: odd.count)]
                : Float(generator.nextIndex(below: kinds) - kinds / 2) / 7
        }
    }

    @Test(
        "is summed up as sorting its values would",
        arguments: [(0, 1), (1, 1), (63, 5), (64, 5), (65, 9), (900, 700), (40_000, 30_000)])
    func summary(count: Int, kinds: Int) {
        for seed in 1...3 as ClosedRange<UInt64> {
            let values = values(count, kinds: kinds, seed: seed)
            let known = values.filter { !$0.isNaN }
            let summary = ColumnSummary(.numbers(values))
            #expect(summary.missing == count - known.count)
            #expect(summary.distinct == Set(known).count)
            #expect(summary.low == known.min().map(Double.init) && summary.high == known.max().map(Double.init))
        }
    }

    @Test("has no lowest value when nobody knows any, and no negative zero")
    func ends() {
        let nothing = ColumnSummary(.numbers([.nan, .nan]))
        #expect(nothing.missing == 2 && nothing.distinct == 0 && nothing.low == nil && nothing.high == nil)
        let zeros = ColumnSummary(.numbers([-0.0, 0, -0.0]))
        #expect(zeros.distinct == 1 && zeros.low?.sign == .plus && zeros.high?.sign == .plus)
        let words = ColumnSummary(.levels(codes: [2, -1, 0, 2], levels: ["a", "b", "c"]))
        #expect(words.missing == 1 && words.distinct == 2 && words.low == nil && words.high == nil)
    }

    @Test("is put in order as comparing its values would", arguments: [0, 1, 2, 999, 1_000, 1_001, 30_000])
    func order(count: Int) {
        for (seed, kinds) in [(1, 3), (2, 500), (3, 1_000_000)] as [(UInt64, Int)] {
            let values = values(count, kinds: kinds, seed: seed)
            let expected = values.indices.filter { !values[$0].isNaN }
                .sorted { values[$0] < values[$1] || (values[$0] == values[$1] && $0 < $1) }
            #expect(rowsByValue(values) == expected.map(Int32.init))
        }
    }

    @Test("tells who has a value that is not zero", arguments: [0, 1, 63, 64, 65, 1_000])
    func clients(count: Int) {
        let first = values(count, kinds: 3, seed: 7), second = values(count, kinds: 2, seed: 8)
        func has(_ value: Float) -> Bool { !value.isNaN && value != 0 }
        var set = ClientSet(withValueIn: .numbers(first))
        #expect(set.count == first.count(where: has))
        set.formUnion(ClientSet(withValueIn: .numbers(second)))
        #expect(set.count == zip(first, second).count { has($0) || has($1) })
        var none = ClientSet(withValueIn: .levels(codes: [0], levels: ["a"]))
        #expect(none.count == 0)
        none.formUnion(set)
        #expect(none == set)
    }
}

@Suite("A column's fingerprint")
struct FingerprintTests {
    @Test(
        "is MurmurHash3's, x64 and 128 bits",
        arguments: [
            // From a reference implementation that gives the published digest of "The quick brown fox jumps over the lazy dog".
            (0, 0, 0), (1, 0xAAEB_CF97_601E_5541, 0xFEF3_FDB6_960A_E482),
            (2, 0xF1FC_841D_B9EC_EDF6, 0xE137_F8AF_17B3_FABE), (3, 0x117D_26E4_04C0_4231, 0xD11C_8CB3_E43B_4CEE),
            (4, 0x2A5D_35BA_AB7E_519D, 0x16AA_6CEB_6CF2_DC97), (5, 0x279D_FB15_8C31_CFAC, 0x22E2_A289_62C7_94BB),
            (8, 0xAD20_4F71_3929_FE95, 0xCDBB_4BD6_1F99_5693), (11, 0x1A8C_C9AC_69EA_972E, 0x00FD_879A_7CD7_CB63),
        ] as [(Int, UInt64, UInt64)])
    func reference(count: Int, low: UInt64, high: UInt64) {
        let words = (0..<count).map { UInt32($0) &* 2_654_435_761 &+ 12_345 }
        // Wherever the words by position end and the others begin.
        for split in 0...count {
            let print = Fingerprint(words: split, tail: Array(words[split...])) { words[$0] }
            #expect(print.low == low && print.high == high)
        }
    }

    @Test("is the same for values that are the same, whatever the bits of zero and of what nobody knows")
    func same() {
        let signalling = Float(bitPattern: 0x7FA0_0001)
        let one = Fingerprint(.numbers([1, 0, .nan, -0.0, -2, signalling]))
        #expect(one == Fingerprint(.numbers([1, -0.0, -.nan, 0, -2, .nan])))
    }

    @Test("differs when a value, an order, a length, a level or the kind of values does")
    func different() {
        let columns: [FeatureTable.Column] = [
            .numbers([]), .numbers([0]), .numbers([0, 0]), .numbers([.nan]), .numbers([1, 2, 3, 4, 5]),
            .numbers([1, 2, 3, 5, 4]), .numbers([1, 2, 3, 4, -5]), .numbers([-1, 2, 3, 4, -5]),
            .levels(codes: [], levels: []), .levels(codes: [0], levels: ["a"]), .levels(codes: [0], levels: ["b"]),
            .levels(codes: [0, 1], levels: ["ab", "c"]), .levels(codes: [0, 1], levels: ["a", "bc"]),
            .levels(codes: [-1], levels: []),
        ]
        #expect(Set(columns.map(Fingerprint.init)).count == columns.count)
    }

    @Test("differs for columns that differ in one place among many")
    func onePlace() {
        let values = (0..<1_000).map { Float($0 % 10) }
        let others = values.indices.map { row in
            var changed = values
            changed[row] = -changed[row] - 1
            return Fingerprint(.numbers(changed))
        }
        #expect(Set(others + [Fingerprint(.numbers(values))]).count == 1_001)
    }
}
