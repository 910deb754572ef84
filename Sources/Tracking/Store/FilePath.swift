/// Where a file lies below a run's files: checked, so that none can leave its folder.
enum FilePath {
    /// - Throws: `invalid` for a path that is empty, absolute, or has an empty part, `.`, `..` or a control character.
    static func check(_ path: String) throws(TrackingError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isWhole = parts.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 200
                && part.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 && $0 != "\\" }
        }
        guard isWhole, path.utf8.count <= 400 else {
            throw TrackingError(
                .invalid, "a file of a run needs a path below the run's folder, such as charts/roc.json, not “\(path)”."
            )
        }
    }
}
