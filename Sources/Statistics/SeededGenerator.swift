#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A fast, reproducible random generator: the same seed gives the same numbers on every platform.
///
/// The algorithm is xoshiro256++ 1.0 of Blackman and Vigna (*Scrambled linear pseudorandom number generators*, 2021),
/// its 256-bit state filled by SplitMix64 as its authors advise. Period 2^256 - 1. Not for cryptography.
/// A `stream` number gives independent generators under one seed, so that row k's numbers never depend on how many rows
/// there are.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64
    private var spareDeviate: Double?

    /// A generator for a seed.
    ///
    /// - Parameter seed: Any number; near seeds give unrelated sequences.
    public init(seed: UInt64) {
        var mixer = seed
        s0 = splitMix64(&mixer)
        s1 = splitMix64(&mixer)
        s2 = splitMix64(&mixer)
        s3 = splitMix64(&mixer)
    }

    /// One of many independent generators under a seed.
    ///
    /// - Parameters:
    ///   - seed: The seed of the family.
    ///   - stream: The member's number; each gives its own sequence.
    public init(seed: UInt64, stream: UInt64) {
        var family = seed
        var member = stream &+ 0x6A09_E667_F3BC_C909
        self.init(seed: splitMix64(&family) ^ (splitMix64(&member) &* 0xD134_2543_DE82_EF95))
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        let sum = s0 &+ s3
        let result = ((sum &<< 23) | (sum &>> 41)) &+ s0
        let carried = s1 &<< 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= carried
        s3 = (s3 &<< 45) | (s3 &>> 19)
        return result
    }

    /// A uniform number in 0..<1, a multiple of 2^-53.
    public mutating func nextUniform() -> Double {
        Double(next() &>> 11) * 0x1p-53
    }

    /// A uniform integer in `0..<bound`.
    ///
    /// Lemire's multiply-and-shift without rejection: the bias is below `bound / 2^64`.
    ///
    /// - Parameter bound: At least 1.
    public mutating func nextIndex(below bound: Int) -> Int {
        precondition(bound > 0, "an index needs a range that is not empty")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// True with the given probability.
    ///
    /// - Parameter probability: At or below 0 is never, at or above 1 always.
    public mutating func nextBool(probability: Double) -> Bool {
        nextUniform() < probability
    }

    /// A standard normal deviate (mean 0, variance 1), by Marsaglia's polar method (1964).
    ///
    /// Deviates come in pairs: every second call is nearly free.
    public mutating func nextNormal() -> Double {
        if let spare = spareDeviate {
            spareDeviate = nil
            return spare
        }
        while true {
            let x = 2 * nextUniform() - 1
            let y = 2 * nextUniform() - 1
            let square = x * x + y * y
            guard square > 0, square < 1 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            spareDeviate = y * factor
            return x * factor
        }
    }
}

/// Advances a SplitMix64 state and gives its next output (Steele, Lea, Flood, 2014).
private func splitMix64(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed &>> 31)
}
