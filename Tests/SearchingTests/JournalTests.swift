import Foundation
import Searching
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// A search with everything in it: branches, stopped and failed trials, starting points.
private enum Example {
    struct Broken: Error, CustomStringConvertible {
        var description: String { "the “leaf” broke:\nline\u{1F} 2." }
    }

    static let trials = 18

    static func plan(
        seed: UInt64 = .max, direction: SearchDirection = .minimise, space: SearchSpace? = nil,
        sampler: (any Sampler)? = nil, pruner: (any Pruner)? = nil, subject: String = "cost, clients of été",
        share: Double = 0.25
    ) throws -> SearchPlan {
        try SearchPlan(
            space ?? branchedSpace(), direction: direction,
            sampler: sampler ?? ParzenSampler(startupTrials: 4),
            pruner: pruner ?? MedianPruner(startupTrials: 3), seed: seed,
            startingPoints: [["share": .real(share), "learner": .choice("forest"), "depth": .integer(9)]],
            subject: subject)
    }

    static func objective(_ trial: Trial) throws -> Double {
        if trial.number % 7 == 5 { throw Broken() }
        let value = try branchedValue(trial.parameters)
        for step in 1...3 { try trial.report(value + 1 / Double(step), step: step) }
        return value
    }

    /// The journal and the trials of a search that nothing interrupted.
    static func whole() throws -> (journal: Data, trials: [FinishedTrial]) {
        let folder = try TemporaryFolder()
        let study = try Study(plan(), journal: folder.path("search.ndjson"))
        try study.run(trials: trials, objective: objective)
        return (try folder.read("search.ndjson"), study.history.trials)
    }

    /// A journal without the lines that say that a trial began again.
    static func withoutRepeats(_ journal: Data) -> [Data] {
        var lines: [Data] = []
        for line in journal.split(separator: 10) where lines.last != Data(line) { lines.append(Data(line)) }
        return lines
    }
}

