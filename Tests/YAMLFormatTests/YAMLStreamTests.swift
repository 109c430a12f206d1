import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing
import YAMLFormat

/// Splitting a stream of YAML documents and naming places in it.
@Suite struct YAMLStreamTests {
  private func ids(_ text: String) throws -> [String?] {
    try FormatSamples.read(text, with: YAMLImporter()).drafts.map { $0.tree == nil ? nil : $0.record.id }
  }

  @Test func splitsAtMarkersOnly() throws {
    #expect(try ids("id: a\n---\nid: b\n--- \nid: c\n---\tid: d\n") == ["a", "b", "c", nil])
    #expect(try ids("---\nid: a\n...\nid: b\n...\n---\nid: c\n...") == ["a", "b", "c"])
    #expect(try ids("--- {id: a}\n--- # comment\nid: b\n---") == ["a", "b"])
    #expect(try ids("id: a\naim: |\n  text\n  ---\n  more\noverview: ---x\n--\n") == [nil])
    #expect(try ids("id: a\naim: |\n  text\n  ---\n  more\noverview: ---x\n") == ["a"])
    #expect(try ids("id: a\r\n---\r\nid: b\r\n").compactMap(\.self) == ["a", "b"])
    #expect(try ids("id: a\r---\rid: b\r") == ["a", "b"])
    #expect(try ids("\u{FEFF}---\nid: a\n---\nid: b") == ["a", "b"])
  }

  @Test func emptyDocumentsAndCommentsAreNoRecords() throws {
    #expect(try ids("").isEmpty)
    #expect(try ids("# nothing\n\n---\n# still nothing\n---\n---\nid: a\n---\n...\n...\n# end") == ["a"])
  }

  @Test func directivesAndCommentsBelongToTheDocumentTheyPrecede() throws {
    #expect(try ids("%YAML 1.1\n# c\n---\nid: a\n...\n%YAML 1.1\n---\nid: b\n") == ["a", "b"])
    #expect(try ids("id: a\n%YAML 1.1\n# c\n---\nid: b\n") == ["a", "b"])
    let read = try FormatSamples.read("id: a\n%YAML 1.1\n---\nid: b\ntarget: x\n", with: YAMLImporter())
    #expect(read.drafts.last?.diagnostics.first?.location?.line == 5)
  }

  @Test func aMarkerEndsAnUnclosedQuote() throws {
    let read = try FormatSamples.read("id: \"a\nkind: x\n---\nid: b\n---\nid: [c\n---\nid: d\n", with: YAMLImporter())
    #expect(read.drafts.map { $0.tree != nil } == [false, true, false, true])
    #expect(read.records.map(\.id) == ["b", "d"])
    #expect(read.findings == ["yaml-unclosed-quote@1:5", "yaml-bracket@6:5"])
  }

  @Test func placesAreThoseOfTheWholeFile() throws {
    let text = "\u{FEFF}# é\nid: a\n---\n\nid: b\ntilte: x\n...\n# c\nid: c\ncreated: soon\n"
    for size in [1, 2, 3, 7, 1000] {
      let read = try FormatSamples.read(text, with: YAMLImporter(), inPiecesOf: size)
      #expect(read.records.map(\.id) == ["a", "b", "c"])
      #expect(read.findings == ["unknown-field@6:1", "bad-date@10:10"])
      let range = try #require(read.drafts.last?.diagnostics.first?.location?.byteRange)
      #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == "soon")
    }
  }

  @Test func piecesOfEverySizeGiveTheSame() throws {
    let text = "%YAML 1.1\r\n---\r\nid: a\r\n...\r\n---\rid: b\r\r\n--- {id: c}\n%TAG ! x\n---\nid: é\n---"
    let whole = try FormatSamples.read(text, with: YAMLImporter())
    for size in 1...text.utf8.count {
      let read = try FormatSamples.read(text, with: YAMLImporter(), inPiecesOf: size)
      #expect(read.findings == whole.findings)
      #expect(read.drafts.map(\.record) == whole.drafts.map(\.record))
    }
  }

