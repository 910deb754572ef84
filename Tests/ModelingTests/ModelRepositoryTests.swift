import Fixtures
import Foundation
import Modeling
import StagedFiles
import Testing

@Suite("Saved models")
struct ModelRepositoryTests {
    let folder: TemporaryFolder
    let repository: ModelRepository
    let bundle: ModelBundle
    let digest: String

    init() throws {
        folder = try TemporaryFolder()
        repository = ModelRepository(folder: folder.file("models"))
        bundle = try trainedModel.get().bundle
        digest = try repository.save(bundle)
    }

    private var files: [String] {
        get throws { try folder.names(in: "models/" + digest) }
    }

    @Test("come back as they were")
    func roundTrip() throws {
        let loaded = try repository.load(digest)
        #expect(loaded.digest == digest)
        #expect(loaded.bundle == bundle)
        #expect(digest.count == 64 && digest.allSatisfy(\.isHexDigit))
    }

    @Test("saved twice are one folder with the same bytes, and nothing else is left")
    func twice() throws {
        let names = try files
        let before = try names.map { try folder.read("models/\(digest)/\($0)") }
        #expect(try repository.save(bundle) == digest)
        #expect(try names.map { try folder.read("models/\(digest)/\($0)") } == before)
        #expect(try folder.names(in: "models") == [digest])
        let elsewhere = ModelRepository(folder: folder.file("elsewhere"))
        #expect(try elsewhere.save(repository.load(digest).bundle) == digest)
    }

    @Test("hold all that a reader without Limpide needs")
    func layout() throws {
        #expect(
            try files == [
                "MANIFEST.sha256", "MLmodel", "MODEL_CARD.md", "baseline.json", "calibration.json", "catalog.json",
                "decision.json",
                "evaluation.json", "features.json", "fitted.json", "learner.json", "model.lgb", "profile.json",
                "selection.json", "training.json",
            ])
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.arguments = ["--check", "--strict", "--quiet", "MANIFEST.sha256"]
        process.currentDirectoryURL = URL(filePath: folder.file("models/" + digest))
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    private func corrupt(_ what: String) -> String {
        "the model \(digest) is not what was trained (\(what)): it is not used. Train again or restore the folder."
    }

    private func refusal(_ name: String? = nil) -> ModelingError? {
        #expect(throws: ModelingError.self) { try repository.load(name ?? digest) }
    }

    @Test("are refused when a single byte of any file is another")
    func singleBytes() throws {
        for name in try files {
            let path = "models/\(digest)/\(name)"
            let sound = try folder.read(path)
            for place in [0, sound.count / 3, sound.count / 2, sound.count - 1] {
                for bit in [1, 128] as [UInt8] {
                    var changed = sound
                    changed[changed.startIndex + place] ^= bit
                    try folder.write(changed, to: path)
                    let what = name == "MANIFEST.sha256" ? "its manifest was changed" : "\(name) was changed"
                    #expect(refusal()?.message == corrupt(what))
                }
            }
            for changed in [sound.dropLast(), sound + [10], Data()] {
                try folder.write(Data(changed), to: path)
                #expect(refusal()?.code == .corrupt)
            }
            try folder.write(sound, to: path)
        }
        #expect(try repository.load(digest).bundle == bundle)
    }

    @Test("are refused when a file is missing")
    func missingFiles() throws {
        for name in try files {
            let path = "models/\(digest)/\(name)"
            let sound = try folder.read(path)
            try FileManager.default.removeItem(atPath: folder.file(path))
            let what = name == "MANIFEST.sha256" ? "its manifest is missing" : "\(name) is missing"
            #expect(refusal()?.message == corrupt(what))
            try folder.write(sound, to: path)
        }
    }

    @Test("are refused when the manifest was rewritten to fit changed files")
    func rewrittenManifest() throws {
        let path = "models/\(digest)/MANIFEST.sha256"
        let text = String(decoding: try folder.read(path), as: UTF8.self)
        let lines = text.split(separator: "\n").filter { !$0.hasSuffix("  model.lgb") }
        try folder.write(lines.map { $0 + "\n" }.joined(), to: path)
        #expect(refusal()?.message == corrupt("its manifest was changed"))
    }

    @Test("are made whole again by saving")
    func healed() throws {
        try folder.write("broken", to: "models/\(digest)/model.lgb")
        #expect(try repository.save(bundle) == digest)
        #expect(try repository.load(digest).bundle == bundle)
        #expect(try folder.names(in: "models") == [digest])
    }

    @Test("are found by an alias, which can be moved to another")
    func alias() throws {
        try repository.promote(digest)
        #expect(try repository.load(ModelRepository.champion).digest == digest)
        var settings = quickSettings
        settings.seed = 8
        let data = try LearnableTable(rows: 900, seed: 8)
        let other = try repository.save(
            Trainer(settings: settings).train(data.table, catalog: data.catalog, losses: []))
        try #require(other != digest)
        try repository.promote(digest, to: "challenger")
        try repository.promote(other)
        #expect(try repository.load(ModelRepository.champion).digest == other)
        #expect(try repository.load("challenger").digest == digest)
        #expect(try folder.names(in: "models") == [digest, other, "champion", "challenger", "history.ndjson"].sorted())
    }

    @Test("that are not there are named")
    func unknown() throws {
        let place = folder.file("models")
        #expect(refusal("challenger")?.message == "there is no model challenger in \(place).")
        #expect(refusal("challenger")?.code == .notFound)
        #expect(refusal(ModelRepository.champion)?.message == "there is no model in \(place): run limpide train first.")
        let empty = ModelRepository(folder: folder.file("nowhere"))
        #expect(throws: ModelingError.self) { try empty.load(ModelRepository.champion) }
    }

    @Test("an alias cannot be put on a model that is not there")
    func dangling() throws {
        try repository.promote(digest)
        let absent = String(repeating: "0", count: 64)
        let error = #expect(throws: ModelingError.self) { try repository.promote(absent) }
        #expect(error?.code == .notFound)
        #expect(try repository.load(ModelRepository.champion).digest == digest)
    }
}
