import Statistics
import Testing

@Suite("Functions and generators")
struct FunctionsTests {
    @Test(
        "The logistic function is SciPy's",
        arguments: [
            (-745, 0), (-30, 9.357622968839299e-14), (-1, 0.2689414213699951), (0, 0.5), (2, 0.8807970779778823),
            (40, 1),
        ] as [(Double, Double)]
    )
    func goldenLogistic(input: Double, output: Double) {
        // scipy.special.expit; below 1e-300 SciPy rounds to zero
        #expect(isClose(logistic(input), output, within: 1e-300 + output * 4e-16))
    }

    @Test(
        "The logit is SciPy's",
        arguments: [
            (1e-300, -690.7755278982137), (0.001, -6.906754778648554), (0.0909, -2.3026950979443797), (0.5, 0),
            (0.999, 6.906754778648553),
        ] as [(Double, Double)]
    )
    func goldenLogit(input: Double, output: Double) {
        // scipy.special.logit
        #expect(isClose(logit(input), output, within: 1e-12))
    }

    @Test("Logistic and logit undo each other", arguments: [-20, -7.5, -1, -1e-9, 0, 0.3, 2.5, 15])
    func inverses(logOdds: Double) {
        #expect(isClose(logit(logistic(logOdds)), logOdds, within: 1e-6))
        #expect(isClose(logistic(logOdds) + logistic(-logOdds), 1))
    }

    @Test("Certainties have infinite log-odds")
    func extremes() {
        #expect(logit(0) == -.infinity)
        #expect(logit(1) == .infinity)
        #expect(logit(1.5).isNaN)
        #expect(logistic(.infinity) == 1)
        #expect(logistic(-.infinity) == 0)
    }

    @Test(
        "Normal quantiles are SciPy's",
        arguments: [
            (1e-300, -37.0470962993612), (1e-10, -6.361340902404056), (0.001, -3.090232306167813),
            (0.025, -1.9599639845400545), (0.3, -0.5244005127080409), (0.5, 0), (0.9, 1.2815515655446004),
            (0.975, 1.959963984540054), (0.999999, 4.753424308817087),
        ] as [(Double, Double)]
    )
    func goldenNormal(probability: Double, z: Double) {
        // scipy.stats.norm.ppf; norm.cdf undoes it
        #expect(isClose(normalQuantile(probability), z, within: 1e-11))
        #expect(isClose(normalProbability(z) / probability, 1, within: 1e-9))
    }

    @Test("Normal probabilities and quantiles at the edges")
    func normalEdges() {
        #expect(isClose(normalProbability(1.5), 0.9331927987311419))
        #expect(isClose(normalProbability(-3), 0.0013498980316300933))
        #expect(normalQuantile(0) == -.infinity)
        #expect(normalQuantile(1) == .infinity)
        #expect(normalQuantile(-0.1).isNaN)
        #expect(normalQuantile(.leastNonzeroMagnitude) < -38)
    }

    @Test("The generator is xoshiro256++ seeded by SplitMix64")
    func goldenGenerator() {
        // Computed from the authors' reference code transcribed to Python, seed 42.
        var generator = SeededGenerator(seed: 42)
        let expected: [UInt64] = [
            15_021_278_609_987_233_951, 5_881_210_131_331_364_753, 18_149_643_915_985_481_100,
            12_933_668_939_759_105_464,
        ]
        #expect(expected.map { _ in generator.next() } == expected)
    }

    @Test("Streams of one seed differ from each other and repeat themselves")
    func streams() {
        func first(_ seed: UInt64, _ stream: UInt64) -> UInt64 {
            var generator = SeededGenerator(seed: seed, stream: stream)
            return generator.next()
        }
        var seen: Set<UInt64> = []
        for seed in UInt64(0)..<50 { for stream in UInt64(0)..<50 { seen.insert(first(seed, stream)) } }
        #expect(seen.count == 2_500)
        #expect(first(7, 3) == first(7, 3))
    }

    @Test("Uniform and normal deviates have their moments")
    func moments() {
        var generator = SeededGenerator(seed: 12)
        let count = 200_000
        let uniform = (0..<count).map { _ in generator.nextUniform() }
        #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(isClose(uniform.reduce(0, +) / Double(count), 0.5, within: 0.004))
        let normal = (0..<count).map { _ in generator.nextNormal() }
        #expect(isClose(normal.reduce(0, +) / Double(count), 0, within: 0.012))
        #expect(isClose(normal.reduce(0) { $0 + $1 * $1 } / Double(count), 1, within: 0.018))
        #expect(isClose(Double(normal.count { $0 < -1.959964 }) / Double(count), 0.025, within: 0.002))
        let indices = (0..<count).map { _ in generator.nextIndex(below: 7) }
        for value in 0..<7 {
            #expect(isClose(Double(indices.count { $0 == value }) / Double(count), 1.0 / 7, within: 0.005))
        }
    }

    @Test("Shuffling keeps the elements, repeats itself, and reaches every order")
    func shuffling() {
        var left = SeededGenerator(seed: 1)
        var right = SeededGenerator(seed: 1)
        let numbers = [Int](0..<100)
        let once = shuffled(numbers, using: &left)
        #expect(once == shuffled(numbers, using: &right))
        #expect(once != numbers)
        #expect(once.sorted() == numbers)
        var orders: Set<[Int]> = []
        for _ in 0..<500 { orders.insert(shuffled([1, 2, 3], using: &left)) }
        #expect(orders.count == 6)
        #expect(shuffled([Int](), using: &left).isEmpty)
    }
}
