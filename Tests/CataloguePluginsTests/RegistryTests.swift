import BuiltInPlugins
import CatalogueModel
import CataloguePlugins
import SourceTree
import Testing

/// The formats that the program knows.
@Suite struct RegistryTests {
  @Test func twoPluginsWithOneFormatAreNamed() throws {
    let exports = #expect(throws: DuplicateFormat.self) {
      try PluginRegistry([Sample("first", exports: ["card"]), Sample("second", exports: ["card"])])
    }
    #expect(exports?.description == "two plugins, first and second, both add the export format \"card\"")
    let imports = #expect(throws: DuplicateFormat.self) {
      try PluginRegistry([Sample("first", imports: [("card", 1)]), Sample("second", imports: [("card", 2)])])
    }
    #expect(imports?.description == "two plugins, first and second, both add the import format \"card\"")
  }

  @Test func oneFormatMayBeReadAndWritten() throws {
    let registry = try PluginRegistry([Sample("first", exports: ["card"], imports: [("card", 1)])])
    #expect(try registry.exporter("card").format == registry.importer("card").format)
  }

  @Test func formatsComeInTheOrderOfTheirIds() throws {
    let registry = try PluginRegistry([
      Sample("first", exports: ["zip", "card"], imports: [("zip", 1), ("box", 1)]), Sample("second", exports: ["arc"]),
    ])
    #expect(registry.exporters.map(\.format.id) == ["arc", "card", "zip"])
    #expect(registry.importers.map(\.format.id) == ["box", "zip"])
  }

  @Test func anUnknownIdSuggestsTheNearest() throws {
    let registry = try PluginRegistry(BuiltInPlugins.all)
    let export = #expect(throws: ImportFailure.self) { try registry.exporter("cvs") }
    #expect(export?.diagnostic.message == "there is no format \"cvs\" to export to; did you mean \"csv\"?")
    #expect(export?.diagnostic.code == ImportRules.unknownFormat.code)
    let importing = #expect(throws: ImportFailure.self) { try registry.importer("ymal") }
    #expect(importing?.diagnostic.message.contains("did you mean \"yaml\"?") == true)
  }

  @Test func anIdNearNoOtherListsThemAll() throws {
    let registry = try PluginRegistry(BuiltInPlugins.all)
    let failure = #expect(throws: ImportFailure.self) { try registry.exporter("photograph") }
    let message = try #require(failure?.diagnostic.message)
    for exporter in registry.exporters { #expect(message.contains(exporter.format.id)) }
  }

  // MARK: Recognising

  @Test func theBestImporterReadsTheInput() throws {
    let registry = try PluginRegistry([Sample("first", imports: [("box", 30), ("card", 60), ("zip", 59)])])
    #expect(try registry.recognise([], named: "x").format.id == "card")
  }

  @Test func importersThatDoEquallyWellAreNamed() throws {
    let registry = try PluginRegistry([
      Sample("first", imports: [("box", 60), ("zip", 10)]), Sample("second", imports: [("card", 60)]),
    ])
    let failure = #expect(throws: ImportFailure.self) { try registry.recognise([0x61], named: "data.x") }
    #expect(failure?.diagnostic.code == ImportRules.ambiguousFormat.code)
    #expect(failure?.diagnostic.message == "this could be box or card; choose with --from")
    #expect(failure?.diagnostic.location?.file == "data.x")
  }

  @Test func whatNoImporterRecognisesIsRefused() throws {
    let registry = try PluginRegistry(BuiltInPlugins.all)
    let failure = #expect(throws: ImportFailure.self) {
      try registry.recognise([0, 1, 2, 0xFF], named: "photograph.jpg")
    }
    #expect(failure?.diagnostic.code == ImportRules.unknownFormat.code)
    let message = try #require(failure?.diagnostic.message)
    for importer in registry.importers { #expect(message.contains(importer.format.id)) }
  }

  @Test(arguments: [
    ("yaml", "id: voucher\nkind: instrument\n", "x"), ("json", "{\n  \"records\": []\n}\n", "x.json"),
    ("jsonl", "{\"id\": \"a\"}\n{\"id\": \"b\"}\n", "x"),
    ("csv", "id,kind,title.en\nvoucher,instrument,Voucher\n", "x"),
    ("stip", "InitiativeID|NameEnglish|CountryCode\nhttps://example.org/a|Voucher|PRT\n", "x.csv"),
    ("interreg", "# A contest\n\n## Short summary\n\nA\n\n## Location\n\n## Topic\n", "x.md"),
    ("interreg", "<!DOCTYPE html>\n<h1>A</h1>\n<h2>Short summary</h2>\n<h2>Location</h2>\n<h2>Topic</h2>\n", "x.html"),
    ("ktforce-form", "What is the title/name of the practice?\nContest\nContact person\nAna\n", "x.txt"),
  ])
  func inputsAreRecognisedByWhatTheyHold(id: String, text: String, name: String) throws {
    #expect(try PluginRegistry(BuiltInPlugins.all).recognise(Array(text.utf8), named: name).format.id == id)
  }

  @Test func confidenceLiesBetweenNoneAndCertain() {
    #expect(Confidence(percent: -5) == .none)
    #expect(Confidence(percent: 500) == .certain)
    #expect(Confidence.none < .possible && Confidence.possible < .likely && Confidence.likely < .certain)
  }

  // MARK: Descriptions

  @Test func everyFormatIsDescribed() throws {
    let registry = try PluginRegistry(BuiltInPlugins.all)
    for format in registry.exporters.map(\.format) + registry.importers.map(\.format) {
      for text in [format.id, format.name, format.mediaType, format.audience, format.specification] {
        #expect(!text.isEmpty && text.first?.isWhitespace == false, "\(format.id)")
      }
      #expect(Slug.isValid(format.id), "\(format.id)")
      #expect(format.mediaType.split(separator: "/").count == 2, "\(format.id)")
      #expect(!format.fileExtensions.isEmpty && format.fileExtensions.allSatisfy { !$0.hasPrefix(".") }, "\(format.id)")
    }
  }

  @Test func aFormatThatIsReadAndWrittenHasOneDescription() throws {
    let registry = try PluginRegistry(BuiltInPlugins.all)
    for importer in registry.importers {
      guard let exporter = registry.exporters.first(where: { $0.format.id == importer.format.id }) else { continue }
      #expect(exporter.format == importer.format)
    }
  }

  @Test func pluginsHaveNamesOfTheirOwn() {
    let ids = BuiltInPlugins.all.map(\.id)
    #expect(Set(ids).count == ids.count)
  }
}

