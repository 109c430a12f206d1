import CatalogueModel
import SourceTree
import TestSupport
import Testing
import YAMLDocument

/// Reading records by the field table, and writing them again.
@Suite struct DraftTests {
  @Test func everyBundledRecordComesBackFromYAML() throws {
    let records = try BundledCatalogue.records()
    #expect(records.count >= 35)
    for record in records {
      for plainLanguage in [nil, "en"] {
        let text = YAMLWriter.write(record.encoded(plainLanguage: plainLanguage))
        let draft = try RecordSample.draft(text)
        #expect(draft.record == record, "\(record.id ?? "")")
        #expect(draft.diagnostics == [], "\(record.id ?? "")")
        #expect(draft.unplaced == [])
        #expect(YAMLWriter.write(draft.record.encoded(plainLanguage: plainLanguage)) == text)
      }
    }
  }

  @Test func aNameThatIsNoFieldIsReportedWithTheNearestAndKept() throws {
    let draft = try RecordSample.draft("target_group: [smes-only]\norganisations: [{ nmae: City }]\n")
    #expect(draft.diagnostics.map(\.code) == ["unknown-field", "unknown-field"])
    #expect(draft.diagnostics[0].message.contains("did you mean \"target_groups\""))
    #expect(draft.diagnostics[0].fix?.edits.first?.replacement == "target_groups")
    #expect(draft.diagnostics[1].location?.line == 2 && draft.diagnostics[1].location?.column == 19)
    #expect(draft.unplaced.map(\.field?.description) == ["target_group", "organisations[1].nmae"])
    #expect(draft.unplaced[0].value == .list([.string("smes-only")]))
  }

  @Test func namesOfTheCataloguesOwnAreKeptAsTheyAre() throws {
    let text = "id: example\nx_note: { a: NO, b: [1.10, \"x\"] }\nx_code: 007\nx_blank:\n"
    let draft = try RecordSample.draft(text)
    #expect(draft.diagnostics.isEmpty)
    #expect(draft.record.extras.map(\.key) == ["x_note", "x_code", "x_blank"])
    #expect(draft.record.extras[0].value["b"] == .list([.plain("1.10"), .string("x")]))
    let again = try RecordSample.draft(YAMLWriter.write(draft.record.encoded()))
    #expect(again.record == draft.record)
  }

  @Test func oneValueForAListIsReadAndReported() throws {
    let draft = try RecordSample.draft("countries: FR\nalso_known_as: \"GAPI, GIPO\"\nregions: { nuts: FRK2 }\n")
    #expect(draft.record.countries == ["FR"])
    #expect(draft.record.alsoKnownAs == ["GAPI, GIPO"])
    #expect(draft.record.regions.map(\.nuts) == ["FRK2"])
    #expect(draft.diagnostics.map(\.code) == ["expected-list", "expected-list", "expected-list"])
    #expect(draft.diagnostics[0].fix?.edits.map(\.replacement) == ["[", "]"])
  }

  /// Whoever follows the advice need not be told a second thing.
  @Test func oneValueForAListThatIsWrittenOtherwiseIsToldOnce() throws {
    let text = "countries: France\n"
    let draft = try RecordSample.draft(text)
    #expect(draft.record.countries == ["FR"])
    #expect(draft.diagnostics.map(\.message) == ["countries is a list; write [FR]"])
    let edit = try #require(draft.diagnostics.first?.fix?.edits.first)
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(edit.range, with: Array(edit.replacement.utf8))
    #expect(bytes == Array("countries: [FR]\n".utf8))
    #expect(try RecordSample.draft("countries: Atlantis\n").diagnostics.map(\.code).contains("unknown-country"))
  }

  @Test func plainTextsAreInTheRecordsLanguage() throws {
    #expect(try RecordSample.draft("title: Vale\nlanguage: pt\n").record.title == LocalizedText("Vale", language: "pt"))
    #expect(try RecordSample.draft("title: Voucher\n").record.title == LocalizedText("Voucher", language: "en"))
  }

  @Test func blanksAreNoValues() throws {
    let lines = Record.fields.map { "\($0.description.name):\n" }.joined()
    let draft = try RecordSample.draft(lines)
    #expect(draft.record == Record())
    #expect(draft.diagnostics.isEmpty && draft.unplaced.isEmpty)
  }

  @Test(arguments: [
    "[a, b]", "{ a: b }", "[[[]]]", "{ en: [x] }", "text of some words", "~", "\"\"", "12", "[~, {}, [], \"\"]",
  ])
  func noValueOfAnyShapeIsLostInSilence(value: String) throws {
    for field in Record.fields {
      let draft = try RecordSample.draft("\(field.description.name): \(value)\n")
      let isEmptyInput = ["\"\"", "[~, {}, [], \"\"]"].contains(value)
      if !isEmptyInput {
        #expect(!draft.diagnostics.isEmpty || !field.isEmpty(draft.record), "\(field.description.name): \(value)")
      }
    }
  }

