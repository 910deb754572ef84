import Access
import Foundation

/// A password on its way from a person: never an argument, which other programs could see.
enum Password {
    /// Reads a password: twice and unseen from a terminal, else the first line of standard input.
    static func read() throws -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            guard let line = readLine(strippingNewline: true) else {
                throw CommandFailure(
                    code: .noInput, message: "no password was given: write it on the first line of standard input.")
            }
            return line
        }
        let first = try ask("Password: ")
        guard try ask("Again: ") == first else {
            throw CommandFailure(code: .data, message: "the two passwords differ: try again.")
        }
        return first
    }

    /// Hashes a new password.
    static func hash(_ password: String, for name: AccountName) throws -> PasswordHash {
        var random = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        return try PasswordHash(newPassword: password, account: name, salt: salt)
    }

    /// A password that can be read from a screen and typed: five syllable pairs, 58 bits.
    static func memorable() -> String {
        let (consonants, vowels) = (Array("bdfgjklmnprstvz"), Array("aeiou"))
        func syllable() -> String { String([consonants.randomElement(), vowels.randomElement()].compactMap { $0 }) }
        return (0..<5).map { _ in syllable() + syllable() }.joined(separator: "-")
    }

    private static func ask(_ prompt: String) throws -> String {
        Terminal.progress(prompt)
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { throw unreadable }
        var unseen = settings
        unseen.c_lflag &= ~tcflag_t(ECHO)
        guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen) == 0 else { throw unreadable }
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
            Terminal.progress("\n")
        }
        guard let line = readLine(strippingNewline: true) else { throw unreadable }
        return line
    }

    private static var unreadable: CommandFailure {
        CommandFailure(
            code: .inputOutput, message: "the terminal gave no password: write it on standard input instead.")
    }
}
