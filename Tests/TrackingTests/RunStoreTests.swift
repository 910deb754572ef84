import Foundation
import Testing
import Tracking

@Suite("A run is kept as it goes, and read back as it was")
struct RunStoreTests {
    private let folder: TemporaryFolder
    private let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = folder.store
    }

    private func start(_ name: String = "essai") throws -> RunRecorder {
        try store.start(experiment: "crédit", named: name, user: "ana", tags: ["seed": "1"])
    }

    @Test("everything said comes back, in order, numbers bit for bit")
    func roundTrip() throws {
        let time = Date(timeIntervalSince1970: 1_763_703_302.123_456)
        let recorder = try start()
        try recorder.set(tags: ["note": "première\nligne “et” plus 🎯"])
        try recorder.set(tags: ["note": "seconde"])
        try recorder.log(parameters: ["learning_rate": "0.05", "monotone": ""])
        let values = [0.1 + 0.2, -0.0, .nan, .infinity, -.infinity, .leastNonzeroMagnitude, 1.797e308]
        try recorder.log(metrics: values.enumerated().map { Metric("auc", $1, step: $0, time: time) })
        let data = DatasetInput(
            name: "application", digest: "abc", source: "data/", schema: "{}", profile: "{\"rows\": 3}")
        try recorder.log(data)
        try recorder.add(Data("{}".utf8), at: "charts/roc courbe é.json")
        try Data(repeating: 7, count: 3 << 20).write(to: folder.url.appending(path: "big"))
        try recorder.add(file: folder.path("big"), at: "big.bin")
        #expect(try store.run(recorder.id).state == .running)
        try recorder.end()

        let run = try store.run(recorder.id)
        #expect(run.experiment == "crédit" && run.name == "essai" && run.user == "ana" && run.parent == nil)
        #expect(run.root == run.id && run.state == .finished && run.ended != nil)
        #expect(run.tags == ["seed": "1", "note": "seconde"])
        #expect(run.parameters == ["learning_rate": "0.05", "monotone": ""])
        #expect(run.metrics.map(\.step) == Array(values.indices))
        #expect(
            zip(run.metrics, values).allSatisfy { $0.value.bitPattern == $1.bitPattern || $1.isNaN && $0.value.isNaN })
        #expect(run.metrics.allSatisfy { abs($0.time.timeIntervalSince(time)) < 0.001 })
        #expect(run.datasets == [data])
        #expect(run.artifacts.map(\.path) == ["charts/roc courbe é.json", "big.bin"])
        #expect(run.artifacts.map(\.size) == [2, 3 << 20])
        // sha256sum of "{}".
        #expect(run.artifacts[0].digest == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a")
    }

    @Test("a file added again at its path takes the place of the first")
    func replaces() throws {
        let recorder = try start()
        try recorder.add(Data("old".utf8), at: "a.txt")
        try recorder.add(Data("newer".utf8), at: "a.txt")
        let run = try store.run(recorder.id)
        #expect(run.artifacts.map(\.size) == [5])
        #expect(try String(contentsOfFile: recorder.folder + "/artifacts/a.txt", encoding: .utf8) == "newer")
    }

    @Test(
        "a writer killed in the middle of a run loses at most the line it was in; the run reads as killed and can go on"
    )
    func killed() async throws {
        let path = folder.path("runs")
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let store = RunStore(folder: path)
            let recorder = try store.start(
                experiment: "e", named: "killed", id: RunID("killed-run"))
            try recorder.log(parameters: ["trees": "100"])
            // The last second of its life: one thread writes, another kills the process.
            Thread {
                Thread.sleep(forTimeInterval: 0.3)
                kill(getpid(), SIGKILL)
            }.start()
            var step = 0
            while true {
                try recorder.log(metric: "loss", Double(step), step: step)
                step += 1
            }
        }
        let id = try #require(RunID("killed-run"))
        let run = try store.run(id)
        #expect(run.state == .killed && run.ended != nil)
        #expect(run.parameters == ["trees": "100"])
        #expect(run.metrics.count > 10)
        #expect(run.metrics.map(\.step) == Array(0..<run.metrics.count))

        let recorder = try store.resume(id)
        #expect(try store.run(id).state == .running)
        #expect(throws: TrackingError.self) { try recorder.log(parameters: ["trees": "200"]) }
        try recorder.log(metric: "loss", 0, step: run.metrics.count)
        try recorder.end()
        #expect(try store.run(id).metrics.map(\.step) == Array(0...run.metrics.count))
        #expect(try store.run(id).state == .finished)
    }

    @Test("a last line cut anywhere is left out, and the next one starts on a line of its own", arguments: [1, 5, 20])
    func torn(lost: Int) throws {
        let recorder = try start()
        try recorder.log(metric: "auc", 0.5, step: 0)
        try recorder.log(metric: "auc", 0.6, step: 1)
        try recorder.end()
        let journal = recorder.folder + "/journal.jsonl"
        let whole = try Data(contentsOf: URL(filePath: journal))
        let lines = whole.split(separator: UInt8(ascii: "\n"))
        let cut = lines.dropLast().reduce(0) { $0 + $1.count + 1 } - lost
        try whole.prefix(cut).write(to: URL(filePath: journal))
        #expect(try store.run(recorder.id).metrics.map(\.step) == [0])
        let again = try store.resume(recorder.id)
        try again.log(metric: "auc", 0.7, step: 2)
        try again.end()
        #expect(try store.run(recorder.id).metrics.map(\.step) == [0, 2])
    }

    @Test("a journal changed in the middle is said, with its line")
    func damaged() throws {
        let recorder = try start()
        try recorder.log(metric: "auc", 0.5)
        try recorder.end()
        let journal = URL(filePath: recorder.folder + "/journal.jsonl")
        let text = try String(contentsOf: journal, encoding: .utf8)
        try Data(text.replacing("0.5", with: "0,5").utf8).write(to: journal)
        let error = #expect(throws: TrackingError.self) { try store.run(recorder.id) }
        #expect(error?.code == .damaged)
        #expect(error?.message.hasPrefix("line 2 of the journal of run \(recorder.id)") == true)
    }

    @Test("many threads write one run; nothing is lost or mixed")
    func threads() async throws {
        let recorder = try start()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    for step in 0..<200 { try recorder.log(metric: "m\(thread)", Double(step), step: step) }
                }
            }
            try await group.waitForAll()
        }
        try recorder.end()
        let metrics = Dictionary(grouping: try store.run(recorder.id).metrics, by: \.name)
        #expect(metrics.count == 8)
        #expect(metrics.values.allSatisfy { $0.map(\.step) == Array(0..<200) })
    }

    @Test("trials and folds belong to the run that started them, at any depth")
    func tree() throws {
        let search = try start("search")
        let other = try start("other")
        let trial = try search.startChild(named: "trial 1", tags: ["a": "b"])
        let fold = try trial.startChild(named: "fold 1")
        let second = try search.startChild(named: "trial 2")
        for id in [search.id, trial.id, fold.id, second.id] {
            let tree = store.tree(of: id)
            #expect(tree.first == search.id && tree.last == fold.id)
            #expect(Set(tree) == [search.id, trial.id, second.id, fold.id])
        }
        #expect(Set(store.roots()) == [search.id, other.id])
        #expect(try store.run(fold.id).root == search.id && store.run(fold.id).experiment == "crédit")
        try FileManager.default.removeItem(atPath: search.folder)
        #expect(Set(store.roots()) == [trial.id, second.id, other.id])
        #expect(store.tree(of: fold.id) == [trial.id, fold.id])
    }

    @Test("a second writer, a name that is taken, a run that has ended: each is refused")
    func refusals() throws {
        let id = try #require(RunID("one"))
        let recorder = try store.start(experiment: "e", named: "n", id: id)
        #expect(code { _ = try store.resume(id) } == .busy)
        #expect(code { _ = try store.start(experiment: "e", named: "n", id: id) } == .busy)
        try recorder.end(.failed)
        try recorder.end()
        #expect(try store.run(id).state == .failed)
        #expect(code { try recorder.log(metric: "auc", 1) } == .invalid)
        #expect(code { _ = try store.start(experiment: "e", named: "n", id: id) } == .taken)
        #expect(code { _ = try store.run(#require(RunID("two"))) } == .notFound)
        #expect(code { _ = try store.start(named: "n", partOf: #require(RunID("two"))) } == .notFound)
        #expect(code { _ = try store.start(experiment: "", named: "n") } == .invalid)
    }

    @Test(
        "a file can only be kept below the run's folder",
        arguments: ["", "/etc/x", "../x", "a/../x", "a//x", "a/", ".", "a/./b", "a\u{0}b", "a\\b", "a\nb"])
    func paths(path: String) throws {
        let recorder = try start()
        #expect(code { try recorder.add(Data(), at: path) } == .invalid)
        #expect(try store.run(recorder.id).artifacts.isEmpty)
    }

    @Test(
        "a name that no server would take is refused before anything is kept",
        arguments: [
            ("a/b", "ok", nil), ("", "ok", nil), ("ok", "a:b", nil), ("ok", "", nil), ("ok", "ok", "v1"),
            ("ok", "ok", "latest"), ("ok", "ok", "été"), ("ok", "ok", ""),
        ] as [(String, String, String?)])
    func modelNames(model: String, registered: String, alias: String?) throws {
        let recorder = try start()
        let refusal = code {
            try recorder.add(
                ModelFolder(), named: model, registration: ModelRegistration(name: registered, alias: alias))
        }
        #expect(refusal == .invalid)
        #expect(try store.run(recorder.id).models.isEmpty)
    }

    @Test(
        "a disk that fills is an error with what to do; what was kept stays readable",
        .enabled(if: SmallDisk.isPermitted))
    func fullDisk() throws {
        let disk = try SmallDisk(folder: folder)
        defer { disk.remove() }
        let recorder = try start()
        try recorder.log(metric: "auc", 0.5)
        let tooMuch = #expect(throws: TrackingError.self) {
            try recorder.add(Data(repeating: 1, count: 4 << 20), at: "big.bin")
        }
        #expect(tooMuch?.code == .unwritable)
        #expect(tooMuch?.message.hasPrefix("no space is left to write ") == true)
        #expect(tooMuch?.message.contains("big.bin: free some") == true)
        // Now line by line, until nothing fits.
        let full = #expect(throws: TrackingError.self) {
            for step in 0..<100_000 {
                try recorder.set(tags: ["text": String(repeating: "x", count: 2000)])
                try recorder.log(metric: "loss", 1, step: step)
            }
        }
        #expect(full?.message.hasPrefix("no space is left to write ") == true)
        let run = try store.run(recorder.id)
        #expect(run.artifacts.isEmpty)
        #expect(run.metrics.count > 100)
        #expect(run.metrics.first?.name == "auc" && run.state == .running)
        #expect(
            try !FileManager.default.contentsOfDirectory(atPath: recorder.folder + "/artifacts").contains("big.bin"))
    }
}

/// The code of the error that a call of this module throws; nil when it throws none.
func code(_ body: () throws -> Void) -> TrackingError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? TrackingError)?.code
    }
}

/// The same, of a call that waits.
func code(_ body: () async throws -> Void) async -> TrackingError.Code? { await failure(body)?.code }

/// The error of this module that a call throws; nil when it throws none.
func failure(_ body: () async throws -> Void) async -> TrackingError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? TrackingError
    }
}