/// A plugin with formats that do nothing.
private struct Sample: Plugin {
  let id: String
  let exports: [String]
  let imports: [(id: String, percent: Int)]

  init(_ id: String, exports: [String] = [], imports: [(id: String, percent: Int)] = []) {
    self.id = id
    self.exports = exports
    self.imports = imports
  }

  func register(in registry: inout PluginRegistry.Builder) throws {
    for id in exports { try registry.add(SampleExporter(id: id)) }
    for (id, percent) in imports { try registry.add(SampleImporter(id: id, percent: percent)) }
  }
}

/// A format that writes nothing.
private struct SampleExporter: Exporter {
  let id: String
  let fidelity = Fidelity([:])
  var format: FormatDescription { .sample(id) }

  func makeWriter(to destination: any ExportDestination, in context: ExportContext) -> any RecordWriter { Nothing() }

  private struct Nothing: RecordWriter {
    func write(_ record: Record) {}
    func finish() {}
  }
}

/// A format that reads nothing, and takes every input for its own with the same confidence.
private struct SampleImporter: Importer {
  let id: String
  let percent: Int
  var format: FormatDescription { .sample(id) }

  func confidence(in head: RawSpan, named name: String?) -> Confidence { Confidence(percent: percent) }
  func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) {}
}

extension FormatDescription {
  fileprivate static func sample(_ id: String) -> FormatDescription {
    FormatDescription(
      id: id, name: id, mediaType: "text/plain", fileExtensions: [id], audience: "nobody", specification: "none")
  }
}
