internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct ShowVocabularySchemaTests {
  // MARK: show

  @Test func sheetNamesFieldsAndTermsInWords() throws {
    let run = try ProgramRun("show", "competitiveness-clusters", in: BundledCatalogue.repository)
    #expect(run.status == 0)
    #expect(run.lines.first == "Support to the competitiveness clusters")
    #expect(run.text.contains("SMEs only [smes-only]"))
    #expect(run.text.contains("France (FR)"))
    #expect(run.errors.contains("ktc validate catalogue/instruments/competitiveness-clusters.yaml"))
    #expect(run.lines.allSatisfy { $0.count <= 130 })
  }

  @Test func labelsComeInTheLanguageThatIsAskedFor() throws {
    let run = try ProgramRun("show", "competitiveness-clusters", "--language", "fr", in: BundledCatalogue.repository)
    #expect(run.text.contains("PME"))
    #expect(run.lines.first == "Pôles de compétitivité")
  }

  @Test func everyBundledRecordCanBeShownAsSheetJSONAndYAML() throws {
    let ids = try ProgramRun("list", "--format", "ids", in: BundledCatalogue.repository).lines
    #expect(ids.count == 35)
    for id in ids.prefix(12) {
      let json = try ProgramRun("show", id, "--format", "json", in: BundledCatalogue.repository)
      let record = try JSONSerialization.jsonObject(with: json.output) as? [String: Any]
      #expect(record?["id"] as? String == id)
      let yaml = try ProgramRun("show", id, "--format", "yaml", in: BundledCatalogue.repository)
      #expect(yaml.text.contains("id: \(id)\n"))
      #expect(try ProgramRun("show", id, in: BundledCatalogue.repository).status == 0)
    }
  }

  @Test func unknownIDIsAnsweredWithTheNearest() throws {
    let run = try ProgramRun("show", "competitivness-cluster", in: BundledCatalogue.repository)
    #expect(run.status == 66)
    #expect(run.errors.contains("did you mean \"competitiveness-clusters\""))
    let far = try ProgramRun("show", "zzzzzzzz", in: BundledCatalogue.repository)
    #expect(far.errors.contains("ktc list"))
  }

  @Test func recordIsShownAndTheVersionThatWaitsIsNamed() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", title: "Old"),
      "inbox/a.yaml": TemporaryFolder.record("a", title: "New"),
      "inbox/b.yaml": TemporaryFolder.record("b", title: "Draft"),
    ])
    let sheet = try ProgramRun("show", "a", in: folder.path)
    #expect(sheet.lines.first == "Old" && !sheet.text.contains("New"))
    #expect(sheet.errors.contains("A new version waits in inbox/a.yaml: ktc review show a"))
    let json = try ProgramRun("show", "a", "--format", "json", in: folder.path)
    #expect(json.lines.count == 1)
    for line in json.lines { #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any]) }
    let draft = try ProgramRun("show", "b", in: folder.path)
    #expect(draft.lines.first == "Draft" && draft.errors.contains("ktc review show b"))
  }

  @Test func unreadableRecordIsStatus65AndSaysWhy() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": "title: \"half"])
    let run = try ProgramRun("show", "a", in: folder.path)
    #expect(run.status == 65)
    #expect(run.errors.contains("instruments/a.yaml:1:8: error:"))
  }

  // MARK: vocabulary

  @Test func vocabulariesAndTheirTermsAreListed() throws {
    let all = try ProgramRun("vocabulary", in: BundledCatalogue.repository)
    for name in ["target_groups", "priorities", "kt_areas", "instrument_types", "levels", "amount_bases"] {
      #expect(all.lines.contains { $0.hasPrefix(name + " ") }, "\(name)")
      let json = try ProgramRun("vocabulary", name, "--format", "json", in: BundledCatalogue.repository)
      let vocabulary = try #require(try JSONSerialization.jsonObject(with: json.output) as? [String: Any])
      #expect((vocabulary["terms"] as? [[String: Any]])?.isEmpty == false)
    }
    #expect(try JSONSerialization.jsonObject(with: ProgramRun("vocabulary", "--format", "json").output) is [Any])
    let french = try ProgramRun("vocabulary", "target_groups", "--language", "fr", in: BundledCatalogue.repository)
    #expect(french.text.contains("Toutes les entreprises"))
    #expect(french.text.contains("(for searching only)"))
    let wrong = try ProgramRun("vocabulary", "target_group", in: BundledCatalogue.repository)
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("did you mean \"target_groups\""))
  }

  // MARK: schema

  @Test func schemaIsWrittenOnlyWhenItChanges() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let printed = try ProgramRun("schema", in: folder.path)
    #expect(try JSONSerialization.jsonObject(with: printed.output) is [String: Any])
    #expect(try ProgramRun("schema", "--write", "--dry-run", in: folder.path).errors.contains("would change"))
    #expect(!folder.exists("record.schema.json"))
    #expect(try ProgramRun("schema", "--write", in: folder.path).errors.contains("was written"))
    #expect(try folder.read("record.schema.json") == printed.text)
    #expect(try ProgramRun("schema", "--write", in: folder.path).errors.contains("up to date"))
    let nowhere = try ProgramRun("schema", "--write")
    #expect(nowhere.status == 66)
  }

  @Test func schemaHoldsTheTermsOfThisCatalogue() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let terms = "title: { en: Levels }\nfield: level\nterms:\n  - { code: galactic, label: { en: Galactic } }\n"
    try folder.write(terms, to: "vocabularies/levels.yaml")
    let schema = try ProgramRun("schema", in: folder.path).text
    #expect(schema.contains("\"galactic\""))
    #expect(!schema.contains("\"national\""))
  }

  @Test func schemaOfABrokenCatalogueIsNotWritten() throws {
    let folder = try TemporaryFolder.withCatalogue(["record.schema.json": "old"])
    try folder.write("title: \"half", to: "catalogue.yaml")
    #expect(try ProgramRun("schema", "--write", in: folder.path).status == 65)
    #expect(try folder.read("record.schema.json") == "old")
  }
}
