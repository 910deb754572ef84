import Credit

/// How one reason moves between two answers.
struct ReasonShift: Hashable, Sendable {
    let family: FamilyID
    let label: LocalizedText
    /// What it adds before and after, in log-odds, positive against; 0 where it does not clearly speak.
    let before: Double
    let after: Double

    /// How much it moves.
    var size: Double { (after - before).magnitude }

    /// The reasons of both answers, those that move most first; those that hardly move are left out.
    ///
    /// - Parameter least: log-odds; 0.05 moves the odds by a twentieth.
    static func all(from before: [Reason], to after: [Reason], least: Double = 0.05) -> [ReasonShift] {
        var order: [FamilyID] = [], labels: [FamilyID: LocalizedText] = [:]
        for reason in after + before where labels[reason.family] == nil {
            order.append(reason.family)
            labels[reason.family] = reason.label
        }
        func sum(_ reasons: [Reason], _ family: FamilyID) -> Double {
            reasons.filter { $0.family == family }.reduce(0) { $0 + $1.contribution.value }
        }
        let shifts = order.compactMap { family in
            labels[family].map {
                ReasonShift(family: family, label: $0, before: sum(before, family), after: sum(after, family))
            }
        }
        return shifts.enumerated().filter { $0.element.size >= least }
            .sorted { ($1.element.size, $0.offset) < ($0.element.size, $1.offset) }.map(\.element)
    }

    /// The difference in words.
    var move: SimulationText {
        switch (before, after) {
        case (_, 0): .noMore
        case (...0, 0.0.nextUp...): .nowAgainst
        case (0..., ..<0): .nowFavour
        case (0.0.nextUp..., _): after > before ? .moreAgainst : .lessAgainst
        default: after < before ? .moreFavour : .lessFavour
        }
    }

    /// Where a weight speaks.
    static func side(_ weight: Double) -> SimulationText {
        weight > 0 ? .againstNow : weight < 0 ? .favourNow : .notNow
    }
}
