/// A column of numbers in about 150 points: its distribution function, exact at each and straight between them.
///
/// Points are the lowest and highest value, the quantiles at every 1/resolution, and in each tail quantiles at half the
/// distance again and again down to one row, so that far values keep their weight. A value that many rows share is always a
/// point. With at most twice as many different values as the resolution every value is a point, and nothing is lost.
///
/// What it says of the full data:
/// - counts below or at a point, shares of bins between points, mean, deviation, lowest and highest: exact;
/// - Kolmogorov–Smirnov: off by at most ``distanceError``, itself at most 1/resolution, and far less where values spread evenly;
/// - the area between distribution functions: off by at most ``areaError``.
public struct NumberProfile: Sendable, Hashable, Codable {
    /// The quantiles kept when none is asked: 1/128 apart.
    public static let defaultResolution = 128

    /// Known values.
    public let count: Int
    /// Their mean.
    public let mean: Double
    /// Their population standard deviation (divided by n).
    public let deviation: Double
    /// Strictly increasing, at least one: the first is the lowest value, the last the highest.
    public let points: [Double]
    /// Rows at each point, at least 1.
    public let at: [Int]
    /// Rows strictly between each point and the next; one fewer than the points.
    public let between: [Int]
    /// Whether values were single-precision: data set against them is rounded alike.
    public let isSinglePrecision: Bool

    /// Describes a sample; nil without values.
    ///
    /// - Parameters:
    ///   - sample: The known values.
    ///   - resolution: Quantiles to keep, at least 1.
    /// - Complexity: O(n) for the mean; the points cost O(resolution · log n).
    public init?(of sample: SortedSample, resolution: Int = NumberProfile.defaultResolution) {
        precondition(resolution >= 1, "at least one quantile")
        guard let moments = sample.moments else { return nil }
        let values = Self.everyValue(of: sample, upTo: 2 * resolution) ?? Self.quantiles(of: sample, resolution)
        self.init(sample: sample, moments: moments, points: values)
    }

    /// Describes a sample with every different value as a point: exact, and as large as the sample may be.
    init?(exactly sample: SortedSample) {
        guard let moments = sample.moments else { return nil }
        var points: [Double] = []
        var at: [Int] = []
        for rank in 0..<sample.count {
            let value = sample[rank]
            if value == points.last {
                at[at.count - 1] += 1
            } else {
                points.append(value)
                at.append(1)
            }
        }
        count = sample.count
        (mean, deviation) = moments
        isSinglePrecision = sample.isSinglePrecision
        self.points = points
        self.at = at
        between = [Int](repeating: 0, count: points.count - 1)
    }

    private init(sample: SortedSample, moments: (mean: Double, deviation: Double), points: [Double]) {
        count = sample.count
        (mean, deviation) = moments
        isSinglePrecision = sample.isSinglePrecision
        self.points = points
        var at: [Int] = []
        var between: [Int] = []
        var end = 0
        for point in points {
            let start = sample.rank(of: point, includingEqual: false)
            if !at.isEmpty { between.append(start - end) }
            end = sample.rank(of: point, includingEqual: true)
            at.append(end - start)
        }
        self.at = at
        self.between = between
    }

    private init(_ other: NumberProfile, points: [Double], at: [Int], between: [Int]) {
        count = other.count
        mean = other.mean
        deviation = other.deviation
        isSinglePrecision = true
        self.points = points
        self.at = at
        self.between = between
    }

    /// Whether every value is a point, so that nothing is lost.
    public var isExact: Bool { between.allSatisfy { $0 == 0 } }

    /// How far a Kolmogorov–Smirnov distance from this profile can be from that of the full data, 0...1.
    public var distanceError: Double { Double(between.max() ?? 0) / Double(count) }

    /// How far the area between distribution functions can be from that of the full data, in the unit of the values.
    public var areaError: Double {
        between.indices.reduce(0) { $0 + Double(between[$1]) * (points[$1 + 1] - points[$1]) / 2 } / Double(count)
    }

