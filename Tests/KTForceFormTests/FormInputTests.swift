import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing

@testable import KTForceForm

@Suite struct FormInputTests {
  @Test func readsEveryPrefixOfTheSeedDocument() throws {
    let bytes = try FormReading.bytes(of: "competitiveness-clusters.txt")
    for length in 0...bytes.count {
      let drafts = try FormReading.drafts(of: Array(bytes.prefix(length)))
      #expect(drafts.count <= 1, "\(length)")
      guard let draft = drafts.first else { continue }
      #expect(!draft.diagnostics.contains { $0.code == "bad-utf-8" }, "\(length)")
      let isComplete = draft.record.sources.first?.complete
      #expect(isComplete == !draft.diagnostics.contains { $0.code == "input-cut" }, "\(length)")
      if length < bytes.count - 1 { #expect(isComplete == false, "\(length)") }
    }
  }

  @Test func readsEveryPrefixOfAPageInHTML() throws {
    let bytes = try FormReading.bytes(of: "practice.html")
    for length in stride(from: 0, through: bytes.count, by: 7) {
      _ = try FormReading.drafts(of: Array(bytes.prefix(length)), named: "page.html")
    }
  }

  @Test func survivesRandomBytes() throws {
    var generator = SeededGenerator(seed: 4)
    let pieces =
      FormQuestion.all.map { Array($0.wording.utf8) }
      + ["<p>", "\n", "40% for ", "max. 1 € per ", "&#0;"].map { Array($0.utf8) }
    for _ in 0..<200 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...60, using: &generator) {
        if Bool.random(using: &generator), let piece = pieces.randomElement(using: &generator) {
          bytes += piece
        } else {
          bytes += (0..<Int.random(in: 0...20, using: &generator)).map { _ in
            UInt8.random(in: 0...255, using: &generator)
          }
        }
      }
      for name in ["page.txt", "page.html"] {
        _ = FormReading.confidence(bytes, named: name)
        do { _ = try FormReading.drafts(of: bytes, named: name) } catch is ImportFailure { continue }
      }
    }
  }

  @Test func refusesWhatIsNoText() {
    #expect(throws: ImportFailure.self) { try FormReading.drafts(of: [0, 0, 1, 2, 3, 4, 5, 6]) }
    #expect(throws: ImportFailure.self) { try FormReading.drafts(of: [0xFF, 0xFE, 0x43, 0x00]) }
  }

  @Test func refusesMoreThanItsLimit() {
    let source = MemorySource(name: "big.txt", bytes: [UInt8](repeating: 0x20, count: KTForceFormImporter.limit + 1))
    let context = ImportContext(catalogue: Fixtures.context)
    #expect(throws: ImportFailure.self) { try KTForceFormImporter().readDrafts(from: source, in: context) { _ in } }
  }

  @Test func stopsAtTheRecordLimit() {
    let page = FormReading.page("What is the aim/objective?", "Help firms.")
    let source = MemorySource(name: "two.txt", bytes: Array((page + page).utf8))
    var context = ImportContext(catalogue: Fixtures.context)
    context.recordLimit = 1
    var count = 0
    #expect(throws: ImportFailure.self) {
      try KTForceFormImporter().readDrafts(from: source, in: context) { _ in count += 1 }
    }
    #expect(count == 1)
  }

  @Test func reportsLettersThatAreNoUTF8() throws {
    let page = FormReading.page("What is the aim/objective?", "Help caf# owners.")
    let bytes = Array(page.utf8).map { $0 == 0x23 ? 0xE9 : $0 }
    let draft = try #require(try FormReading.drafts(of: bytes).first)
    #expect(draft.places == ["bad-utf-8:8"])
    #expect(draft.record.aim["en"] == "Help caf  owners.")
  }

  @Test func readsWindowsFilesWithAByteOrderMark() throws {
    let page = FormReading.page("What is the aim/objective?", "Help firms.").replacing("\n", with: "\r\n")
    let draft = try #require(try FormReading.drafts("\u{FEFF}" + page).first)
    #expect(draft.record.aim["en"] == "Help firms.")
    #expect(draft.location(of: "aim")?.line == 8)
    #expect(draft.diagnostics == [])
  }

  @Test func takesTimeInProportionToTheInput() throws {
    let answers = [
      "40% for small firms, ", "max. 1 € per project and ", "SMEs only; ", "x", "- y\n", "Home\n\n", "1 ", "(", "``",
    ]
    let questions = [
      "Indicate the target group/beneficiaries of the instrument/policy", "What is the aim/objective?",
      "What is the co-financing/maximum rate allowed by the instrument/policy (if appl.)?",
      "Identify the main outputs/results (quantitative and qualitative) of the implementation of this instrument",
    ]
    for answer in answers {
      for question in questions {
        let text = FormReading.page(question, String(repeating: answer, count: 200_000 / answer.utf8.count))
        #expect(try FormReading.drafts(text).count == 1)
      }
    }
    let pages = String(repeating: FormReading.page("What is the aim/objective?", "Help."), count: 1000)
    #expect(try FormReading.drafts(pages).count == 1000)
    _ = try FormReading.drafts(String(repeating: "Contact person\n", count: 20_000))
  }

  @Test func takesAnAnswerOf200000Bytes() throws {
    func draft(_ bytes: Int) throws -> Draft? {
      let lines = (0..<bytes / 100).map { _ in String(repeating: "word ", count: 19) + "words" }
      let last = String(repeating: "x", count: bytes % 100)
      let answer = (lines + (last.isEmpty ? [] : [last])).joined(separator: "\n")
      return try FormReading.drafts(FormReading.page("What is the aim/objective?", answer)).first
    }
    for bytes in [199_999, 200_000] { #expect(try draft(bytes)?.record.aim.isEmpty == false) }
    let above = try #require(try draft(200_001))
    #expect(above.record.aim.isEmpty)
    #expect(
      above.diagnostics.contains { $0.message.contains("longer than a value") }, "\(above.diagnostics.map(\.message))")
    #expect(!above.unplaced.isEmpty)
  }

  @Test func takes100EntriesOfAList() throws {
    func draft(_ count: Int) throws -> Draft? {
      let question = "What are the following keywords/priorities which better fit the instrument/policy?"
      let answers = (0..<count).map { "Cluster number \($0)" }.joined(separator: "\n")
      return try FormReading.drafts(FormReading.page(question, answers)).first
    }
    for count in [99, 100] {
      #expect(try draft(count)?.diagnostics.contains { $0.message.contains("beyond the longest list") } == false)
    }
    #expect(try draft(101)?.diagnostics.contains { $0.message.contains("beyond the longest list") } == true)
  }

  @Test(arguments: [
    ("Indicate the country from which the instrument (or policy) is", "France, "),
    ("Indicate the country from which the instrument (or policy) is", "France\n"),
    ("Indicate the target group/beneficiaries of the instrument/policy", "Everybody; "),
  ])
  func keepsEntriesBeyondTheHundredthOfALine(question: String, entry: String) throws {
    func rest(_ count: Int) throws -> [String] {
      let answer = String(repeating: entry, count: count - 1) + "Portugal"
      let draft = try #require(try FormReading.drafts(FormReading.page(question, answer)).first)
      let told = draft.diagnostics.filter { $0.message.contains("beyond the longest list") }
      #expect(told.count == (count > 100 ? 1 : 0))
      return draft.unplaced.compactMap { $0.value.scalarText }
    }
    #expect(try rest(100).contains { $0.hasSuffix("Portugal") } == false)
    #expect(try rest(101) == ["Portugal"])
  }

  @Test func tellsHowManyUncertainPlacesThereAreBesides() throws {
    func told(_ count: Int) throws -> [String] {
      let answer = (0..<count).map { "up to \(200 + $0) % of it" }.joined(separator: ". ")
      let question = "What is the co-financing/maximum rate allowed by the instrument/policy (if appl.)?"
      let draft = try #require(try FormReading.drafts(FormReading.page(question, answer)).first)
      return draft.diagnostics.filter { $0.code == "not-understood" }.map(\.message)
    }
    #expect(try told(10).count == 10)
    #expect(try told(12).count == 11)
    #expect(try told(12).last?.hasPrefix("2 more places") == true)
  }
}
