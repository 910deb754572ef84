import Credit

/// The probability of a client set against the threshold, as every answer says it.
struct ScoreAnswer: Codable, Hashable, Sendable {
    let client: Int64
    let probability: Double
    let status: String
    let statusCode: String
    let threshold: Double
    let distance: Double
    let model: String

    enum CodingKeys: String, CodingKey {
        case client, probability, status, threshold, distance, model
        case statusCode = "status_code"
    }

    init(client: ClientID, decision: Decision, model: String) {
        self.client = client.rawValue
        probability = decision.probability.value
        status = decision.status.label.fr
        statusCode = decision.status.rawValue
        threshold = decision.threshold.probability.value
        distance = decision.distance
        self.model = model
    }

    /// The bytes that an encoder would write, some microseconds sooner.
    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 320)
        writer.raw("{\"client\":")
        writer.write(client)
        writer.raw(",\"distance\":")
        writer.write(distance)
        writer.raw(",\"model\":")
        writer.write(model)
        writer.raw(",\"probability\":")
        writer.write(probability)
        writer.raw(",\"status\":")
        writer.write(status)
        writer.raw(",\"status_code\":")
        writer.write(statusCode)
        writer.raw(",\"threshold\":")
        writer.write(threshold)
        writer.raw("}")
        return writer.bytes
    }
}

/// A page of the list of clients.
struct ClientListAnswer: Codable, Hashable, Sendable {
    struct Client: Codable, Hashable, Sendable {
        let client: Int64
        let probability: Double
        let status: String
        let statusCode: String
        let threshold: Double

        enum CodingKeys: String, CodingKey {
            case client, probability, status, threshold
            case statusCode = "status_code"
        }
    }

    let clients: [Client]
    let next: OrNull<Int64>
}

/// A client's information by section.
struct InformationAnswer: Codable, Hashable, Sendable {
    struct Section: Codable, Hashable, Sendable {
        let name: String
        let label: LocalizedText
        let items: [Item]
    }

    struct Item: Codable, Hashable, Sendable {
        let name: String
        let label: LocalizedText
        let value: JSON
        let text: LocalizedText
    }

    let client: Int64
    let sections: [Section]
}

/// What is known of the model.
struct ModelAnswer: Codable, Hashable, Sendable {
    struct Cost: Codable, Hashable, Sendable {
        let missedDefault: Double
        let refusedGoodClient: Double

        enum CodingKeys: String, CodingKey {
            case missedDefault = "missed_default"
            case refusedGoodClient = "refused_good_client"
        }
    }

    struct Test: Codable, Hashable, Sendable {
        let auc: Double
        let costPerThousand: Double

        enum CodingKeys: String, CodingKey {
            case auc
            case costPerThousand = "cost_per_thousand"
        }
    }

    struct Catalog: Codable, Hashable, Sendable {
        let name: String
        let version: Int
    }

    let digest: String
    let learner: String
    let featureCount: Int
    let trainingRows: Int
    let threshold: Double
    let cost: Cost
    let test: Test
    let catalog: Catalog

    enum CodingKeys: String, CodingKey {
        case digest, learner, threshold, cost, test, catalog
        case featureCount = "feature_count"
        case trainingRows = "training_rows"
    }
}

/// Whether the server answers, and with which model.
struct HealthAnswer: Codable, Hashable, Sendable {
    let status: String
    let model: String
}
