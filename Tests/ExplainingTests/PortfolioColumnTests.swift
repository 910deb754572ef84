import Catalog
import Credit
import Explaining
import Features
import Statistics
import Testing

@Suite("A column of all clients")
struct PortfolioColumnTests {
    static func numbers(_ count: Int, seed: UInt64, distinct: Int? = nil) -> [Float] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            if generator.nextBool(probability: 0.1) { return .nan }
            let value = generator.nextUniform() * 1_000
            return distinct.map { Float(Int(value) % $0) } ?? Float(value * value)
        }
    }

    @Test("tells every value apart where few are taken", arguments: [1, 2, 7, 254])
    func values(distinct: Int) throws {
        let numbers = Self.numbers(5_000, seed: 1, distinct: distinct)
        let column = PortfolioColumn(numbers)
        let taken = Set(numbers.filter { !$0.isNaN }).sorted()
        #expect(column.scale == .values(taken))
        for (number, rank) in zip(numbers, column.ranks) {
            #expect(number.isNaN ? rank == PortfolioColumn.unknown : taken[Int(rank)] == number)
        }
    }

    @Test("keeps the order of all values, with as many clients between any two cuts")
    func cuts() throws {
        let numbers = Self.numbers(20_000, seed: 2)
        let column = PortfolioColumn(numbers)
        guard case .cuts(let cuts) = column.scale else {
            Issue.record("there must be cuts")
            return
        }
        #expect(cuts.count == 254 && column.rankCount == 255)
        for (number, rank) in zip(numbers, column.ranks) {
            #expect(number.isNaN ? rank == 255 : Int(rank) == cuts.count { $0 <= number })
        }
        let known = numbers.count { !$0.isNaN }
        var counts = [Int](repeating: 0, count: 256)
        for rank in column.ranks { counts[Int(rank)] += 1 }
        for rank in 0..<255 { #expect(abs(counts[rank] - known / 255) <= 1) }
    }

    @Test("what is not finite is unknown, and nothing at all is a column too")
    func unknown() throws {
        let column = PortfolioColumn([.nan, .infinity, -.infinity, 3])
        #expect(column.ranks == [255, 255, 255, 0] && column.scale == .values([3]))
        #expect(PortfolioColumn([.nan, .nan]).ranks == [255, 255])
        #expect(PortfolioColumn([]).ranks.isEmpty)
        #expect(PortfolioColumn(codes: [-1], levels: []).ranks == [255])
        #expect(column.rank(of: .missing) == 255 && column.rank(of: .level("x")) == 255)
        #expect(column.rank(of: .number(2)) == 0 && column.rank(of: .number(9)) == 0)
    }

    @Test("numbers levels by how common they are, the last for all that come after it")
    func levels() throws {
        let levels = ["rare", "common", "never", "middle"]
        let column = PortfolioColumn(codes: [1, 1, 1, 3, 3, 0, -1], levels: levels)
        #expect(column.scale == .levels(["common", "middle", "rare"]))
        #expect(column.ranks == [0, 0, 0, 1, 1, 2, 255])
        #expect(column.rank(of: .level("middle")) == 1 && column.rank(of: .level("never")) == 255)
        let many = PortfolioColumn(codes: (0..<400).map { Int32($0) }, levels: (0..<400).map { "level \($0)" })
        #expect(many.rankCount == 254 && many.ranks.filter { $0 == 253 }.count == 400 - 253)
        #expect(many.rank(of: .level("unheard of")) == 253)
    }

    @Test("comes back from its bytes, and bytes that are damaged are told")
    func coding() throws {
        let columns = [
            PortfolioColumn(Self.numbers(3_000, seed: 3)), PortfolioColumn(Self.numbers(300, seed: 4, distinct: 9)),
            PortfolioColumn(codes: [0, 1, -1], levels: ["é", "e\u{301} \u{0}"]), PortfolioColumn([]),
        ]
        for column in columns {
            let bytes = column.encoded()
            #expect(try PortfolioColumn(encoded: bytes) == column)
            for length in 0..<min(9, bytes.count) {
                #expect(throws: ExplainingError.self) { try PortfolioColumn(encoded: Array(bytes.prefix(length))) }
            }
            #expect(throws: ExplainingError.self) { try PortfolioColumn(encoded: [0] + bytes) }
        }
        let clients = PortfolioClients(numbers: [3, 5, .max], outcomes: [0, 1, 2])
        let back = try PortfolioClients(encodedNumbers: clients.encodedNumbers, outcomes: clients.outcomes)
        #expect(back.numbers == clients.numbers && back.outcomes == clients.outcomes)
        #expect(back.place(of: ClientID(rawValue: 5)) == 1 && back.place(of: ClientID(rawValue: 4)) == nil)
        #expect(throws: ExplainingError.self) { try PortfolioClients(encodedNumbers: [1], outcomes: [0]) }
        #expect(throws: ExplainingError.self) {
            try PortfolioClients(encodedNumbers: [UInt8](repeating: 0, count: 8), outcomes: [3])
        }
    }

    @Test("a band of ten years holds those of the same decade of life and no one else")
    func decades() throws {
        var generator = SeededGenerator(seed: 5)
        let days = (0..<6_000).map { _ in -Float((7_300 + 18_000 * generator.nextUniform()).rounded()) }
        let band = ComparisonBand.width(10), sorted = days.sorted()
        let edges = band.edges(of: .daysAgo, from: Double(sorted[0]), to: Double(sorted[sorted.count - 1]))
        let column = PortfolioColumn(days, edges: edges)
        func age(_ days: Float) -> Int { Int(Double(-days) / 365.25) }
        for day in days.prefix(300) + [-10_957, -10_958, -7_305] {
            let alike = band.alike(Double(day), of: .daysAgo)
            let ranks = try #require(column.ranks(alike: column.rank(of: .number(day)), within: alike))
            for (other, rank) in zip(days, column.ranks) {
                #expect(ranks.contains(rank) == (age(other) / 10 == age(day) / 10), "\(day) \(other)")
            }
        }
    }

    @Test("bands of amounts begin at multiples of their width", arguments: [100.0, 250.0])
    func amounts(width: Double) throws {
        let numbers = PortfolioColumnTests.numbers(4_000, seed: 6).map { $0 / 400 }
        let known = numbers.filter { !$0.isNaN }.sorted()
        let band = ComparisonBand.width(width)
        let column = PortfolioColumn(
            numbers, edges: band.edges(of: .money, from: Double(known[0]), to: Double(known[known.count - 1])))
        for number in known.prefix(100) + known.suffix(100) {
            let ranks = try #require(
                column.ranks(
                    alike: column.rank(of: .number(number)), within: band.alike(Double(number), of: .money)))
            for (other, rank) in zip(numbers, column.ranks) where !other.isNaN {
                #expect(ranks.contains(rank) == (Int(Double(other) / width) == Int(Double(number) / width)))
            }
        }
    }

    @Test("fifths are as large as each other, and follow each other without a gap")
    func fifths() throws {
        let column = PortfolioColumn(Self.numbers(10_000, seed: 7))
        let groups = Set((0..<255).compactMap { column.ranks(alike: UInt8($0), within: .fifths) })
            .sorted { $0.lowerBound < $1.lowerBound }
        #expect(groups.count == 5 && groups[0].lowerBound == 0 && groups[4].upperBound == 254)
        let known = column.ranks.count { $0 != 255 }
        for (group, next) in zip(groups, groups.dropFirst()) { #expect(group.upperBound + 1 == next.lowerBound) }
        for group in groups { #expect(abs(column.ranks.count { group.contains($0) } - known / 5) <= 2) }
        #expect(column.ranks(alike: 255, within: .fifths) == nil && column.ranks(alike: 255, within: .same) == nil)
        // One value that most have fills more than a fifth: its fifth holds all of it.
        let flat = PortfolioColumn([Float](repeating: 1, count: 90) + (2..<12).map { Float($0) })
        #expect(flat.ranks(alike: 0, within: .fifths) == 0...0)
    }
}
