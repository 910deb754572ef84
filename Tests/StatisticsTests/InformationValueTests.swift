import Statistics
import Testing

@Suite("Information value")
struct InformationValueTests {
    let goods = [90, 60, 30, 20]
    let bads = [2, 5, 8, 15]

    @Test("is the symmetric divergence that SciPy computes, smoothed or not")
    func golden() {
        // p = (g + s) / (g + s).sum(), q likewise of bads; entropy(p, q) + entropy(q, p), log(p / q)
        let plain = InformationValue(goods: goods, bads: bads, smoothing: 0)
        #expect(isClose(plain?.total, 1.521263830738373))
        #expect(isClose(plain?.weightsOfEvidence.first, 1.9095425048844386))
        #expect(isClose(plain?.weightsOfEvidence.last, -1.6094379124341003))
        let smoothed = InformationValue(goods: goods, bads: bads)
        #expect(isClose(smoothed?.total, 1.380102873419882))
        #expect(isClose(smoothed?.weightsOfEvidence.first, 1.746527324230247))
    }

    @Test("is zero when bins tell nothing, and the same with the classes swapped")
    func laws() {
        #expect(isClose(InformationValue(goods: [40, 80], bads: [10, 20], smoothing: 0)?.total, 0))
        let swapped = InformationValue(goods: bads, bads: goods)
        #expect(isClose(InformationValue(goods: goods, bads: bads)?.total, swapped?.total ?? .nan))
    }

    @Test("never grows when two bins become one")
    func merging() throws {
        let fine = try #require(InformationValue(goods: goods, bads: bads, smoothing: 0))
        for bin in 0..<3 {
            func merged(_ counts: [Int]) -> [Int] {
                counts.enumerated().compactMap { $0 == bin ? $1 + counts[bin + 1] : $0 == bin + 1 ? nil : $1 }
            }
            let coarse = try #require(InformationValue(goods: merged(goods), bads: merged(bads), smoothing: 0))
            #expect(coarse.total < fine.total)
        }
    }

    @Test("stays finite for a bin of one class, ignores empty bins and needs both classes")
    func edges() throws {
        let oneSided = try #require(InformationValue(goods: [50, 50], bads: [0, 10]))
        #expect(oneSided.total.isFinite && oneSided.weightsOfEvidence[0] > 0)
        #expect(InformationValue(goods: [50, 50], bads: [0, 10], smoothing: 0) == nil)
        let padded = try #require(InformationValue(goods: [50, 0, 50], bads: [0, 0, 10]))
        #expect(padded.total == oneSided.total)
        #expect(padded.weightsOfEvidence[1] == 0)
        #expect(InformationValue(goods: [5, 5], bads: [0, 0]) == nil)
        #expect(InformationValue(goods: [], bads: []) == nil)
    }

    @Test("the level of noise is near SciPy's χ² quantile", arguments: [(10, 0.045975), (5, 0.025782), (2, 0.010439)])
    func noise(bins: Int, expected: Double) {
        // chi2.ppf(0.95, bins - 1) * (1 / 4600 + 1 / 400)
        let level = InformationValue.noiseLevel(bins: bins, goods: 4600, bads: 400)
        #expect(abs(level / expected - 1) < 0.03)
        #expect(InformationValue.noiseLevel(bins: 1, goods: 10, bads: 10) == 0)
    }

    @Test("bins without a link stay under the level of noise about 95 times in 100")
    func coverage() {
        var generator = SeededGenerator(seed: 7)
        var under = 0
        for _ in 0..<400 {
            var (goods, bads) = ([Int](repeating: 0, count: 8), [Int](repeating: 0, count: 8))
            for _ in 0..<3000 {
                let bin = generator.nextIndex(below: 8)
                if generator.nextBool(probability: 0.1) { bads[bin] += 1 } else { goods[bin] += 1 }
            }
            let level = InformationValue.noiseLevel(bins: 8, goods: goods.reduce(0, +), bads: bads.reduce(0, +))
            if (InformationValue(goods: goods, bads: bads)?.total ?? .infinity) <= level { under += 1 }
        }
        #expect((360...396).contains(under))
    }
}
