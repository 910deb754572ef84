import Catalog
import Credit
import Explaining
import FeatureKernels
import Features
import Foundation

/// A transparent scorer whose values are known by hand: an intercept plus weight × (value − centre) for each number,
/// a part for each level; what is missing adds nothing.
struct LinearEngine: DecisionEngine {
    struct Term: Sendable {
        let feature: String
        var weight = 0.0
        var centre = 0.0
        var levels: [String: Double] = [:]
    }

    static let terms = [
        Term(feature: "EXT_SOURCE_2", weight: -2.5, centre: 0.5),
        Term(feature: "EXT_SOURCE_3", weight: -3, centre: 0.5),
        Term(feature: "AMT_CREDIT", weight: 1e-6, centre: 500_000),
        Term(feature: "AMT_INCOME_TOTAL", weight: -2e-6, centre: 150_000),
        Term(feature: "DAYS_BIRTH", weight: 3e-5, centre: -16_000),
        Term(feature: "DAYS_EMPLOYED", weight: 1e-4, centre: -2_000),
        Term(feature: "REGION_RATING_CLIENT", weight: 0.25, centre: 2),
        Term(feature: "OWN_CAR_AGE", weight: 0.02, centre: 9),
        Term(feature: "DAYS_LAST_PHONE_CHANGE", weight: 2e-4, centre: -900),
        Term(feature: "NAME_HOUSING_TYPE", levels: ["With parents": 0.2, "House / apartment": -0.05]),
        Term(feature: "NAME_EDUCATION_TYPE", levels: ["Higher education": -0.3, "Lower secondary": 0.35]),
    ]

    static let schema = FeatureSchema(
        columns: terms.map { FeatureColumn(name: $0.feature, isCategory: !$0.levels.isEmpty) }
    )

    /// The log-odds of a probability of 1/10, reached when everything is at its centre.
    static let intercept = log(1.0 / 9)

    /// What was computed over a portfolio, as a test makes it up.
    struct Portfolio: Sendable {
        var alike: [ClientID] = []
        var importance: GlobalImportance?
        var influence: Influence?
        var dependences: [Dependence] = []
    }

    let catalog: LenderCatalog
    let model: ModelSummary
    let portfolio: Portfolio?

    init(catalog: LenderCatalog, threshold: Double = 0.1, portfolio: Portfolio? = nil) {
        self.catalog = catalog
        self.portfolio = portfolio
        model = ModelSummary(
            digest: String(repeating: "ab12", count: 16), learner: "Linear", featureCount: Self.terms.count,
            trainingRows: 246_009, threshold: Threshold(Probability(clamping: threshold)), cost: catalog.cost,
            testAUC: 0.7731, testCostPerThousand: 512
        )
    }

    let today = Day(secondsSince1970: 1_796_000_000)

    func decision(for row: FeatureRow, on day: Day) throws -> Decision {
        decision(contributions(row).reduce(Self.intercept) { $0 + $1.logOdds.value })
    }

    func explanation(for row: FeatureRow, on day: Day) throws -> Explanation {
        let parts = contributions(row)
        let logOdds = parts.reduce(Self.intercept) { $0 + $1.logOdds.value }
        let sorted = parts.sorted {
            ($1.logOdds.value.magnitude, $0.feature) < ($0.logOdds.value.magnitude, $1.feature)
        }
        return Explanation(
            decision: decision(logOdds), logOdds: LogOdds(logOdds),
            baseline: Baseline(
                label: LocalizedText(fr: "clients dont le prêt est accordé", en: "clients whose loan is granted"),
                logOdds: LogOdds(Self.intercept)
            ),
            contributions: sorted, reasons: reasons(sorted, row)
        )
    }

    func probability(of score: LogOdds) -> Probability { Probability(clamping: 1 / (1 + exp(-score.value))) }

    func facts(of family: FamilyID, in explanation: Explanation, for row: FeatureRow) -> [Evidence] {
        explanation.contributions.filter { $0.family == family && $0.logOdds.value != 0 }
            .compactMap { evidence($0, row) }
    }

    let record: TrackRecord? = .linear

