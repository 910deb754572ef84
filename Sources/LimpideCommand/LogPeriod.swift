import ArgumentParser
import Foundation

/// Stretches of the decision log to compare.
struct LogPeriod: ParsableArguments {
    @Flag(help: "Compare decisions of the workspace's log, between --from and --to.")
    var log = false

    @Option(help: ArgumentHelp("First day of the decisions compared, as 2026-03-01 (UTC).", valueName: "day"))
    var from: String?

    @Option(help: ArgumentHelp("The day after the last one; now by default.", valueName: "day"))
    var to: String?

    @Option(help: ArgumentHelp("First day of the decisions to compare with.", valueName: "day"))
    var referenceFrom: String?

    @Option(help: ArgumentHelp("The day after the last one; --from by default.", valueName: "day"))
    var referenceTo: String?

    /// Refuses days that are none, or that do not go together.
    func check() throws {
        for (name, text) in [
            ("from", from), ("to", to), ("reference-from", referenceFrom), ("reference-to", referenceTo),
        ] {
            if let text, Moment.read(text) == nil {
                throw ValidationError("--\(name) is written as 2026-03-01 or 2026-03-01T08:00:00Z.")
            }
        }
        guard log || (from == nil && to == nil && referenceFrom == nil && referenceTo == nil) else {
            throw ValidationError("--from, --to, --reference-from and --reference-to go with --log.")
        }
        guard !log || from != nil else { throw ValidationError("--log needs --from: the first day to compare.") }
        if log {
            let (now, past) = (try period, referenceFrom == nil ? nil : try referencePeriod)
            guard now.start < now.end, past.map({ $0.start < $0.end }) ?? true else {
                throw ValidationError("A period must begin before it ends.")
            }
        }
    }

    var period: (start: Date, end: Date) {
        get throws { (try moment(from, "from"), try to.map { try moment($0, "to") } ?? Date()) }
    }

    var referencePeriod: (start: Date, end: Date) {
        get throws { (try moment(referenceFrom, "reference-from"), try moment(referenceTo ?? from, "reference-to")) }
    }

    private func moment(_ text: String?, _ name: String) throws -> Date {
        guard let moment = text.flatMap(Moment.read) else {
            throw ValidationError("--\(name) is written as 2026-03-01 or 2026-03-01T08:00:00Z.")
        }
        return moment
    }

    /// The decisions compared.
    func current(_ place: WorkspaceOptions, _ stores: StoreOptions) async throws -> DriftSide {
        let period = try period
        return try await DriftSide(
            log: stores.openLog(place, creating: false).log, from: period.start, to: period.end, model: nil)
    }

    /// The decisions to compare with.
    func reference(_ place: WorkspaceOptions, _ stores: StoreOptions) async throws -> DriftSide {
        let period = try referencePeriod
        return try await DriftSide(
            log: stores.openLog(place, creating: false).log, from: period.start, to: period.end, model: nil)
    }
}
