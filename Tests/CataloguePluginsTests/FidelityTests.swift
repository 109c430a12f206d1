import BuiltInPlugins
import CatalogueModel
import CataloguePlugins
import TestSupport
import Testing

/// Every format does with every field what it declares.
@Suite struct FidelityTests {
  @Test func theMarkersOfARecordAreItsOwn() throws {
    let marked = try MarkerRecord(kind: .instrument, share: .public, in: Fixtures.context)
    let values = marked.leaves.filter(\.isUnique).flatMap { $0.values.joined() }
    #expect(Set(values).count == values.count)
    for field in Record.fields { #expect(!field.isEmpty(marked.record), "\(field.description.name)") }
    let leaves = marked.leaves.map(\.path)
    #expect(leaves.contains("cofinancing.rates.applies_to"))
    #expect(Set(leaves).count == leaves.count)
    for leaf in leaves { #expect(MarkerRecord.paths.contains(leaf), "\(leaf)") }
  }

  @Test(arguments: try PluginRegistry(BuiltInPlugins.all).exporters.map(\.format.id))
  func everyFieldIsWhereTheFormatDeclaresIt(id: String) throws {
    let exporter = try PluginRegistry(BuiltInPlugins.all).exporter(id)
    for problem in try FidelityCheck.problems(of: exporter) { Issue.record("\(problem)") }
  }

  // MARK: The check itself

  @Test func anHonestExporterHasNoProblem() throws {
    #expect(try FidelityCheck.problems(of: Liar(lies: [:])) == [])
  }

  @Test(arguments: [
    ("title", Fidelity.Carriage.carried(at: "aim"), "title of the instrument, marker-title-1-en, is not at aim"),
    ("aim", .carried(at: "aims"), "aim of the practice, marker-aim-1-en, is not at aims"),
    ("aim", .narrowed(at: "overview", how: "shorter"), "aim of the instrument, marker-aim-1-en, is not at overview"),
    ("aim", .dropped(why: "too long"), "aim, marker-aim-1-fr, is written, but declared to be dropped"),
    (
      "outputs.unit", .carried(at: "outputs.indicator"), "outputs.unit of the instrument, marker-outputs-unit-1, is not"
    ),
    ("outputs.value", .dropped(why: "no figures"), "is written, but declared to be dropped"),
    ("level", .carried(at: "title"), "level of the instrument"),
    ("kind", .carried(at: "status"), "kind of the practice, practice, is not at status"),
    ("active", .carried(at: "created"), "created of the instrument is the same whatever active says"),
    ("submitted.by", .carried(at: "submitted.by"), "submitted.by of the instrument, marker-submitted-by-1, is not at"),
    ("colour", .carried(at: "colour"), "there is no field colour"),
  ])
  func aLieIsFound(field: String, lie: Fidelity.Carriage, said: String) throws {
    let problems = try FidelityCheck.problems(of: Liar(lies: [field: lie]))
    #expect(problems.contains { $0.contains(said) }, "\(problems)")
  }

  @Test func aFieldWithoutADeclarationIsFound() throws {
    let problems = try FidelityCheck.problems(of: Liar(lies: [:], silentOf: "licence"))
    #expect(problems == ["jsonl: nothing is declared of licence"])
  }

  @Test func whatTheGateLetsThroughIsFound() throws {
    let problems = try FidelityCheck.problems(of: Liar(lies: [:]), gate: { $0 })
    for value in ["marker-contact-email-1@example.org", "marker-reviewed-by-1", MarkerRecord.extra] {
      #expect(problems.contains { $0.contains("\(value) is written, but nobody may see it") }, "\(value)")
    }
  }

  @Test func anExportThatItsReaderRefusesFails() throws {
    #expect(throws: ReaderFailure.self) {
      try ExportReader.read([[("export.json", Array("{".utf8))]], format: "json")
    }
    let failure = #expect(throws: ReaderFailure.self) { try ExportReader.read([], format: "gopher") }
    #expect(failure?.description.contains("read_gopher.py") == true)
  }
}

/// Writes JSON Lines, and declares what it likes.
private struct Liar: Exporter {
  let honest: any Exporter
  let fidelity: Fidelity
  var format: FormatDescription { honest.format }

  init(lies: [String: Fidelity.Carriage], silentOf silent: String? = nil) throws {
    honest = try PluginRegistry(BuiltInPlugins.all).exporter("jsonl")
    var declarations = honest.fidelity.declarations.merging(lies) { _, lie in lie }
    if let silent { declarations[silent] = nil }
    fidelity = Fidelity(declarations)
  }

  func makeWriter(to destination: any ExportDestination, in context: ExportContext) throws -> any RecordWriter {
    try honest.makeWriter(to: destination, in: context)
  }
}
