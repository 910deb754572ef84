import Features
import Fixtures
import Foundation
import Statistics
import Testing

@testable import FeatureKernels

@Suite("Encoded rows kept in memory or in a file")
struct BlockStoreTests {
    private func segments(_ store: BlockStore, _ place: Int) throws -> [[UInt8]] {
        var result: [[UInt8]] = []
        try store.forEachSegment(at: place) { bytes, rows in
            #expect(rows == bytes.count % 100)
            result.append(Array(bytes))
        }
        return result
    }

    @Test(
        "every place gives back what it was given, in order, wherever it lies",
        arguments: [0, 1, 5_000, 100_000, .max])
    func roundTrip(limit: Int) throws {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: 6)
        let store = BlockStore(places: 7, limit: limit, folder: folder.file("new/spill"))
        var expected = [[[UInt8]]](repeating: [], count: 7)
        for index in 0..<300 {
            let count = generator.nextIndex(below: index % 50 == 0 ? 600_000 : 300)
            let bytes =
                Array(repeating: UInt8(truncatingIfNeeded: generator.next()), count: count) + [UInt8(index % 250)]
            // One place stays empty.
            let place = generator.nextIndex(below: 6)
            expected[place].append(bytes)
            try store.append(bytes, rows: bytes.count % 100, at: place)
        }
        try store.finish()
        for place in [3, 0, 6, 1, 2, 5, 4, 3] { #expect(try segments(store, place) == expected[place]) }
        store.release(3)
        #expect(try segments(store, 3).isEmpty)
        #expect(try segments(store, 2) == expected[2])
        // The file has no name: nothing is left behind, whatever ends the process.
        if limit < .max { #expect(try folder.names(in: "new/spill").isEmpty) }
    }

    @Test("many readers at a time read the same")
    func readers() throws {
        let folder = try TemporaryFolder()
        let store = BlockStore(places: 50, limit: 3_000, folder: folder.path)
        for place in 0..<50 { try store.append(Array(repeating: UInt8(place), count: 199), rows: 99, at: place) }
        try store.finish()
        DispatchQueue.concurrentPerform(iterations: 200) { index in
            let place = index % 50
            let read = try? segments(store, place)
            #expect(read == [Array(repeating: UInt8(place), count: 199)])
        }
    }

    @Test("a folder that cannot be written is told, without its name")
    func unwritable() throws {
        let folder = try TemporaryFolder()
        try folder.write("a file", to: "file")
        let store = BlockStore(places: 1, limit: 10, folder: folder.file("file"))
        try store.append([1, 2, 3], rows: 3, at: 0)
        let error = #expect(throws: FeatureError.self) {
            try store.append(Array(repeating: 1, count: 8), rows: 8, at: 0)
        }
        #expect(error?.code == .cannotWrite)
        #expect(error?.message.contains(folder.path) == false)
    }
}
