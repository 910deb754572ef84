import Features

/// 128 bits that two columns share when they hold the same; columns that differ share them by chance once in 2^128 pairs.
///
/// The mixing is that of Austin Appleby's MurmurHash3 (x64, 128 bits, seed 0) over each value's 32 bits, lowest byte first. All
/// values that nobody knows count as one, and so do 0 and −0.
struct Fingerprint: Hashable, Sendable {
    let low: UInt64
    let high: UInt64

    /// Of all values, in order; numbers and levels are never the same.
    ///
    /// - Complexity: O(rows).
    init(_ column: FeatureTable.Column) {
        switch column {
        case .numbers(let values):
            self.init(words: values.count, tail: [0]) { values[$0].plainBits }
        case .levels(let codes, let levels):
            // Codes mean something with their levels only, and these have different lengths.
            let names = levels.flatMap { name in [UInt32(name.utf8.count)] + name.utf8.map(UInt32.init) }
            self.init(words: codes.count, tail: [1] + names) { UInt32(bitPattern: codes[$0]) }
        }
    }

    /// Of words: `count` by their position, then others.
    init(words count: Int, tail: [UInt32], _ word: (Int) -> UInt32) {
        var mixer = Mixer()
        var place = 0
        while place + 4 <= count {
            mixer.mix(word(place), word(place + 1), word(place + 2), word(place + 3))
            place += 4
        }
        let rest = (place..<count).map(word) + tail
        var mixed = 0
        while mixed + 4 <= rest.count {
            mixer.mix(rest[mixed], rest[mixed + 1], rest[mixed + 2], rest[mixed + 3])
            mixed += 4
        }
        (low, high) = mixer.finish(rest[mixed...], bytes: UInt64(count + tail.count) * 4)
    }
}

extension Float {
    /// The value's bits, the same for all that compare equal and for all that are NaN.
    var plainBits: UInt32 { isNaN ? Float.nan.bitPattern : self == 0 ? 0 : bitPattern }
}

/// The state of MurmurHash3.
private struct Mixer {
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    private static let a: UInt64 = 0x87C3_7B91_1142_53D5
    private static let b: UInt64 = 0x4CF5_AD43_2745_937F

    @inline(__always)
    mutating func mix(_ w: UInt32, _ x: UInt32, _ y: UInt32, _ z: UInt32) {
        first ^= Self.scrambled(UInt64(x) << 32 | UInt64(w), Self.a, 31, Self.b)
        first = (first.rotated(27) &+ second) &* 5 &+ 0x52DC_E729
        second ^= Self.scrambled(UInt64(z) << 32 | UInt64(y), Self.b, 33, Self.a)
        second = (second.rotated(31) &+ first) &* 5 &+ 0x3849_5AB5
    }

    /// Takes the last words, fewer than four, and the length in bytes of all.
    mutating func finish(_ rest: ArraySlice<UInt32>, bytes: UInt64) -> (UInt64, UInt64) {
        func word(_ place: Int) -> UInt64 { rest.dropFirst(place).first.map(UInt64.init) ?? 0 }
        second ^= Self.scrambled(word(3) << 32 | word(2), Self.b, 33, Self.a)
        first ^= Self.scrambled(word(1) << 32 | word(0), Self.a, 31, Self.b)
        first ^= bytes
        second ^= bytes
        first &+= second
        second &+= first
        first = Self.spread(first)
        second = Self.spread(second)
        first &+= second
        second &+= first
        return (first, second)
    }

    @inline(__always)
    private static func scrambled(_ word: UInt64, _ before: UInt64, _ turn: UInt64, _ after: UInt64) -> UInt64 {
        (word &* before).rotated(turn) &* after
    }

    private static func spread(_ word: UInt64) -> UInt64 {
        var word = (word ^ word >> 33) &* 0xFF51_AFD7_ED55_8CCD
        word = (word ^ word >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return word ^ word >> 33
    }
}

extension UInt64 {
    @inline(__always)
    fileprivate func rotated(_ bits: UInt64) -> UInt64 { self << bits | self >> (64 - bits) }
}
