import Fixtures
import Foundation
import Modeling
import Testing

@Suite("Which model decides, and which did before")
struct ModelHistoryTests {
    let folder: TemporaryFolder
    let repository: ModelRepository
    let digests: [String]

    /// Three models: copies of one under other names, which is all that aliases look at.
    init() throws {
        folder = try TemporaryFolder()
        repository = ModelRepository(folder: folder.file("models"))
        let real = try repository.save(trainedModel.get().bundle)
        let others = ["1", "2"].map { String(repeating: $0, count: 64) }
        for other in others {
            try FileManager.default.copyItem(
                atPath: folder.file("models/" + real), toPath: folder.file("models/" + other))
        }
        digests = [real] + others
    }

    @Test("every change is kept, in order, and a change to the same model is none")
    func changes() throws {
        for index in [0, 1, 1, 2] { try repository.promote(digests[index]) }
        try repository.promote(digests[0], to: "challenger")
        let history = repository.history
        #expect(history.map(\.to) == [digests[0], digests[1], digests[2], digests[0]])
        #expect(history.map(\.from) == [nil, digests[0], digests[1], nil])
        #expect(history.map(\.alias) == ["champion", "champion", "champion", "challenger"])
        #expect(repository.aliases == ["champion": digests[2], "challenger": digests[0]])
    }

    @Test("going back goes back step by step, and says when there is nothing before")
    func rollback() throws {
        for digest in digests { try repository.promote(digest) }
        #expect(try repository.rollback().to == digests[1])
        #expect(try repository.rollback().to == digests[0])
        #expect(repository.aliases["champion"] == digests[0])
        let error = #expect(throws: ModelingError.self) { try repository.rollback() }
        #expect(error?.message == "no model before the present champion is known: name one to promote.")
        try repository.promote(digests[2])
        #expect(try repository.rollback().to == digests[0])
        let none = #expect(throws: ModelingError.self) { try repository.rollback("canary") }
        #expect(none?.code == .notFound)
    }

    @Test("going back to a model that is gone changes nothing")
    func gone() throws {
        try repository.promote(digests[0])
        try repository.promote(digests[1])
        try FileManager.default.removeItem(atPath: folder.file("models/" + digests[0]))
        #expect(throws: ModelingError.self) { try repository.rollback() }
        #expect(repository.aliases["champion"] == digests[1])
        #expect(repository.history.count == 2)
    }

    @Test("a line that a crash has cut short loses no other")
    func cut() throws {
        try repository.promote(digests[0])
        let path = folder.file("models/history.ndjson")
        let whole = try String(contentsOfFile: path, encoding: .utf8)
        try (whole + whole.prefix(30)).write(toFile: path, atomically: false, encoding: .utf8)
        try repository.promote(digests[1])
        #expect(repository.history.map(\.to) == [digests[0], digests[1]])
    }

    @Test("the first digits of a digest name a model, if they are eight and of one alone")
    func names() throws {
        let real = digests[0]
        #expect(try repository.digest(named: String(real.prefix(8))) == real)
        #expect(try repository.digest(named: real) == real)
        try repository.promote(digests[1], to: "canary")
        #expect(try repository.digest(named: "canary") == digests[1])
        #expect(throws: ModelingError.self) { try repository.digest(named: String(real.prefix(7))) }
        try FileManager.default.copyItem(
            atPath: folder.file("models/" + real),
            toPath: folder.file("models/" + real.prefix(60) + "0000"))
        let error = #expect(throws: ModelingError.self) { try repository.digest(named: String(real.prefix(20))) }
        #expect(error?.message.hasPrefix("several models begin with") == true)
    }

    @Test("an alias cannot lead out of the folder", arguments: ["", "../champion", "a/b", "a b", "."])
    func aliases(alias: String) throws {
        let error = #expect(throws: ModelingError.self) { try repository.promote(digests[0], to: alias) }
        #expect(error?.code == .invalidSetting)
        #expect(repository.aliases.isEmpty && repository.history.isEmpty)
    }

    @Test("models are listed with their aliases; one that was changed has no content")
    func entries() throws {
        try repository.promote(digests[0])
        let entries = repository.entries
        #expect(Set(entries.map(\.digest)) == Set(digests))
        #expect(entries.first { $0.digest == digests[0] }?.aliases == ["champion"])
        #expect(entries.first { $0.digest == digests[0] }?.bundle != nil)
        // A copy under another name is not what its name says.
        #expect(entries.first { $0.digest == digests[1] }?.bundle == nil)
    }
}
