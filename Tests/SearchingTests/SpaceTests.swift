import Searching
import Testing

@Suite("A search space")
struct SpaceTests {
    private static let rate = Dimension("learning_rate", .real(from: 0.01, to: 1, scale: .logarithmic))
    private static let learner = Dimension("learner", .choice(["linear", "boosting"]))
    private static let leaves = Dimension(
        "leaves", .integer(from: 2, to: 64), when: ParameterCondition("learner", is: "boosting"))

    struct Refusal: CustomTestStringConvertible {
        let dimensions: [Dimension]
        let code: SearchError.Code
        let message: String
        var testDescription: String { message }

        init(_ dimensions: [Dimension], _ message: String, _ code: SearchError.Code = .invalidSpace) {
            (self.dimensions, self.message, self.code) = (dimensions, message, code)
        }
    }

    private static let refusals = [
        Refusal([], "the search space has no parameter: name at least one."),
        Refusal([Dimension("", .choice(["a"]))], "a parameter of the search space has no name: name it."),
        Refusal([rate, rate], "the search space names learning_rate twice: remove or rename one of them."),
        Refusal(
            [Dimension("x", .real(from: 2, to: 1))],
            "the parameter x goes from 2.0 down to 1.0: write the lower bound first."),
        Refusal(
            [Dimension("x", .integer(from: 2, to: 1))],
            "the parameter x goes from 2 down to 1: write the lower bound first."),
        Refusal(
            [Dimension("x", .real(from: .nan, to: 1))],
            "the parameter x has a bound that is not a finite number: write finite bounds."),
        Refusal(
            [Dimension("x", .real(from: -1.5e308, to: 1.5e308))],
            "the parameter x has a bound that is not a finite number: write finite bounds."),
        Refusal(
            [Dimension("x", .integer(from: 0, to: .max))],
            "the parameter x reaches beyond ±2^53: narrow its bounds."),
        Refusal(
            [Dimension("x", .real(from: 0, to: 1, scale: .logarithmic))],
            "the parameter x is logarithmic but begins at or below zero: begin above zero or make it linear."),
        Refusal(
            [Dimension("x", .integer(from: 0, to: 1, scale: .logarithmic))],
            "the parameter x is logarithmic but begins at or below zero: begin above zero or make it linear."),
        Refusal([Dimension("x", .choice([]))], "the parameter x is a choice of nothing: name its values."),
        Refusal([Dimension("x", .choice(["a", "a"]))], "the parameter x has a value twice: name each once."),
        Refusal(
            [learner, Dimension("leaves", .choice(["a"]), when: ParameterCondition("lerner", is: "linear"))],
            "leaves depends on lerner, which the search space lacks: did you mean learner?", .unknownParameter),
        Refusal(
            [leaves, learner],
            "the parameter leaves depends on learner, which does not come before it: put that one first."),
        Refusal(
            [rate, Dimension("x", .choice(["a"]), when: ParameterCondition("learning_rate", is: "0.1"))],
            "the parameter x depends on learning_rate, which is not a choice: depend on a choice."),
        Refusal(
            [learner, Dimension("x", .choice(["a"]), when: ParameterCondition("learner", isOneOf: []))],
            "the parameter x depends on no value of learner: name at least one."),
        Refusal(
            [learner, Dimension("x", .choice(["a"]), when: ParameterCondition("learner", is: "bosting"))],
            "x takes part when learner is bosting, which it never is: did you mean boosting?"),
    ]

    @Test("is refused in a sentence that says what to do", arguments: refusals)
    func refused(_ refusal: Refusal) {
        let error = #expect(throws: SearchError.self) { try SearchSpace(refusal.dimensions) }
        #expect(error?.code == refusal.code)
        #expect(error?.message == refusal.message)
    }

    @Test(
        "refuses points that are not its own",
        arguments: [
            (
                ["learning_rat": .real(0.1)], .unknownParameter,
                "the search space has no parameter learning_rat: did you mean learning_rate?"
            ),
            (
                ["zebra": .real(0.1)], .unknownParameter,
                "the search space has no parameter zebra: there are learner, learning_rate, leaves."
            ),
            (["learner": .choice("linear")], .invalidValue, "the parameter learning_rate has no value: give it one."),
            (
                ["learning_rate": .real(0.1), "learner": .choice("boosting")], .invalidValue,
                "the parameter leaves has no value: give it one."
            ),
            (
                ["learning_rate": .real(0.1), "learner": .choice("linear"), "leaves": .integer(3)], .invalidValue,
                "leaves takes part only when learner is boosting: leave it out."
            ),
            (
                ["learning_rate": .real(2), "learner": .choice("linear")], .invalidValue,
                "the parameter learning_rate must be from 0.01 to 1.0, not 2.0."
            ),
            (
                ["learning_rate": .real(.nan), "learner": .choice("linear")], .invalidValue,
                "the parameter learning_rate must be from 0.01 to 1.0, not nan."
            ),
            (
                ["learning_rate": .integer(1), "learner": .choice("linear")], .invalidValue,
                "the parameter learning_rate is a real number: give it as one."
            ),
            (
                ["learning_rate": .real(0.1), "learner": .choice("Linear")], .invalidValue,
                "the parameter learner cannot be Linear: did you mean linear?"
            ),
            (
                ["learning_rate": .real(0.1), "learner": .integer(1)], .invalidValue,
                "the parameter learner is a choice: give one of its values by name."
            ),
            (
                ["learning_rate": .real(0.1), "learner": .choice("boosting"), "leaves": .real(3)], .invalidValue,
                "the parameter leaves is an integer: give it as one."
            ),
            (
                ["learning_rate": .real(0.1), "learner": .choice("boosting"), "leaves": .integer(65)], .invalidValue,
                "the parameter leaves must be from 2 to 64, not 65."
            ),
        ] as [([String: ParameterValue], SearchError.Code, String)])
    func points(_ point: [String: ParameterValue], _ code: SearchError.Code, _ message: String) throws {
        let space = try SearchSpace([Self.rate, Self.learner, Self.leaves])
        let error = #expect(throws: SearchError.self) { try space.check(point) }
        #expect(error == SearchError(code, message))
        let started = #expect(throws: SearchError.self) {
            try SearchPlan(space, direction: .minimise, sampler: RandomSampler(), seed: 1, startingPoints: [point])
        }
        #expect(started == error)
    }

    @Test("takes points at its bounds, and those of every branch")
    func sound() throws {
        let space = try SearchSpace([Self.rate, Self.learner, Self.leaves])
        try space.check(["learning_rate": .real(0.01), "learner": .choice("linear")])
        try space.check(["learning_rate": .real(1), "learner": .choice("boosting"), "leaves": .integer(64)])
    }

    @Test("gives values by name and kind, and says which is nearest to a name that is not there")
    func accessors() throws {
        let point: [String: ParameterValue] = [
            "learning_rate": .real(0.1), "learner": .choice("boosting"), "leaves": .integer(64),
        ]
        #expect(try point.real("learning_rate") == 0.1)
        #expect(try point.integer("leaves") == 64)
        #expect(try point.choice("learner") == "boosting")
        #expect(
            #expect(throws: SearchError.self) { try point.real("learning_rte") }
                == SearchError(
                    .unknownParameter, "no parameter learning_rte in this trial: did you mean learning_rate?"))
        #expect(
            #expect(throws: SearchError.self) { try point.real("leaves") }
                == SearchError(.invalidValue, "the parameter leaves is not a real: ask for it by its own kind."))
    }
}
