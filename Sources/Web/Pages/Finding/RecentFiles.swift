import Access
import Credit
import Synchronization

/// Which clients each person opened last: a short memory of this server, asked for by nobody but that person.
final class RecentFiles: Sendable {
    /// Clients remembered of one person.
    static let most = 8
    /// People remembered; the one who has not opened anything for longest is forgotten first.
    static let mostPeople = 2_000

    private struct State {
        var clients: [AccountName: (turn: Int, ids: [ClientID])] = [:]
        var turn = 0
    }

    private let state = Mutex(State())

    /// Notes that a person has opened a client.
    ///
    /// Complexity: O(1), but for a person more than there may be: O(people).
    func note(_ client: ClientID, by person: AccountName) {
        state.withLock { state in
            state.turn += 1
            let others = (state.clients[person]?.ids ?? []).filter { $0 != client }
            state.clients[person] = (state.turn, Array(([client] + others).prefix(Self.most)))
            guard state.clients.count > Self.mostPeople,
                let oldest = state.clients.min(by: { $0.value.turn < $1.value.turn })?.key
            else { return }
            state.clients[oldest] = nil
        }
    }

    /// The clients that a person opened, the latest first.
    func clients(of person: AccountName) -> [ClientID] { state.withLock { $0.clients[person]?.ids ?? [] } }
}
