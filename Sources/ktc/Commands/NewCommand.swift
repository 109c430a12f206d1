internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// Prints a template for a record.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a file to fill in for a new record.",
    discussion: """
        ktc new practice
        ktc new instrument --title "Innovation voucher" --output voucher.yaml
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "instrument or practice.") var kind: KindArgument
  @Option(name: .long, help: "The title; the id is made of it.") var title: String?
  @Option(name: .long, help: ArgumentHelp("The language you will write in.", valueName: "language")) var language:
    String?
  @Option(
    name: .long, help: ArgumentHelp("The file to make; else the template is printed.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var output: String?
  @Flag(name: .long, help: "Print what would be written, and write nothing.") var dryRun = false

  func run() throws {
    try reportingFailures { standardOutput in
      let catalogue = try location.openOrBuiltIn()
      var schema: String?
      if let root = catalogue.root {
        schema = FilePath.join(root, "record.schema.json")
        // Behind a path that leads elsewhere the schema is found only by its full way; submit mends the modeline.
        if let output, output.contains("/"), schema?.hasPrefix("/") == false { schema = nil }
      }
      let text = RecordTemplate.text(
        kind: kind.value, title: title, language: language ?? catalogue.context.defaultLanguage, schema: schema,
        quoted: { YAMLWriter.inline(.string($0)) })
      guard let output, !dryRun else { return try standardOutput.write(text) }
      guard try catalogue.fileSystem.status(of: output) == nil else {
        Terminal.report("error: \(output) exists already and is left alone; name another file")
        throw ExitCode.cannotCreate
      }
      try AtomicWrite.write(Array(text.utf8), to: output, catalogue.fileSystem)
      Terminal.report("\(output) is ready to fill in. Then: ktc validate \(output)")
    }
  }
}
