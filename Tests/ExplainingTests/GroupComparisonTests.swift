import Credit
import Explaining
import Features
import Statistics
import Testing

@Suite("A client beside a group")
struct GroupComparisonTests {
    /// Clients with two numbers, a category and an outcome.
    struct Population {
        let clients: PortfolioClients
        let income: [Float]
        let children: [Float]
        let jobs: [Int32]
        static let names = ["Clerk", "Cook", "Driver", "Diver"]

        init(_ count: Int, seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            var outcomes: [UInt8] = [], income: [Float] = [], children: [Float] = [], jobs: [Int32] = []
            for _ in 0..<count {
                let wage = 20_000 + 80_000 * generator.nextUniform() * generator.nextUniform()
                income.append(generator.nextBool(probability: 0.05) ? .nan : Float(wage.rounded()))
                children.append(Float(generator.nextIndex(below: 10) * generator.nextIndex(below: 2) / 3))
                let job = generator.nextUniform()
                jobs.append(job < 0.05 ? -1 : job < 0.6 ? 0 : job < 0.9 ? 1 : job < 0.995 ? 2 : 3)
                let isUnpaid = generator.nextBool(probability: wage < 40_000 ? 0.2 : 0.1)
                outcomes.append(generator.nextBool(probability: 0.1) ? 2 : isUnpaid ? 1 : 0)
            }
            clients = PortfolioClients(numbers: (0..<Int64(count)).map { 100 + 3 * $0 }, outcomes: outcomes)
            (self.income, self.children, self.jobs) = (income, children, jobs)
        }

        func counts(_ places: some Sequence<Int>) -> FeatureDistribution.Counts {
            places.reduce(into: FeatureDistribution.Counts()) { counts, place in
                switch clients.outcomes[place] {
                case 0: counts.paid += 1
                case 1: counts.unpaid += 1
                default: counts.open += 1
                }
            }
        }
    }

    static let population = Population(4_000, seed: 11)

