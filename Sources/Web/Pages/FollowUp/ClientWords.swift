import Catalog
import Credit
import Explaining
import Features
import Recording

/// A decision in the second person: what a letter and the client's own page say of it.
struct ClientWords {
    /// One reason, and the client's own figure behind it where there is one.
    struct Reason: Hashable {
        let sentence: String
        let facts: [String]
    }

    private let decision: RecordedDecision
    private let changes: Changes
    private let catalog: LenderCatalog
    private let voice: Voice

    init(_ decision: RecordedDecision, _ changes: Changes, catalog: LenderCatalog, voice: Voice) {
        self.decision = decision
        self.changes = changes
        self.catalog = catalog
        self.voice = voice
    }

    /// What was asked for and what the lender answers.
    var answer: [String] {
        let amount = decision.record.amount.map { voice.format.money($0) }
        var lines = [
            (amount.map { voice(LetterText.asked, ["amount": $0]) } ?? voice(LetterText.askedPlain)) + " "
                + voice(decision.standing.letterText)
        ]
        if let human = decision.human {
            lines.append(voice(LetterText.byPerson, ["day": voice.longDay(human.time)]))
        }
        if decision.openReview != nil { lines.append(voice(LetterText.underReview)) }
        return lines
    }

    /// That a machine prepared the answer, and what it found.
    var automatic: String {
        voice(decision.human == nil ? LetterText.automatic : LetterText.automaticBefore) + " " + risk
    }

    private var risk: String {
        let words = RiskWords(decision.decision, format: voice.format)
        let text: LetterText = words.isRare ? .riskRare : words.isOne ? .riskOne : .risk
        return voice(text, ["risk": words.risk, "limit": words.limit])
    }

    /// What the reasons are called: those of a refusal, of an approval, or of a look to take.
    var reasonsTitle: String {
        switch decision.standing {
        case .granted: voice(LetterText.whyGranted)
        case .referred: voice(LetterText.whyReferred)
        case .refused: voice(LetterText.whyRefused)
        }
    }

    /// The principal reasons of the answer that stands, at most four but for rules that refuse by themselves.
    ///
    /// - Parameter facts: the client's own figures shown behind each, at most.
    func reasons(facts: Int) -> [Reason] {
        stated.map { stated in
            let evidence = scored.first { $0.code == stated.code }?.evidence ?? []
            return Reason(
                sentence: voice.language.typeset(voice(stated.sentence)),
                facts: evidence.prefix(facts).map { fact in
                    let (label, value) = (voice.title(fact.label), voice(fact.value))
                    guard let usual = fact.usual else {
                        return voice(LetterText.factAlone, ["label": label, "value": value])
                    }
                    return voice(LetterText.fact, ["label": label, "value": value, "usual": voice(usual)])
                })
        }
    }

    private var scored: [Credit.Reason] { decision.explanation?.reasons ?? [] }

    private var stated: [StatedReason] {
        switch decision.standing {
        case .refused:
            let human = decision.human.map { human in
                [
                    human.stated
                        ?? StatedReason(source: .human, code: human.code, sentence: LetterText.personRefused.text)
                ]
            }
            return StatedReason.refusing(decision.decision, score: scored, human: human ?? [])
        case .granted:
            let human = decision.human.map { human in
                human.stated ?? StatedReason(source: .human, code: human.code, sentence: LetterText.personGranted.text)
            }
            return Array(([human].compactMap(\.self) + ofScore(.favourable)).prefix(StatedReason.most))
        case .referred:
            let rules = decision.rules.map {
                StatedReason(source: .policy, code: $0.code, sentence: $0.sentence)
            }
            return rules + ofScore(.adverse).prefix(max(0, StatedReason.most - rules.count))
        }
    }

    private func ofScore(_ direction: Direction) -> [StatedReason] {
        scored.filter { $0.direction == direction }.map {
            StatedReason(source: .score, code: $0.code, sentence: $0.sentence)
        }
    }

    /// What would have changed the answer; nil where nothing can be said, or nothing needs to.
    var couldChange: (lead: String, sentences: [String])? {
        guard decision.standing != .granted, case .computed(let found, _) = changes else { return nil }
        guard found.answer == .found else { return (voice(LetterText.couldNot), []) }
        let lead: LetterText = decision.human == nil ? .couldChangeLead : .couldChangePerson
        return (voice(lead), sentences(voice, changes))
    }

    /// Where the data came from, and what plays no part.
    var data: [String] {
        var tables: Set<String> = []
        let definitions = catalog.definitions
        for (column, value) in zip(decision.record.schema.columns, decision.record.features.values)
        where value != .missing {
            tables.formUnion(definitions[column.name]?.tables ?? [])
        }
        let sources = catalog.tables.filter { tables.contains($0.name) }.map { voice($0.title) }
        let never = catalog.protections.filter { !$0.isAllowed }.map { voice($0.label) }
        return [
            sources.isEmpty ? nil : voice(LetterText.dataUsed, ["sources": sources.joined(separator: ", ")]),
            never.isEmpty ? nil : voice(LetterText.dataNever, ["names": never.joined(separator: ", ")]),
            voice(LetterText.dataRights),
        ].compactMap(\.self)
    }

    /// What the client may ask for, and how.
    var rights: [String] {
        [
            voice(LetterText.rightsReview),
            voice(LetterText.rightsHow, ["reference": decision.id.description]) + " " + voice(LetterText.rightsFree),
        ] + (decision.standing == .granted ? [] : [voice(LetterText.advice)])
    }
}

extension Status {
    /// The answer as a letter says it.
    fileprivate var letterText: LetterText {
        switch self {
        case .granted: .granted
        case .referred: .referred
        case .refused: .refused
        }
    }
}