    func applicant(json: Data) throws -> CheckedApplicant {
        do {
            let records = try ApplicantRecords(json: json, catalog: catalog)
            return CheckedApplicant(records: records, messages: notices(records))
        } catch {
            throw InvalidRecords(
                messages: error.problems.map {
                    FieldMessage(
                        kind: .wrongType, isProblem: true, table: $0.table, record: $0.record, field: $0.column,
                        text: LocalizedText(fr: $0.message, en: $0.message))
                })
        }
    }

    /// Words of the application that the catalog does not name.
    private func notices(_ records: ApplicantRecords) -> [FieldMessage] {
        guard let table = catalog.rootTable, let rows = records.tables[table.name] else { return [] }
        return zip(table.columns, rows.columns).compactMap { column, values in
            guard case .words(let codes, let list) = values, column.kind.isCategory, codes[0] >= 0,
                column.levels[list.words[Int(codes[0])]] == nil
            else { return nil }
            return FieldMessage(
                kind: .unknownCategory, isProblem: false, table: table.name, record: 0, field: column.name,
                text: LocalizedText(fr: "Cette catégorie est nouvelle.", en: "This category is new."))
        }
    }

    func applicant(stored bytes: [UInt8]) throws -> CheckedApplicant { try applicant(json: Data(bytes)) }

    func assessment(of applicant: CheckedApplicant, on day: Day) throws -> Assessment {
        let row = row(applicant, [:])
        return Assessment(
            row: row, schema: Self.schema, explanation: try explanation(for: row, on: day),
            counterfactuals: try counterfactuals(for: applicant, on: day), messages: applicant.messages)
    }

    func simulation(of applicant: CheckedApplicant, changing changes: [String: RawValue], on day: Day) throws
        -> Simulation
    {
        let changed = changes.keys.sorted().map { name in
            let column = catalog.rootTable?.column(name)
            let label = column?.label ?? LocalizedText(fr: name, en: name)
            func text(_ language: Language) -> String {
                let format = HumanFormat(language: language, currency: catalog.currency)
                guard case .number(let number)? = changes[name] else { return format.unknown }
                return format.text(number, as: column?.kind ?? .number)
            }
            return FieldChange(
                field: name, label: label, before: .missing, after: changes[name] ?? .missing,
                beforeText: LocalizedText(fr: "inconnu", en: "unknown"),
                afterText: LocalizedText(fr: text(.fr), en: text(.en)), isDependent: false)
        }
        return Simulation(
            before: try decision(for: row(applicant, [:]), on: day),
            explanation: try explanation(for: row(applicant, changes), on: day), changes: changed,
            messages: applicant.messages)
    }

    /// Grants whatever is refused once the income is ten times what it was.
    func counterfactuals(for applicant: CheckedApplicant, on day: Day) throws -> Counterfactuals {
        let fields = [Counterfactuals.Field(name: "AMT_INCOME_TOTAL", label: LocalizedText(fr: "revenu", en: "income"))]
        guard try decision(for: row(applicant, [:]), on: day).status != .granted else {
            return Counterfactuals(answer: .alreadyGranted, found: [], fields: fields)
        }
        let after = try simulation(of: applicant, changing: ["AMT_INCOME_TOTAL": .number(2_000_000)], on: day)
        guard after.after.status == .granted else {
            return Counterfactuals(answer: .noneWithinLimits, found: [], fields: fields)
        }
        return Counterfactuals(
            answer: .found, found: [Counterfactual(changes: after.changes, steps: 400, decision: after.after)],
            fields: fields)
    }

    func similarClients(to row: FeatureRow, except client: ClientID?) throws -> SimilarClients? {
        SimilarClients(
            count: 480, middleDistance: 4, furthestDistance: 9, variables: [],
            defaultRate: ObservedRate(rate: 0.075, low: 0.055, high: 0.102))
    }

    func clientsAlike(to row: FeatureRow, except client: ClientID?) throws -> [ClientID]? { portfolio?.alike }

    func value(of feature: String, for row: FeatureRow) -> FeatureValue {
        Self.terms.firstIndex { $0.feature == feature }.map { row.values[$0] } ?? .missing
    }

    var influence: Influence? { portfolio?.influence }

