public import Credit

/// What decisions would have cost on past applications, threshold by threshold.
public struct CostRecord: Hashable, Sendable {
    /// One threshold of the curve.
    public struct Point: Hashable, Sendable {
        /// The threshold.
        public let threshold: Double
        /// What becomes of applications when loans are refused from it.
        public let outcome: Outcome
        /// The 95 % interval of its cost per application, at the lender's own prices.
        public let interval: ClosedRange<Double>

        /// Makes a point.
        public init(threshold: Double, outcome: Outcome, interval: ClosedRange<Double>) {
            self.threshold = threshold
            self.outcome = outcome
            self.interval = interval
        }
    }

    /// What becomes of applications, as shares of all; they add up to 1.
    public struct Outcome: Hashable, Sendable {
        /// Granted and repaid.
        public let grantedRepaid: Double
        /// Granted and unpaid.
        public let grantedUnpaid: Double
        /// Refused, though they would have been repaid.
        public let refusedRepaid: Double
        /// Refused, and they would have gone unpaid.
        public let refusedUnpaid: Double

        /// Makes an outcome from its parts.
        public init(grantedRepaid: Double, grantedUnpaid: Double, refusedRepaid: Double, refusedUnpaid: Double) {
            self.grantedRepaid = grantedRepaid
            self.grantedUnpaid = grantedUnpaid
            self.refusedRepaid = refusedRepaid
            self.refusedUnpaid = refusedUnpaid
        }

        /// Works the four shares out of three that are known.
        ///
        /// With `m` and `a` the prices of the two errors, `g` granted, `d` defaults and `c` the cost, all per application:
        /// `c = m·u + a·(1 − d − g + u)`, so that the unpaid among the granted are `u = (c − a·(1 − d − g)) / (m + a)`.
        public init(cost: Double, granted: Double, defaults: Double, prices: CostMatrix) {
            let (missed, alarm) = (prices.missedDefault, prices.refusedGoodClient)
            let unpaid = (cost - alarm * (1 - defaults - granted)) / (missed + alarm)
            let bounded = min(max(unpaid, 0), min(granted, defaults))
            self.init(
                grantedRepaid: granted - bounded, grantedUnpaid: bounded,
                refusedRepaid: max(0, 1 - defaults - granted + bounded), refusedUnpaid: defaults - bounded)
        }

        /// The share granted.
        public var granted: Double { grantedRepaid + grantedUnpaid }

        /// The cost per application in refused good clients, when a default costs so many of them.
        public func cost(ratio: Double) -> Double { ratio * grantedUnpaid + refusedRepaid }
    }

    /// The same in money: what each kind of decision brings or loses per application.
    public struct Amounts: Hashable, Sendable {
        /// One threshold: means per application.
        public struct Point: Hashable, Sendable {
            /// Lost on loans granted that go unpaid.
            public let lost: Double
            /// Not earned on loans refused that would have been repaid.
            public let foregone: Double

            /// Makes a point.
            public init(lost: Double, foregone: Double) {
                self.lost = lost
                self.foregone = foregone
            }
        }

        /// Share of the credit lost when a loan defaults, 0…1.
        public let lossGivenDefault: Double
        /// Share of the credit earned when a loan is repaid.
        public let margin: Double
        /// Applications whose amount is known.
        public let rows: Int
        /// Lost if every loan were granted.
        public let allLost: Double
        /// Not earned if every loan were refused.
        public let allForegone: Double
        /// By threshold, in the order of the curve.
        public let points: [Point]

        /// Makes the amounts.
        public init(
            lossGivenDefault: Double, margin: Double, rows: Int, allLost: Double, allForegone: Double,
            points: [Point]
        ) {
            self.lossGivenDefault = lossGivenDefault
            self.margin = margin
            self.rows = rows
            self.allLost = allLost
            self.allForegone = allForegone
            self.points = points
        }
    }

    /// The threshold that costs least at one price of a default.
    public struct Ratio: Hashable, Sendable {
        /// What a default costs in refused good clients.
        public let ratio: Double
        /// The cheapest threshold on these applications.
        public let threshold: Double
        /// Its cost per application, in refused good clients; flattered by the choice.
        public let cost: Double

        /// Makes a ratio.
        public init(ratio: Double, threshold: Double, cost: Double) {
            self.ratio = ratio
            self.threshold = threshold
            self.cost = cost
        }
    }

    /// The lender's own prices.
    public let prices: CostMatrix
    /// The threshold in force.
    public let threshold: Double
    /// Where the cheapest threshold falls in 95 % of resamples.
    public let cheapest: ClosedRange<Double>
    /// The curve, by rising threshold.
    public let points: [Point]
    /// The cheapest threshold by price of a default, rising.
    public let ratios: [Ratio]
    /// The same in money; nil where the lender does not say how to count it.
    public let amounts: Amounts?

    /// Makes a record of costs.
    public init(
        prices: CostMatrix, threshold: Double, cheapest: ClosedRange<Double>, points: [Point], ratios: [Ratio],
        amounts: Amounts?
    ) {
        self.prices = prices
        self.threshold = threshold
        self.cheapest = cheapest
        self.points = points
        self.ratios = ratios
        self.amounts = amounts
    }

    /// What a default costs in refused good clients, at the lender's own prices.
    public var ratio: Double { prices.missedDefault / prices.refusedGoodClient }

    /// The place of the point nearest to a threshold; nil without points.
    public func place(nearest threshold: Double) -> Int? {
        points.indices.min {
            (points[$0].threshold - threshold).magnitude < (points[$1].threshold - threshold).magnitude
        }
    }
}
