import Statistics

/// The rows of all tables that wait to be written.
struct LenderRecords {
    var applicationTrain = RecordBuffer()
    var applicationTest = RecordBuffer()
    var bureau = RecordBuffer()
    var bureauBalance = RecordBuffer()
    var previousApplication = RecordBuffer()
    var posCashBalance = RecordBuffer()
    var installmentsPayments = RecordBuffer()
    var creditCardBalance = RecordBuffer()

    /// Adds all rows of a client.
    mutating func append(_ number: Int, of lender: SyntheticLender) -> Applicant {
        var generator = SeededGenerator(seed: lender.seed, stream: UInt64(number) &* 2 &+ 1)
        let applicant = Applicant(number: number, of: lender, using: &generator)
        if applicant.isLabelled {
            applicant.write(to: &applicationTrain, using: &generator)
        } else {
            applicant.write(to: &applicationTest, using: &generator)
        }
        appendBureau(of: applicant, using: &generator)
        appendPrevious(of: applicant, using: &generator)
        return applicant
    }

    /// The buffer of each table.
    static var buffers: [(table: Table, buffer: WritableKeyPath<LenderRecords, RecordBuffer>)] {
        [
            (.applicationTrain, \.applicationTrain), (.applicationTest, \.applicationTest), (.bureau, \.bureau),
            (.bureauBalance, \.bureauBalance), (.previousApplication, \.previousApplication),
            (.posCashBalance, \.posCashBalance), (.installmentsPayments, \.installmentsPayments),
            (.creditCardBalance, \.creditCardBalance),
        ]
    }

    /// How many rows were made, by table name.
    var rowCounts: [String: Int] {
        var counts: [String: Int] = [:]
        for (table, buffer) in Self.buffers { counts[table.rawValue] = self[keyPath: buffer].recordCount }
        return counts
    }
}
