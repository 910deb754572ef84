import Charts

/// The raw tables: rows, clients covered, and what an absent one takes away.
func coverageTable(_ tables: [TableCoverage], _ wording: Wording, caption: String) -> DataTable {
    let clients = tables.compactMap(\.clients).max() ?? 0
    let rows = tables.map { table in
        [
            wording.title(table.title), table.name,
            table.rows.map(wording.count) ?? wording("absente", "absent"),
            table.clients.map(wording.count) ?? "–",
            table.clients.map { wording.share($0, of: clients) } ?? "–",
            table.lost == 0 ? "–" : wording.count(table.lost),
        ]
    }
    return DataTable(
        caption: caption,
        columns: [
            wording("Table", "Table"), wording("Nom technique", "Technical name"), wording("Lignes lues", "Rows read"),
            wording("Clients couverts", "Clients covered"), wording("Part des clients", "Share of clients"),
            wording("Variables perdues", "Features lost"),
        ],
        rows: rows, numeric: [2, 3, 4, 5])
}
