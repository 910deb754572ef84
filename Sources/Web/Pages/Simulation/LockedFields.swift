import Catalog
import Credit

/// Fields that nobody can change, and why.
struct LockedFields: Hashable, Sendable {
    /// Why a field cannot be changed.
    enum Reason: Hashable, Sendable {
        /// It tells of time that has passed.
        case time
        /// It moves with another field.
        case follows(LocalizedText)
        /// Other organisations say it.
        case others
        /// It happened.
        case history
        /// It describes the client's situation.
        case situation
    }

    let reason: Reason
    /// What the fields are called.
    let labels: [LocalizedText]

    /// All of a catalog, one group for each reason; situations by their sections.
    static func all(of catalog: LenderCatalog) -> [LockedFields] {
        guard let root = catalog.rootTable else { return [] }
        var groups: [(reason: Reason, labels: [LocalizedText])] = []
        func add(_ label: LocalizedText, _ reason: Reason) {
            guard let place = groups.firstIndex(where: { $0.reason == reason }) else {
                return groups.append((reason, [label]))
            }
            if !groups[place].labels.contains(label) { groups[place].labels.append(label) }
        }
        let shown = root.columns.filter { $0.section != nil && ($0.actionability.map { $0.way == .no } ?? true) }
        for column in shown {
            if let leader = column.follows.flatMap(root.column) {
                add(column.label, .follows(leader.label))
            } else if column.kind == .daysAgo {
                add(column.label, .time)
            } else if column.kind == .score {
                add(column.label, .others)
            } else if let section = root.sections.first(where: { $0.name == column.section }) {
                add(section.label, .situation)
            }
        }
        for table in catalog.tables where table.name != catalog.root { add(table.title, .history) }
        return groups.sorted { $0.reason.order < $1.reason.order }.map {
            LockedFields(reason: $0.reason, labels: $0.labels)
        }
    }
}

extension LockedFields.Reason {
    fileprivate var order: Int {
        switch self {
        case .time: 0
        case .history: 1
        case .others: 2
        case .situation: 3
        case .follows: 4
        }
    }

    /// The reason as a sentence.
    func sentence(_ voice: Voice) -> String {
        switch self {
        case .time: voice(SimulationText.lockedTime)
        case .history: voice(SimulationText.lockedHistory)
        case .others: voice(SimulationText.lockedOthers)
        case .situation: voice(SimulationText.lockedSituation)
        case .follows(let leader): voice(SimulationText.lockedFollows, ["leader": voice(leader)])
        }
    }
}
