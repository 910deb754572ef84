import StagedFiles
import Statistics

/// A lender that never existed, with the tables, levels, gaps and traps of the Home Credit data, of any size.
///
/// Every client carries two hidden numbers, a burden of debt and a discipline in paying. They leave traces in all tables
/// and, with a few visible facts, set the probability of default by a known formula: so the best AUC that any model can
/// reach is known (about 0.83). Client k depends on the seed and on k alone, and the same seed gives the same bytes.
/// Rows per labelled application are those of the real set: 5.6 bureau loans, 89 bureau months, 5.4 previous
/// applications, 33 point-of-sale months, 44 instalments and 12.5 card months at the real share of unlabelled clients.
public struct SyntheticLender: Sendable, Hashable {
    /// How many clients, labelled and unlabelled.
    public let clients: Int
    /// What decides every draw.
    public let seed: UInt64
    /// The share of clients whose outcome is not told (`application_test`), in 0..<1.
    public let unlabelledShare: Double
    /// Whether unlabelled clients ask for more and almost never for revolving loans, as in the real test set.
    public let drift: Bool

    /// The real share of unlabelled clients, 48,744 of 356,255.
    public static let realUnlabelledShare = 0.13682

    /// Describes a lender; nothing is made before ``write(to:replacing:onProgress:)``.
    ///
    /// - Parameters:
    ///   - clients: How many applications, 1 to 20,000,000.
    ///   - seed: Any number; it decides every draw.
    ///   - unlabelledShare: In 0..<1.
    ///   - drift: Whether unlabelled clients differ from labelled ones.
    public init(
        clients: Int,
        seed: UInt64,
        unlabelledShare: Double = SyntheticLender.realUnlabelledShare,
        drift: Bool = false
    ) {
        self.clients = clients
        self.seed = seed
        self.unlabelledShare = unlabelledShare
        self.drift = drift
    }

    /// Writes the tables as CSV files, one per table, named as the real ones.
    ///
    /// The files appear together at the end; until then, or when anything goes wrong, the folder stays as it was.
    ///
    /// - Parameters:
    ///   - directory: The folder to make.
    ///   - replacing: Whether a folder that holds something may be replaced.
    ///   - onProgress: Called with the share done, in 0...1, every thousand clients; what it throws stops the work.
    /// - Returns: Rows per table and the best reachable figures.
    /// - Throws: ``SynthesisError`` for a size or share that makes no sense, `StagedFileError` when the disk refuses.
    /// - Complexity: Time O(clients); memory does not depend on them.
    public func write(
        to directory: String,
        replacing: Bool = false,
        onProgress: (Double) throws -> Void = { _ in }
    ) throws -> SynthesisReport {
        guard (1...20_000_000).contains(clients) else {
            throw SynthesisError(.invalidSize, "A synthetic lender has 1 to 20,000,000 clients; choose another number.")
        }
        guard unlabelledShare >= 0, unlabelledShare < 1 else {
            throw SynthesisError(.invalidShare, "The unlabelled share is at least 0 and below 1; choose another.")
        }
        let staged = try StagedPath(.directory, at: directory, replacing: replacing)
        var files = try TableFiles(in: staged.path)
        var records = LenderRecords()
        var ceiling = Ceiling()
        for number in 0..<clients {
            let applicant = records.append(number, of: self)
            if applicant.isLabelled {
                ceiling.add(probability: applicant.probability, isDefault: applicant.isDefault)
            }
            if (number + 1).isMultiple(of: 50) { try files.drain(&records) }
            if (number + 1).isMultiple(of: 1_000) { try onProgress(Double(number + 1) / Double(clients)) }
        }
        try files.drain(&records)
        try files.close()
        try onProgress(1)
        try staged.commit()
        return SynthesisReport(
            rows: records.rowCounts,
            bytes: files.bytes,
            defaultRate: ceiling.defaultRate,
            ceilingAUC: ceiling.areaUnderROC,
            ceilingCostPerThousand: ceiling.costPerThousand
        )
    }
}
