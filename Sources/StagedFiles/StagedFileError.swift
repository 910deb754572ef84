import Foundation

/// Why a file could not be written.
public struct StagedFileError: Error, Hashable, CustomStringConvertible {
    /// The kinds of failure; open, so match with `default`.
    public struct Code: Hashable, Sendable {
        private enum Value { case taken, cannotCreate, writeFailed }
        private let value: Value
        /// The final place is taken.
        public static let taken = Code(value: .taken)
        /// The folder or file cannot be made.
        public static let cannotCreate = Code(value: .cannotCreate)
        /// Writing stopped half-way, as on a full disk.
        public static let writeFailed = Code(value: .writeFailed)
    }

    /// What kind of failure.
    public let code: Code
    /// One sentence for the person.
    public let message: String

    /// Makes an error from its kind and sentence.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The sentence.
    public var description: String { message }
}

/// The system's words for an error number, lower-cased to fit in a sentence.
func describe(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }

/// The system's words for a Foundation error, without its domain and paths.
func reason(_ error: any Error) -> String {
    let cocoa = error as NSError
    if let underlying = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError, underlying.domain == NSPOSIXErrorDomain {
        return describe(Int32(underlying.code))
    }
    return cocoa.domain == NSPOSIXErrorDomain ? describe(Int32(cocoa.code)) : "the folder cannot be used"
}
