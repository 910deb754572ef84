import ArgumentParser
import Foundation
import StagedFiles
import Synthesis

/// The command `limpide generate`.
struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a synthetic lender with the Home Credit tables.",
        discussion:
            "Its figures say nothing of a real lender; the best AUC that any model can reach on it is known and printed."
    )

    @Option(help: ArgumentHelp("How many clients.", valueName: "n"))
    var clients = 20_000

    @Option(help: ArgumentHelp("The same seed gives the same bytes.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Folder to make; one that holds anything is left alone.", valueName: "folder"))
    var out: String

    @Flag(help: "Shift amounts and the share of revolving loans of the unlabelled clients.")
    var drift = false

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    func run() async throws {
        Interruption.watch()
        let display = ProgressDisplay()
        let lender = SyntheticLender(clients: clients, seed: seed, drift: drift)
        let report = try lender.write(to: out) { display.update("Generating \(clients) clients", $0) }
        display.finish()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try StagedPath.write(encoder.encode(report), to: out + "/synthetic.json")
        if json { return try JSONOutput.print(report) }
        for (table, rows) in report.rows.sorted(by: { $0.key < $1.key }) { Terminal.print("\(table): \(rows) rows") }
        let rate = (report.defaultRate * 1000).rounded() / 10
        Terminal.print(
            "Default rate \(rate) %; best AUC that any model can reach \(report.ceilingAUC.map { "\(($0 * 1000).rounded() / 1000)" } ?? "unknown")."
        )
    }
}
