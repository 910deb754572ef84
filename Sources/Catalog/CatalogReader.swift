import Credit
import Foundation
import Spelling
import Yams

extension LenderCatalog {
    /// Reads, checks and expands the catalog in a folder.
    ///
    /// - Throws: ``CatalogError`` with every problem found, each with its file and line.
    public init(folder: String) throws(CatalogError) {
        let reader = CatalogReader(folder: folder)
        guard let catalog = reader.read(), reader.problems.problems.isEmpty else {
            throw CatalogError(problems: reader.problems.inOrder)
        }
        self = catalog
    }
}

/// Reads a catalog's files in the order in which they refer to each other.
final class CatalogReader {
    let problems = ProblemList()
    private let folder: URL

    var protections: [Protection] = []
    var families: [Family] = []
    var tables: [TableDefinition] = []
    var features: [FeatureDefinition] = []
    /// Features that compare a client with others.
    var fitted: [FittedFeature] = []
    /// Features made from what became of other clients.
    var targets: [TargetFeature] = []
    /// Each table's parent and where it is named.
    var parents: [(fields: [String: YAMLEntry], parent: TableDefinition.Parent)] = []
    /// Where each family is declared.
    private var familyEntries: [FamilyID: YAMLEntry] = [:]
    /// Lines where features were declared, for messages about two of one name.
    var declared: [String: String] = [:]
    /// Features of the table that is being read.
    var pending: [(FeatureDefinition, YAMLEntry)] = []
    /// What tables that were read fold into tables other than the root, by the table that it is folded into.
    var folded: [String: [Aggregate]] = [:]
    /// The root table's name.
    var root = ""
    var usedFamilies: Set<FamilyID> = []

    init(folder: String) { self.folder = URL(filePath: folder, directoryHint: .isDirectory) }

    func read() -> LenderCatalog? {
        guard let general = load("catalog.yml") else { return nil }
        let fields = general.fields(
            "the catalog",
            allowed: [
                "catalog", "version", "title", "languages", "currency", "root", "client", "outcome", "person", "cost",
                "suspicion", "protected", "referral", "policy", "review_reasons",
            ],
            required: [
                "catalog", "version", "title", "currency", "root", "client", "outcome", "person", "cost", "suspicion",
            ])
        readProtections(fields["protected"])
        readFamilies()
        root = fields["root"]?.string("root") ?? ""
        readTables(root: root)
        checkRoot(root, fields)
        let own = load("features.yml")?.fields(
            "features.yml", allowed: ["features", "fitted"], required: ["features"])
        let business = readBusinessFeatures(own?["features"], root: root)
        readFittedFeatures(own?["fitted"], root: root)
        checkFamiliesAreUsed()
        let policies = readPolicies(fields["policy"]), reviewReasons = readReviewReasons(fields["review_reasons"])

        let cost = fields["cost"]?.fields(
            "cost", allowed: ["missed_default", "refused_good_client", "amounts"],
            required: ["missed_default", "refused_good_client"])
        let matrix = cost.flatMap { cost -> CostMatrix? in
            guard let missed = cost["missed_default"]?.number("missed_default"),
                let refused = cost["refused_good_client"]?.number("refused_good_client")
            else { return nil }
            let matrix = CostMatrix(missedDefault: missed, refusedGoodClient: refused)
            if matrix == nil { fields["cost"]?.report("both costs must be above 0") }
            return matrix
        }
        let amounts = readAmounts(cost?["amounts"], root: root), referral = readReferral(fields["referral"])
        let currency = fields["currency"]?.fields("currency", allowed: ["symbol", "note"], required: ["symbol"])
        let suspicion = fields["suspicion"]?.fields("suspicion", allowed: ["auc"], required: ["auc"])
        let outcome = fields["outcome"]?.fields(
            "outcome", allowed: ["column", "label"], required: ["column", "label"])
        // Every part is read before any is asked for, so that one mistake does not hide the next.
        let name = fields["catalog"]?.string("catalog"), version = fields["version"]?.number("version")
        let title = fields["title"]?.localized("title"), symbol = currency?["symbol"]?.string("currency symbol")
        let client = fields["client"]?.string("client"), column = outcome?["column"]?.string("outcome column")
        let label = outcome?["label"]?.localized("outcome label"), auc = suspicion?["auc"]?.number("suspicion auc")
        guard let matrix, let name, let version, let title, let symbol, let client, let column, let label, let auc
        else { return nil }
        return LenderCatalog(
            name: name, version: Int(version), title: title, currency: symbol, root: root, client: client,
            outcome: column,
            outcomeLabel: label, person: (fields["person"]?.strings("person") ?? []).map { SQLExpression($0).sql },
            cost: matrix, amounts: amounts, referral: referral, suspicionAUC: auc, protections: protections,
            families: families, tables: tables, business: business, features: features, fitted: fitted,
            targets: targets, policies: policies, reviewReasons: reviewReasons)
    }

