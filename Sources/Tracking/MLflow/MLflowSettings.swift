public import Foundation

/// Where the MLflow server is and how to speak to it; the variables are those of MLflow's own client.
public struct MLflowSettings: Hashable, Sendable, CustomStringConvertible {
    /// How a person is known to the server.
    public enum Credentials: Hashable, Sendable {
        /// A name and a password.
        case password(user: String, password: String)
        /// A bearer token.
        case token(String)
    }

    /// The server's address without a last `/`, such as `https://mlflow.bank.example`; never with a password in it.
    public let address: String
    /// Who asks; nil where the server lets everyone in.
    public var credentials: Credentials?
    /// The experiment that the person asks for.
    public var experiment: String?
    /// The workspace on a server that has several.
    public var workspace: String?
    /// The longest time for one answer, in seconds.
    public var timeout: Double = 120
    /// How often a call that fails is tried again.
    public var retries = 5
    /// The first pause before trying again, in seconds; each later one is twice as long.
    public var pause: Double = 0.5
    /// True to speak TLS with a server whose certificate nobody vouches for.
    public var trustsAnyCertificate = false
    /// A file of certificates to trust instead of the system's.
    public var certificates: String?
    /// Files at least this long go up in parts where the server can take them so, in bytes.
    public var multipartThreshold = 500 << 20
    /// The length of a part, in bytes.
    public var partSize = 10 << 20

    /// Reads an address.
    ///
    /// - Parameter address: `http://` or `https://`, a host, perhaps a port and a path; a user and password in it become
    ///   ``credentials``.
    /// - Throws: `invalid` for anything else.
    public init(address: String) throws(TrackingError) {
        guard var parts = URLComponents(string: address.trimmingCharacters(in: .whitespacesAndNewlines)),
            let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = parts.host, !host.isEmpty, parts.query == nil, parts.fragment == nil
        else {
            throw TrackingError(
                .invalid,
                "MLFLOW_TRACKING_URI must be the address of a server, such as http://localhost:5000; "
                    + "folders and databases are not supported: start `mlflow server` on them.")
        }
        if let user = parts.user { credentials = .password(user: user, password: parts.password ?? "") }
        parts.user = nil
        parts.password = nil
        parts.scheme = scheme
        while parts.percentEncodedPath.hasSuffix("/") { parts.percentEncodedPath.removeLast() }
        guard let text = parts.string else {
            throw TrackingError(.invalid, "MLFLOW_TRACKING_URI is not the address of a server.")
        }
        self.address = text
    }

    /// Reads the variables of MLflow's client; nil when `MLFLOW_TRACKING_URI` is not set.
    ///
    /// Read: `MLFLOW_TRACKING_URI`, `_USERNAME`, `_PASSWORD`, `_TOKEN`, `_INSECURE_TLS`, `_SERVER_CERT_PATH`;
    /// `MLFLOW_EXPERIMENT_NAME`; `MLFLOW_WORKSPACE`; `MLFLOW_HTTP_REQUEST_TIMEOUT`, `_MAX_RETRIES`, `_BACKOFF_FACTOR`;
    /// `MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE`, `_CHUNK_SIZE`.
    /// - Throws: `invalid` when one has a value that makes no sense.
    public init?(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(TrackingError) {
        func text(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        func number(_ name: String, _ range: ClosedRange<Double>) throws(TrackingError) -> Double? {
            guard let text = text(name) else { return nil }
            guard let value = Double(text), range.contains(value) else {
                throw TrackingError(
                    .invalid, "\(name) must be a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)).")
            }
            return value
        }
        guard let address = text("MLFLOW_TRACKING_URI") else { return nil }
        try self.init(address: address)
        if let user = text("MLFLOW_TRACKING_USERNAME"), let password = text("MLFLOW_TRACKING_PASSWORD") {
            credentials = .password(user: user, password: password)
        } else if let token = text("MLFLOW_TRACKING_TOKEN") {
            guard token.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
                throw TrackingError(
                    .invalid, "MLFLOW_TRACKING_TOKEN has a character that no token has, such as a space.")
            }
            credentials = .token(token)
        }
        experiment = text("MLFLOW_EXPERIMENT_NAME")
        workspace = text("MLFLOW_WORKSPACE")
        if let value = try number("MLFLOW_HTTP_REQUEST_TIMEOUT", 1...86_400) { timeout = value }
        if let value = try number("MLFLOW_HTTP_REQUEST_MAX_RETRIES", 0...10) { retries = Int(value) }
        if let value = try number("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", 0...120) { pause = value }
        let threshold = try number("MLFLOW_MULTIPART_UPLOAD_MINIMUM_FILE_SIZE", 1...1e15)
        if let threshold { multipartThreshold = Int(threshold) }
        // The least that object stores take for a part.
        if let value = try number("MLFLOW_MULTIPART_UPLOAD_CHUNK_SIZE", 5_242_880...5e9) { partSize = Int(value) }
        certificates = text("MLFLOW_TRACKING_SERVER_CERT_PATH")
        switch text("MLFLOW_TRACKING_INSECURE_TLS")?.lowercased() {
        case "true", "1": trustsAnyCertificate = true
        case nil, "false", "0": break
        default: throw TrackingError(.invalid, "MLFLOW_TRACKING_INSECURE_TLS must be true or false.")
        }
    }

    /// The address; no secrets.
    public var description: String { address }
}
