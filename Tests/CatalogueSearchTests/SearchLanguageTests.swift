internal import CatalogueModel
@testable internal import CatalogueSearch
internal import TestSupport
internal import Testing

/// What the texts of several languages are found by, and what terms lead to.
@Suite struct SearchLanguageTests {
  private func ids(_ query: String, in texts: String...) throws -> [String] {
    let records = texts.enumerated().map { number, text -> Record in
      var record = Record()
      record.id = "r\(number)"
      record.title = LocalizedText("Record", language: "en")
      let parts = text.split(separator: ":", maxSplits: 1)
      record.overview = LocalizedText(String(parts[1]), language: String(parts[0]))
      return record
    }
    return try RecordList(records).ids(query, isExact: true).sorted()
  }

  @Test(arguments: [
    // Inflections, by the language of the text.
    ("incubateurs", "fr:un incubateur"), ("clusters", "en:one cluster"), ("Patente", "de:mit Patenten"),
    ("empresa", "pt:para as empresas"), ("įmonė", "lt:įmonės"), ("empresas", "es:la empresa"),
    // Neither case nor accents matter.
    ("CHEQUE", "fr:un chèque"), ("chèque", "fr:un cheque"), ("Etudiants", "fr:des étudiants"), ("imone", "lt:įmonė"),
    ("transferencia", "pt:a transferência"), ("IMONE", "lt:ĮMONĖ"),
    // Elisions, apostrophes and dashes of every kind.
    ("innovation", "fr:l'innovation"), ("l'innovation", "fr:d’innovation"), ("l’innovation", "fr:innovation"),
    ("innovation", "fr:l‘innovation"), ("d'entreprises", "fr:entreprises"), ("start-up", "en:a start up"),
    ("start–up", "en:a start-up"), ("startup", "en:a startup"), ("start-up", "en:a startup"),
    ("R&D", "en:our R&D work"),
    // German.
    ("Straße", "de:die Strasse"), ("Strasse", "de:die Straße"), ("förder*", "de:Förderprogramme"),
    ("technologie*", "de:Technologietransfer"), ("MASSNAHME", "de:eine Maßnahme"),
    // Romanian letters with comma and with cedilla.
    ("inovații", "ro:inovaţii"), ("inovaţii", "ro:inovații"), ("țări", "ro:ţări"),
    ("întreprinderi", "ro:Întreprinderi"),
    // Composed and decomposed letters.
    ("cre\u{301}ation", "fr:création"), ("création", "fr:cre\u{301}ation"),
  ])
  func wordIsFound(_ query: String, _ text: String) throws {
    #expect(try ids(query, in: text, "en:something else") == ["r0"])
  }

  @Test func stopWordIsLeftOutOnlyWhereAllLanguagesAgree() throws {
    #expect(try ids("die", in: "en:many ideas die here", "fr:une idée").contains("r0"), "a stop word of German only")
    #expect(try ids("the", in: "en:the idea", "en:an idea").count == 2, "a stop word asks for nothing")
  }

  // MARK: Vocabularies

  private static let bundled = Result { try RecordList.bundled() }

  @Test(arguments: [
    ("PME", "smes-only"), ("KMU", "smes-only"), ("MVĮ", "all-companies"), ("IMM", "all-companies"),
    ("Hochschulen", "hei-research"), ("chambres de commerce", "business-organisations"),
  ])
  func nameOfATermInAnyLanguageFindsWhatCarriesIt(_ name: String, _ code: String) throws {
    let source = try Self.bundled.get()
    let holders = source.records.filter { $0.record.targetGroups.contains(code) }.compactMap(\.record.id)
    let answer = try source.answer(name)
    #expect(!holders.isEmpty)
    #expect(Set(holders).isSubset(of: answer.hits.map(\.entry.id)))
    let bridged = answer.hits.filter { hit in holders.contains(hit.entry.id) }
    let word = name.split(separator: " ").first.map(String.init) ?? name
    #expect(bridged.allSatisfy { $0.bridges.contains { $0.hasPrefix(word) } }, "the result names the bridge")
  }

  @Test func bridgeTellsWhatIsOnlyOpenToWhatWasAskedFor() throws {
    let answer = try Self.bundled.get().answer("PME")
    let bridges = Set(answer.hits.flatMap(\.bridges))
    #expect(bridges.contains("PME: SMEs only"))
    #expect(bridges.contains("PME: All companies, so open to SMEs"), "\(bridges)")
  }

  @Test func literalTitleComesBeforeABridge() throws {
    let records = RecordList(
      yaml: "id: z-titled\ntitle: Money for PME\nlanguage: fr\ntarget_groups: [hei-research]",
      "id: a-bridged\ntitle: Something else\ntarget_groups: [smes-only]")
    #expect(try records.ids("PME") == ["z-titled", "a-bridged"])
  }

  /// Snippets rely on it: a word that begins otherwise than the words that are looked for is not stemmed.
  @Test func stemsBeginLikeTheirWords() throws {
    let analyzer = TextAnalyzer()
    let languages = [
      "bg", "cs", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hu", "it", "lt", "nl", "no", "pt", "ro", "sv",
    ]
    var words = Set<String>()
    for record in try RecordList.bundled().records {
      for text in [record.record.title, record.record.overview, record.record.aim].flatMap(\.entries) {
        words.formUnion(WordSplitter.words(text.text).map(\.text))
      }
    }
    for vocabulary in Fixtures.context.vocabularies.all {
      for name in vocabulary.terms.flatMap(\.names) { words.formUnion(WordSplitter.words(name).map(\.text)) }
    }
    #expect(words.count > 3000)
    let split = words.sorted().map { WordSplitter.words($0)[0] }
    for language in languages {
      let tokens = analyzer.tokens(split, language)
      // Each word is looked for by itself, so that its own beginning decides.
      for (word, token) in zip(split, tokens) {
        #expect(
          analyzer.tokens([word], language, among: TokenBeginnings([token])) == [token], "\(language) \(word.text)")
      }
      let wanted = Set(tokens.prefix(200))
      let some = analyzer.tokens(split, language, among: TokenBeginnings(wanted))
      for (token, found) in zip(tokens, some) where wanted.contains(token) { #expect(found == token) }
    }
  }
}
