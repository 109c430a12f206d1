internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree
internal import YAMLDocument

/// Makes a catalogue of one's own.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a catalogue of your own, with the base vocabularies.",
    discussion: """
        ktc init my-catalogue --title "Innovation in Grenoble" --publisher "Ville de Grenoble"
      """)

  @Argument(help: "The folder to make.", completion: .directory) var folder: String
  @Option(name: .long, help: "What the catalogue is called.") var title = "Our catalogue"
  @Option(name: .long, help: "Who publishes it.") var publisher: String?
  @Option(name: .long, help: ArgumentHelp("The language of its texts.", valueName: "language")) var language = "en"
  @Option(name: .long, help: "The SPDX id of the licence of its records.") var licence = "CC-BY-4.0"
  @Flag(name: .long, help: "Tell what would be made, and make nothing.") var dryRun = false

  func run() throws {
    try reportingFailures { output in
      let fileSystem = PosixFileSystem()
      if try fileSystem.status(of: FilePath.join(folder, "catalogue.yaml")) != nil {
        throw CommandFailure("\(folder) holds a catalogue already and is left alone", .cannotCreate)
      }
      for (name, bytes) in try files() {
        let path = FilePath.join(folder, name)
        if dryRun {
          try output.write(path + "\n")
        } else if try fileSystem.status(of: path) == nil {
          try AtomicWrite.write(bytes, to: path, fileSystem)
        }
      }
      if dryRun { return }
      for name in ["instruments", "practices", "inbox"] {
        try fileSystem.createDirectory(FilePath.join(folder, name))
      }
      Terminal.report(
        """
        \(folder) is a catalogue now. Next:
          ktc new instrument --catalogue \(folder) --output my-instrument.yaml
          ktc submit --catalogue \(folder) my-instrument.yaml
        """)
    }
  }

  /// The files of the new catalogue; `catalogue.yaml`, which makes it one, comes last.
  private func files() throws -> [(String, [UInt8])] {
    var settings = CatalogueSettings()
    settings.title = LocalizedText(title, language: language)
    settings.publisher = publisher
    settings.language = language
    settings.languages = [language]
    settings.licence = licence
    guard !language.isEmpty, !title.isEmpty else {
      throw CommandFailure(
        "a catalogue needs a title and a language, such as --title \"Our catalogue\" --language en", .usage)
    }
    let text = YAMLWriter.write(.map(settings.encoded(EncodingOptions())))
    let read = YAMLReader().readDocument(SourceText(name: "catalogue.yaml", text))
    let findings = read.tree.map { CatalogueSettings.read($0, today: Clock.today).diagnostics } ?? read.diagnostics
    if let finding = findings.first(where: { $0.severity == .error }) {
      throw CommandFailure(finding.message, .usage)
    }
    let schema = RecordSchema.schema(for: BaseVocabularies.set, languages: [language])
    return BaseVocabularies.files.map { ("vocabularies/" + $0.name, $0.bytes) } + [
      ("record.schema.json", JSONWriter.pretty(schema)), (".gitignore", Array(".ktc/\n".utf8)),
      ("catalogue.yaml", Array(text.utf8)),
    ]
  }
}
