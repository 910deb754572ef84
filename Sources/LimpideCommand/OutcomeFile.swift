import Catalog
import Credit
import DriftDuckDB
import Foundation
import Recording
import Watching

/// Outcomes that a lender learned later, read from a file.
struct OutcomeFile {
    /// What could be read.
    private(set) var labels: [OutcomeLabel] = []
    /// Rows whose decision, client, date or outcome could not be read.
    private(set) var unreadable = 0

    /// What must be said of the file.
    var problems: [String] {
        unreadable > 0 ? ["\(unreadable) rows of the outcomes could not be read; they are left out."] : []
    }

    /// Reads a file of CSV or Parquet.
    ///
    /// The columns are found by name: `decision` (the reference of the log), or the client's number under `client` or the catalog's
    /// name; the outcome under `outcome`, `default` or the catalog's name, as 1 or 0, true or false, yes or no; `date` may be absent.
    ///
    /// - Throws: `DriftFileError`; ``CommandFailure`` when a column is not there.
    init(reading path: String, catalog: LenderCatalog?, threads: Int) throws {
        let names = (
            decision: ["decision"], client: ["client"] + [catalog?.client].compactMap { $0 }, date: ["date"],
            outcome: ["outcome", "default"] + [catalog?.outcome].compactMap { $0 }
        )
        let texts = try TextTable(
            reading: path, names: names.decision + names.client + names.date + names.outcome, threads: threads)
        let (decisions, clients) = (texts.first(of: names.decision), texts.first(of: names.client))
        guard let outcomes = texts.first(of: names.outcome), decisions != nil || clients != nil else {
            throw CommandFailure(
                code: .data,
                message:
                    "\(path) needs the columns decision or client, and outcome: \(names.client.joined(separator: " or ")); "
                    + "\(names.outcome.joined(separator: " or ")).")
        }
        let dates = texts.first(of: names.date)
        for row in 0..<texts.rows {
            let label = Self.label(
                decision: decisions?[row] ?? nil, client: clients?[row] ?? nil, date: dates?[row] ?? nil,
                outcome: outcomes[row] ?? "")
            if let label { labels.append(label) } else { unreadable += 1 }
        }
    }

    private static func label(decision: String?, client: String?, date: String?, outcome: String) -> OutcomeLabel? {
        let defaulted: Bool
        switch outcome.lowercased() {
        case "1", "1.0", "true", "yes", "oui": defaulted = true
        case "0", "0.0", "false", "no", "non": defaulted = false
        default: return nil
        }
        let day = date.flatMap { Moment.read(String($0.prefix(10))) }
        guard date == nil || day != nil else { return nil }
        if let decision {
            return EntryID(decision).map { OutcomeLabel(decision: $0, date: day, defaulted: defaulted) }
        }
        let number = client.flatMap { Int64($0) ?? Double($0).flatMap { Int64(exactly: $0) } }
        return number.map {
            OutcomeLabel(subject: .client(ClientID(rawValue: $0)), date: day, defaulted: defaulted)
        }
    }
}
