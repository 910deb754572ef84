import Catalog
import Credit
import Features
import Foundation
import Statistics

/// The past clients with a known outcome by their places in the portfolio, one byte for each variable.
///
/// A value becomes its rank among all clients, 0…254: every variable then has the same spread, however odd its scale. The distance
/// of two clients is the root of their mean squared difference of ranks; unknown and known are half the spread apart.
/// A question reads every client once: exact, some milliseconds for a few hundred thousand.
struct SimilarIndex: Sendable, Codable {
    /// The variables.
    let features: [String]
    /// The values at 254 places between ranks, ascending, by variable.
    let cuts: [[Float]]
    /// The clients' numbers, ascending, eight bytes each.
    let clients: Data
    /// 1 where the loan went unpaid.
    let outcomes: Data
    /// The ranks, variable after variable; 255 is unknown.
    let ranks: Data

    /// At most so many clients alike, those as far as the last included.
    static let most = 500
    /// Clients further apart than this share of the spread are not alike.
    static let furthest = 0.15
    static let unknown: UInt8 = 255

    /// How many clients there are.
    var count: Int { outcomes.count }
    /// Whether the parts fit each other.
    var isWhole: Bool {
        cuts.count == features.count && clients.count == 8 * count && ranks.count == features.count * count
    }

    /// Values at the places between ranks, from the known values of all clients in ascending order.
    static func cuts(_ sorted: [Float]) -> [Float] {
        guard let last = sorted.indices.last else { return [] }
        return (1...254).map { sorted[min(last, $0 * sorted.count / 255)] }
    }

    /// The rank of a value: how many cuts lie at or below it.
    static func rank(_ value: Float, _ cuts: [Float]) -> UInt8 {
        guard !value.isNaN else { return unknown }
        var low = 0, high = cuts.count
        while low < high {
            let middle = (low + high) / 2
            if cuts[middle] <= value { low = middle + 1 } else { high = middle }
        }
        return UInt8(low)
    }

    /// The group of clients like one.
    func clients(
        like row: FeatureRow, in schema: FeatureSchema, except client: ClientID?, words: PortfolioWords
    ) -> SimilarClients {
        let values = values(of: row, in: schema)
        let variables = zip(features, values).map { words.variable($0, $1) }
        let distances = distances(values)
        guard let near = near(distances, except: client), near.count >= SimilarClients.fewest else {
            return SimilarClients(
                count: 0, middleDistance: nil, furthestDistance: nil, variables: variables, defaultRate: nil)
        }
        let unpaid = distances.enumerated().count { place, distance in
            distance <= UInt32(near.reach) && place != near.own && outcomes[place] == 1
        }
        let interval = wilsonInterval(successes: unpaid, trials: near.count)
        return SimilarClients(
            count: near.count, middleDistance: hundredths(near.middle), furthestDistance: hundredths(near.reach),
            variables: variables,
            defaultRate: interval.map {
                ObservedRate(rate: Double(unpaid) / Double(near.count), low: $0.low, high: $0.high)
            })
    }

    /// The numbers of the clients like one, ascending; none when they are too few to speak of.
    func numbers(like row: FeatureRow, in schema: FeatureSchema, except client: ClientID?) -> [ClientID] {
        let distances = distances(values(of: row, in: schema))
        guard let near = near(distances, except: client), near.count >= SimilarClients.fewest else { return [] }
        return clients.withUnsafeBytes { bytes in
            distances.indices.filter { distances[$0] <= UInt32(near.reach) && $0 != near.own }.map {
                ClientID(
                    rawValue: Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Int64.self)))
            }
        }
    }

    private func values(of row: FeatureRow, in schema: FeatureSchema) -> [FeatureValue] {
        let positions = schema.positions
        return features.map { name in
            positions[name].flatMap { row.values.indices.contains($0) ? row.values[$0] : nil } ?? .missing
        }
    }

    /// How far the clients alike reach, in sums of squares.
    private struct Near {
        let own: Int?
        let count: Int
        let middle: Int
        let reach: Int
    }

    /// As many clients at each distance as there are; then out to where there are enough; nil when none is alike.
    private func near(_ distances: [UInt32], except client: ClientID?) -> Near? {
        let own = client.flatMap { place(of: $0.rawValue) }
        let limit = UInt32(Self.furthest * 254 * Self.furthest * 254 * Double(max(features.count, 1)))
        var tally = [Int](repeating: 0, count: Int(limit) + 1)
        for (place, distance) in distances.enumerated() where distance <= limit && place != own {
            tally[Int(distance)] += 1
        }
        var reach = 0, alike = 0
        for distance in tally.indices where alike < Self.most {
            alike += tally[distance]
            if tally[distance] > 0 { reach = distance }
        }
        guard alike > 0 else { return nil }
        var middle = 0, passed = 0
        while passed * 2 < alike {
            passed += tally[middle]
            middle += 1
        }
        return Near(own: own, count: alike, middle: middle - 1, reach: reach)
    }

    private func hundredths(_ squares: Int) -> Double {
        (Double(max(squares, 0)) / Double(max(features.count, 1))).squareRoot() / 254 * 100
    }

    /// The sum of squared differences of ranks to every client.
    private func distances(_ values: [FeatureValue]) -> [UInt32] {
        var sums = [UInt32](repeating: 0, count: count)
        ranks.withUnsafeBytes { ranks in
            sums.withUnsafeMutableBufferPointer { sums in
                for (variable, value) in values.enumerated() {
                    let number: Float = if case .number(let number) = value { number } else { .nan }
                    let table = Self.squares(from: Self.rank(number, cuts[variable]))
                    let start = variable * sums.count
                    table.withUnsafeBufferPointer { table in
                        for place in sums.indices { sums[place] &+= table[Int(ranks[start + place])] }
                    }
                }
            }
        }
        return sums
    }

    private static func squares(from rank: UInt8) -> [UInt32] {
        (0...255).map { other in
            switch (rank, UInt8(other)) {
            case (unknown, unknown): return 0
            case (unknown, _), (_, unknown): return 127 * 127
            default:
                let difference = other - Int(rank)
                return UInt32(difference * difference)
            }
        }
    }

    /// Where a client stands; nil for one without a known outcome.
    private func place(of client: Int64) -> Int? {
        clients.withUnsafeBytes { bytes in
            var low = 0, high = count
            while low < high {
                let middle = (low + high) / 2
                let other = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * middle, as: Int64.self))
                if other == client { return middle }
                if other < client { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }
}