    func dependence(of feature: String) -> Dependence? {
        portfolio?.dependences.first { $0.feature == feature }
    }

    var importance: GlobalImportance? { portfolio?.importance }

    func distribution(of feature: String) -> FeatureDistribution? { nil }

    private func row(_ applicant: CheckedApplicant, _ changes: [String: RawValue]) -> FeatureRow {
        guard let table = catalog.rootTable, let rows = applicant.records.tables[table.name] else {
            return FeatureRow(values: Self.terms.map { _ in .missing })
        }
        let values = Self.terms.map { term -> FeatureValue in
            switch changes[term.feature] {
            case .number(let number): return .number(Float(number))
            case .text(let word): return .level(word)
            case .missing: return .missing
            case nil: break
            }
            guard let place = table.columns.firstIndex(where: { $0.name == term.feature }) else { return .missing }
            switch rows.columns[place] {
            case .numbers(let numbers): return numbers[0].isNaN ? .missing : .number(Float(numbers[0]))
            case .words(let codes, let list): return codes[0] < 0 ? .missing : .level(list.words[Int(codes[0])])
            case .flags(let values): return values[0] > 1 ? .missing : .number(Float(values[0]))
            case .ids: return .missing
            }
        }
        return FeatureRow(values: values)
    }

    private func decision(_ logOdds: Double) -> Decision {
        Decision(probability: Probability(clamping: 1 / (1 + exp(-logOdds))), threshold: model.threshold)
    }

    private func contributions(_ row: FeatureRow) -> [Contribution] {
        zip(Self.terms, row.values).map { term, value in
            let part: Double =
                switch value {
                case .missing: 0
                case .number(let number): term.weight * (Double(number) - term.centre)
                case .level(let level): term.levels[level] ?? 0
                }
            let family = catalog.features.first { $0.name == term.feature }?.family
            return Contribution(
                feature: term.feature, family: family ?? FamilyID(rawValue: "other"), logOdds: LogOdds(part)
            )
        }
    }

    private func reasons(_ parts: [Contribution], _ row: FeatureRow) -> [Reason] {
        let groups = Dictionary(grouping: parts, by: \.family)
        let all = groups.compactMap { id, parts -> Reason? in
            guard let family = catalog.family(id) else { return nil }
            let sum = parts.reduce(0) { $0 + $1.logOdds.value }
            guard sum.magnitude > 0.02 else { return nil }
            let direction: Direction = sum > 0 ? .adverse : .favourable
            return Reason(
                family: id, label: family.label, direction: direction, contribution: LogOdds(sum),
                sentence: sum > 0 ? family.adverse : family.favourable,
                evidence: parts.filter { ($0.logOdds.value > 0) == (sum > 0) && $0.logOdds.value != 0 }
                    .compactMap { evidence($0, row) }
            )
        }
        let sorted = all.sorted {
            ($1.contribution.value.magnitude, $0.family) < ($0.contribution.value.magnitude, $1.family)
        }
        return Direction.allCases.flatMap { direction in sorted.filter { $0.direction == direction }.prefix(4) }
    }

    private func evidence(_ part: Contribution, _ row: FeatureRow) -> Evidence? {
        guard let place = Self.terms.firstIndex(where: { $0.feature == part.feature }),
            let feature = catalog.features.first(where: { $0.name == part.feature })
        else { return nil }
        let centre = Self.terms[place].centre
        func text(_ language: Language) -> String {
            let format = HumanFormat(language: language, currency: catalog.currency)
            return switch row.values[place] {
            case .missing: format.unknown
            case .number(let number): format.text(Double(number), as: feature.kind)
            case .level(let level): feature.levels[level]?[language] ?? level
            }
        }
        func usual(_ language: Language) -> String {
            HumanFormat(language: language, currency: catalog.currency).text(centre, as: feature.kind)
        }
        return Evidence(
            feature: part.feature, label: feature.label, value: LocalizedText(fr: text(.fr), en: text(.en)),
            usual: Self.terms[place].levels.isEmpty ? LocalizedText(fr: usual(.fr), en: usual(.en)) : nil,
            contribution: part.logOdds
        )
    }
}
