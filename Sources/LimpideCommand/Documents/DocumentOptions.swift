import ArgumentParser
import Credit
import Foundation
import Markup
import Modeling
import Reporting
import StagedFiles

/// What the commands that write documents share.
struct DocumentOptions: ParsableArguments {
    @OptionGroup var place: WorkspaceOptions

    @Option(help: ArgumentHelp("Model to tell of: an alias or a digest.", valueName: "model"))
    var model = ModelRepository.champion

    @Option(
        help: ArgumentHelp("Language of the document; both without it.", valueName: "language"))
    var language: PageLanguage?

    @Option(help: ArgumentHelp("Folder to write in; documents in the workspace by default.", valueName: "folder"))
    var out: String?

    @Flag(help: "Write the HTML page alone, without a PDF.")
    var htmlOnly = false

    @Flag(help: "Print one JSON object on standard output.")
    var json = false

    private struct Output: Encodable {
        let model: String
        let files: [String]
        let missing: String?
    }

    /// Writes a document in the languages asked for, as a page and as a PDF.
    func write(_ name: String, _ document: (ModelRecord, Language) -> any HTML) throws {
        Interruption.watch()
        // Asked for first: nothing is written when it is not there.
        let chromium = htmlOnly ? nil : try Chromium.find()
        let repository = ModelRepository(folder: place.models)
        let digest = try repository.digest(named: model)
        let record = ModelRecord(try repository.load(digest).bundle, digest: digest)
        let folder = out ?? place.workspace + "/documents"
        var files: [String] = []
        for language in language.map({ [$0.value] }) ?? Language.allCases {
            var page = Page()
            document(record, language).write(to: &page)
            let html = "\(folder)/\(name).\(language.rawValue).html"
            try StagedPath.write(page.bytes, to: html)
            files.append(html)
            if let chromium {
                let pdf = "\(folder)/\(name).\(language.rawValue).pdf"
                try Chromium.print(html, to: pdf, with: chromium)
                files.append(pdf)
            }
        }
        let missing =
            record.hasSelection
            ? nil
            : "the model \(digest.prefix(12)) keeps no report on its selection: parts of the document say so; train again to have them."
        if json { return try JSONOutput.print(Output(model: digest, files: files, missing: missing)) }
        if let missing { Terminal.error("warning: \(missing)") }
        for file in files { Terminal.print(file) }
    }
}