  @Test func aValueThatCannotBeReadIsKeptAsUnplaced() throws {
    let draft = try RecordSample.draft("created: soon\nactive: perhaps\nbudget: [{ amount: much, currency: EUR }]\n")
    #expect(draft.unplaced.map(\.field?.description) == ["created", "active", "budget[1].amount"])
    #expect(draft.unplaced.map(\.value.scalarText) == ["soon", "perhaps", "much"])
    #expect(draft.record.budget.first?.currency == "EUR")
  }

  @Test(arguments: [
    ("active: yes", "true"), ("active: NON", "false"), ("active: No", "false"), ("active: True", "true"),
    ("created: Monday, May 1, 2006", "2006-05-01"), ("created: 1.5.2006", "2006-05-01"),
    ("budget: [{ amount: 500 000 €, currency: EUR }]", "500000"), ("cofinancing: { rates: [{ percent: 75 % }] }", "75"),
    ("countries: [Portugal]", "PT"), ("countries: [UK]", "GB"), ("countries: [EL]", "GR"), ("countries: [fr]", "FR"),
    ("budget: [{ amount: 1, currency: € }]", "EUR"), ("target_groups: [Nur KMU]", "smes-only"),
    ("organisations: [{ name: a, role: Funder }]", "funder"), ("links: [{ type: part of, name: a }]", "part_of"),
    ("sources: [{ key: a, url: www.example.org/a }]", "\"https://www.example.org/a\""), ("language: French", "fr"),
    ("id: Innovation Voucher", "innovation-voucher"),
    ("outputs: [{ summary: a, evidence: self reported }]", "self-reported"),
  ])
  func certainMistakesCarryTheirFix(line: String, replacement: String) throws {
    let finding = try #require(try RecordSample.findings(line).first { $0.fix != nil })
    let fix = try #require(finding.fix)
    #expect(fix.edits.map(\.replacement) == [replacement])
    let text = DiagnosticExamples.completed(line)
    let mended = String(decoding: TextEdit.apply(fix.edits, to: Array(text.utf8)), as: UTF8.self)
    let left = try RecordSample.draft(mended)
    #expect(left.diagnostics.map(\.message) == [], "\(mended)")
  }

  @Test(arguments: [
    "budget: [{ amount: 500.000 EUR, currency: EUR }]", "created: 03/04/2006", "active: unknown",
    "countries: [Frankia]",
  ])
  func doubtfulMistakesHaveNoFix(line: String) throws {
    let findings = try RecordSample.findings(line)
    #expect(findings.contains { $0.severity == .error })
    #expect(findings.allSatisfy { $0.fix == nil })
  }

  @Test(arguments: ["- a\n- b\n", "word\n", "[1]\n"])
  func aRecordIsAGroupOfFields(text: String) throws {
    let draft = try RecordSample.draft(text)
    #expect(draft.diagnostics.map(\.code) == ["expected-group"])
    #expect(draft.record == Record())
  }

  @Test func manyFindingsDoNotTakeMinutes() throws {
    func list(_ item: (Int) -> String) -> String { "[" + (0..<10_000).map(item).joined(separator: ", ") + "]\n" }
    let samples: [String] = [
      (0..<10_000).map { "unknown_field_\($0): x\n" }.joined(), "countries: " + list { "x\($0)" },
      "target_groups: " + list { "x\($0)" }, "countries: " + list { _ in "FR" },
      "sources: " + list { "{ key: \($0 / 2), published: x }" },
    ]
    for text in samples {
      var codes: [String] = []
      let time = try ThreadTime.measure { codes = try RecordSample.codes(text) }
      #expect(codes.filter { $0 != "too-many-findings" }.count <= 420)
      #expect(codes.contains("too-many-findings"))
      #expect(time < .seconds(60))
    }
  }

  @Test func keepsEveryValueThatFindsNoPlaceThoughNotAllIsTold() throws {
    let fields = try RecordSample.draft((0..<300).map { "unknown_\($0): x\($0)\n" }.joined())
    #expect(fields.unplaced.count == 300)
    #expect(fields.unplaced.last?.value == .map([.init("unknown_299", .string("x299"))]))
    let dates = try RecordSample.draft(
      "sources:\n" + (0..<300).map { "  - { key: s\($0), published: day \($0) }\n" }.joined())
    #expect(dates.unplaced.compactMap(\.value.scalarText) == (0..<300).map { "day \($0)" })
  }

  @Test func tells200FindingsAboutARecord() throws {
    func codes(_ count: Int) throws -> [String] {
      try RecordSample.codes((0..<count).map { "unknown_field_\($0): x\n" }.joined())
    }
    for count in [199, 200] {
      #expect(try codes(count).filter { $0 == "unknown-field" }.count == count)
      #expect(try !codes(count).contains("too-many-findings"))
    }
    #expect(try codes(201).filter { $0 == "unknown-field" }.count == 200)
    #expect(try codes(201).contains("too-many-findings"))
  }
}
