import Catalog
import Credit
import Features
import Fixtures
import Modeling
import Statistics
import Testing

/// Settings that learn the small lender in a fraction of a second.
let quickSettings: TrainingSettings = {
    var settings = TrainingSettings()
    settings.learningRate = 0.15
    settings.rowsPerLeaf = 20
    settings.featureShare = 0.8
    settings.rounds = 40
    settings.patience = 15
    return settings
}()

/// One trained model for the tests that only read it.
let trainedModel = Result { () throws -> (data: LearnableTable, bundle: ModelBundle) in
    let data = try LearnableTable(rows: 2_000, unlabelled: 100, seed: 1)
    return (data, try Trainer(settings: quickSettings).train(data.table, catalog: data.catalog, losses: []))
}

@Suite("Training")
struct TrainerTests {
    @Test("learns a signal that is there")
    func learns() throws {
        let (data, bundle) = try trainedModel.get()
        let labelled = data.table.outcomes.indices.filter { data.table.outcomes[$0] != nil }
        let best = try #require(
            areaUnderROC(
                scores: labelled.map { data.truth[$0] }, outcomes: labelled.map { data.table.outcomes[$0] == true }))
        #expect(best > 0.8)
        #expect(bundle.evaluation.auc.estimate > best - 0.08)
        #expect(bundle.evaluation.costPerThousand.estimate < bundle.evaluation.costOfGrantingAll)
        #expect(
            bundle.training.rows == 1_900
                && bundle.evaluation.rows + bundle.training.trainingRows + bundle.training.validationRows == 1_900)
        #expect(bundle.training.rounds >= 1 && bundle.training.rounds <= 40)
    }

    @Test("keeps monotone what the catalog says is monotone")
    func monotone() throws {
        let (data, bundle) = try trainedModel.get()
        let model = try ScoringModel(bundle)
        let position = try #require(bundle.encoder.columns.firstIndex { $0.name == "SCORE" })
        let binding = bundle.encoder.binding(to: data.table.schema)
        for row in 0..<50 {
            var encoded = binding.encode(data.table.row(row))
            var last = Double.infinity
            for score in stride(from: Float(0), through: 1, by: 0.05) {
                encoded[position] = score
                let logOdds = try model.logOdds(encoded).value
                #expect(logOdds <= last)
                last = logOdds
            }
        }
    }

    @Test("gives the same model for the same seed, another for another")
    func seeds() throws {
        let data = try LearnableTable(rows: 900, seed: 2)
        func train(_ seed: UInt64) throws -> ModelBundle {
            var settings = quickSettings
            settings.seed = seed
            return try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
        }
        let folder = try TemporaryFolder()
        let repository = ModelRepository(folder: folder.path)
        let first = try repository.save(train(1)), again = try repository.save(train(1)),
            other = try repository.save(train(2))
        #expect(first == again)
        #expect(first != other)
    }

    @Test("gives the same model at any number of threads; only the record of the settings differs")
    func threads() throws {
        let data = try LearnableTable(rows: 900, seed: 3)
        func train(_ threads: Int) throws -> ModelBundle {
            var settings = quickSettings
            settings.threads = threads
            return try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
        }
        let one = try train(1), two = try train(2)
        // LightGBM writes its settings at the end of the model's text.
        try #require(two.model.contains("[num_threads: 2]"))
        #expect(one.model == two.model.replacing("[num_threads: 2]", with: "[num_threads: 1]"))
        #expect(one.calibration == two.calibration && one.decision == two.decision && one.evaluation == two.evaluation)
        #expect(one.baseline == two.baseline && one.profile == two.profile && one.encoder == two.encoder)
        #expect(one.training.settings.threads == 1 && two.training.settings.threads == 2)
    }

    @Test("never looks at the outcomes of the test rows, nor at the features of rows without outcome")
    func testLabels() throws {
        let data = try LearnableTable(rows: 900, seed: 4)
        let settings = quickSettings
        let before = try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
        // Rows that change places on the test side: one default and one repaid, each of one person with that row alone, so that
        // the persons' strata and with them the split stay as they are.
        let split = PersonSplit(
            persons: data.table.persons, outcomes: data.table.outcomes, validation: settings.validationShare,
            test: settings.testShare, seed: settings.seed)
        var outcomes = data.table.outcomes
        let rowsOfPerson = Dictionary(grouping: data.table.persons.indices) { data.table.persons[$0] }
        var changed = 0
        for row in split.test {
            // A person who defaulted once and now twice stays a defaulting person.
            let siblings = (rowsOfPerson[data.table.persons[row]] ?? []).filter { $0 != row }
            guard siblings.contains(where: { outcomes[$0] == true }) else { continue }
            outcomes[row] = outcomes[row].map { !$0 }
            changed += 1
        }
        try #require(changed > 0)
        let after = try Trainer(settings: settings).train(
            data.table.replacing(outcomes: outcomes), catalog: data.catalog, losses: [])
        #expect(after.model == before.model)
        #expect(after.calibration == before.calibration && after.decision == before.decision)
        #expect(after.baseline == before.baseline && after.profile == before.profile)
        #expect(after.evaluation != before.evaluation)
    }

    @Test("rows without outcome change nothing")
    func unlabelled() throws {
        let data = try LearnableTable(rows: 900, seed: 4)
        let before = try Trainer(settings: quickSettings).train(data.table, catalog: data.catalog, losses: [])
        let longer = try LearnableTable(rows: 1_000, unlabelled: 100, seed: 4)
        let after = try Trainer(settings: quickSettings).train(longer.table, catalog: longer.catalog, losses: [])
        #expect(after.model == before.model && after.calibration == before.calibration)
        #expect(after.evaluation == before.evaluation && after.profile == before.profile)
    }

    @Test("refuses what cannot teach, and says what is missing")
    func refusals() throws {
        let data = try LearnableTable(rows: 300, seed: 5)
        func refusal(_ outcomes: [Bool?]) -> ModelingError? {
            #expect(throws: ModelingError.self) {
                try Trainer(settings: quickSettings).train(
                    data.table.replacing(outcomes: outcomes), catalog: data.catalog, losses: [])
            }
        }
        let none = refusal(Array(repeating: nil, count: 300))
        #expect(
            none?.message
                == "no application has a known outcome: training needs the file that holds the outcome column.")
        #expect(
            refusal(Array(repeating: false, count: 300))?.message
                == "all 300 labelled applications were repaid: a model needs both.")
        #expect(
            refusal(Array(repeating: true, count: 300))?.message
                == "all 300 labelled applications are defaults: a model needs both.")
        let few = refusal((0..<300).map { $0 % 30 == 0 })
        #expect(few?.message.contains("and 10 of each are the least: give more labelled applications.") == true)
        for error in [none, few] { #expect(error?.code == .unusableData) }
    }

    @Test("refuses a table in which nothing varies")
    func constant() throws {
        let data = try LearnableTable(rows: 900, seed: 6)
        let flat = FeatureTable(
            schema: FeatureSchema(columns: [FeatureColumn(name: "SCORE", isCategory: false)]),
            clients: data.table.clients,
            outcomes: data.table.outcomes, persons: data.table.persons,
            columns: [.numbers(Array(repeating: 0.5, count: 900))])
        let error = #expect(throws: ModelingError.self) {
            try Trainer(settings: quickSettings).train(flat, catalog: data.catalog, losses: [])
        }
        #expect(error?.message == "no feature varies among the applications: there is nothing to learn from.")
    }

    @Test(
        "refuses settings out of range",
        arguments: [
            { $0.threads = 0 }, { $0.validationShare = 0 }, { $0.testShare = 0.9 }, { $0.learningRate = 0 },
            { $0.learningRate = 1.1 },
            { $0.leaves = 1 }, { $0.depth = 0 }, { $0.rowsPerLeaf = 0 }, { $0.featureShare = 0 }, { $0.rowShare = 1.5 },
            { $0.l1 = -1 },
            { $0.l2 = .nan }, { $0.rounds = 0 }, { $0.patience = 0 },
        ] as [@Sendable (inout TrainingSettings) -> Void])
    func settings(_ change: @Sendable (inout TrainingSettings) -> Void) throws {
        let (data, _) = try trainedModel.get()
        var settings = quickSettings
        change(&settings)
        let error = #expect(throws: ModelingError.self) {
            try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
        }
        #expect(error?.code == .invalidSetting)
    }

    @Test("tells its progress, stage by stage, and stops when the listener throws")
    func progress() throws {
        struct Stop: Error {}
        let data = try LearnableTable(rows: 900, seed: 7)
        let trainer = Trainer(settings: quickSettings)
        var stages: [Trainer.Stage] = []
        var shares: [Double] = []
        _ = try trainer.train(data.table, catalog: data.catalog, losses: []) { progress in
            if stages.last != progress.stage { stages.append(progress.stage) }
            if progress.stage == .learning { shares.append(progress.share) }
        }
        #expect(stages == Trainer.Stage.allCases)
        #expect(shares.allSatisfy { $0 > 0 && $0 <= 1 })
        #expect(throws: Stop.self) {
            try trainer.train(data.table, catalog: data.catalog, losses: []) { if $0.round == 3 { throw Stop() } }
        }
    }
}
