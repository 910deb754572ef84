import ArgumentParser
import Reporting

/// The command `limpide card`.
struct Card: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "Write the card of a model, as a page and a PDF.",
        discussion:
            "Purpose, data, quality by group, fairness, limits, oversight: what to know of a model before trusting it.")

    @OptionGroup var options: DocumentOptions

    func run() async throws {
        try options.write("card") { ModelCardPage($0, language: $1) }
    }
}
