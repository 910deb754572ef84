import Credit
import Explaining
import Foundation
import HTTPTypes
import Hummingbird
import Markup
import NIOCore

/// The models that the lender keeps, and the trainings that made them.
func modelsPage(_ visit: Visit) async throws -> Response {
    let voice = visit.voice
    let shelf = visit.site.shelf
    let (models, experiments) = try await visit.site.working {
        (try shelf?.models() ?? [], try shelf?.experiments() ?? [])
    }
    return visit.page(
        voice(ModelsText.title),
        content: Group(
            Element("header", .class("client")) {
                Element("h1") { voice(ModelsText.title) }
                Element("p", .class("lead")) { voice(ModelsText.lead) }
                if shelf == nil { Element("p", .class("notice")) { voice(ModelsText.notHere) } }
            },
            Element("section", .class("models"), .aria("labelledby", "kept")) {
                Element("h2", .id("kept")) { voice(ModelsText.kept) }
                Element("p", .class("lead")) { voice(ModelsText.costLead) }
                if models.isEmpty { Element("p", .class("empty")) { voice(ModelsText.keptNone) } }
                each(models) { model in modelCard(visit, model) }
            },
            experimentsSection(voice, experiments)))
}

/// A model's card, as the documents write it: a page of its own that may load nothing.
func modelCardPage(_ visit: Visit) async throws -> Response {
    guard let digest = visit.parameters.get("digest"), digest.count == 64, digest.allSatisfy(\.isHexDigit),
        let shelf = visit.site.shelf
    else { throw Problem.unknownPage }
    let language = visit.voice.language
    guard let page = try await visit.site.working({ try shelf.card(of: digest, language: language) }) else {
        throw Problem.unknownPage
    }
    return Response(
        status: .ok,
        headers: [
            .contentType: "text/html; charset=utf-8", .contentLanguage: language.rawValue,
            .contentSecurityPolicy: SecurityHeaders.documentPolicy,
        ],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: page)))
}

private func modelCard(_ visit: Visit, _ model: ShelvedModel) -> some HTML {
    let voice = visit.voice
    let decides = model.digest == visit.site.engine.model.digest
    let short = String(model.digest.prefix(12))
    let name =
        model.aliases.isEmpty
        ? voice(ModelsText.noAlias) : voice(ModelsText.named, ["names": model.aliases.joined(separator: ", ")])
    return Element("article", .class(decides ? "card deciding" : "card"), .aria("label", "\(name) \(short)")) {
        Element("h3") {
            name + (decides ? " – " + voice(ModelsText.deciding) : "")
        }
        if let figures = model.figures {
            entries([
                (voice(ModelsText.when), dateText(voice, model.saved)),
                (
                    voice(ModelsText.quality),
                    voice(ModelsText.times, ["count": voice.format.number(figures.meanAUC * 100, decimals: 0)])
                ),
                (
                    voice(ModelsText.cost),
                    voice(ModelsText.ofThousand, ["cost": voice.format.number(figures.meanCost, decimals: 0)])
                ),
                (voice(ModelsText.limit), voice.format.outOfHundred(figures.threshold)),
            ])
            Element("p") {
                Element("a", .href("/models/\(model.digest)/card")) { voice(ModelsText.card, ["digest": short]) }
            }
            modelFigures(voice, model, figures)
        } else {
            entries([(voice(ModelsText.when), dateText(voice, model.saved))])
            Element("p", .class("notice")) { voice(ModelsText.damaged) }
        }
    }
}

private func modelFigures(_ voice: Voice, _ model: ShelvedModel, _ figures: ShelvedModel.Figures) -> some HTML {
    func number(_ value: Int) -> String { voice.format.number(Double(value), decimals: 0) }
    func interval(_ value: Double, _ range: ClosedRange<Double>, _ decimals: Int) -> String {
        func text(_ value: Double) -> String { voice.format.number(value, decimals: decimals) }
        return "\(text(value)) [\(text(range.lowerBound))\u{A0}; \(text(range.upperBound))]"
    }
    return Element("details", .class("expert")) {
        Element("summary") { voice(ModelsText.expert) }
        entries([
            (voice(ModelsText.digest), model.digest), (voice(ModelsText.learner), figures.learner),
            (voice(ModelsText.features), number(figures.features)),
            (voice(ModelsText.rows), number(figures.trainingRows)),
            (voice(ModelsText.auc), interval(figures.meanAUC, figures.auc, 4)),
            (voice(ModelsText.costPerThousand), interval(figures.meanCost, figures.cost, 1)),
            (voice(ModelsText.testRows), number(figures.testRows)),
        ])
    }
}

private func entries(_ rows: [(name: String, value: String)]) -> some HTML {
    Element("dl") {
        each(rows) { row in
            Element("div", .class("entry")) {
                Element("dt") { row.name }
                Element("dd") { row.value }
            }
        }
    }
}

private func experimentsSection(_ voice: Voice, _ experiments: [Experiment]) -> some HTML {
    Element("section", .class("card"), .aria("labelledby", "experiments")) {
        Element("h2", .id("experiments")) { voice(ModelsText.experiments) }
        if experiments.isEmpty { Element("p", .class("empty")) { voice(ModelsText.experimentsNone) } }
        each(experiments) { experiment in
            Element("article", .class("experiment"), .aria("label", experiment.name)) {
                Element("h3") { experiment.name }
                entries([
                    (voice(ModelsText.state), voice(experiment.state.text)),
                    (voice(ModelsText.started), dateText(voice, experiment.started)),
                    (voice(ModelsText.length), length(voice, experiment)),
                    (voice(ModelsText.trials), voice.format.number(Double(experiment.parts), decimals: 0)),
                ])
                if !experiment.metrics.isEmpty {
                    Element("details", .class("expert")) {
                        Element("summary") { voice(ModelsText.results, ["name": experiment.name]) }
                        entries(
                            experiment.metrics.sorted { $0.key < $1.key }.map {
                                ($0.key, voice.format.number($0.value, atMost: $0.value.magnitude >= 10 ? 1 : 4))
                            })
                    }
                }
            }
        }
    }
}

private func length(_ voice: Voice, _ experiment: Experiment) -> String {
    guard let ended = experiment.ended else { return voice.format.unknown }
    let seconds = max(0, ended.timeIntervalSince(experiment.started))
    if seconds < 120 {
        return voice.format.counted(seconds.rounded(), fr: ("seconde", "secondes"), en: ("second", "seconds"))
    }
    return voice.format.counted((seconds / 60).rounded(), fr: ("minute", "minutes"), en: ("minute", "minutes"))
}

/// A day as it is written: `30/11/2026`, `30 Nov 2026`.
private func dateText(_ voice: Voice, _ date: Date) -> String {
    let day = Day(secondsSince1970: date.timeIntervalSince1970)
    let padded = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    if voice.language == .fr { return "\(padded(day.day))/\(padded(day.month))/\(day.year)" }
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(day.day) \(months[day.month - 1]) \(day.year)"
}

extension Experiment.State {
    fileprivate var text: ModelsText {
        switch self {
        case .running: .running
        case .finished: .finished
        case .failed: .failed
        case .stopped: .stopped
        }
    }
}
