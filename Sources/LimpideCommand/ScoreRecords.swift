import Catalog
import Credit
import Explaining
import FeatureKernels
import Features
import Foundation
import Modeling
import StagedFiles

/// Scores applicants whose records stand in a file of JSON lines, one after the other, as a service would.
struct ScoreRecords {
    private let scoring: ScoringModel
    private let program: FeatureProgram
    private let binding: ModelBinding
    private let policy: PolicyProgram

    /// How long features took, and how many applicants were granted a loan.
    struct Summary: Encodable {
        /// Applicants scored.
        var applications = 0
        /// Those whose loan is granted.
        var granted = 0
        /// Those that a person decides.
        var referred = 0
        /// Those whose loan is refused.
        var refused = 0
        /// The median time to compute one applicant's features, the first hundred aside if there are more.
        var medianMilliseconds = 0.0
        /// The time that one applicant in a hundred takes longer than.
        var p99Milliseconds = 0.0

        mutating func add(_ status: Status) {
            applications += 1
            switch status {
            case .granted: granted += 1
            case .referred: referred += 1
            case .refused: refused += 1
            }
        }
    }

    init(_ bundle: ModelBundle) throws {
        scoring = try ScoringModel(bundle)
        let plan = FeaturePlan(catalog: bundle.catalog, available: Set(bundle.catalog.tables.map(\.name)))
        program = FeatureProgram(plan)
        binding = bundle.binding(to: plan.schema)
        policy = PolicyProgram(bundle.catalog.policies ?? [], schema: plan.schema)
    }

    /// Reads `file` and writes `client,probability,status` for each of its lines.
    ///
    /// - Throws: ``CommandFailure`` with the line of the first record that cannot be read; nothing is written then.
    func run(_ file: String, to out: String, display: ProgressDisplay) throws -> Summary {
        guard let handle = FileHandle(forReadingAtPath: file), let size = try? handle.seekToEnd() else {
            throw CommandFailure(code: .noInput, message: "there is no file \(file) that can be read: check --records.")
        }
        try handle.seek(toOffset: 0)
        let catalog = scoring.bundle.catalog
        let output = try StagedPath(.file, at: out)
        let writer = try FileWriter(creating: output.path)
        try writer.write("\(catalog.client),probability,status\n")
        let today = Day(secondsSince1970: Date().timeIntervalSince1970)
        var summary = Summary(), times: [Double] = []
        let clock = ContinuousClock()
        var line = 0
        try Self.forEachLine(of: handle) { bytes, read in
            line += 1
            guard !bytes.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) else { return }
            let start = clock.now
            let records: ApplicantRecords, row: FeatureRow
            do {
                records = try ApplicantRecords(json: bytes, catalog: catalog)
                row = try program.row(of: records)
            } catch let failure as ApplicantRecords.Failure {
                let more = failure.problems.count > 1 ? " (and \(failure.problems.count - 1) more)" : ""
                throw CommandFailure(
                    code: .data, message: "\(file), line \(line): \(failure.problems[0].sentence)\(more)")
            } catch let error as FeatureError {
                throw CommandFailure(code: .data, message: "\(file), line \(line): \(error.message)")
            }
            times.append((clock.now - start) / .milliseconds(1))
            let scored = scoring.decision(try scoring.logOdds(binding.encode(row)))
            let decision = policy.decisions([scored], rows: [row], on: today)[0]
            try writer.write("\(records.client),\(decision.probability.value),\(decision.status.label.fr)\n")
            summary.add(decision.status)
            display.update("Scoring", Double(read) / Double(max(size, 1)))
        }
        display.finish()
        try writer.close()
        try output.commit()
        let warm = (times.count > 200 ? Array(times.dropFirst(100)) : times).sorted()
        if let last = warm.last {
            summary.medianMilliseconds = warm[warm.count / 2]
            summary.p99Milliseconds = warm.count >= 100 ? warm[warm.count * 99 / 100] : last
        }
        return summary
    }

    /// Hands over each line and how many bytes of the file were read by then.
    private static func forEachLine(of handle: FileHandle, _ body: (Data, UInt64) throws -> Void) throws {
        var rest = Data(), read: UInt64 = 0
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
            read += UInt64(part.count)
            rest.append(part)
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                try body(Data(rest[rest.startIndex..<end]), read)
                rest = rest[rest.index(after: end)...]
            }
            rest = Data(rest)
        }
        if !rest.isEmpty { try body(rest, read) }
    }
}
