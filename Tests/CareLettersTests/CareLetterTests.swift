internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import TestSupport
internal import Testing

@testable internal import CareLetters

@Suite struct CareLetterTests {
  /// The letters to those who reported some records; the day is 2026-11-20.
  private func letters(_ records: [String: String]) throws -> [CareLetter] {
    let folder = try TemporaryFolder.withCatalogue(records)
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    let check = CareCheck(in: catalogue.context)
    var care: [RecordCare] = []
    for file in catalogue.recordFiles(in: [.instruments]).files {
      let loaded = catalogue.load(file)
      let record = try #require(loaded.draft?.record)
      care.append(RecordCare(record: record, loaded: loaded, findings: check.findings(about: loaded)))
    }
    return CareGroup.make(of: care, by: \.reporters).compactMap { CareLetter(to: $0, in: catalogue.context) }
  }

  private static let vilnius = "organisations: [{ name: Mokslo parkas, role: reporter }]\n"

  @Test func everyLanguageHasEverySentence() throws {
    let english = try #require(LetterTexts("en"))
    let keys = english.keys
    #expect(keys.count > 20 && LetterTexts.languages == ["en", "fr", "de", "pt", "lt", "ro"])
    for language in LetterTexts.languages {
      let texts = try #require(LetterTexts(language))
      #expect(texts.keys == keys, "\(language)")
      for key in keys {
        func places(_ texts: LetterTexts) -> [Substring] {
          (texts.sentence(key) ?? "").split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap {
            $0.split(separator: "}").first
          }
        }
        #expect(Set(places(texts)) == Set(places(english)), "\(language) \(key)")
      }
    }
  }

  @Test func letterIsInTheLanguageOfTheCountry() throws {
    for (country, language) in [
      ("LT", "lt"), ("FR", "fr"), ("DE", "de"), ("PT", "pt"), ("RO", "ro"), ("IE", "en"), ("FI", "en"),
    ] {
      let found = try letters(["instruments/a.yaml": TemporaryFolder.record("a", country: country, Self.vilnius)])
      #expect(found.map(\.language) == [language], "\(country)")
    }
    let french = try letters([
      "instruments/a.yaml": TemporaryFolder.record("a", country: "BE", Self.vilnius + "language: fr\n")
    ])
    #expect(french.map(\.language) == ["fr"], "where several languages are in use, the record decides")
  }

  @Test func letterSaysWhichRecordWhichFieldWhatAndByWhen() throws {
    let found =
      try letters([
        "instruments/a.yaml": TemporaryFolder.record(
          "a", title: "Voucher", country: "IE",
          Self.vilnius
            + "disputed: [{ field: created, note: The form gives the day it was filled in }, "
            + "{ field: ended, value: '2014' }]\nsubmitted: { on: 2020-01-01, by: Ana Person }\n"
            + "contact: { name: Ana Person, share: public }\n")
      ])
    let letter = try #require(found.first)
    let text = letter.text(until: PartialDate("2027-01-31")) { _ in "a.html" }
    for words in [
      "Subject: Example: please look at a record again\n", "Dear colleagues at Mokslo parkas,\n",
      "1. Voucher\n   Id: a\n",
      "   - Created: The answer shown is doubted. Please check it. Our note: The\n     form gives the day it was filled in\n",
      "   - Ended: Another source says something else. Please check which is right.\n     It says: 2014.\n",
      "   - Reviewed: Nobody has looked at the record since 1 January 2020.",
      "   - Outputs: Please tell what came of it:",
      "Attached form: a.html", "Please answer by 31 January 2027.",
    ] { #expect(text.contains(words), "\(words)\n\(text)") }
    #expect(!text.contains("Person"))
    #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("Subject") || $0.count <= 78 })
  }

  @Test func lettersFollowTheCustomsOfTheirLanguage() throws {
    func text(_ country: String, _ more: String = "") throws -> String {
      let record = TemporaryFolder.record("a", country: country, Self.vilnius + more)
      return try #require(try letters(["instruments/a.yaml": record]).first).text(until: PartialDate("2027-01-01")) {
        _ in
        nil
      }
    }
    let german = try text("DE")
    #expect(german.contains("Mokslo parkas,\n\nwas Example über das Folgende sagt"), "\(german)")
    #expect(german.contains("bis zum 1. Januar 2027."))
    let french = try text("FR")
    #expect(french.contains("avant le 1er janvier 2027.") && !french.contains(" :\n"), "\(french)")
    #expect(french.contains("\u{A0}: Merci d'indiquer ce qui en est résulté"), "\(french)")
    #expect(try text("LT").contains("iki 2027 m. sausio 1 d.\n") && text("PT").contains("até 1 de janeiro de 2027"))
  }

  @Test func aContradictionIsToldWithItsTerms() throws {
    let record = TemporaryFolder.record("a", country: "IE", Self.vilnius)
      .replacing("target_groups: [smes-only]", with: "target_groups: [all-companies, smes-only]")
    let letter = try #require(try letters(["instruments/a.yaml": record]).first)
    let text = letter.text(until: nil) { _ in nil }.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(text.contains("keep the one that is meant. They are: "), "\(text)")
    #expect(text.contains("SMEs only"))
  }

  @Test func whoCanSupplyNothingGetsNoLetter() throws {
    let fine = """
      organisations: [{ name: A, role: reporter, url: "http://example.org/" }]
      submitted: { on: 2026-01-01 }
      outputs: [{ summary: Firms, value: 3, source: report }]
      sources: [{ key: report, title: Report }]
      title: { en: T, fr: T }
      aim: { en: T, fr: T }

      """
    let lines = TemporaryFolder.record("a", country: "FI", fine).split(
      separator: "\n", omittingEmptySubsequences: false)
    let text = lines.filter { !$0.hasPrefix("title: Example") && !$0.hasPrefix("aim: Help") }.joined(separator: "\n")
    #expect(
      try letters(["instruments/a.yaml": text]).isEmpty, "an address without encryption is the catalogue's own work")
    #expect(try letters(["instruments/b.yaml": TemporaryFolder.record("b")]).isEmpty, "nobody reported it")
  }
}
