import Statistics

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What is known of the building where a client lives: fourteen measures, each as mean, mode and median.
struct Building {
    /// How a measure is spread over buildings, as a share of the largest.
    private struct Measure {
        let presence: Double
        let median: Double
        let spread: Double
        /// Share of buildings where it is exactly zero.
        let zeros: Double
    }

    /// In column order; presence is the share among buildings of which anything is known.
    private static let measures = [
        Measure(presence: 0.937, median: 0.087, spread: 0.75, zeros: 0.003),
        Measure(presence: 0.789, median: 0.076, spread: 0.6, zeros: 0.08),
        Measure(presence: 0.974, median: 0.9816, spread: 0.008, zeros: 0.002),
        Measure(presence: 0.638, median: 0.755, spread: 0.13, zeros: 0.001),
        Measure(presence: 0.575, median: 0.021, spread: 1.1, zeros: 0.1),
        Measure(presence: 0.888, median: 0.14, spread: 0.6, zeros: 0.55),
        Measure(presence: 0.943, median: 0.138, spread: 0.55, zeros: 0.002),
        Measure(presence: 0.954, median: 0.19, spread: 0.55, zeros: 0.02),
        Measure(presence: 0.612, median: 0.2, spread: 0.6, zeros: 0.02),
        Measure(presence: 0.773, median: 0.05, spread: 0.85, zeros: 0.1),
        Measure(presence: 0.602, median: 0.075, spread: 0.75, zeros: 0.003),
        Measure(presence: 0.947, median: 0.075, spread: 0.8, zeros: 0.003),
        Measure(presence: 0.581, median: 0.008, spread: 1.1, zeros: 0.62),
        Measure(presence: 0.852, median: 0.02, spread: 1.1, zeros: 0.45),
    ]

    private var values: [Double?]
    private let size: Double
    private let isKnown: Bool

    /// Draws a building; better regions have larger ones.
    init(region: Region, using generator: inout SeededGenerator) {
        isKnown = generator.nextBool(probability: 0.525)
        size = 0.25 * Double(2 - region.rating) + 0.7 * generator.nextNormal()
        values = []
        guard isKnown else { return }
        values.reserveCapacity(Self.measures.count)
        for measure in Self.measures {
            guard generator.nextBool(probability: measure.presence) else {
                values.append(nil)
                continue
            }
            let isZero = generator.nextBool(probability: measure.zeros)
            let place = 0.7 * size + 0.6 * generator.nextNormal()
            values.append(isZero ? 0 : min(measure.median * exp(measure.spread * place), 1))
        }
    }

    /// Writes the 42 measures and the five facts that follow them.
    func write(to row: inout RecordBuffer, using generator: inout SeededGenerator) {
        guard isKnown else {
            for _ in 0..<47 { row.missing() }
            return
        }
        for value in values { row.decimal(value, places: 4) }
        for value in values {
            row.decimal(value.map { min($0 * (0.94 + 0.1 * generator.nextUniform()), 1) }, places: 4)
        }
        for value in values {
            row.decimal(value.map { min($0 * (0.99 + 0.02 * generator.nextUniform()), 1) }, places: 4)
        }
        let hasFund = generator.nextBool(probability: 0.6)
        row.level(hasFund ? ApplicationLevels.repairFund.draw(&generator) : nil, of: ApplicationLevels.repairFund)
        let hasType = generator.nextBool(probability: 0.949)
        row.level(hasType ? ApplicationLevels.houseType.draw(&generator) : nil, of: ApplicationLevels.houseType)
        let hasArea = generator.nextBool(probability: 0.983)
        row.decimal(hasArea ? min(0.069 * exp(0.8 * size), 1) : nil, places: 4)
        let hasWalls = generator.nextBool(probability: 0.935)
        row.level(hasWalls ? ApplicationLevels.walls.draw(&generator) : nil, of: ApplicationLevels.walls)
        row.level(ApplicationLevels.emergencyState.draw(&generator), of: ApplicationLevels.emergencyState)
    }
}
