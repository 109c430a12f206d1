internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import JSONDocument

/// Writes the JSON Schema of records.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of records, with this catalogue's terms, for editors.",
    discussion: """
        ktc schema --write            renews record.schema.json of the catalogue
        ktc schema > record.schema.json
      """)

  @OptionGroup var location: CatalogueOptions
  @Flag(name: .long, help: "Write it to record.schema.json of the catalogue.") var write = false
  @Flag(name: .long, help: "With --write: tell whether the file would change, and change nothing.") var dryRun = false

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.openOrBuiltIn()
      let context = catalogue.context
      let languages = context.settings.languages.isEmpty ? [context.defaultLanguage] : context.settings.languages
      let bytes = JSONWriter.pretty(RecordSchema.schema(for: context.vocabularies, languages: languages))
      guard write else { return try output.write(bytes) }
      guard let root = catalogue.root else {
        throw CommandFailure("there is no catalogue here to write to; name one with --catalogue", .missing)
      }
      let path = FilePath.join(root, "record.schema.json")
      let old = try? catalogue.fileSystem.contents(of: path, limit: 1 << 24)
      if dryRun {
        Terminal.report(old == bytes ? "\(path) is up to date." : "\(path) would change.")
      } else if old != bytes {
        try AtomicWrite.write(bytes, to: path, catalogue.fileSystem)
        Terminal.report("\(path) was written.")
      } else {
        Terminal.report("\(path) is up to date.")
      }
    }
  }
}
