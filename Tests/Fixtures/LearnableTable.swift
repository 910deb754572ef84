public import Catalog
import Credit
public import Features
import Statistics

/// A feature table of the small lender whose outcomes follow a known law.
public struct LearnableTable: Sendable {
    /// The small lender's catalog.
    public let catalog: LenderCatalog
    /// The table, of application features alone.
    public let table: FeatureTable
    /// The log-odds that each outcome was drawn from.
    public let truth: [Double]

    /// Draws clients.
    ///
    /// Every fourth person has two applications. `SCORE`, `JOB`, `INCOME`, `OWNS_HOME`, `REGION` and `DAYS_BIRTH` carry
    /// signal; one value in ten is missing.
    /// - Parameters:
    ///   - rows: how many.
    ///   - unlabelled: rows at the end without outcome.
    ///   - files: the small lender's catalog, or one with more in it.
    public init(rows: Int, unlabelled: Int = 0, seed: UInt64, files: CatalogFiles = .small) throws {
        catalog = try files.read()
        let plan = FeaturePlan(catalog: catalog, available: [catalog.root])
        var generator = SeededGenerator(seed: seed)
        let jobs = ["Clerk", "Cook", "Driver"], regions = ["North", "South"]
        var values: [String: [Float]] = [:]
        var codes: [String: [Int32]] = ["JOB": [], "REGION": []]
        var outcomes: [Bool?] = []
        var persons: [Int32] = []
        var truth: [Double] = []
        for row in 0..<rows {
            func known(_ value: Double) -> Float { generator.nextBool(probability: 0.1) ? .nan : Float(value) }
            let score = generator.nextUniform(), income = 20_000 + 80_000 * generator.nextUniform()
            let credit = 50_000 + 400_000 * generator.nextUniform()
            let job = generator.nextIndex(below: 3), region = generator.nextIndex(below: 2)
            let owns = generator.nextBool(probability: 0.5)
            let birth = -(7_000 + 15_000 * generator.nextUniform()).rounded()
            let hired = -(6_000 * generator.nextUniform()).rounded()
            let logOdds =
                -1.2 + 4 * (0.5 - score) + (job == 1 ? 0.8 : 0) - 1.5 * (income - 60_000) / 80_000 + (owns ? -0.5 : 0.5)
                + (region == 1 ? 0.4 : -0.4) + (birth + 14_500) / 15_000
            truth.append(logOdds)
            outcomes.append(row < rows - unlabelled ? generator.nextBool(probability: logistic(logOdds)) : nil)
            persons.append(Int32(row % 5 == 4 ? row - 1 : row))
            let isUnknown = generator.nextBool(probability: 0.1)
            let numbers: [String: Float] = [
                "SCORE": known(score), "INCOME": known(income), "DAYS_BIRTH": known(birth),
                "DAYS_HIRED": isUnknown ? .nan : Float(hired), "DAYS_HIRED.missing": isUnknown ? 1 : 0,
                "OWNS_HOME": known(owns ? 1 : 0), "credit_to_income": Float(credit / income),
            ]
            for (name, value) in numbers { values[name, default: []].append(value) }
            codes["JOB"]?.append(generator.nextBool(probability: 0.1) ? -1 : Int32(job))
            codes["REGION"]?.append(Int32(region))
        }
        self.truth = truth
        table = FeatureTable(
            schema: plan.schema, clients: (0..<rows).map { ClientID(rawValue: 100_001 + Int64($0)) },
            outcomes: outcomes,
            persons: persons,
            columns: plan.schema.columns.map { column in
                column.isCategory
                    ? .levels(codes: codes[column.name] ?? [], levels: column.name == "JOB" ? jobs : regions)
                    : .numbers(values[column.name] ?? [])
            })
    }
}

extension FeatureTable {
    /// The same table with other outcomes.
    public func replacing(outcomes: [Bool?]) -> FeatureTable {
        FeatureTable(schema: schema, clients: clients, outcomes: outcomes, persons: persons, columns: columns)
    }
}