  @Test func aDocumentThatIsTooLargeIsPassedOver() throws {
    let long = String(repeating: "  - some text that goes on\n", count: 50_000)
    let longer = String(repeating: "x", count: 3 << 20)
    let text = "id: a\n---\nid: b\nalso_known_as:\n\(long)---\nid: c\ncreated: soon\n---\n\(longer)"
    for size in [1000, 1 << 16] {
      let read = try FormatSamples.read(text, with: YAMLImporter(), inPiecesOf: size)
      #expect(read.records.map(\.id) == ["a", "c"])
      #expect(read.findings == ["document-too-large@2", "bad-date@50007:10", "document-too-large@50008"])
    }
  }

  @Test func moreRecordsThanAllowedEndTheImport() throws {
    let read = try FormatSamples.read(Array("id: a\n---\nid: b\n---\nid: c\n".utf8), with: YAMLImporter(), limit: 2)
    #expect(read.records.count == 2)
    #expect(read.findings == ["too-many-records@4"])
  }

  @Test(arguments: [
    ("> # A form\n> id: a\n> kind: practice\n", "quoted"),
    ("Hello,\nhere it is.\n\nid: a\nkind: practice\n", "another text"),
    ("#\u{A0}A\u{A0}form\nid:\u{A0}a\nkind:\u{A0}practice\n", "hard blanks"),
  ]) func aRecordThatWasPastedIntoAMailIsRefusedWithAdvice(_ text: String, _ word: String) throws {
    let bytes = Array(text.utf8)
    #expect(YAMLImporter().confidence(in: bytes.span.bytes, named: "mail.txt") == .possible)
    let read = try FormatSamples.read(bytes, with: YAMLImporter())
    #expect(read.drafts.isEmpty)
    #expect(read.findings.count == 1 && read.findings[0].hasPrefix("unusable-input"))
    let failure = try #require(throws: ImportFailure.self) {
      try YAMLImporter().readDrafts(
        from: MemorySource(name: "mail.txt", bytes: bytes), in: ImportContext(catalogue: Fixtures.context)
      ) { _ in }
    }
    #expect(failure.diagnostic.message.contains(word))
  }

  @Test(arguments: [1, 7, 64, 1000]) func aTextAroundARecordIsSeenWhateverThePieces(size: Int) throws {
    let text = "\n> Dear all,\n>\n> here it is:\n>\n> id: a\n> kind: practice\n> title: B\n"
    let whole = try FormatSamples.read(text, with: YAMLImporter())
    let read = try FormatSamples.read(text, with: YAMLImporter(), inPiecesOf: size)
    #expect(read.findings == whole.findings && whole.findings.allSatisfy { $0.hasPrefix("unusable-input") })
    #expect(read.drafts.isEmpty)
  }

  @Test func aTextThatLostItsLettersDoesNotLand() throws {
    let read = try FormatSamples.read(Array("id: a\ntitle: caf".utf8) + [0xE9, 0x0A], with: YAMLImporter())
    #expect(read.drafts.map(\.record) == [Record()])
  }

  @Test func whatIsNoTextIsReported() throws {
    #expect(try FormatSamples.read([0xFF, 0xFE, 0x69, 0], with: YAMLImporter()).findings == ["utf-16@1"])
    #expect(try FormatSamples.read([0, 1, 2, 3], with: YAMLImporter()).findings == ["not-text@1:1"])
    #expect(
      try FormatSamples.read(Array("id: a\n---\ntitle: caf".utf8) + [0xE9], with: YAMLImporter()).findings == [
        "bad-utf-8@3:11"
      ])
  }

  @Test(
    arguments: [
      ("id: a\nkind: practice", nil, 80), ("# c\n\nkind: practice", "x.yaml", 95), ("---\ntitle:\n  en: x", nil, 80),
      ("%YAML 1.2\n---\nid: a", nil, 80), ("--- \n{id: a}", nil, 80), ("---\ntitel: x", nil, 30),
      ("titel: x", "x.yml", 60),
      ("titel: x", nil, 0), ("{\"id\": 1}", "x.yaml", 0), ("id,kind\na,b", nil, 0), ("<html>", nil, 0),
      ("", "x.yaml", 0),
      ("id a\nid: b", nil, 0), ("\u{0}id: a", nil, 0),
    ] as [(String, String?, Int)])
  func recognisesRecords(text: String, name: String?, percent: Int) {
    #expect(FormatSamples.confidence(YAMLImporter(), text, named: name) == percent)
  }
}
