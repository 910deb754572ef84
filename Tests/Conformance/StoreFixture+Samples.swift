import Credit
import Features
import Storage

extension StoreFixture {
    /// Clients with given numbers and nothing remarkable else, in the order given.
    public static func numbered(_ numbers: [Int64]) -> StoreFixture {
        make(zip(numbers, numbers.map { Double(($0 & 0xFF)) / 256 }), threshold: 0.09)
    }

    /// Clients 1, 2, 3… with given probabilities of default.
    public static func scored(_ probabilities: [Double], threshold: Double) -> StoreFixture {
        make(zip(Int64(1)..., probabilities), threshold: threshold)
    }

    /// Clients that hold each kind of value, with its extremes.
    public static let everyKindOfValue: StoreFixture = {
        let numbers: [Float] = [
            0, -0.0, 1, -1, 0.1, .pi, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
            -.greatestFiniteMagnitude, 16_777_216, -365_243,
        ]
        let texts = [
            "", " ", "M", "Cash loans", "É", "E\u{301}", "日本語", "👩‍👩‍👧", "a\u{0}b", "<script>alert(1)</script>", "';--",
            "\u{FEFF}x",
            "line\nbreak", String(repeating: "long ", count: 1000),
        ]
        let doubles: [Double] = [
            0, -0.0, 1, -1, 0.1, 1e300, -.leastNonzeroMagnitude, .greatestFiniteMagnitude, 9_007_199_254_740_992, 63,
            64, -64, -65,
            9.3e18, -9_223_372_036_854_775_808, 406_597.5,
        ]
        let schema = FeatureSchema(columns: [
            FeatureColumn(name: "amount", isCategory: false), FeatureColumn(name: "kind", isCategory: true),
            FeatureColumn(name: "bureau.active.debt_ratio.mean", isCategory: false),
            FeatureColumn(name: "métier", isCategory: true),
        ])
        let clients = (0..<16).map { index -> (client: StoredClient, probability: Probability) in
            let number = numbers[index % numbers.count]
            let text = texts[index % texts.count]
            var information: [String: RawValue] = [
                "AMT_CREDIT": .number(doubles[index]), "NAME": .text(text), "AGE": .missing, "accent É": .text("x"),
                "": .number(1),
            ]
            // Columns need not be the same for every client.
            information["ONLY_\(index)"] = index.isMultiple(of: 2) ? .missing : .text(texts[(index + 1) % texts.count])
            let values: [FeatureValue] = [
                .number(number), .level(text), index.isMultiple(of: 3) ? .missing : .number(-number),
                index.isMultiple(of: 2) ? .missing : .level(texts[(index + 3) % texts.count]),
            ]
            let client = StoredClient(
                id: ClientID(rawValue: 100_001 + Int64(index)), features: FeatureRow(values: values),
                information: index == 15 ? [:] : information)
            return (client, Probability(clamping: Double(index) / 15))
        }
        return StoreFixture(schema: schema, threshold: Threshold(Probability(clamping: 0.09)), clients: clients)
    }()

    private static func make(
        _ scores: some Sequence<(Int64, Double)>, threshold: Double
    ) -> StoreFixture {
        let schema = FeatureSchema(columns: [
            FeatureColumn(name: "amount", isCategory: false), FeatureColumn(name: "kind", isCategory: true),
        ])
        let clients = scores.map { number, score -> (client: StoredClient, probability: Probability) in
            let features = FeatureRow(values: [
                .number(Float(number % 1000)), number.isMultiple(of: 5) ? .missing : .level("kind \(number % 3)"),
            ])
            let information: [String: RawValue] = [
                "NUMBER": .number(Double(number)), "WORD": .text("client \(number)"),
            ]
            let client = StoredClient(id: ClientID(rawValue: number), features: features, information: information)
            return (client, Probability(clamping: score))
        }
        return StoreFixture(schema: schema, threshold: Threshold(Probability(clamping: threshold)), clients: clients)
    }
}
