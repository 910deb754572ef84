import Foundation
import StagedFiles
import Testing

extension StagedFilesTests {
    @Suite("A writer writes everything or says that it could not")
    struct FileWriterTests {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder() }

        @Test("every byte arrives, whatever the size of the buffer", arguments: [1, 7, 4096, 1 << 18])
        func bytes(capacity: Int) throws {
            let writer = try FileWriter(creating: folder.path("x"), capacity: capacity)
            var expected: [UInt8] = []
            for index in 0..<5000 {
                try writer.write("ligne \(index)\n")
                try writer.write([UInt8(truncatingIfNeeded: index)])
                try writer.append { $0.append(255) }
                expected += Array("ligne \(index)\n".utf8) + [UInt8(truncatingIfNeeded: index), 255]
            }
            try writer.close()
            try writer.close()
            #expect(try [UInt8](Data(contentsOf: URL(filePath: folder.path("x")))) == expected)
        }

        @Test("a file that was there is emptied first")
        func empties() throws {
            for text in ["a long text", "short"] {
                let writer = try FileWriter(creating: folder.path("x"))
                try writer.write(text)
                try writer.close()
                #expect(try folder.text("x") == text)
            }
        }

        @Test("a full disk is an error at the write or at the close, never a shorter file", arguments: [1, 1 << 18])
        func full(capacity: Int) throws {
            // Every write to this device fails as on a full disk.
            let writer = try FileWriter(creating: "/dev/full", capacity: capacity)
            let error = #expect(throws: StagedFileError.self) {
                try writer.write("x")
                try writer.close()
            }
            #expect(error?.code == .writeFailed)
            #expect(error?.message == "cannot write /dev/full: no space left on device.")
        }

        @Test("a full disk leaves the file before, and nothing beside it", .enabled(if: SmallDisk.isPermitted))
        func fullDisk() throws {
            let disk = try SmallDisk(folder: folder)
            defer { disk.remove() }
            try StagedPath.write(Array("old".utf8), to: folder.path("a.bin"))
            let error = #expect(throws: StagedFileError.self) {
                try StagedPath.write(Array(repeating: UInt8(1), count: 4 << 20), to: folder.path("a.bin"))
            }
            #expect(error?.code == .writeFailed)
            #expect(error?.message == "cannot write \(folder.path("a.bin")): no space left on device.")
            #expect(try folder.text("a.bin") == "old")
            #expect(try folder.names() == ["a.bin"])
        }

        @Test(
            "a place where no file can be made is refused", arguments: ["/proc/x", "/dev/null/x", "/no/such/folder/x"])
        func refused(place: String) {
            let error = #expect(throws: StagedFileError.self) { _ = try FileWriter(creating: place) }
            #expect(error?.code == .cannotCreate)
            #expect(error?.message.hasPrefix("cannot create \(place): ") == true)
        }
    }
}
