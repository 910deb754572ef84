import Access
import Catalog
import Credit
import Explaining
import Features
import Foundation
import Logging
import Recording
import Storage

// What is computed for applicants and changes, and what of it is recorded.
extension Call {
    /// The records that a load kept of the client in the address.
    private func storedApplicant(showing what: String) async throws -> (ClientID, CheckedApplicant) {
        let client = try await client(showing: what)
        guard let bytes = try await site.store.records(of: client.id) else { throw Problem.noRecords }
        do {
            return (client.id, try site.engine.applicant(stored: bytes))
        } catch let error as ExplainingError {
            throw site.refusal(error)
        }
    }

    func counterfactuals() async throws -> JSON {
        let (id, applicant) = try await storedApplicant(showing: "counterfactuals")
        let engine = site.engine
        let found = try await site.working { try engine.counterfactuals(for: applicant) }
        return JSON(found).adding(["client": .integer(id.rawValue)])
    }

    func similar() async throws -> JSON {
        let client = try await client(showing: "similar")
        let engine = site.engine
        guard
            let similar = try await site.working({ try engine.similarClients(to: client.features, except: client.id) })
        else { throw Problem.noPortfolio }
        return JSON(similar).adding(["client": .integer(client.id.rawValue)])
    }

    func importance() throws -> JSON {
        guard let importance = site.engine.importance else { throw Problem.noPortfolio }
        return JSON(importance).adding(["model": .text(site.engine.model.digest)])
    }

    /// A client with changed fields: before and after.
    func simulation() async throws -> JSON {
        let (_, value) = try await jsonBody()
        let fields = try Self.fields(of: value, known: ["client", "changes"])
        guard case .integer(let number)? = fields["client"], let id = ClientID(String(number)) else {
            throw Refusal.field("/client", "A client's number is needed.")
        }
        guard case .object(let wanted)? = fields["changes"] else {
            throw Refusal.field("/changes", "An object of new values by field of the application is needed.")
        }
        let changes = try wanted.mapValuesWithKeys { name, value in
            guard let raw = RawValue(value) else {
                throw Refusal.field("/changes" + FieldProblem.pointer(name), "A number, a text or null is needed.")
            }
            return raw
        }
        let client = try await site.client(id.description, showing: "simulation", to: principal)
        guard let bytes = try await site.store.records(of: client.id) else { throw Problem.noRecords }
        let engine = site.engine
        let simulation: Simulation
        do {
            simulation = try await site.working {
                try engine.simulation(of: try engine.applicant(stored: bytes), changing: changes)
            }
        } catch let invalid as InvalidRecords {
            throw Refusal(invalid.naming(root: engine.catalog.root), at: "")
        }
        return [
            "client": .integer(client.id.rawValue), "before": JSON(simulation.before), "after": JSON(simulation.after),
            "changes": .list(simulation.changes.map { JSON($0) }),
            "reasons": .list(simulation.explanation.reasons.map { JSON($0) }),
            "messages": .list(simulation.messages.map { JSON($0) }), "model": .text(engine.model.digest),
        ]
    }

    /// Decides on a new applicant and records the decision before it is told.
    func application() async throws -> JSON {
        let (bytes, value) = try await jsonBody()
        guard case .object = value else { throw Refusal.field("", "An object of records by table is needed.") }
        let engine = site.engine
        let day = engine.today
        let (applicant, assessment) = try await site.assessment(json: bytes, on: day)
        let explanation = assessment.explanation
        let receipt = try await site.record(
            assessment, of: applicant, input: bytes, on: day, reference: site.newReference(), by: principal)
        return JSON(receipt).adding(site.explained(explanation)).adding([
            "client": applicant.client.map { .integer($0.rawValue) } ?? .null,
            "counterfactuals": JSON(assessment.counterfactuals),
            "messages": .list(assessment.messages.map { JSON($0) }),
        ])
    }

    /// Decides on a client by number and records the decision before it is told.
    func clientDecision() async throws -> JSON {
        let client = try await client(showing: "decision")
        let (receipt, explanation) = try await site.decide(client, by: principal)
        return JSON(receipt).adding(site.explained(explanation)).adding(["client": .integer(client.id.rawValue)])
    }
}

extension Site {
    /// Decides on a client and records the decision; when it returns, the decision is on the disk.
    func decide(_ client: StoredClient, by principal: Principal?) async throws -> (LogReceipt, Explanation) {
        let (engine, day) = (engine, engine.today)
        let explanation = try await working { try engine.explanation(for: client.features, on: day) }
        metrics.count(explanation.decision, of: client.features, from: .client)
        let record = DecisionRecord(
            schema: store.schema, features: client.features, modelDigest: engine.model.digest,
            explanation: explanation, on: day)
        return (try await self.record(record, about: .client(client.id), by: principal), explanation)
    }

