/// How far apart two profiles' distribution functions are, both straight between their points.
///
/// Of two exact profiles it gives what ``SampleGap`` gives of the samples.
public struct ProfileGap: Sendable, Hashable {
    /// The largest vertical distance, `max |F − G|`, in 0...1.
    public let distance: Double
    /// The area between the two, `∫ |F − G| dx`, in the unit of the values.
    public let area: Double

    /// Walks over two profiles; both should be in the same precision.
    ///
    /// - Complexity: O(points of both).
    public init(_ first: NumberProfile, _ second: NumberProfile) {
        var a = Walk(first)
        var b = Walk(second)
        var distance = 0.0
        var area = 0.0
        var gap = 0.0
        var previous: Double?
        while let x = [a.next, b.next].compactMap({ $0 }).min() {
            let left = a.shareBelow(x) - b.shareBelow(x)
            if let previous { area += (x - previous) * Self.meanAbsolute(gap, left) }
            a.pass(x)
            b.pass(x)
            gap = a.shareAt(x) - b.shareAt(x)
            distance = max(distance, abs(left), abs(gap))
            previous = x
        }
        self.distance = distance
        self.area = area
    }

    /// The mean of `|f|` over an interval on which f goes straight from one value to another.
    private static func meanAbsolute(_ from: Double, _ to: Double) -> Double {
        if from * to >= 0 { return (abs(from) + abs(to)) / 2 }
        return (from * from + to * to) / (2 * (abs(from) + abs(to)))
    }

    /// A place on a profile's distribution function, moving right.
    private struct Walk {
        private let profile: NumberProfile
        private let total: Double
        private var index = 0
        private var passed = 0

        init(_ profile: NumberProfile) {
            self.profile = profile
            total = Double(profile.count)
        }

        /// The next point, if any is left.
        var next: Double? { index < profile.points.count ? profile.points[index] : nil }

        /// Share of rows at or below the last point passed.
        private var share: Double { Double(passed) / total }

        /// Share of rows below a place at or before the next point.
        func shareBelow(_ x: Double) -> Double {
            guard index > 0, index < profile.points.count, profile.between[index - 1] > 0 else { return share }
            let from = profile.points[index - 1]
            let way = x == profile.points[index] ? 1 : (x - from) / (profile.points[index] - from)
            return (Double(passed) + way * Double(profile.between[index - 1])) / total
        }

        /// Moves past a place at or before the next point.
        mutating func pass(_ x: Double) {
            guard next == x else { return }
            passed += profile.at[index] + (index > 0 ? profile.between[index - 1] : 0)
            index += 1
        }

        /// Share of rows at or below a place just passed.
        func shareAt(_ x: Double) -> Double {
            index > 0 && profile.points[index - 1] == x ? share : shareBelow(x)
        }
    }
}
