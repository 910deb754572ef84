import Glibc

/// Loads the first of several libraries that is there and fits.
///
/// - Parameters:
///   - paths: Full paths, best first; a bare name is left to the system to find.
///   - load: Loads one path: 0, or the reason as C text in the buffer of the size given.
/// - Returns: Nil when one was loaded; otherwise why each file that was there did not load, in one line.
public func loadFirst(
    _ paths: [String],
    load: (_ path: String, _ reason: UnsafeMutablePointer<CChar>, _ capacity: Int) -> Int32
) -> String? {
    var reasons: [String] = []
    for path in paths {
        if path.contains("/"), unsafe access(path, R_OK) != 0 {
            if paths.count == 1 { reasons.append("\(path) cannot be read") }
            continue
        }
        let reason = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { buffer -> String? in
            guard let start = buffer.baseAddress else { return nil }
            unsafe buffer.initialize(repeating: 0)
            guard unsafe load(path, start, buffer.count) != 0 else { return nil }
            return unsafe String(cString: start)
        }
        guard let reason else { return nil }
        reasons.append(reason)
    }
    return reasons.isEmpty ? "no such file" : reasons.joined(separator: "; ")
}
