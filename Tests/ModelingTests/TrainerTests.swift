import Credit
import Features
import Fixtures
import Statistics
import Testing

@testable import Catalog
@testable import Modeling

/// Boosting that learns the small lender in a fraction of a second.
let quickBoosting = LearnerRecipe(
    .boosting,
    parameters: [
        "learning_rate": 0.15, "min_data_in_leaf": 20, "feature_fraction": 0.8, "rounds": 40,
        "early_stopping_round": 15,
        "regrow": 0,
    ])

/// Settings that learn the small lender in a fraction of a second.
let quickSettings: TrainingSettings = {
    var settings = TrainingSettings()
    settings.folds = 3
    settings.candidates = [quickBoosting]
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
                && bundle.evaluation.rows + bundle.training.trainingRows == 1_900)
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

    @Test("gives the same bundle, byte for byte, at any number of threads")
    func threads() throws {
        let data = try LearnableTable(rows: 900, seed: 3)
        let folder = try TemporaryFolder()
        let repository = ModelRepository(folder: folder.path)
        var settings = quickSettings
        settings.candidates += [.standard(.logistic), .standard(.scorecard)]
        let digests = try [1, 2].map { threads in
            try repository.save(
                Trainer(settings: settings, threads: threads).train(data.table, catalog: data.catalog, losses: []))
        }
        #expect(digests[0] == digests[1])
    }

    @Test("is the same however the outcomes of the test rows are shuffled, but for the judgement on them")
    func testLabels() throws {
        let data = try LearnableTable(rows: 900, seed: 4)
        var settings = quickSettings
        settings.candidates.append(.standard(.scorecard))
        let before = try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
        let held = HoldOut(
            persons: data.table.persons, outcomes: data.table.outcomes, share: settings.testShare, seed: settings.seed)
        var generator = SeededGenerator(seed: 1)
        var outcomes = data.table.outcomes
        for (row, other) in zip(held.test, shuffled(held.test, using: &generator)) {
            outcomes[row] = data.table.outcomes[other]
        }
        try #require(outcomes != data.table.outcomes)
        let after = try Trainer(settings: settings).train(
            data.table.replacing(outcomes: outcomes), catalog: data.catalog, losses: [])
        #expect(after.learner == before.learner && after.encoder == before.encoder && after.fitted == before.fitted)
        #expect(after.calibration == before.calibration && after.decision == before.decision)
        #expect(after.baseline == before.baseline && after.profile == before.profile)
        #expect(after.selection.candidates == before.selection.candidates)
        #expect(after.selection.cost == before.selection.cost)
        #expect(after.evaluation != before.evaluation)
    }

    @Test("warns when a feature knows the outcome, and names it")
    func leak() throws {
        let data = try LearnableTable(rows: 900, seed: 4)
        #expect(
            try Trainer(settings: quickSettings).train(
                data.table, catalog: data.catalog.suspecting(above: 0.99), losses: []
            ).selection.warnings.isEmpty)
        let position = try #require(data.table.schema.positions["INCOME"])
        var columns = data.table.columns
        columns[position] = .numbers(data.table.outcomes.map { $0 == true ? 1 : 0 })
        let leaking = FeatureTable(
            schema: data.table.schema, clients: data.table.clients, outcomes: data.table.outcomes,
            persons: data.table.persons, columns: columns)
        let bundle = try Trainer(settings: quickSettings).train(
            leaking, catalog: data.catalog.suspecting(above: 0.99), losses: [])
        #expect(bundle.evaluation.auc.estimate > 0.99)
        let warning = try #require(bundle.selection.warnings.first)
        #expect(warning.en.contains("is suspect") && warning.en.contains("INCOME first"))
        #expect(warning.fr.contains("est suspecte") && warning.fr.contains("INCOME"))
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

    @Test("refuses fewer applications than features")
    func narrow() throws {
        let data = try LearnableTable(rows: 900, seed: 6)
        let width = 901
        let wide = FeatureTable(
            schema: FeatureSchema(columns: (0..<width).map { FeatureColumn(name: "x\($0)", isCategory: false) }),
            clients: data.table.clients, outcomes: data.table.outcomes, persons: data.table.persons,
            columns: (0..<width).map { column in .numbers((0..<900).map { Float($0 % (column + 2)) }) })
        let error = #expect(throws: ModelingError.self) {
            try Trainer(settings: quickSettings).train(wide, catalog: data.catalog, losses: [])
        }
        #expect(
            error?.message
                == "there are 900 labelled applications for 901 features: give more applications than features.")
    }

    @Test("refuses folds of which one would hold no default")
    func emptyFold() throws {
        let data = try LearnableTable(rows: 900, seed: 6)
        let outcomes = data.table.outcomes.indices.map { $0 % 25 == 0 }
        var settings = quickSettings
        settings.folds = 80
        settings.testShare = 0.4
        let error = #expect(throws: ModelingError.self) {
            try Trainer(settings: settings).train(
                data.table.replacing(outcomes: outcomes), catalog: data.catalog, losses: [])
        }
        #expect(error?.code == .unusableData)
        #expect(error?.message.contains("so that a fold would have none; ask for at most") == true)
    }

    @Test(
        "refuses settings out of range",
        arguments: [
            { $0.testShare = 0 }, { $0.testShare = 0.9 }, { $0.testShare = .nan }, { $0.folds = 1 },
            { $0.repetitions = 0 },
            { $0.candidates = [] }, { $0.candidates = [.standard(.majority), .standard(.majority)] },
            { $0.candidates[0].parameters["learning_rate"] = 0 }, { $0.candidates[0].parameters["num_leaves"] = 2.5 },
            { $0.candidates[0].parameters["lambda_l2"] = .nan }, { $0.candidates[0].bags = 0 },
            { $0.candidates = [.blend(of: [.standard(.scorecard)])] },
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

    @Test("refuses an unknown parameter, and names the nearest")
    func unknownParameter() throws {
        var recipe = quickBoosting
        recipe.parameters["num_leafs"] = 8
        let error = #expect(throws: ModelingError.self) { try recipe.check() }
        #expect(error?.message == "the learner boosting has no parameter num_leafs: did you mean num_leaves?")
        let majority = LearnerRecipe(.majority, parameters: ["l2": 1])
        #expect(throws: ModelingError(.invalidSetting, "the learner majority has no parameters: take l2 out.")) {
            try majority.check()
        }
    }

    @Test("additions are measured on and off where they are asked for, on the development rows, and change no tree")
    func additions() throws {
        let data = try LearnableTable(rows: 900, seed: 7)
        var settings = quickSettings
        let plain = try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
        settings.measuresAdditions = true
        var stages: Set<Trainer.Stage> = []
        let bundle = try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: []) {
            stages.insert($0.stage)
        }
        #expect(stages == Set(Trainer.Stage.allCases))
        #expect(plain.selection.additions.isEmpty)
        #expect(bundle.selection.additions.map(\.name).contains("selection"))
        #expect(bundle.learner == plain.learner && bundle.decision == plain.decision)
    }

    @Test("a threshold in money needs a catalog that counts in money")
    func amounts() throws {
        let data = try LearnableTable(rows: 900, seed: 7)
        var settings = quickSettings
        settings.pricing = .amounts
        guard data.catalog.amounts == nil else {
            let bundle = try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
            #expect(bundle.decision.pricing == .amounts)
            return
        }
        let error = #expect(throws: ModelingError.self) {
            try Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: [])
        }
        #expect(error?.code == .invalidSetting && error?.message.contains("cost.amounts") == true)
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
            if progress.stage == .comparing { shares.append(progress.share) }
        }
        // Additions are measured only where they are asked for.
        #expect(stages == Trainer.Stage.allCases.filter { $0 != .measuring })
        #expect(shares.allSatisfy { $0 > 0 && $0 <= 1 })
        #expect(throws: Stop.self) {
            try trainer.train(data.table, catalog: data.catalog, losses: []) {
                if $0.stage == .comparing, $0.detail.contains("fold 2") { throw Stop() }
            }
        }
    }
}

extension LenderCatalog {
    /// The same with another bound of suspicion.
    func suspecting(above auc: Double) -> LenderCatalog {
        LenderCatalog(
            name: name, version: version, title: title, currency: currency, root: root, client: client,
            outcome: outcome, outcomeLabel: outcomeLabel, person: person, cost: cost, amounts: amounts,
            referral: referral, suspicionAUC: auc, protections: protections, families: families, tables: tables,
            business: business, features: features, fitted: fitted, targets: targets, policies: policies,
            reviewReasons: reviewReasons)
    }
}