@Suite("A journal")
struct JournalTests {
    @Test("is one line of JSON per event, and the same bytes for the same search")
    func bytes() throws {
        let (journal, trials) = try Example.whole()
        #expect(try Example.whole().journal == journal)
        let lines = journal.split(separator: 10)
        #expect(lines.count == 1 + 2 * Example.trials)
        for line in lines { #expect(try JSONSerialization.jsonObject(with: Data(line)) is [String: Any]) }
        #expect(Set(trials.map { trial in trial.value != nil ? 0 : trial.isFailed ? 1 : 2 }).count == 3)
        let first = String(decoding: lines[1], as: UTF8.self)
        #expect(first == #"{"parameters":{"depth":9,"learner":"forest","share":0.25},"started":0}"#)
    }

    @Test("cut at any byte, goes on to the same trials and the same bytes")
    func cutAnywhere() throws {
        let (journal, trials) = try Example.whole()
        let folder = try TemporaryFolder(isInMemory: true)
        for length in 0...journal.count {
            try folder.write(journal.prefix(length), to: "search.ndjson")
            let study = try Study(Example.plan(), resuming: folder.path("search.ndjson"))
            let done = study.history.trials.count
            #expect(study.history.trials == Array(trials.prefix(done)))
            #expect(study.nextParameters == (done < trials.count ? trials[done].parameters : study.nextParameters))
            // All the rest for some lengths; one trial more for each.
            let goal = length % 250 == 0 ? trials.count : min(done + 1, trials.count)
            _ = try? study.run(trials: goal, objective: Example.objective)
            #expect(study.history.trials == Array(trials.prefix(max(goal, done))))
            let written = Example.withoutRepeats(try folder.read("search.ndjson"))
            #expect(written == Array(Example.withoutRepeats(journal).prefix(written.count)))
            #expect(written.count == 1 + 2 * study.history.trials.count)
        }
    }

    @Test("of a search that was killed, however often, goes on to the same trials")
    func killed() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("search.ndjson")
        try await #require(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let study = try Study(Example.plan(), journal: path)
            try study.run(trials: Example.trials) { trial in
                if trial.number == 4 { kill(getpid(), SIGKILL) }
                return try Example.objective(trial)
            }
        }
        // In the same trial again, and in a later one after two of its reports.
        for (number, step) in [(4, 0), (9, 2)] {
            try await #require(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, number = number as Int, step = step as Int] in
                let study = try Study(Example.plan(), resuming: path)
                try study.run(trials: Example.trials) { trial in
                    if trial.number == number {
                        for step in 0..<step { try trial.report(0.001, step: step + 1) }
                        kill(getpid(), SIGKILL)
                    }
                    return try Example.objective(trial)
                }
            }
        }
        let (journal, trials) = try Example.whole()
        let study = try Study(Example.plan(), resuming: path)
        #expect(study.history.trials == Array(trials.prefix(9)))
        #expect(study.nextParameters == trials[9].parameters)
        try study.run(trials: Example.trials, objective: Example.objective)
        #expect(study.history.trials == trials)
        #expect(Example.withoutRepeats(try folder.read("search.ndjson")) == Example.withoutRepeats(journal))
    }

    @Test("of a trial that the program never comes out of, counts it as failed after three times and goes on")
    func deadly() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("search.ndjson")
        _ = try Study(Example.plan(), journal: path)
        for _ in 0..<Study.attempts {
            try await #require(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                try Study(Example.plan(), resuming: path).run(trials: 6) { trial in
                    if trial.number == 2 { kill(getpid(), SIGKILL) }
                    return 1
                }
            }
        }
        for trials in [4, 6] {
            let study = try Study(Example.plan(), resuming: path)
            try study.run(trials: trials) { trial in
                #expect(trial.number != 2)
                return 1
            }
            #expect(
                study.history.trials[2].outcome
                    == .failed("the program ended 3 times in the middle of this trial."))
            #expect(study.history.trials.count == trials)
        }
    }

    @Test("does not count a trial that was cancelled as one that the program never came out of")
    func cancelled() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("search.ndjson")
        _ = try Study(Example.plan(), journal: path)
        for _ in 0..<(2 * Study.attempts) {
            let study = try Study(Example.plan(), resuming: path)
            #expect(throws: CancellationError.self) { try study.run(trials: 3) { _ in throw CancellationError() } }
        }
        let study = try Study(Example.plan(), resuming: path)
        try study.run(trials: 3) { _ in 1 }
        #expect(study.history.trials.map(\.value) == [1, 1, 1])
    }

    @Test("of a search that has ended may be read again, and lengthened")
    func lengthened() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("search.ndjson")
        try Study(Example.plan(), journal: path).run(trials: 6, objective: Example.objective)
        let before = try folder.read("search.ndjson")
        do {
            let study = try Study(Example.plan(), resuming: path)
            try study.run(trials: 6) { _ in
                Issue.record("nothing is left to make")
                return 0
            }
        }
        #expect(try folder.read("search.ndjson") == before)
        let study = try Study(Example.plan(), resuming: path)
        try study.run(trials: Example.trials, objective: Example.objective)
        #expect(try folder.read("search.ndjson") == Example.whole().journal)
    }

    @Test("of another search is refused with what is different, and left as it is")
    func otherSearch() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("search.ndjson")
        try Study(Example.plan(), journal: path).run(trials: 3, objective: Example.objective)
        let before = try folder.read("search.ndjson")
        let dimensions = try branchedSpace().dimensions
        var narrower = dimensions
        narrower[0] = Dimension("share", .real(from: 0.2, to: 1))
        let others: [(SearchPlan, String)] = [
            (try Example.plan(seed: 7), "its seed is 18446744073709551615, not 7"),
            (try Example.plan(direction: .maximise), "it is to minimise, not to maximise"),
            (try Example.plan(subject: "AUC"), "its subject is “cost, clients of été”, not “AUC”"),
            (
                try Example.plan(
                    space: SearchSpace(
                        dimensions + [
                            Dimension(
                                "seed", .integer(from: 1, to: 9), when: ParameterCondition("learner", is: "linear"))
                        ]
                    ), sampler: RandomSampler()), "its space lacks seed"
            ),
            (try Example.plan(space: SearchSpace(dimensions.dropLast())), "its space has leaves too"),
            (try Example.plan(space: SearchSpace(narrower)), "its share has other values"),
            (
                try Example.plan(space: SearchSpace([dimensions[1], dimensions[0]] + dimensions[2...])),
                "its parameters are in another order"
            ),
            (
                try Example.plan(sampler: RandomSampler()),
                "its sampler is “parzen, 4 random trials, 24 candidates, prior weight 1.0”, not “random”"
            ),
            (
                try Example.plan(pruner: NeverPruner()),
                "its pruner is “median, 3 trials first, 0 steps first”, not “never”"
            ),
            (try Example.plan(share: 0.5), "its starting points are others"),
        ]
        for (plan, difference) in others {
            #expect(
                #expect(throws: SearchError.self) { try Study(plan, resuming: path) }
                    == SearchError(
                        .otherSearch,
                        "\(path) belongs to another search: \(difference). "
                            + "Go on with the same, or choose another journal."))
        }
        #expect(try folder.read("search.ndjson") == before)
    }

    @Test(
        "that is no journal is refused and left as it is",
        arguments: ["my only copy", "my only copy\n", "{}\n", "\n\n"])
    func otherFiles(_ text: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Data(text.utf8), to: "notes.txt")
        #expect(throws: SearchError.self) { try Study(Example.plan(), resuming: folder.path("notes.txt")) }
        #expect(
            #expect(throws: SearchError.self) { try Study(Example.plan(), journal: folder.path("notes.txt")) }?.code
                == .taken)
        #expect(try folder.read("notes.txt") == Data(text.utf8))
    }

    @Test("with a line removed, repeated, swapped or changed is refused with the line's number, and left as it is")
    func damaged() throws {
        let lines = try Example.whole().journal.split(separator: 10).map { Data($0) }
        let folder = try TemporaryFolder()
        func refusal(_ lines: [Data]) throws -> SearchError? {
            let bytes = Data(lines.flatMap { $0 + [10] })
            try folder.write(bytes, to: "search.ndjson")
            let error = #expect(throws: SearchError.self) {
                try Study(Example.plan(), resuming: folder.path("search.ndjson"))
            }
            #expect(try folder.read("search.ndjson") == bytes)
            return error
        }
        func sentence(_ line: Int) -> SearchError {
            SearchError(
                .damaged,
                "line \(line) of \(folder.path("search.ndjson")) does not follow from those before it: "
                    + "the file was changed.")
        }
        for place in 1..<(lines.count - 1) {
            var changed = lines
            changed.remove(at: place)
            #expect(try refusal(changed) == sentence(place + 1))
            changed = lines
            changed.swapAt(place, place + 1)
            #expect(try refusal(changed)?.code == .damaged)
            changed = lines
            changed[place] = Data("null".utf8)
            #expect(try refusal(changed) == sentence(place + 1))
            changed = lines
            changed.insert(Data(), at: place)
            #expect(try refusal(changed) == sentence(place + 1))
        }
        // A trial that ended twice, and parameters outside the space or other than those it began with.
        #expect(try refusal(Array(lines[0...2]) + [lines[2]]) == sentence(4))
        for other in [
            #"{"parameters":{"depth":99,"learner":"forest","share":0.25},"started":0}"#,
            #"{"parameters":{"depth":9.5,"learner":"forest","share":0.25},"started":0}"#,
            #"{"parameters":{"depth":9,"learner":"forest"},"started":0}"#,
            #"{"parameters":{"depth":9,"learner":"forest","share":"a"},"started":0}"#,
            #"{"parameters":{"depth":9,"learner":"forest","share":0.25,"x":1},"started":0}"#,
            #"{"parameters":{"depth":9,"learner":"forest","share":0.25},"started":1}"#,
        ] {
            #expect(try refusal([lines[0], Data(other.utf8)]) == sentence(2))
        }
        let began = #"{"parameters":{"depth":8,"learner":"forest","share":0.25},"started":0}"#
        #expect(try refusal([lines[0], lines[1], Data(began.utf8)]) == sentence(3))
    }

    @Test("that is not there, or cannot be made, or is there already, is refused")
    func places() throws {
        let folder = try TemporaryFolder()
        #expect(
            #expect(throws: SearchError.self) { try Study(Example.plan(), resuming: folder.path("none")) }
                == SearchError(
                    .notFound, "there is no search to go on with at \(folder.path("none")): begin one there."))
        #expect(
            #expect(throws: SearchError.self) { try Study(Example.plan(), journal: folder.path("no/where")) }
                == SearchError(
                    .unwritable,
                    "cannot write \(folder.path("no/where")) (no such file or directory): "
                        + "make room or choose another place."))
        #expect(
            #expect(throws: SearchError.self) { try Study(Example.plan(), journal: folder.url.path) }?.code
                == .unwritable)
        _ = try Study(Example.plan(), journal: folder.path("search.ndjson"))
        #expect(
            #expect(throws: SearchError.self) { try Study(Example.plan(), journal: folder.path("search.ndjson")) }
                == SearchError(
                    .taken,
                    "\(folder.path("search.ndjson")) already exists: go on with that search, or choose another name."))
    }

    @Test("is written by one program at a time")
    func busy() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("search.ndjson")
        let study = try Study(Example.plan(), journal: path)
        #expect(
            #expect(throws: SearchError.self) { try Study(Example.plan(), resuming: path) }
                == SearchError(.busy, "another program is searching with \(path): wait until it has ended."))
        try withExtendedLifetime(study) { _ = try study.run(trials: 2) { _ in 1 } }
    }

    @Test("is free at once when its study is gone, even if a copy of the file is still open somewhere")
    func copies() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("search.ndjson")
        var copies: [Int32] = []
        defer { for copy in copies { close(copy) } }
        do {
            let study = try Study(Example.plan(), journal: path)
            // As a child that is just starting has: the same open files.
            for name in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
                let link = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
                if link == path, let descriptor = Int32(name) { copies.append(dup(descriptor)) }
            }
            try study.run(trials: 2) { _ in 1 }
        }
        #expect(!copies.isEmpty)
        let study = try Study(Example.plan(), resuming: path)
        #expect(study.history.trials.count == 2)
    }

    @Test("waits for an instant for a lock that is about to be free")
    func instant() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("search.ndjson")
        _ = try Study(Example.plan(), journal: path)
        let holder = open(path, O_RDONLY | O_CLOEXEC)
        try #require(holder >= 0 && flock(holder, LOCK_EX) == 0)
        Thread.detachNewThread {
            usleep(20_000)
            flock(holder, LOCK_UN)
            close(holder)
        }
        #expect(throws: Never.self) { try Study(Example.plan(), resuming: path) }
    }

    @Test(
        "on a disk that is full ends the search in a sentence, and goes on when there is room",
        .enabled(if: SmallDisk.isPermitted))
    func fullDisk() throws {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(folder: folder)
        defer { disk.remove() }
        let path = folder.path("search.ndjson")
        do {
            let study = try Study(Example.plan(), journal: path)
            // Room for the line that a trial begins with, and for half of the one that it ends with: pages are whole.
            let filler = FileManager.default
            #expect(filler.createFile(atPath: folder.path("filler"), contents: Data(count: (1 << 20) - 4096)))
            let error = #expect(throws: SearchError.self) {
                try study.run(trials: 200, objective: Example.objective)
            }
            #expect(
                error
                    == SearchError(
                        .unwritable,
                        "cannot write \(path) (no space left on device): make room or choose another place."))
            #expect(try folder.read("search.ndjson").last == 10)
            try filler.removeItem(atPath: folder.path("filler"))
        }
        let study = try Study(Example.plan(), resuming: path)
        try study.run(trials: Example.trials, objective: Example.objective)
        #expect(study.history.trials == (try Example.whole()).trials)
    }
}
