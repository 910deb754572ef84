import Glibc

/// Where a shared library may lie, best first.
///
/// A path named by the variable is the only one: whoever names a library does not want another. Otherwise: the folder that
/// `LIMPIDE_NATIVE` names; beside the executable, or in `lib` beside its folder (deployed); `.native/lib` in each folder above the
/// executable (a checkout); last, the bare name, which the system looks up.
///
/// - Parameters:
///   - file: The library's file name, without a folder.
///   - variable: The environment variable that may hold the full path of another file, such as `LIMPIDE_DUCKDB`.
public func candidatePaths(for file: String, variable: String? = nil) -> [String] {
    if let variable, let chosen = environment(variable) { return [chosen] }
    var paths: [String] = []
    if let folder = environment("LIMPIDE_NATIVE") { paths.append("\(folder)/\(file)") }
    if let executable = executablePath() {
        var folder = executable.split(separator: "/").dropLast()
        func inside(_ place: String) -> String { "/" + (folder + [Substring(place + file)]).joined(separator: "/") }
        paths += [inside(""), inside("../lib/")]
        while !folder.isEmpty {
            paths.append(inside(".native/lib/"))
            folder.removeLast()
        }
    }
    return paths + [file]
}

/// The value of an environment variable, or nil when it is not set or empty.
func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
}

/// The executable's own path, free of links.
private func executablePath() -> String? {
    guard let path = unsafe realpath("/proc/self/exe", nil) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
}
