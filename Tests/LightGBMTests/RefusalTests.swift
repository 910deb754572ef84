import Foundation
import LightGBM
import Testing

struct RefusalTests {
    private func dataset(
        columns: [[Float]] = [[1, 2, 3], [4, 5, 6]],
        names: [String] = ["a", "b"],
        categorical: [Int] = [],
        labels: [Float] = [0, 1, 0],
        weights: [Float]? = nil,
        reference: Dataset? = nil,
        parameters: Parameters = .quick()
    ) throws {
        _ = try Dataset(
            columns: columns, names: names, categorical: categorical, labels: labels, weights: weights,
            reference: reference,
            parameters: parameters)
    }

    @Test("Lengths that do not fit are refused, and the message tells them")
    func lengths() throws {
        #expect(
            lightGBMError { try dataset(columns: [[1, 2, 3], [4, 5]]) }?.message
                == "Column 0 has 3 rows, but column 1 has 2."
        )
        #expect(
            lightGBMError { try dataset(labels: [0, 1]) }?.message
                == "The columns have 3 rows, but there are 2 labels."
        )
        #expect(
            lightGBMError { try dataset(weights: [1]) }?.message
                == "The columns have 3 rows, but there are 3 labels and 1 weights."
        )
        #expect(lightGBMError { try dataset(names: ["a"]) }?.message == "There are 2 columns, but 1 names.")
        #expect(lightGBMError { try dataset(columns: [], names: []) }?.code == .invalidArgument)
        #expect(lightGBMError { try dataset(columns: [[], []], labels: []) }?.code == .invalidArgument)
    }

    @Test("Labels and weights that are not numbers are refused", arguments: [Float.nan, .infinity, -.infinity])
    func notNumbers(value: Float) {
        #expect(lightGBMError { try dataset(labels: [0, value, 1]) }?.code == .invalidArgument)
        #expect(lightGBMError { try dataset(weights: [0, value, 1]) }?.code == .invalidArgument)
        #expect(lightGBMError { try dataset(weights: [0, -1, 1]) }?.code == .invalidArgument)
    }

    @Test(
        "Names that the text model cannot hold are refused",
        arguments: ["", "a b", "a\"", "a,b", "{", "x:y", "a\n", "a"])
    func names(name: String) {
        #expect(lightGBMError { try dataset(names: ["a", name]) }?.code == .invalidArgument)
    }

    @Test("Names of any script stay as they are")
    func unicodeNames() throws {
        let names = ["bureau.active.debt_ratio.mean", "âge/révenu≥漢"]
        let columns = [(0..<100).map { Float($0) }, (0..<100).map { Float(-$0) }]
        let data = try Dataset(
            columns: columns, names: names, labels: columns[0].map { $0 > 50 ? 1 : 0 }, parameters: .quick())
        #expect(try Booster.train(on: data, parameters: .quick(), rounds: 1).booster.featureNames == names)
    }

    @Test("A categorical column that is not there, or is given twice, is refused", arguments: [[2], [-1], [0, 0]])
    func categorical(columns: [Int]) {
        #expect(lightGBMError { try dataset(categorical: columns) }?.code == .invalidArgument)
    }

    @Test(
        "A parameter that is unknown, malformed or given elsewhere is refused, by its name",
        arguments: [
            ("learning_rat", 0.1), ("learning_rate", "fast"), ("learning_rate", ""), ("metric", "auc binary_logloss"),
            ("num_leaves", "1=2"), ("num_threads", 4), ("verbose", 1), ("categorical_feature", "0"),
            ("n_estimators", 10),
            ("max_bin", "many"), ("learning_rate", -0.1), ("num_leaves", 1),
        ] as [(String, ParameterValue)]
    )
    func parameter(name: String, value: ParameterValue) {
        var parameters = Parameters.quick()
        parameters[name] = value
        let error = lightGBMError { try dataset(parameters: parameters) }
        #expect(error?.code == .invalidParameter)
        #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
    }

    @Test("No thread is refused", arguments: [0, -2])
    func noThread(threads: Int) {
        #expect(lightGBMError { try dataset(parameters: .quick(threads: threads)) }?.code == .invalidParameter)
    }

    @Test("Parameters keep their order; the last value given wins")
    func order() {
        var parameters = Parameters(threads: 1, ["b": 1, "a": "x", "b": 2.5])
        parameters["c"] = true
        parameters["a"] = nil
        #expect(parameters.entries.map(\.name) == ["b", "c"])
        #expect(parameters["b"] == 2.5 && parameters["c"] == true && parameters["a"] == nil)
    }

    @Test("A training is refused when its parts do not fit")
    func training() throws {
        let rows = Synthetic(rows: 200, seed: 1)
        let data = try rows.dataset()
        func error(
            _ parameters: Parameters = .quick(),
            validation: Dataset? = nil,
            rounds: Int = 1,
            earlyStopping: EarlyStopping? = nil
        ) -> LightGBMError? {
            lightGBMError {
                _ = try Booster.train(
                    on: data, validation: validation, parameters: parameters, rounds: rounds,
                    earlyStopping: earlyStopping)
            }
        }
        #expect(error(rounds: 0)?.code == .invalidArgument)
        #expect(error(earlyStopping: EarlyStopping(rounds: 5))?.code == .invalidArgument)
        let watched = try rows.dataset(reference: data)
        #expect(error(validation: watched, earlyStopping: EarlyStopping(rounds: 0))?.code == .invalidArgument)
        let noMetric = error(.quick(metric: "None"), validation: watched, earlyStopping: EarlyStopping(rounds: 5))
        #expect(noMetric?.code == .invalidParameter)

        var objective = Parameters.quick()
        objective["objective"] = "guess"
        #expect(error(objective)?.message.contains("guess") == true)
        var bins = Parameters.quick()
        bins["max_bin"] = 15
        #expect(error(bins)?.message.contains("max_bin") == true)
        #expect(error(validation: try Synthetic(rows: 300, seed: 8).dataset())?.message.contains("bin mappers") == true)
        #expect(error() == nil)
    }

    @Test("A data set to validate needs the columns of the one trained on")
    func otherColumns() throws {
        let data = try Synthetic(rows: 200, seed: 1).dataset()
        #expect(lightGBMError { try dataset(reference: data) }?.code == .invalidArgument)
    }

    @Test("A library named by the variable is the only one tried; the error says what is wrong with it")
    func namedLibrary() async {
        await #expect(processExitsWith: .success) {
            setenv("LIMPIDE_LIGHTGBM", "/no/such/lib_lightgbm.so", 1)
            let error = lightGBMError { _ = try Booster(text: "tree\n") }
            #expect(error?.code == .libraryMissing)
            #expect(error?.message.contains("/no/such/lib_lightgbm.so cannot be read") == true)
            #expect(error?.message.contains("make setup") == true)
        }
    }
}