    @Test("counts who is lower, the same and higher as looking at each would, the client left out")
    func places() throws {
        let people = Self.population
        let column = PortfolioColumn(people.children)
        for place in stride(from: 0, to: 4_000, by: 199) {
            var group = ClientGroup(all: 4_000)
            group.leaveOut(place)
            let own = people.children[place]
            let comparison = try #require(
                Comparison(column, rank: column.ranks[place], group: group, of: people.clients))
            let others = (0..<4_000).filter { $0 != place }
            #expect(comparison.size == 3_999 && comparison.missing.total == 0)
            #expect(comparison.below == others.count { people.children[$0] < own })
            #expect(comparison.same == others.count { people.children[$0] == own })
            #expect(comparison.above == others.count { people.children[$0] > own })
            #expect(comparison.total == people.counts(others))
        }
    }

    @Test("nobody is lost between the bars, each holds what it says, and none holds fewer than twenty")
    func bars() throws {
        let people = Self.population
        let column = PortfolioColumn(people.income)
        let groups = [
            ClientGroup(all: 4_000),
            ClientGroup((0..<60).map { ClientID(rawValue: 100 + 150 * $0) }, among: people.clients),
        ]
        for group in groups {
            let members = (0..<4_000).filter { group.members[$0] == 1 }
            #expect(members.count == group.count)
            let comparison = try #require(Comparison(column, rank: 255, group: group, of: people.clients))
            #expect(comparison.own == nil && comparison.below == 0 && comparison.above == 0)
            #expect(comparison.missing == people.counts(members.filter { people.income[$0].isNaN }))
            for bin in comparison.bins {
                guard case .range(let low, let high, isClosed: false) = bin.content else {
                    Issue.record("a bar of income is a range")
                    continue
                }
                let inside = members.filter {
                    people.income[$0] >= low ?? -.infinity && people.income[$0] < high ?? .infinity
                }
                #expect(bin.counts == people.counts(inside))
                #expect(bin.counts.total >= SimilarClients.fewest)
                let ended = bin.counts.paid + bin.counts.unpaid
                #expect(bin.defaultRate == (ended < 20 ? nil : Double(bin.counts.unpaid) / Double(ended)))
            }
            #expect(comparison.total == people.counts(members))
            #expect(!comparison.bins.isEmpty && comparison.bins.count <= 12)
        }
        #expect(try #require(Comparison(column, rank: 0, group: groups[0], of: people.clients)).bins.count >= 6)
    }

    @Test("rare levels stand together, or nowhere when even together they are too few")
    func levels() throws {
        let people = Self.population
        let column = PortfolioColumn(codes: people.jobs, levels: Population.names)
        let all = try #require(
            Comparison(
                column, rank: column.rank(of: .level("Cook")), group: ClientGroup(all: 4_000), of: people.clients))
        let divers = people.jobs.count { $0 == 3 }
        #expect(all.bins.map(\.content).prefix(3) == [.level("Clerk"), .level("Cook"), .level("Driver")])
        #expect(all.bins.count == (divers >= 20 ? 4 : 3) && all.own == 1)
        #expect(all.same == people.jobs.count { $0 == 1 } && all.missing.total == people.jobs.count { $0 < 0 })
        #expect(all.below == 0 && all.same + all.above + all.missing.total == 4_000)
        let many = PortfolioColumn(codes: (0..<600).map { Int32($0 / 6) }, levels: (0..<100).map { "\($0)" })
        let clients = PortfolioClients(numbers: Array(0..<600), outcomes: [UInt8](repeating: 0, count: 600))
        let rare = try #require(Comparison(many, rank: 4, group: ClientGroup(all: 600), of: clients))
        #expect(rare.bins.map(\.content) == [.others(100)] && rare.own == 0)
    }

    @Test("says nothing at all of fewer than twenty", arguments: [0, 1, 19, 20])
    func few(count: Int) throws {
        let people = Self.population
        let members = (0..<Int64(count)).map { ClientID(rawValue: 100 + 3 * $0) }
        let group = ClientGroup(members + [ClientID(rawValue: 101)] + members.prefix(3), among: people.clients)
        #expect(group.count == count)
        let column = PortfolioColumn(people.children)
        #expect((Comparison(column, rank: 0, group: group, of: people.clients) != nil) == (count >= 20))
        let pair = PairComparison(x: (column, 0), y: (column, 0), group: group, of: people.clients)
        #expect((pair != nil) == (count >= 20))
    }

    @Test("a group that is narrowed keeps who is alike in everything")
    func narrowed() throws {
        let people = Self.population
        let jobs = PortfolioColumn(codes: people.jobs, levels: Population.names)
        let income = PortfolioColumn(people.income)
        var group = ClientGroup(all: 4_000)
        let cooks = try #require(jobs.ranks(alike: jobs.rank(of: .level("Cook")), within: .same))
        group.keep(cooks, of: jobs)
        let fifth = try #require(income.ranks(alike: income.rank(of: .number(30_000)), within: .fifths))
        group.keep(fifth, of: income)
        group.leaveOut(nil)
        for place in 0..<4_000 {
            let isIn = people.jobs[place] == 1 && fifth.contains(income.ranks[place])
            #expect((group.members[place] == 1) == isIn)
        }
        #expect(group.count == group.members.count { $0 == 1 } && group.count > 100)
        let first = try #require(group.members.firstIndex(of: 1))
        group.leaveOut(first)
        group.leaveOut(first)
        #expect(group.members[first] == 0 && group.count == group.members.count { $0 == 1 })
    }

    @Test("two variables make a grid whose cells hold whom they say, those under twenty empty")
    func grid() throws {
        let people = Self.population
        let x = PortfolioColumn(people.income), y = PortfolioColumn(codes: people.jobs, levels: Population.names)
        var group = ClientGroup(all: 4_000)
        group.leaveOut(7)
        let pair = try #require(
            PairComparison(x: (x, x.ranks[7]), y: (y, y.ranks[7]), group: group, of: people.clients))
        #expect(pair.columns.count == 8 && pair.rows.count <= 4 && pair.size == 3_999)
        var sum = FeatureDistribution.Counts()
        for (row, cells) in zip(pair.rows, pair.cells) {
            for (column, cell) in zip(pair.columns, cells) {
                let inside = (0..<4_000).filter {
                    $0 != 7 && column.ranks.contains(x.ranks[$0]) && row.ranks.contains(y.ranks[$0])
                }
                let counts = people.counts(inside)
                sum = sum + counts
                #expect(cell == (inside.count < 20 ? nil : counts))
            }
        }
        #expect(pair.known == sum)
        let sizes = pair.columns.map(\.counts.total)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) < 60, "as many clients in each bar: \(sizes)")
        let own = pair.own.map { (pair.rows[$0.row].ranks, pair.columns[$0.column].ranks) }
        if let own { #expect(own.0.contains(y.ranks[7]) && own.1.contains(x.ranks[7])) }
        let unknown = try #require(PairComparison(x: (x, 255), y: (y, 0), group: group, of: people.clients))
        #expect(unknown.own == nil && unknown.cells == pair.cells)
    }
}
