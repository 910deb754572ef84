import Statistics
import Testing

@testable import FeatureKernels

@Suite("Segments of values written and read")
struct SegmentCodingTests {
    private func encoded(_ values: [Double]) -> [UInt8] {
        var bytes: [UInt8] = []
        values.map(\.bitPattern).withUnsafeBufferPointer { SegmentCoding.encode($0, into: &bytes) }
        return bytes
    }

    private func encoded(_ values: [Int64]) -> [UInt8] {
        var bytes: [UInt8] = []
        values.map { UInt64(bitPattern: $0) }.withUnsafeBufferPointer { SegmentCoding.encodeWhole($0, into: &bytes) }
        return bytes
    }

    private func decoded(_ bytes: [UInt8], count: Int) -> (values: [Double], end: Int) {
        var values: [Double] = [], position = 0
        bytes.withUnsafeBytes { SegmentCoding.decode($0, at: &position, count: count, into: &values) }
        return (values, position)
    }

    private func decodedWhole<Number: FixedWidthInteger & SignedInteger>(
        _ bytes: [UInt8], count: Int, unknown: Number
    ) -> (values: [Number], end: Int) {
        var values: [Number] = [], position = 0
        bytes.withUnsafeBytes {
            SegmentCoding.decodeWhole($0, at: &position, count: count, unknown: unknown, into: &values)
        }
        return (values, position)
    }

    /// The bits, all that are no number being the same.
    private func bits(_ values: [Double]) -> [UInt64] { values.map { $0.isNaN ? 0x7ff8 << 48 : $0.bitPattern } }

    private func roundTrips(_ values: [Double], _ comment: Comment? = nil) {
        let bytes = encoded(values)
        let (back, end) = decoded(bytes, count: values.count)
        #expect(bits(back) == bits(values), comment)
        #expect(end == bytes.count, comment)
    }

    private static let edges: [Double] = [
        0, -0.0, 1, -1, 126, 127, 128, -127, -128, -129, 32_766, 32_767, 32_768, -32_767, -32_768, -32_769,
        2_147_483_646, 2_147_483_647, 2_147_483_648, -2_147_483_647, -2_147_483_648, -2_147_483_649, 3_999_999_999,
        4e9, 4_000_000_001, 0.5, 0.01, -0.01, 0.29, 0.57, 1.005, 1.01, 99.995, 21_474_836, 21_474_836.01,
        21_474_836.47, 21_474_836.48, -21_474_836.47, -21_474_836.48, 29_999_999.99, 3e7, 3e7 + 0.01, 123_456.78,
        0.1 + 0.2, 1e-300, 5e15, 0x1p53, 1e18, 9.3e18, 1e300, .greatestFiniteMagnitude, .leastNonzeroMagnitude,
        .infinity,
        -.infinity, .nan, .pi,
    ]

    @Test("numbers come back bit for bit, each alone, beside 0 and beside the unknown", arguments: edges)
    func alone(edge: Double) {
        roundTrips([edge])
        roundTrips([edge, 0])
        roundTrips([0, edge])
        roundTrips([edge, -0.0, edge])
        roundTrips([.nan, edge, .nan])
        roundTrips([0.01, edge, 3])
        roundTrips([edge, edge.nextUp, edge.nextDown])
    }

    @Test("numbers come back bit for bit, any two of them together")
    func pairs() {
        for a in Self.edges {
            for b in Self.edges { roundTrips([a, b], "\(a), \(b)") }
        }
    }

    @Test("random segments of every form come back bit for bit", arguments: 1...6 as ClosedRange<UInt64>)
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let makers: [(inout SeededGenerator) -> Double] = [
            { Double($0.nextIndex(below: 255)) - 127 }, { Double($0.nextIndex(below: 65_535)) - 32_767 },
            { Double($0.nextIndex(below: 1 << 32)) - 2_147_483_648 },
            { Double($0.nextIndex(below: 4_294_967_200)) / 100 - 21_474_836 },
            { Double(Int($0.nextIndex(below: 2_000_000)) - 1_000_000) / 100 }, { $0.nextNormal() },
            { Double(bitPattern: $0.next()) }, { _ in .nan },
        ]
        for maker in makers {
            for count in [0, 1, 7, 300] {
                let values = (0..<count).map { _ in
                    generator.nextBool(probability: 0.1) ? Double.nan : maker(&generator)
                }
                roundTrips(values)
            }
        }
    }

    @Test(
        "numbers take as few bytes as keep them exactly",
        arguments: [
            ([.nan, .nan], 0), ([], 0), ([1, .nan, -127], 1), ([128, 0], 2), ([32_768, 0], 4), ([0.25, 1, 2.5], 4),
            ([-0.01, .nan, 1e7], 4), ([0.005, 1], 8), ([-0.0, 1], 8), ([2_147_483_648, 1], 8), ([.infinity], 8),
            ([21_474_836.47, 0.01], 8), ([0.1 + 0.2], 8),
        ] as [([Double], Int)])
    func sizes(values: [Double], each: Int) { #expect(encoded(values).count == 1 + each * values.count) }

    private static let wholeEdges: [Int64] = [
        0, 1, -1, 126, 127, 128, -127, -128, -129, 32_767, 32_768, -32_767, -32_768, 2_147_483_647, 2_147_483_648,
        -2_147_483_647, -2_147_483_648, .max, .max - 1, .min, .min + 1, 1 << 53,
    ]

    @Test("whole numbers come back, any two of them together; the smallest is the unknown")
    func wholePairs() {
        for a in Self.wholeEdges {
            for b in Self.wholeEdges {
                for values in [[a], [a, b], [.min, a, b, .min]] {
                    let bytes = encoded(values)
                    let (back, end) = decodedWhole(bytes, count: values.count, unknown: Int64.min)
                    #expect(back == values)
                    #expect(end == bytes.count)
                }
            }
        }
    }

    @Test("codes of words come back in 32 bits, the unknown as −1")
    func codes() {
        for largest in [0, 5, 127, 128, 40_000, Int64(Int32.max)] {
            let bytes = encoded([largest, .min, 0])
            #expect(decodedWhole(bytes, count: 3, unknown: Int32(-1)).values == [Int32(largest), -1, 0])
        }
        #expect(decodedWhole(encoded([Int64.min, .min]), count: 2, unknown: Int32(-1)).values == [-1, -1])
    }

    @Test("segments one behind the other are read one after the other")
    func sequence() {
        var generator = SeededGenerator(seed: 9)
        let columns = (0..<30).map { _ in
            let scale = [1.0, 300, 1e6, 0.01, 1e12][generator.nextIndex(below: 5)]
            return (0..<50).map { _ in (generator.nextNormal() * 100).rounded() * scale }
        }
        let bytes = columns.reduce(into: [UInt8]()) { $0 += encoded($1) }
        var position = 0
        bytes.withUnsafeBytes { bytes in
            for column in columns {
                var values = [Double.pi]
                SegmentCoding.decode(bytes, at: &position, count: 50, into: &values)
                #expect(bits(values) == bits([.pi] + column))
            }
        }
        #expect(position == bytes.count)
    }
}
