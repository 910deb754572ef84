import Catalog
import Credit
import Features
import FeaturesDuckDB
import Modeling

/// The groups of each protected characteristic, read from what a person reads beside the features.
enum ProtectedColumns {
    /// The groups of all clients of a folder of features, in the catalog's order; characteristics without a column are left out.
    static func groups(
        _ catalog: LenderCatalog, in folder: String, engine: DuckDBFeatureEngine
    ) throws -> [ProtectedGroups] {
        let carriers = catalog.protections.flatMap { protection in
            catalog.columns(carrying: protection.name).prefix(1).map { (protection.name, $0) }
        }
        let information = try engine.information(in: folder, columns: carriers.map(\.1.name))
        return carriers.compactMap { name, column in
            guard let place = information.names.firstIndex(of: column.name) else { return nil }
            switch information.columns[place] {
            case .words(let codes, let levels):
                let labels = levels.map { column.levels[$0] ?? LocalizedText(fr: $0, en: $0) }
                return ProtectedGroups(attribute: name, groups: labels, codes: codes)
            case .numbers(let numbers):
                let years = numbers.map { column.kind == .daysAgo || column.kind == .days ? -$0 / 365.25 : $0 }
                return bands(name, years)
            }
        }
    }

    /// Ages in tens of years; the ends are open.
    private static func bands(_ name: String, _ years: [Double]) -> ProtectedGroups {
        let starts = [30.0, 40, 50, 60]
        let labels =
            [LocalizedText(fr: "moins de 30 ans", en: "under 30")]
            + starts.dropLast().map {
                LocalizedText(fr: "\(Int($0)) à \(Int($0) + 9) ans", en: "\(Int($0)) to \(Int($0) + 9)")
            }
            + [LocalizedText(fr: "60 ans et plus", en: "60 and over")]
        let codes = years.map { year in year.isNaN ? -1 : Int32(starts.count { year >= $0 }) }
        return ProtectedGroups(attribute: name, groups: labels, codes: codes)
    }
}
