public import Foundation

extension Date {
    /// Whole milliseconds since 1970 UTC, as the log keeps times.
    public var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

    /// The date of some milliseconds since 1970 UTC.
    public init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
