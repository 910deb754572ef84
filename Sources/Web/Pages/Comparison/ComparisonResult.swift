import Credit
import Explaining
import Features
import Markup

/// The finding, where it comes from, the drawing and its table; of a group that is too small, one sentence and nothing else.
func comparisonResult(_ voice: Voice, _ found: FoundComparison, _ client: ClientID) -> some HTML {
    Group(
        found.comparison.map { comparison in
            Element("figure", .class("comparison")) {
                Element("figcaption") {
                    Element("h3") { finding(voice, found, comparison) }
                    each(sentences(voice, found, comparison)) { sentence in Element("p") { sentence } }
                }
                spreadDrawing(voice, found, comparison)
                comparisonTable(voice, found, comparison)
            }
        },
        found.comparison == nil ? Element("p", .class("empty")) { refusal(voice, found) } : nil,
        Element("p") {
            Element("a", .href("/clients/\(client)/compare/pair?x=\(found.question.variable.key)")) {
                voice(ComparisonText.pairLink)
            }
        }
    )
}

extension FoundComparison {
    /// Whether the client's value is one answer among others, neither high nor low.
    fileprivate var isAnswer: Bool {
        question.variable.kind.isCategory || question.variable.kind == .flag
    }
}

private func refusal(_ voice: Voice, _ found: FoundComparison) -> String {
    guard found.question.with == .group else { return voice(ComparisonText.tooFew) }
    if found.common.isEmpty { return voice(ComparisonText.noCommon) }
    let unknown = found.common.filter { $0.content == nil }.map { voice($0.criterion.variable.label) }
    return unknown.isEmpty
        ? voice(ComparisonText.tooFew)
        : voice(ComparisonText.unknownCommon, ["common": unknown.joined(separator: ", ")])
}

/// Where the client stands, in one line.
private func finding(_ voice: Voice, _ found: FoundComparison, _ comparison: Comparison) -> String {
    func people(_ part: Int, of whole: Int) -> String { voice.people(part, of: whole, found.question.with) }
    if found.value == .missing {
        let missing = comparison.missing.total
        guard missing >= SimilarClients.fewest, missing * 100 >= comparison.size else {
            return voice(ComparisonText.unknownRare)
        }
        return voice(ComparisonText.unknownLike, ["people": people(missing, of: comparison.size)])
    }
    let counted = comparison.below + comparison.same + comparison.above
    guard counted > 0 else { return voice(ComparisonText.noBar) }
    if found.isAnswer {
        guard comparison.same >= SimilarClients.fewest else { return voice(ComparisonText.noBar) }
        return voice(
            ComparisonText.levelLike,
            [
                "value": voice.title(voice.text(found.value, of: found.question.variable)),
                "people": people(comparison.same, of: counted),
            ])
    }
    let place = ComparedPlace(comparison, isReversed: found.question.variable.kind == .daysAgo)
    if place.isLikeMost { return voice(ComparisonText.likeMost, ["people": people(place.same, of: counted)]) }
    return voice(
        place.isHigh ? ComparisonText.higher : .lower,
        ["people": people(place.isHigh ? place.below : place.above, of: counted)])
}

/// How many are lower, at the same level and higher, as a person counts: an age rises with its days.
private struct ComparedPlace {
    var below: Int
    var same: Int
    var above: Int

    init(_ comparison: Comparison, isReversed: Bool) {
        (below, same, above) = (
            isReversed ? comparison.above : comparison.below, comparison.same,
            isReversed ? comparison.below : comparison.above
        )
        // Values so near that they were not told apart are on both sides of the client's.
        if same * 50 < below + same + above {
            below += same / 2
            above += same - same / 2
            same = 0
        }
    }

    var isLikeMost: Bool { same > max(below, above) }
    var isHigh: Bool { below >= above }
}

private func sentences(_ voice: Voice, _ found: FoundComparison, _ comparison: Comparison) -> [String] {
    let variable = found.question.variable
    var sentences = [
        voice(
            ComparisonText.ownValue,
            ["label": voice.title(variable.label), "value": voice.text(found.value, of: variable)]) + " "
            + who(voice, found, comparison)
    ]
    if case .number = found.value, !found.isAnswer {
        let place = ComparedPlace(comparison, isReversed: variable.kind == .daysAgo)
        let counted = place.below + place.same + place.above
        if place.same > 0, counted > 0 {
            sentences.append(
                voice(
                    ComparisonText.placeOfThree,
                    [
                        "below": voice.hundredth(place.below, of: counted),
                        "same": voice.hundredth(place.same, of: counted),
                        "above": voice.hundredth(place.above, of: counted),
                    ]))
        }
    }
    if let own = comparison.own {
        let bin = comparison.bins[own]
        let range = voice.text(bin.content, of: variable)
        sentences.append(
            bin.defaultRate == nil
                ? voice(ComparisonText.inTheSameCaseFew, ["range": range])
                : voice(
                    ComparisonText.inTheSameCase,
                    [
                        "range": range, "rate": voice.defaults(bin.counts),
                        "overall": voice.defaults(comparison.total),
                    ]))
    }
    if comparison.missing.total * 100 >= comparison.size {
        sentences.append(
            voice(
                ComparisonText.unknownOthers,
                ["people": voice.people(comparison.missing.total, of: comparison.size, found.question.with)]))
    }
    return sentences
}

private func who(_ voice: Voice, _ found: FoundComparison, _ comparison: Comparison) -> String {
    let count = voice.count(comparison.size)
    switch found.question.with {
    case .all: return voice(ComparisonText.whoAll, ["count": count])
    case .alike: return voice(ComparisonText.whoAlike, ["count": count])
    case .group:
        let common = found.common.compactMap { criterion, content in
            content.map { "\(voice(criterion.variable.label)) (\(voice.text($0, of: criterion.variable)))" }
        }
        return voice(ComparisonText.whoGroup, ["count": count, "common": common.joined(separator: ", ")])
    }
}
