import ArgumentParser
import Reporting

/// The command `limpide note`.
struct Note: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write the methodology note of a model, as a page and a PDF.",
        discussion:
            "How it was trained, what its errors cost, how it explains itself, what its limits are. Every figure is the model's own."
    )

    @OptionGroup var options: DocumentOptions

    func run() async throws {
        try options.write("note") { MethodologyNote($0, language: $1) }
    }
}
