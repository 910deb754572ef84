import Catalog
import Credit
import Drift
import DriftDuckDB
import Exploring
import Features
import Foundation
import Modeling

extension CompareDrift {
    /// Compares today with the population that a model describes, of which no row is at hand.
    func compare(withModel name: String, display: ProgressDisplay) async throws {
        let (digest, bundle) = try ModelRepository(folder: place.models).load(name)
        let title = name == digest ? String(digest.prefix(12)) : name
        guard let population = bundle.population else {
            throw CommandFailure(
                code: .data,
                message: "the model \(title) does not describe the population it was made on: train it again.")
        }
        display.update("Reading", 0)
        let after = try await currentSide()
        var sides = try ProfileSides(
            population, model: title, after, catalog: bundle.catalog, columns: columns.map(Self.names))
        let scores = try DriftScores(bundle, named: title, threads: threads)
        display.update("Scoring", 0)
        let approvals = try sides.score(with: scores, approvalRate: bundle.populationApprovalRate)
        display.update("Comparing", 0)
        var effects: [String: ApprovalEffect] = [:]
        let report: DriftReport
        do {
            let found = try LimpidePreset()
                .compare(reference: sides.reference, current: sides.current, threads: threads)
            if approvals != nil {
                display.update("Measuring effects on approvals", 0)
                effects = try scores.effects(of: found.columns, current: sides.all, reference: population)
            }
            report = found
        } catch let error as DriftError where error.code == .noRows || error.code == .nothingInCommon {
            sides.addNothingToCompare(error)
            report = DriftReport(incomparable: sides.reference, current: sides.current)
        }
        display.finish()
        let comparison = DriftComparison(
            reference: sides.names.reference, current: sides.names.current, preset: .limpide,
            report: report.ranked(by: effects), approvals: approvals,
            performance: try await performance([], sides.current, bundle: bundle, catalog: bundle.catalog),
            leftOut: sides.leftOut, problems: sides.problems,
            isSynthetic: after.isSynthetic, catalog: bundle.catalog)
        try tell(comparison)
        try end(comparison, nothingToCompare: sides.nothingToCompare)
    }
}

/// A population known by its profile, and the clients compared with it.
struct ProfileSides {
    let names: (reference: String, current: String)
    private(set) var reference: PopulationProfile
    private(set) var current: [DriftColumn]
    /// Every column of the clients, for a model.
    let all: [DriftColumn]
    private(set) var leftOut: [DriftComparison.LeftOut] = []
    private(set) var problems: [LocalizedText]
    private(set) var nothingToCompare: String?

    private static let added = Set(DriftComparison.ModelColumn.allCases.map(\.rawValue))

    init(
        _ population: PopulationProfile, model: String, _ after: DriftSide, catalog: LenderCatalog, columns: [String]?
    ) throws {
        names = ("model \(model)", DriftSide.names(after, after).current)
        all = after.table.columns
        problems = after.problems.map { LocalizedText(fr: $0, en: $0) }
        reference = population
        var keys = Set(catalog.tables.flatMap(\.columns).filter { $0.kind == .id }.map(\.name))
        keys.formUnion([catalog.client, catalog.outcome].compactMap { $0 })
        keys.formUnion([FeatureSQL.KeyColumn.client, FeatureSQL.KeyColumn.person, FeatureSQL.KeyColumn.outcome])
        let known = Set(population.columns.map(\.name))
        keys.subtract(known)
        current = all.filter { !keys.contains($0.name) }
        if let columns {
            let asked = Set(columns)
            if let unknown = columns.first(where: { name in !known.contains(name) && !all.contains { $0.name == name } }
            ) {
                throw CommandFailure(code: .usage, message: "neither side has a column \(unknown).")
            }
            reference = PopulationProfile(
                rows: population.rows, columns: population.columns.filter { asked.contains($0.name) })
            current = current.filter { asked.contains($0.name) }
        }
        leftOut = after.table.unread.map {
            DriftComparison.LeftOut(
                column: $0.name,
                reason: LocalizedText(
                    fr: "le type \($0.type) n’est pas comparé", en: "the type \($0.type) is not compared"))
        }
        if after.table.rows > 0, after.table.rows < 100 {
            problems.append(
                LocalizedText(
                    fr: "\(names.current) n’a que \(after.table.rows) lignes : sous 100, rien n’est jugé.",
                    en: "\(names.current) has only \(after.table.rows) rows: under 100 nothing is judged."))
        }
    }

    /// Adds probability and decision: those that the log holds, or else the model's.
    ///
    /// - Returns: nil when the clients cannot be scored; then these columns are not compared either.
    mutating func score(with scores: DriftScores, approvalRate: Double?) throws -> DriftComparison.Approvals? {
        guard let scored = try scores.score(all) else {
            if all.contains(where: { $0.rows > 0 }) {
                problems.append(
                    LocalizedText(
                        fr:
                            "Les données actuelles n’ont aucune des colonnes du modèle : rien n’a été noté. Le modèle lit les "
                            + "variables de « limpide features », non les tables brutes.",
                        en:
                            "the current data has none of the model's columns: nothing was scored. A model reads the features "
                            + "that limpide features computes, not raw tables."))
            }
            if !current.contains(where: { Self.added.contains($0.name) }) {
                reference = PopulationProfile(
                    rows: reference.rows, columns: reference.columns.filter { !Self.added.contains($0.name) })
            }
            return nil
        }
        if !scored.lacking.isEmpty {
            let shown = scored.lacking.prefix(3).joined(separator: ", ") + (scored.lacking.count > 3 ? " …" : "")
            problems.append(
                LocalizedText(
                    fr:
                        "Le modèle lit des colonnes absentes (\(scored.lacking.count)) : elles comptent comme inconnues (\(shown)).",
                    en:
                        "the model reads columns that are absent (\(scored.lacking.count)): they count as unknown (\(shown))."
                ))
        }
        let wanted = Set(reference.columns.map(\.name))
        let there = Set(current.map(\.name))
        current += scored.columns.filter { wanted.contains($0.name) && !there.contains($0.name) }
        guard let approvalRate else { return nil }
        return DriftComparison.Approvals(
            model: scores.name, threshold: scores.bundle.decision.threshold, reference: approvalRate,
            current: scores.approvalRate(scored.values),
            effectClients: min(scored.values.count, DriftScores.effectClients), lacking: scored.lacking)
    }

    /// Notes that there is nothing to compare.
    mutating func addNothingToCompare(_ error: DriftError) {
        let reason =
            error.code == .nothingInCommon && all.contains { $0.rows > 0 }
            ? LocalizedText(
                fr: "\(names.reference) et \(names.current) n’ont aucune colonne en commun : est-ce la même table ?",
                en: "\(names.reference) and \(names.current) have no column in common: are they the same table?")
            : LocalizedText(
                fr: "\(names.current) n’a aucune ligne : il n’y a rien à comparer.",
                en: "\(names.current) has no row: there is nothing to compare.")
        problems.append(reason)
        nothingToCompare = reason.en
    }
}
