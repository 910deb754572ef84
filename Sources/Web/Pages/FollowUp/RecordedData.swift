import Credit
import Features
import Recording
import Storage

extension Site {
    /// The application's fields among the recorded features, by the catalog's sections: the data as they served to decide.
    ///
    /// What no feature was made of plays no part, and is not there.
    func recordedSections(of decision: RecordedDecision) -> [ClientInformation.Section] {
        let record = decision.record
        var values: [String: RawValue] = [:]
        for (column, value) in zip(record.schema.columns, record.features.values) {
            switch value {
            case .missing: values[column.name] = .missing
            case .number(let number): values[column.name] = .number(Self.shortest(number))
            case .level(let word): values[column.name] = .text(word)
            }
        }
        let client = StoredClient(
            id: decision.client ?? ClientID(rawValue: 0), features: record.features, information: values)
        return information.sections(of: client).compactMap { section in
            let used = section.items.filter { values[$0.name] != nil }
            return used.isEmpty ? nil : ClientInformation.Section(name: section.name, label: section.label, items: used)
        }
    }

    /// The double that is written as the single is: 0.1 and not 0.10000000149.
    private static func shortest(_ number: Float) -> Double { Double("\(number)") ?? Double(number) }
}
