public import Foundation

extension Alert {
    /// The longest text that a person may write about an alert, in characters.
    public static let longestText = 2_000

    /// The same alert taken by somebody.
    ///
    /// - Parameters:
    ///   - who: Who takes it.
    ///   - owner: Who sees to it; the same person when nil.
    ///   - what: What is going to be done; may be empty.
    /// - Throws: ``MonitoringError`` when it is closed, or nobody is named. Taken again, it changes hands.
    public func acknowledged(
        by who: String, owner: String? = nil, what: String? = nil, at moment: Date
    ) throws(MonitoringError) -> Alert {
        guard state != .closed else {
            throw MonitoringError(.invalidChange, "alert \(id) is closed: it cannot be taken any more.")
        }
        let who = try Self.text(who, "who takes the alert")
        var alert = self
        alert.state = .acknowledged
        alert.owner =
            try owner.map { owner throws(MonitoringError) in try Self.text(owner, "who sees to the alert") } ?? who
        alert.events.append(Event(.acknowledged, at: moment, who: who, what: try Self.optional(what)))
        return alert
    }

    /// The same alert ended by somebody.
    ///
    /// - Parameters:
    ///   - who: Who closes it.
    ///   - why: The cause that was found, or why there is nothing to do.
    ///   - what: What was done; may be empty.
    /// - Throws: ``MonitoringError`` when it is closed already, or when who or why is not said.
    public func closed(
        by who: String, why: String, what: String? = nil, at moment: Date
    ) throws(MonitoringError) -> Alert {
        guard state != .closed else { throw MonitoringError(.invalidChange, "alert \(id) is closed already.") }
        let who = try Self.text(who, "who closes the alert")
        let why = try Self.text(why, "why the alert is closed")
        var alert = self
        alert.state = .closed
        alert.owner = owner ?? who
        alert.events.append(Event(.closed, at: moment, who: who, why: why, what: try Self.optional(what)))
        return alert
    }

    /// Trims a text that must be there.
    private static func text(_ text: String, _ what: String) throws(MonitoringError) -> String {
        guard let kept = try optional(text) else {
            throw MonitoringError(.invalidChange, "say \(what).")
        }
        return kept
    }

    /// Trims a text; nil when nothing is left.
    private static func optional(_ text: String?) throws(MonitoringError) -> String? {
        let kept = text?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard kept.count <= longestText else {
            throw MonitoringError(.invalidChange, "write at most \(longestText) characters about an alert.")
        }
        return kept.isEmpty ? nil : kept
    }
}
