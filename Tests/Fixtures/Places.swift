import Foundation

/// Folders that tests read.
public enum Places {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        .standardizedFileURL

    /// The catalog that ships with Limpide.
    public static let homeCredit = root.appending(path: "Catalogs/home-credit").path(percentEncoded: false)

    /// The golden files.
    static let golden = root.appending(path: "Tests/Golden")

    /// The folder of real samples, named by `LIMPIDE_REAL_DATA` or beside the checkout.
    ///
    /// Nil when they are not there, since they are not part of the project.
    public static let realData: String? = {
        let folder =
            ProcessInfo.processInfo.environment["LIMPIDE_REAL_DATA"].map { URL(filePath: $0) }
            ?? root.deletingLastPathComponent().appending(path: "shared/data")
        let path = folder.path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()
}
