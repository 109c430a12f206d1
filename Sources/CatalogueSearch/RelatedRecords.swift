package import CatalogueModel

extension SearchEngine {
  /// The words of a record that say most about it are asked for; this many of them.
  private static let distinctiveWords = 25

  /// The published records that are like one: they share its terms, and the words that few others hold. The most alike
  /// first, each with what it shares. Throws what the index throws.
  ///
  /// O(words of the record × records that hold them).
  package func related(to record: Record) throws -> SearchAnswer {
    let own = try record.id.map { try index.documents(of: $0) } ?? []
    let published = try index.documents(with: .status, oneOf: ["published"])
    let total = published.count
    var scores: [Int: Double] = [:]
    var shared: [Int: [String]] = [:]
    let fields: [(IndexedField, String, [String])] = [
      (.type, "instrument_types", record.instrumentTypes), (.area, "kt_areas", record.ktAreas),
      (.priority, "priorities", record.priorities), (.target, "target_groups", record.targetGroups),
    ]
    for (field, name, codes) in fields {
      for code in codes {
        var carriers = try index.documents(with: field, oneOf: [code])
        carriers.formIntersection(published)
        let documents = carriers.documents
        // A term that nearly all records carry says little.
        let rarity = 1 - Double(documents.count) / Double(max(total, 1) + 1)
        for document in documents {
          scores[document, default: 0] += 2 * rarity
          shared[document, default: []].append(context.vocabularies[name]?.label(code, ["en"]) ?? code)
        }
      }
    }
    for word in try distinctive(record) {
      let rarity = Ranking.rarity(of: word.matches.count, among: total)
      for (position, document) in word.matches.documents.map(Int.init).enumerated() where published.contains(document) {
        scores[document, default: 0] += Ranking.saturated(word.matches.frequency(at: position)) * rarity
        shared[document, default: []].append(word.text)
      }
    }
    let documents = scores.keys.filter { !own.contains($0) }.sorted()
    let entries = try index.entries(of: documents)
    let hits = entries.map { entry in
      SearchHit(
        entry: entry, score: scores[entry.document] ?? 0,
        bridges: ["shares: " + (shared[entry.document] ?? []).prefix(8).joined(separator: "; ")])
    }
    var answer = SearchAnswer()
    answer.hits = hits.sorted { ($1.score, $0.entry.id) < ($0.score, $1.entry.id) }
    answer.count = hits.count
    answer.total = total
    answer.unreadable = try index.unreadableFiles()
    return answer
  }

  /// The words of a record that few others hold, but some do, with who holds them.
  private func distinctive(_ record: Record) throws -> [(text: String, matches: WordMatches)] {
    let document = SearchDocument(record, defaultLanguage: context.defaultLanguage)
    var seen: Set<String> = []
    var words: [(text: String, matches: WordMatches)] = []
    for text in document.texts where text.part != .terms {
      let language = LocalizedText.primary(text.language)
      for word in WordSplitter.words(text.text) where word.text.count > 3 {
        let token = analyzer.token(word.text, language)
        // A name or a quotation may stand in a text of another language.
        guard seen.insert(token).inserted, !index.languages.contains(where: { analyzer.isStopWord(word.text, $0) })
        else { continue }
        let matches = try index.documents(holding: IndexedWord(forms: [[token]]))
        if matches.count > 1 { words.append((word.text, matches)) }
      }
    }
    words.sort { ($0.matches.count, $0.text) < ($1.matches.count, $1.text) }
    return Array(words.prefix(Self.distinctiveWords))
  }
}
