import Drift
import Statistics
import Testing

/// Shares drawn at random, some of them 0.
private func shares(_ bins: Int, _ generator: inout SeededGenerator, zeros: Bool = true) -> [Double] {
    var weights = (0..<bins).map { _ in
        zeros && generator.nextBool(probability: 0.2) ? 0 : generator.nextUniform() + 1e-6
    }
    weights[generator.nextIndex(below: bins)] += 0.5
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
}

/// Numbers drawn at random, many of them equal.
private func sample(_ count: Int, _ generator: inout SeededGenerator) -> [Double] {
    (0..<count).map { _ in (generator.nextNormal() * 8).rounded() / 8 }
}

@Suite("Laws of the statistics")
struct StatisticsLawsTests {
    @Test("Between equal shares every distance is 0", arguments: 1...20)
    func zero(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let p = shares(8, &generator)
        #expect(populationStabilityIndex(reference: p, current: p) == 0)
        #expect(abs(kullbackLeiblerDivergence(reference: p, current: p)) < 1e-15)
        #expect(jensenShannonDistance(p, p) < 1e-7)
        #expect(hellingerDistance(p, p) < 1e-7)
        #expect(totalVariation(p, p) == 0)
    }

    @Test("Symmetric where they should be, within their bounds, and the triangle inequality holds", arguments: 1...50)
    func distances(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let (p, q, r) = (shares(6, &generator), shares(6, &generator), shares(6, &generator))
        let laws: [(distance: ([Double], [Double]) -> Double, most: Double)] = [
            (jensenShannonDistance, 0.8325546111576978), (hellingerDistance, 1), (totalVariation, 1),
        ]
        for (distance, most) in laws {
            #expect(isClose(distance(p, q), distance(q, p)))
            #expect(distance(p, q) >= 0 && distance(p, q) <= most + 1e-12)
            #expect(distance(p, r) <= distance(p, q) + distance(q, r) + 1e-12)
        }
        let (full, other) = (shares(6, &generator, zeros: false), shares(6, &generator, zeros: false))
        let psi = populationStabilityIndex(reference: full, current: other)
        #expect(isClose(psi, populationStabilityIndex(reference: other, current: full)))
        #expect(
            isClose(
                psi,
                kullbackLeiblerDivergence(reference: full, current: other)
                    + kullbackLeiblerDivergence(reference: other, current: full), within: 1e-10))
        #expect(kullbackLeiblerDivergence(reference: full, current: other) >= 0)
        // TV/√2 ≤ H ≤ √TV
        let (h, tv) = (hellingerDistance(p, q), totalVariation(p, q))
        #expect(h >= tv / 2.0.squareRoot() - 1e-12 && h <= tv.squareRoot() + 1e-12)
    }

    @Test("Shares that exclude each other are as far apart as can be")
    func farthest() {
        #expect(isClose(jensenShannonDistance([1, 0], [0, 1]), 0.8325546111576978))
        #expect(hellingerDistance([1, 0], [0, 1]) == 1)
        #expect(totalVariation([1, 0], [0, 1]) == 1)
        #expect(populationStabilityIndex(reference: [1, 0], current: [0, 1]) == .infinity)
        #expect(kullbackLeiblerDivergence(reference: [0.5, 0.5], current: [1, 0]) == .infinity)
        #expect(cramersV(PairedCounts(reference: [500, 0], current: [0, 500])).map { $0 > 0.99 } == true)
    }

    @Test("Kolmogorov–Smirnov does not see an increasing change of unit, Wasserstein follows a linear one")
    func changeOfUnit() throws {
        var generator = SeededGenerator(seed: 5)
        let (a, b) = (sample(400, &generator), sample(300, &generator).map { $0 + 0.25 })
        let plain = try #require(SampleGap(reference: SortedSample(a), current: SortedSample(b)))
        func bend(_ x: Double) -> Double { x * x * x + 2 * x - 7 }
        let bent = try #require(
            SampleGap(reference: SortedSample(a.map(bend)), current: SortedSample(b.map(bend))))
        #expect(plain.distance == bent.distance)
        let swapped = try #require(SampleGap(reference: SortedSample(b), current: SortedSample(a)))
        #expect(plain.distance == swapped.distance)
        #expect(isClose(plain.area, swapped.area))
        let normed = try #require(normedWasserstein(reference: SortedSample(a), current: SortedSample(b)))
        let scaled = try #require(
            normedWasserstein(
                reference: SortedSample(a.map { 40 * $0 + 3 }), current: SortedSample(b.map { 40 * $0 + 3 })))
        #expect(isClose(normed, scaled, within: 1e-10))
    }

    @Test("Moving every value by d is a Wasserstein area of d")
    func shift() throws {
        var generator = SeededGenerator(seed: 6)
        let a = sample(1_000, &generator)
        let gap = try #require(
            SampleGap(reference: SortedSample(a), current: SortedSample(a.map { $0 + 1.75 })))
        #expect(isClose(gap.area, 1.75, within: 1e-10))
    }

    @Test("With two bins the chi-square of homogeneity is the square of z", arguments: 1...20)
    func chiSquareIsSquare(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let hits = (generator.nextIndex(below: 80) + 10, generator.nextIndex(below: 150) + 20)
        let z = TwoProportionTest(hits.0, of: 100, and: hits.1, of: 180)
        let counts = PairedCounts(reference: [hits.0, 100 - hits.0], current: [hits.1, 180 - hits.1])
        let test = ChiSquareTest(homogeneity: counts)
        #expect(isClose(test.statistic, z.z * z.z, within: 1e-10))
        #expect(isClose(test.probability, z.probability, within: 1e-9))
        let swapped = ChiSquareTest(homogeneity: PairedCounts(reference: counts.current, current: counts.reference))
        #expect(isClose(test.statistic, swapped.statistic))
    }

    @Test("Rare bins are put together until each expects five rows, and no row is lost")
    func pooling() {
        let counts = PairedCounts(reference: [1, 900, 2, 40, 1, 6], current: [0, 90, 1, 4, 1, 4])
        let pooled = ChiSquareTest.pooled(counts)
        #expect(pooled.referenceTotal == counts.referenceTotal && pooled.currentTotal == counts.currentTotal)
        for (a, b) in zip(pooled.reference, pooled.current) {
            #expect(Double(a + b) * 100 / 1_050 >= 5)
        }
        #expect(pooled.reference.count == 2)
    }

    @Test("Cramér's V is near 0 when nothing changed, whatever the number of bins")
    func cramersVOfNothing() throws {
        var generator = SeededGenerator(seed: 8)
        var counts = (reference: [Int](repeating: 0, count: 40), current: [Int](repeating: 0, count: 40))
        for _ in 0..<4_000 { counts.reference[generator.nextIndex(below: 40)] += 1 }
        for _ in 0..<4_000 { counts.current[generator.nextIndex(below: 40)] += 1 }
        let v = try #require(cramersV(PairedCounts(reference: counts.reference, current: counts.current)))
        #expect(v < 0.04)
    }

    @Test("Adjusted chances are Benjamini and Hochberg's, in any order")
    func falseDiscovery() {
        // R: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "BH")
        let adjusted = falseDiscoveryAdjusted([0.01, 0.04, 0.03, 0.005, 0.5])
        for (ours, theirs) in zip(adjusted, [0.025, 0.05, 0.05, 0.025, 0.5]) { #expect(isClose(ours, theirs)) }
        #expect(falseDiscoveryAdjusted([.nan, 0.01]) == [1, 0.02])
        #expect(falseDiscoveryAdjusted([]).isEmpty)
    }

    @Test("Empty bins are filled as evidently fills them")
    func filling() {
        #expect(evidentlyFilled([0.5, 0.5, 0]) == [0.5, 0.5, 0.0001])
        #expect(evidentlyFilled([0.99995, 0.00005, 0]) == [0.99995, 0.00005, 0.00005 / 1_000_000])
        #expect(evidentlyFilled([0, 0]) == [0, 0])
    }

    @Test("Values sort as numbers do, whichever way they are stored", arguments: [10, 900, 5_000])
    func sorting(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        var values = (0..<count).map { _ in generator.nextNormal() * 1e3 }
        values[0] = -0.0
        values[1] = .nan
        values[2] = .infinity
        values[3] = -.greatestFiniteMagnitude
        values[4] = .leastNonzeroMagnitude
        values[5] = 0
        let doubles = SortedSample(values)
        #expect(doubles.missing == 2)
        #expect((0..<doubles.count).map { doubles[$0] } == values.filter(\.isFinite).sorted())
        let floats = values.map { Float($0) }
        let singles = SortedSample(floats)
        #expect((0..<singles.count).map { singles[$0] } == floats.filter(\.isFinite).sorted().map(Double.init))
    }

    @Test("The same decimal in both precisions is the same value")
    func precisions() throws {
        let values = (0..<500).map { Double($0 % 37) / 10 }
        let gap = try #require(
            SampleGap(reference: SortedSample(values.map { Float($0) }), current: SortedSample(values)))
        #expect(gap.distance == 0 && gap.area == 0 && gap.distinctTogether == 37)
    }
}