    /// A quantile, by linear interpolation between order statistics (Hyndman and Fan's type 7).
    ///
    /// - Parameter probability: In 0...1. Exact where the order statistics are points; else within the two points around it.
    public func quantile(_ probability: Double) -> Double {
        precondition(probability >= 0 && probability <= 1, "a quantile's probability lies in 0...1")
        let place = Double(count - 1) * probability
        var first = 0.0
        for k in points.indices {
            let last = first + Double(at[k]) - 1
            if place <= last { return points[k] }
            guard k + 1 < points.count else { break }
            let next = last + Double(between[k]) + 1
            if place < next { return points[k] + (points[k + 1] - points[k]) * (place - last) / (next - last) }
            first = next
        }
        return points[points.count - 1]
    }

    /// The same profile in single precision; points that become equal are put together.
    var rounded: NumberProfile {
        guard !isSinglePrecision else { return self }
        var points: [Double] = []
        var at: [Int] = []
        var between: [Int] = []
        for k in self.points.indices {
            let value = Double(Float(self.points[k]))
            let gap = k > 0 ? self.between[k - 1] : 0
            if value == points.last {
                at[at.count - 1] += self.at[k] + gap
            } else {
                if k > 0 { between.append(gap) }
                points.append(value)
                at.append(self.at[k])
            }
        }
        return NumberProfile(self, points: points, at: at, between: between)
    }

    /// Rows below each point.
    var before: [Int] {
        var sum = 0
        return points.indices.map { k in
            defer { sum += at[k] + (k < between.count ? between[k] : 0) }
            return sum
        }
    }

    /// Every different value, unless there are more than a number of them.
    private static func everyValue(of sample: SortedSample, upTo most: Int) -> [Double]? {
        var values: [Double] = []
        var rank = 0
        while rank < sample.count {
            guard values.count < most else { return nil }
            values.append(sample[rank])
            rank = sample.endOfRun(from: rank, of: sample[rank])
        }
        return values
    }

    private static func quantiles(of sample: SortedSample, _ resolution: Int) -> [Double] {
        let last = sample.count - 1
        var ranks = (0...resolution).map { Int((Double($0) * Double(last) / Double(resolution)).rounded()) }
        var tail = last / resolution / 2
        while tail > 0 {
            ranks += [tail, last - tail]
            tail /= 2
        }
        var points: [Double] = []
        for rank in ranks.sorted() where sample[rank] != points.last { points.append(sample[rank]) }
        return points
    }

    private enum CodingKeys: String, CodingKey {
        case count, mean, deviation, points, at, between
        case isSinglePrecision = "single_precision"
    }

    /// Writes a profile; points of single precision in as few digits as tell them apart.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(count, forKey: .count)
        try container.encode(mean, forKey: .mean)
        try container.encode(deviation, forKey: .deviation)
        if isSinglePrecision {
            try container.encode(points.map { Float($0) }, forKey: .points)
        } else {
            try container.encode(points, forKey: .points)
        }
        try container.encode(at, forKey: .at)
        try container.encode(between, forKey: .between)
        try container.encode(isSinglePrecision, forKey: .isSinglePrecision)
    }

    /// Reads a profile, refusing one that describes no distribution.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        count = try container.decode(Int.self, forKey: .count)
        mean = try container.decode(Double.self, forKey: .mean)
        deviation = try container.decode(Double.self, forKey: .deviation)
        isSinglePrecision = try container.decode(Bool.self, forKey: .isSinglePrecision)
        points =
            isSinglePrecision
            ? try container.decode([Float].self, forKey: .points).map(Double.init)
            : try container.decode([Double].self, forKey: .points)
        at = try container.decode([Int].self, forKey: .at)
        between = try container.decode([Int].self, forKey: .between)
        guard !points.isEmpty, at.count == points.count, between.count == points.count - 1,
            zip(points, points.dropFirst()).allSatisfy({ $0 < $1 }), at.allSatisfy({ $0 > 0 }),
            between.allSatisfy({ $0 >= 0 }), at.reduce(0, +) + between.reduce(0, +) == count
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .points, in: container,
                debugDescription: "A profile needs increasing points and counts that add up to its rows.")
        }
    }
}
