import Foundation
import Testing
import Tracking

@Suite("A model's folder is what MLflow reads, the same each time")
struct LightGBMModelTests {
    @Test("the files are there, and the same model gives the same bytes")
    func files() throws {
        let folder = try TemporaryFolder()
        let model = try SmallModel().model()
        let first = try model.folder().write(to: folder.path("one"))
        #expect(try model.folder().write(to: folder.path("two")) == first)
        #expect(
            first.map(\.path) == [
                "MLmodel", "code/limpide_scorer.py", "columns.json", "conda.yaml", "input_example.json", "model.lgb",
                "python_env.yaml", "requirements.txt", "serving_input_example.json",
            ])
        let trees = try String(contentsOfFile: folder.path("one/model.lgb"), encoding: .utf8)
        let text = try SmallModel().text
        #expect(trees.hasPrefix(text.prefix(text.count - 40)))
        #expect(trees.components(separatedBy: "pandas_categorical:").count == 2)
    }

    @Test("no line of the Python file is longer than its readers are used to")
    func script() throws {
        let folder = try TemporaryFolder()
        try SmallModel().model().folder().write(to: folder.path("one"))
        let script = try String(contentsOfFile: folder.path("one/code/limpide_scorer.py"), encoding: .utf8)
        #expect(script.hasPrefix("\"\"\"") && script.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test("a file beside the model is copied; one in the place of another is refused, and nothing half-written stays")
    func extraFiles() throws {
        let folder = try TemporaryFolder()
        var files = try SmallModel().model().folder()
        try files.add(.bytes(Data("{}".utf8)), at: "bundle/catalog.json")
        #expect(code { try files.add(.bytes(Data()), at: "MLmodel") } == .taken)
        #expect(code { try files.add(.bytes(Data()), at: "../MLmodel") } == .invalid)
        try files.add(.file(folder.path("not there")), at: "bundle/x.json")
        #expect(code { try files.write(to: folder.path("model")) } == .notFound)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
    }

    @Test("what does not fit the trees is refused")
    func refused() throws {
        let small = try SmallModel()
        let columns = SmallModel.columns
        func make(_ text: String, _ columns: [LightGBMModel.Column]) throws {
            _ = try LightGBMModel(text: text, columns: columns, created: .now)
        }
        #expect(code { try make("not a model", columns) } == .invalid)
        #expect(code { try make(small.text, Array(columns.dropLast())) } == .invalid)
        #expect(code { try make(small.text, Array(columns.dropLast()) + [columns[0]]) } == .invalid)
        let twice = LightGBMModel.Column(name: "x", levels: ["a", "a"])
        #expect(code { try make(small.text, Array(columns.dropLast()) + [twice]) } == .invalid)
        var model = try small.model()
        for row: [LightGBMModel.Value] in [
            [.missing], [.level("x"), .missing, .missing, .missing], [.missing, .missing, .number(1), .missing],
            [.number(.infinity), .missing, .missing, .missing],
        ] {
            model.example = [row]
            #expect(code { _ = try model.folder() } == .invalid)
        }
    }
}