    /// One file's root node; a missing or unreadable file is a problem.
    func load(_ file: String) -> YAMLEntry? {
        let path = folder.appending(path: file).path(percentEncoded: false)
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else {
            problems.add(file, 0, "the file is missing or is not UTF-8 text")
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                problems.add(file, 0, "the file is empty")
                return nil
            }
            return YAMLEntry(node: node, file: file, problems: problems)
        } catch let error as YamlError {
            let (line, message) = describe(error)
            problems.add(file, line, message)
        } catch {
            problems.add(file, 0, "the file is not YAML")
        }
        return nil
    }

    /// The tables' files, root first, then by name.
    func tableFiles(root: String) -> [String] {
        let tables = folder.appending(path: "tables").path(percentEncoded: false)
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: tables)) ?? []).filter {
            $0.hasSuffix(".yml")
        }
        let first = names.filter { $0 == root + ".yml" }
        let others = names.filter { $0 != root + ".yml" }.sorted()
        return (first + others).map { "tables/" + $0 }
    }

    private func describe(_ error: YamlError) -> (line: Int, message: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, "the file is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            (
                Self.lineOfSecond(duplicates.first ?? "", context),
                "a key stands twice: \(duplicates.joined(separator: ", "))"
            )
        default: (0, "the file is not YAML")
        }
    }

    /// The line where a key of a block mapping stands again; the mapping's own line when the mapping is written in one.
    private static func lineOfSecond(_ key: String, _ context: YamlError.Context) -> Int {
        let lines = context.text.split(separator: "\n", omittingEmptySubsequences: false)
        let indentation = String(repeating: " ", count: max(0, context.mark.column - 1))
        let places = lines.indices.dropFirst(context.mark.line - 1).filter {
            lines[$0].hasPrefix(indentation + key + ":")
        }
        return places.count > 1 ? places[1] + 1 : context.mark.line
    }

    private func readProtections(_ entry: YAMLEntry?) {
        for (key, value) in entry?.pairs("protected") ?? [] {
            let fields = value.fields(
                "protected \(key.text)", allowed: ["label", "allowed", "reason"],
                required: ["label", "allowed", "reason"])
            protections.append(
                Protection(
                    name: key.text,
                    label: fields["label"]?.localized("label of \(key.text)") ?? LocalizedText(fr: "?", en: "?"),
                    isAllowed: fields["allowed"]?.bool("allowed") ?? false,
                    reason: fields["reason"]?.localized("reason of \(key.text)") ?? LocalizedText(fr: "?", en: "?")))
        }
    }

    private func readFamilies() {
        guard let file = load("families.yml"),
            let list = file.fields("families.yml", allowed: ["families"], required: ["families"])["families"]
        else { return }
        for (key, value) in list.pairs("families") {
            let keys = ["label", "adverse", "favourable"]
            let fields = value.fields("family \(key.text)", allowed: keys, required: keys)
            familyEntries[FamilyID(rawValue: key.text)] = key
            func text(_ key: String) -> LocalizedText { fields[key]?.localized(key) ?? LocalizedText(fr: "?", en: "?") }
            families.append(
                Family(
                    id: FamilyID(rawValue: key.text), label: text("label"), adverse: text("adverse"),
                    favourable: text("favourable")))
        }
    }

    private func checkRoot(_ root: String, _ fields: [String: YAMLEntry]) {
        guard let table = tables.first(where: { $0.name == root }) else {
            fields["root"]?.report("there is no table \"\(root)\"" + suggestion(for: root, among: tables.map(\.name)))
            return
        }
        let names = table.columns.map(\.name)
        if let client = fields["client"], !names.contains(client.text) {
            client.report("table \(root) has no column \(client.text)" + suggestion(for: client.text, among: names))
        }
        if let outcome = fields["outcome"]?.fields("outcome")["column"], !names.contains(outcome.text) {
            outcome.report("table \(root) has no column \(outcome.text)" + suggestion(for: outcome.text, among: names))
        }
        for entry in fields["person"]?.elements() ?? [] {
            check(entry, KnownColumns(table: root, columns: table.columns), mayProtect: true)
        }
        checkParents(root: root)
    }

    private func checkFamiliesAreUsed() {
        // A feature that could not be read may be the one of its family.
        guard problems.problems.isEmpty else { return }
        for family in families where !usedFamilies.contains(family.id) {
            familyEntries[family.id]?.report(
                "no feature is of the family \"\(family.id.rawValue)\": remove it or use it")
        }
    }
}
