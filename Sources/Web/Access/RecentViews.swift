import Access
import Credit
import Foundation
import Synchronization

/// Which looks at clients were recorded lately: the same person's same look within some minutes is recorded once.
///
/// Memory is bounded: what is forgotten early is recorded again, never the other way round.
final class RecentViews: Sendable {
    /// Seconds for which a look counts as the same.
    static let span: TimeInterval = 300
    private static let most = 100_000

    private struct State {
        // Numbers of looks, 64 random-keyed bits each: two different ones meet once in 10^14 looks.
        var young: Set<Int> = []
        var old: Set<Int> = []
        var turned = Date.distantPast
    }

    private let state = Mutex(State())

    /// Whether a look is a new one; it counts as recorded from now on.
    func isNew(_ client: ClientID, _ what: String, by account: AccountName, at now: Date) -> Bool {
        var hasher = Hasher()
        hasher.combine(client)
        hasher.combine(what)
        hasher.combine(account)
        let number = hasher.finalize()
        return state.withLock { state in
            if state.young.count >= Self.most || now.timeIntervalSince(state.turned) >= Self.span / 2 {
                // What lasted a whole span is in neither set any more.
                state.old = now.timeIntervalSince(state.turned) >= Self.span ? [] : state.young
                state.young = []
                state.turned = now
            }
            guard !state.old.contains(number) else { return false }
            return state.young.insert(number).inserted
        }
    }

    /// Forgets a look that could not be recorded.
    func forget(_ client: ClientID, _ what: String, by account: AccountName) {
        var hasher = Hasher()
        hasher.combine(client)
        hasher.combine(what)
        hasher.combine(account)
        let number = hasher.finalize()
        state.withLock { state in
            state.young.remove(number)
            state.old.remove(number)
        }
    }
}
