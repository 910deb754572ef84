public import Catalog
import Charts
public import Credit
public import Features
public import Markup

/// A feature report as one page of one file; it says nothing of time and memory, so the same features give the same bytes.
public struct FeatureReportPage: HTML {
    private let report: FeatureReport
    private let coverage: [TableCoverage]
    private let impossible: ImpossiblePart
    private let identities: [FeatureIdentity]
    private let wording: Wording

    /// Makes the page in a language.
    public init(_ report: FeatureReport, schema: FeatureSchema, catalog: LenderCatalog, language: Language) {
        self.report = report
        coverage = catalog.tables.map { table in
            TableCoverage(
                name: table.name, title: table.title, rows: report.tables[table.name],
                clients: report.coverage[table.name],
                lost: report.losses.first { $0.table == table.name }?.features.count ?? 0)
        }
        identities = FeatureIdentity.all(of: schema, in: catalog)
        wording = Wording(language: language, currency: catalog.currency)
        impossible = ImpossiblePart(report, catalog: catalog, wording: wording)
    }

    /// Writes the page.
    public func write(to page: inout Page) {
        let title = wording("Rapport de calcul des variables", "Report on the features")
        ReportPage(
            title: title,
            lead: wording(
                "\(wording.features(report.features)) de \(wording.clients(report.clients)), dont \(wording.count(report.labelled)) "
                    + "d’issue connue. Catalogue \(report.catalog), \(report.engine).",
                "\(wording.features(report.features)) of \(wording.clients(report.clients)), \(wording.count(report.labelled)) with a "
                    + "known outcome. Catalog \(report.catalog), \(report.engine)."),
            isSynthetic: report.synthetic, wording: wording,
            contents: [
                ("tables", wording("Les tables lues", "The tables read"))
            ] + (impossible.isEmpty ? [] : [("impossible", impossible.title)]) + [
                ("same", wording("Variables sans apport propre", "Features that add nothing")),
                ("features", wording("Les variables", "The features")),
            ]
        ) {
            Part(
                id: "tables", title: wording("Les tables lues", "The tables read"),
                lead: rejected,
                content: Element("div", .class("card scroll")) {
                    coverageTable(coverage, wording, caption: wording("Les tables lues", "The tables read"))
                })
            if !impossible.isEmpty { impossible }
            Part(
                id: "same", title: wording("Variables sans apport propre", "Features that add nothing"),
                lead: wording(
                    "Une variable constante ou égale à une autre n’apprend rien à un modèle.",
                    "A feature that is constant or equal to another teaches a model nothing."),
                content: sameValues(constant: report.constant, duplicates: report.duplicate, wording))
            Part(
                id: "features", title: wording("Les variables", "The features"),
                lead: wording(
                    "Part manquante, valeurs différentes et étendue de chacune, dans l’ordre du catalogue.",
                    "Missing share, distinct values and range of each, in the catalog’s order."),
                content: Element("div", .class("card scroll")) { table })
        }
        .write(to: &page)
    }

    /// How many rows could not be read, by file.
    private var rejected: String {
        guard !report.rejected.isEmpty else {
            return wording("Toutes les lignes ont été lues.", "Every row was read.")
        }
        let files = report.rejected.sorted { $0.key < $1.key }
            .map { "\($0.key) (\(wording.count($0.value)))" }.joined(separator: ", ")
        return wording(
            "Des lignes illisibles ont été laissées de côté, par fichier : \(files). Elles sont listées dans "
                + "\(FeatureManifest.FileName.rejects).",
            "Rows that cannot be read were left out, by file: \(files). They are listed in "
                + "\(FeatureManifest.FileName.rejects).")
    }

    private var table: DataTable {
        DataTable(
            caption: wording("Les variables", "The features"),
            columns: [
                wording("Variable", "Feature"), wording("Nom technique", "Technical name"),
                wording("Manquants", "Missing"), wording("Valeurs différentes", "Distinct values"),
                wording("Étendue", "Range"),
            ],
            rows: zip(report.columns, identities).map { column, identity in
                let missing = Int((column.missing * Double(report.clients)).rounded())
                return [
                    wording.title(identity.label), column.name, wording.share(missing, of: report.clients),
                    wording.count(column.distinct), range(column, identity),
                ]
            },
            numeric: [2, 3, 4])
    }

    private func range(_ column: FeatureReport.Column, _ identity: FeatureIdentity) -> String {
        guard let low = column.low, let high = column.high else { return "–" }
        func text(_ value: Double) -> String { wording.format.text(value, as: identity.kind) }
        // Days before the application are negative: the longest ago is the lowest.
        return identity.kind == .daysAgo ? wording.range(text(high), text(low)) : wording.range(text(low), text(high))
    }
}
