import Catalog
import Credit
import Explaining
import Features
import Hummingbird
import HummingbirdCore
import Storage

/// What a client can be compared in, and with whom.
struct Comparing: Sendable {
    /// Something to compare.
    struct Variable: Hashable, Sendable {
        /// The feature; ``ColumnName/score`` for the score.
        let name: String
        /// What addresses call it.
        let key: String
        let label: LocalizedText
        let kind: ValueKind
        let levels: [String: LocalizedText]
        let family: FamilyID?

        /// The column that holds it.
        var column: String { isScore ? name : ColumnName.feature(name) }
        var isScore: Bool { family == nil }
    }

    /// Something that a group can have in common.
    struct Criterion: Hashable, Sendable {
        let variable: Variable
        let band: ComparisonBand
    }

    /// The variables of each family, in the catalog's order.
    let families: [(family: Family, variables: [Variable])]
    /// What groups can be made by, in the catalog's order.
    let criteria: [Criterion]
    let score: Variable
    let shelf: ColumnShelf
    private let known: [String: Variable]

    init(catalog: LenderCatalog, store: any ClientStore) {
        let definitions = catalog.definitions
        // What is made from outcomes has no column.
        let made = Set(catalog.targets.flatMap(\.definitions).map(\.name))
        let names = store.schema.columns.map(\.name).filter { !made.contains($0) } + catalog.fitted.map(\.name)
        var known: [String: Variable] = [:], byFamily: [FamilyID: [Variable]] = [:]
        let score = Variable(
            name: ColumnName.score, key: ColumnName.score, label: ComparisonText.estimatedRisk.text, kind: .percent,
            levels: [:], family: nil)
        known[score.key] = score
        let all = Set(names)
        for name in names where known[name]?.name != name {
            guard let definition = definitions[name] else { continue }
            // Addresses and choices show no column's name as the lender writes it.
            let short = name.lowercased()
            let isFree = known[short] == nil && (short == name || !all.contains(short))
            let variable = Variable(
                name: name, key: isFree ? short : name, label: definition.label, kind: definition.kind,
                levels: definition.levels, family: definition.family)
            known[name] = variable
            known[variable.key] = variable
            byFamily[definition.family, default: []].append(variable)
        }
        self.known = known
        self.score = score
        families = catalog.families.compactMap { family in byFamily[family.id].map { (family, $0) } }
        criteria = (catalog.rootTable?.columns ?? []).compactMap { column in
            guard let band = column.comparison, let variable = known[column.name] else { return nil }
            return Criterion(variable: variable, band: band)
        }
        shelf = ColumnShelf(store)
    }

    /// A variable by its key or its name.
    func variable(_ name: String) -> Variable? { known[name] }
}

/// What a person asks: in what, and with whom.
struct ComparisonQuestion: Hashable, Sendable {
    /// With whom a client is compared.
    enum With: String, Hashable, Sendable, CaseIterable {
        case all, alike, group
    }

    var variable: Comparing.Variable
    var with: With = .all
    /// What a group has in common.
    var same: [Comparing.Criterion] = []

    /// The question's address for a client.
    func address(_ client: ClientID, page: String = "compare") -> String {
        let parts = ["variable=\(variable.key)", "with=\(with.rawValue)"] + same.map { "same=\($0.variable.key)" }
        return "/clients/\(client)/\(page)?" + parts.joined(separator: "&")
    }
}

extension Call {
    /// The question in the query; what it leaves out is as given.
    ///
    /// - Throws: a problem for what cannot be compared.
    func comparisonQuestion(_ usual: Comparing.Variable) throws -> ComparisonQuestion {
        let comparing = site.comparing
        var question = ComparisonQuestion(variable: usual)
        if let name = query("variable") {
            guard let variable = comparing.variable(String(name)) else { throw Problem.unknownComparison }
            question.variable = variable
        }
        if let word = query("with") {
            guard let with = ComparisonQuestion.With(rawValue: String(word)) else { throw Problem.unknownComparison }
            question.with = with
        }
        let asked = Set(request.uri.queryParameters.getAll("same"))
        question.same = comparing.criteria.filter {
            asked.contains($0.variable.key) || asked.contains($0.variable.name)
        }
        guard question.same.count == asked.count else { throw Problem.unknownComparison }
        return question
    }
}
