import Crypto
public import Foundation

/// Hides bytes from whoever carries them, and notices when they were changed: AES-256-GCM under a key of this process.
///
/// What one process has sealed, another one, or the same after a restart, cannot open.
public struct Seal: Sendable {
    private let key = SymmetricKey(size: .bits256)

    /// Draws a key.
    public init() {}

    /// The bytes as a text of letters, digits, `-` and `_`; nil when they cannot be sealed.
    public func close(_ bytes: Data) -> String? {
        guard let box = try? AES.GCM.seal(bytes, using: key).combined else { return nil }
        return box.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The bytes of a text; nil when this seal has not closed it.
    public func open(_ text: String) -> Data? {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: plain + padding), let box = try? AES.GCM.SealedBox(combined: data) else {
            return nil
        }
        return try? AES.GCM.open(box, using: key)
    }
}
