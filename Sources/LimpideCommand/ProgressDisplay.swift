import Foundation
import Synchronization

/// Shows how far long work is: a bar with an estimate on a terminal, plain lines elsewhere.
///
/// Plain lines come at the start, at most every five seconds, and at the end of a stage.
final class ProgressDisplay: Sendable {
    private struct State {
        var stage = ""
        var started = ContinuousClock.now
        var lastShown: ContinuousClock.Instant?
        var share = 0.0
    }

    private let state = Mutex(State())
    private let isInteractive: Bool
    private let isQuiet: Bool
    private let clock = ContinuousClock()

    /// Makes a display on standard error.
    init(quiet: Bool = false, interactive: Bool = Terminal.isInteractive) {
        isQuiet = quiet
        isInteractive = interactive
    }

    /// Says how far a stage is; a new name ends the stage before.
    ///
    /// - Parameters:
    ///   - share: 0…1; never shown going back.
    ///   - detail: a few words, as the round and the loss.
    func update(_ stage: String, _ share: Double, _ detail: String = "") {
        guard !isQuiet else { return }
        state.withLock { state in
            let now = clock.now
            if state.stage != stage {
                finish(&state, now)
                state = State(stage: stage, started: now)
                if !isInteractive { Terminal.progress("\(stage) …\n") }
            }
            state.share = max(state.share, min(share, 1))
            let pause: Duration = isInteractive ? .milliseconds(100) : .seconds(5)
            guard now - (state.lastShown ?? state.started) >= pause else { return }
            state.lastShown = now
            let line = line(state, now, detail)
            Terminal.progress(isInteractive ? "\r\u{1B}[K" + line : line + "\n")
        }
    }

    /// Ends the last stage.
    func finish() {
        guard !isQuiet else { return }
        state.withLock { state in
            finish(&state, clock.now)
            state = State()
        }
    }

    private func finish(_ state: inout State, _ now: ContinuousClock.Instant) {
        guard !state.stage.isEmpty else { return }
        let line = "\(state.stage): done in \(Self.text(now - state.started))"
        Terminal.progress(isInteractive ? "\r\u{1B}[K\(line)\n" : line + "\n")
    }

    private func line(_ state: State, _ now: ContinuousClock.Instant, _ detail: String) -> String {
        let width = 24
        let filled = Int((state.share * Double(width)).rounded(.down))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        let percent = "\(Int(state.share * 100)) %"
        let elapsed = now - state.started
        var rest = ""
        if state.share > 0.05, elapsed >= .seconds(2) {
            let seconds = elapsed / .seconds(1)
            rest = ", about \(Self.text(.seconds(seconds / state.share * (1 - state.share)))) left"
        }
        return
            "\(state.stage) \(isInteractive ? bar + " " : "")\(percent)\(detail.isEmpty ? "" : " (\(detail))")\(rest)"
    }

    /// A duration as a person says it: `0.4 s`, `12 s`, `3 min 5 s`.
    static func text(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        if seconds < 10 { return "\((seconds * 10).rounded() / 10) s" }
        if seconds < 60 { return "\(Int(seconds.rounded())) s" }
        return "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
    }
}