    /// Work of milliseconds, away from the threads that serve requests; its errors as the caller may know them.
    func working<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        do {
            return try await work.run(body)
        } catch let error as ExplainingError {
            throw refusal(error)
        }
    }

    func refusal(_ error: ExplainingError) -> Refusal {
        logger.error("the engine cannot answer", metadata: ["reason": "\(error.message)"])
        return Refusal(.unavailable)
    }

    /// Reads, checks and scores the records of one applicant.
    ///
    /// - Throws: a refusal that names every field that is wrong.
    func assessment(json bytes: [UInt8], on day: Day) async throws -> (CheckedApplicant, Assessment) {
        let engine = engine
        do {
            return try await working {
                let applicant = try engine.applicant(json: Data(bytes))
                return (applicant, try engine.assessment(of: applicant, on: day))
            }
        } catch let invalid as InvalidRecords {
            throw Refusal(invalid)
        }
    }

    /// Records a decision; when it returns, the decision is on the disk.
    ///
    /// - Throws: a refusal when it cannot be recorded: then it was not taken.
    func record(_ record: DecisionRecord, about subject: Subject, by principal: Principal?) async throws -> LogReceipt {
        guard let log, let principal else { throw Problem.cannotRecord }
        var record = record
        if let name = settings.amountFeature, let place = record.schema.columns.firstIndex(where: { $0.name == name }),
            case .number(let amount)? = record.features.values.dropFirst(place).first
        {
            record.amount = Double(amount)
        }
        do {
            return try await log.append(
                .decision(record), about: subject, by: principal.author(for: .writeDecisions))
        } catch {
            logger.error("a decision could not be recorded", metadata: ["reason": "\(error.message)"])
            throw Refusal(error)
        }
    }

    /// The reference of an applicant who has no number.
    func newReference() -> String {
        var random = SystemRandomNumberGenerator()
        return EntryID(using: &random).description
    }

    /// A decision with its reasons and the proof that they add up.
    func explained(_ explanation: Explanation) -> [String: JSON] {
        JSON.fields(of: explanation.decision).merging([
            "log_odds": .number(explanation.logOdds.value),
            "baseline": [
                "label": JSON(explanation.baseline.label), "log_odds": .number(explanation.baseline.logOdds.value),
            ],
            "contributions": .list(
                explanation.contributions.map {
                    [
                        "feature": .text($0.feature), "label": JSON(label(of: $0.feature)),
                        "family": .text($0.family.rawValue), "log_odds": .number($0.logOdds.value),
                    ]
                }),
            "sum_check": [
                "sum": .number(explanation.logOdds.value + explanation.residual),
                "residual": .number(explanation.residual),
            ],
            "reasons": .list(explanation.reasons.map { JSON($0) }), "policy": JSON(explanation.decision.policy),
            "stated_reasons": .list(explanation.statedReasons.map { JSON($0) }),
            "model": .text(engine.model.digest),
        ]) { $1 }
    }
}

extension RawValue {
    /// A value as JSON gives it; nil for what no field can hold.
    init?(_ json: JSON) {
        switch json {
        case .null: self = .missing
        case .integer(let integer): self = .number(Double(integer))
        case .number(let number): self = .number(number)
        case .text(let text): self = .text(text)
        case .flag, .list, .object: return nil
        }
    }
}

extension InvalidRecords {
    /// The same, each field named as the client of a simulation named it: `/changes/FIELD` instead of its table.
    func naming(root: String) -> InvalidRecords {
        InvalidRecords(
            messages: messages.map { message in
                guard message.table == root || message.table.isEmpty, message.field != nil else { return message }
                return FieldMessage(
                    kind: message.kind, isProblem: message.isProblem, table: "changes", record: nil,
                    field: message.field, text: message.text)
            })
    }
}

extension Dictionary where Key == String {
    /// Every value, made from its name and itself.
    fileprivate func mapValuesWithKeys<New>(_ body: (String, Value) throws -> New) rethrows -> [String: New] {
        var result: [String: New] = [:]
        for (name, value) in self { result[name] = try body(name, value) }
        return result
    }
}

extension Site {
    /// Reads, checks and scores the records of one applicant, without counterfactuals.
    ///
    /// - Throws: a refusal that names every field that is wrong.
    func score(json bytes: [UInt8]) async throws -> (CheckedApplicant, Decision, [FieldMessage]) {
        let engine = engine
        do {
            return try await working {
                let applicant = try engine.applicant(json: Data(bytes))
                let simulation = try engine.simulation(of: applicant, changing: [:])
                return (applicant, simulation.before, simulation.messages)
            }
        } catch let invalid as InvalidRecords {
            throw Refusal(invalid)
        }
    }
}
