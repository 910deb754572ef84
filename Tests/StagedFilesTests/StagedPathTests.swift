import Foundation
import StagedFiles
import Testing

/// One test at a time: `discardAll()` is of the whole process.
@Suite(.serialized)
enum StagedFilesTests {}

extension StagedFilesTests {
    @Suite("A staged path appears whole or not at all")
    struct StagedPathTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        private func write(_ text: String, to path: String) throws {
            try Data(text.utf8).write(to: URL(filePath: path))
        }

        @Test("until the commit the file before stays, after it only the new one is there")
        func replacesFile() throws {
            try write("old", to: folder.path("a.txt"))
            let staged = try StagedPath(.file, at: folder.path("a.txt"))
            try write("new", to: staged.path)
            #expect(try folder.text("a.txt") == "old")
            try staged.commit()
            #expect(try folder.text("a.txt") == "new")
            #expect(try folder.names() == ["a.txt"])
        }

        @Test("until the commit the folder before stays, after it only the new one is there")
        func replacesFolder() throws {
            let place = folder.path("data")
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            try write("old", to: place + "/old.csv")
            let staged = try StagedPath(.directory, at: place)
            try write("new", to: staged.path + "/new.csv")
            #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["old.csv"])
            try staged.commit()
            #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["new.csv"])
            #expect(try folder.names() == ["data"])
        }

        @Test("a new file or folder appears, with the folders above it", arguments: [StagedPath.Kind.file, .directory])
        func appears(kind: StagedPath.Kind) throws {
            let place = folder.path("a/b/c")
            let staged = try StagedPath(kind, at: place)
            if kind == .file { try write("x", to: staged.path) }
            #expect(!FileManager.default.fileExists(atPath: place))
            try staged.commit()
            #expect(FileManager.default.fileExists(atPath: place))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("a/b")) == ["c"])
        }

        @Test("without a commit nothing is left and nothing is changed", arguments: [StagedPath.Kind.file, .directory])
        func abandoned(kind: StagedPath.Kind) throws {
            let place = folder.path("result")
            func begin() throws {
                let staged = try StagedPath(kind, at: place)
                let inside = kind == .file ? staged.path : staged.path + "/part.csv"
                try write("half", to: inside)
                #expect(try folder.names().count == 1)
            }
            try begin()
            #expect(try folder.names() == [])
        }

        @Test("discardAll removes what is open and keeps what is committed")
        func discardAll() throws {
            let kept = try StagedPath(.file, at: folder.path("kept.txt"))
            try write("kept", to: kept.path)
            try kept.commit()
            let file = try StagedPath(.file, at: folder.path("file.txt"))
            try write("half", to: file.path)
            let directory = try StagedPath(.directory, at: folder.path("directory"))
            try write("half", to: directory.path + "/part.csv")
            StagedPath.discardAll()
            #expect(try folder.names() == ["kept.txt"])
            StagedPath.discardAll()
            do {
                try file.commit()
                Issue.record("a discarded file was committed")
            } catch {
                #expect(error.code == .cannotCreate)
            }
            #expect(try folder.names() == ["kept.txt"])
        }

        @Test("two at once for the same place do not meet; the last commit wins")
        func twoAtOnce() throws {
            let first = try StagedPath(.file, at: folder.path("a.txt"))
            let second = try StagedPath(.file, at: folder.path("a.txt"))
            #expect(first.path != second.path)
            try write("first", to: first.path)
            try write("second", to: second.path)
            try second.commit()
            try first.commit()
            #expect(try folder.text("a.txt") == "first")
            #expect(try folder.names() == ["a.txt"])
        }

        @Test(
            "names with spaces, accents and signs are kept", arguments: ["un été.csv", "50 % #1?.csv", "日本.csv", "-rf"])
        func names(name: String) throws {
            try StagedPath.write(Array("x".utf8), to: folder.path(name))
            #expect(try folder.names() == [name])
        }

        @Test("a taken name is refused: the wrong kind always, a full folder or a file unless replacing")
        func taken() throws {
            try write("x", to: folder.path("file"))
            let full = folder.path("full")
            let empty = folder.path("empty")
            for place in [full, empty] {
                try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            }
            try write("x", to: full + "/x")
            let cases: [(StagedPath.Kind, String, Bool)] = [
                (.directory, folder.path("file"), true), (.file, full, true), (.file, empty, true),
                (.file, folder.path("file"), false), (.directory, full, false),
            ]
            for (kind, place, replacing) in cases {
                let error = #expect(throws: StagedFileError.self) {
                    _ = try StagedPath(kind, at: place, replacing: replacing)
                }
                #expect(error?.code == .taken)
                #expect(error?.message.contains(place) == true)
            }
            try StagedPath(.directory, at: empty, replacing: false).commit()
            #expect(try folder.names() == ["empty", "file", "full"])
        }

        @Test(
            "a place where nothing can be written is refused at once",
            arguments: ["/proc/limpide/x", "/dev/null/x"])
        func unwritable(place: String) {
            for kind in [StagedPath.Kind.file, .directory] {
                let error = #expect(throws: StagedFileError.self) {
                    let staged = try StagedPath(kind, at: place)
                    try Data().write(to: URL(filePath: staged.path))
                    try staged.commit()
                }
                #expect(error?.code == .cannotCreate)
            }
        }

        @Test(
            "a read-only folder is refused at once",
            .enabled(if: geteuid() != 0, "the administrator may write anywhere"))
        func readOnly() throws {
            let place = folder.url.path(percentEncoded: false)
            try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: place)
            defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: place) }
            let error = #expect(throws: StagedFileError.self) { _ = try StagedPath(.file, at: folder.path("x")) }
            #expect(error?.code == .cannotCreate)
        }
    }
}
