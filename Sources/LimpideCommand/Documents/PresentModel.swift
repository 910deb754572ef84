import ArgumentParser
import Reporting

/// The command `limpide slides`.
struct PresentModel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "slides", abstract: "Write the presentation of a model, as a page and a PDF.",
        discussion: "One page per finding, in 16:9; every figure is the model's own.")

    @OptionGroup var options: DocumentOptions

    func run() async throws {
        try options.write("slides") { Slides($0, language: $1) }
    }
}
