import Catalog
import Credit
import Features
import FeaturesDuckDB
import Fixtures
import Statistics

/// Rows of the small lender as a file holds them, before anything is cleaned; nil is an empty field.
struct SmallLender {
    struct Application {
        var client: Int
        var defaulted: Bool?
        var birth: Double?
        var hired: Double?
        var job: String?
        var region: String?
        var income: Double?
        var credit: Double?
        var score: Double?
        var owns: String?
    }

    struct Loan {
        var client: Int
        var state: String?
        var opened: Double?
        var amount: Double?
        var debt: Double?
        var late: Double?
    }

    var applications: [Application] = []
    var loans: [Loan] = []

    /// Random rows with ties, negative numbers, half steps, sentinels, impossible values and infinities.
    ///
    /// Every client has 0…9 loans; a fifth of them have none. `unknown` is the share of empty fields.
    init(clients: Int, unknown: Double, seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func pick<Value>(_ values: [Value]) -> Value? {
            generator.nextBool(probability: unknown) ? nil : values[generator.nextIndex(below: values.count)]
        }
        func amount() -> Double? {
            let random = ((generator.nextUniform() - 0.3) * 1e6 * 100).rounded() / 100
            return pick([
                random, random, 0, -0.0, 100, 100, -250.5, 0.0005, -0.0005, 999_999.99, 1e6, -1e6, 1_000_001, .infinity,
                -.infinity, .nan,
            ])
        }
        for index in 0..<clients {
            let client = 1_000 + index * 7
            applications.append(
                Application(
                    client: client, defaulted: pick([true, false]), birth: pick([-9_000, -14_000, 0, 1, -50_000]),
                    hired: pick([-10, -400, 365_243, -30_000, 0]),
                    job: pick(["Clerk", "Cook", "XNA", "Pilot, retired"]),
                    region: pick(["North", "South"]), income: pick([0, 1_000, 52_345.67, 2e9, -1]),
                    credit: pick([0, 10_000, 1e9]), score: pick([0, 0.5, 1, 1.5, .nan]),
                    owns: pick(["Y", "N", "maybe"])))
            for _ in 0..<max(0, generator.nextIndex(below: 12) - 2) {
                loans.append(
                    Loan(
                        client: client, state: pick(["Active", "Closed", "XNA", "Odd \"state\""]),
                        opened: pick([-365, -999, -1_000, -1_001, 0, -4_999, -5_001, 10]), amount: amount(),
                        debt: amount(),
                        late: pick([0, 1, 1, 2, -1])))
            }
        }
    }

    /// The application file as comma-separated text.
    var applicationText: String {
        let header = "CLIENT,DEFAULTED,SEX,DAYS_BIRTH,DAYS_HIRED,JOB,REGION,INCOME,CREDIT,SCORE,OWNS_HOME"
        let lines = applications.map { row in
            [
                "\(row.client)", row.defaulted.map { $0 ? "1" : "0" } ?? "", "F", field(row.birth), field(row.hired),
                field(row.job),
                field(row.region), field(row.income), field(row.credit), field(row.score), field(row.owns),
            ].joined(separator: ",")
        }
        return ([header] + lines).map { $0 + "\n" }.joined()
    }

    /// The loans file as comma-separated text.
    var loansText: String {
        let lines = loans.enumerated().map { index, row in
            [
                "\(index)", "\(row.client)", field(row.state), field(row.opened), field(row.amount), field(row.debt),
                field(row.late),
            ].joined(separator: ",")
        }
        return (["LOAN,CLIENT,STATE,DAYS_OPENED,AMOUNT,DEBT,LATE"] + lines).map { $0 + "\n" }.joined()
    }

    private func field(_ value: Double?) -> String { value.map { "\($0)" } ?? "" }

    private func field(_ word: String?) -> String {
        guard let word else { return "" }
        let isPlain = !word.contains { ",\"\n".contains($0) }
        return isPlain ? word : "\"" + word.replacing("\"", with: "\"\"") + "\""
    }

    /// Writes both files into a folder.
    func write(to folder: TemporaryFolder) throws {
        try folder.write(applicationText, to: "data/application_train.csv")
        try folder.write(loansText, to: "data/loans.csv")
    }
}

/// The small lender's features, computed from the files in `data` of a folder into its `features`.
@discardableResult
func compute(
    _ folder: TemporaryFolder, threads: Int = 2, catalog: LenderCatalog? = nil,
    by computation: DuckDBFeatureEngine.Computation = .blocks, clientsPerBlock: Int = 2_048,
    memoryLimitBytes: Int? = nil
) throws -> FeatureTable {
    let catalog = try catalog ?? CatalogFiles.small.read()
    let tables = try RawTables(folder: folder.file("data"), catalog: catalog)
    let engine = DuckDBFeatureEngine(
        threads: threads, memoryLimitBytes: memoryLimitBytes, computation: computation, clientsPerBlock: clientsPerBlock
    )
    let plan = FeaturePlan(catalog: catalog, available: tables.available)
    _ = try engine.run(plan, on: tables, to: folder.file("features")) { _, _ in }
    return try engine.load(folder.file("features"))
}

extension FeatureTable {
    /// Everything in the table as bits and words, so that two tables are equal only when every bit is.
    var fingerprint: [String] {
        let values = zip(schema.columns, columns).map { column, values in
            switch values {
            case .numbers(let numbers):
                column.name + ":" + numbers.map { String($0.bitPattern, radix: 16) }.joined(separator: ",")
            case .levels(let codes, let levels):
                column.name + ":" + codes.map { $0 < 0 ? "?" : levels[Int($0)] }.joined(separator: ",")
            }
        }
        return ["clients:\(clients)", "outcomes:\(outcomes)", "persons:\(persons)"] + values
    }

    /// One client's features by name.
    func values(of client: Int) -> [String: FeatureValue] {
        guard let index = clients.firstIndex(where: { $0.rawValue == Int64(client) }) else { return [:] }
        return Dictionary(zip(schema.columns.map(\.name), row(index).values), uniquingKeysWith: { first, _ in first })
    }
}
