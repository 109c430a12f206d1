/// Finds what plans ask for, in one state of an index.
struct PlanEvaluation {
  private let index: any SearchIndex
  /// All documents.
  let everything: DocumentSet
  /// How many these are.
  let total: Int

  /// Reads which documents there are. Throws what the index throws.
  init(_ index: any SearchIndex) throws {
    self.index = index
    everything = try index.allDocuments()
    total = everything.count
  }

  /// What a plan finds. Throws what the index throws.
  ///
  /// O(occurrences of the words + documents / 64 for each part).
  func evaluate(_ plan: QueryPlan) throws -> MatchedDocuments {
    switch plan {
    case .words(let leaf): return try evaluate(leaf)
    case .values(let field, let values):
      return MatchedDocuments(try index.documents(with: field, oneOf: values.sorted()))
    case .text(let field, let texts): return MatchedDocuments(try index.documents(with: field, containing: texts))
    case .dates(let field, let ranges):
      var documents = DocumentSet()
      for range in ranges {
        documents.formUnion(try index.documents(with: field, from: range.lowerBound, to: range.upperBound))
      }
      return MatchedDocuments(documents)
    case .not(let inner):
      var documents = everything
      documents.subtract(try evaluate(inner).documents)
      return MatchedDocuments(documents)
    case .all(let parts):
      // What may be missing may so only beside something that may not.
      let mayMiss = parts.contains { !$0.isOptional }
      return try combine(parts) { if !(mayMiss && $2.isOptional) { $0.formIntersection($1) } }
    case .any(let parts): return try combine(parts) { documents, found, _ in documents.formUnion(found) }
    }
  }

  private func combine(
    _ parts: [QueryPlan], _ operation: (inout DocumentSet, DocumentSet, QueryPlan) -> Void
  ) throws -> MatchedDocuments {
    var result: MatchedDocuments?
    // What must hold comes before what may be missing, so that the first set is one to cut down.
    for part in parts.filter({ !$0.isOptional }) + parts.filter(\.isOptional) {
      let found = try evaluate(part)
      guard var sum = result else {
        result = found
        continue
      }
      operation(&sum.documents, found.documents, part)
      sum.add(found)
      result = sum
    }
    return result ?? MatchedDocuments(DocumentSet())
  }

  private func evaluate(_ leaf: QueryPlan.Leaf) throws -> MatchedDocuments {
    var matches = try index.documents(holding: leaf.word)
    var found = MatchedDocuments(DocumentSet())
    var carriers = DocumentSet()
    for bridge in leaf.bridges {
      for (code, label) in bridge.codes {
        let documents = try index.documents(with: bridge.field, oneOf: [code])
        found.addBridge("\(leaf.typed): \(label)", to: documents)
        carriers.formUnion(documents)
      }
    }
    matches.add(SearchDocument.Part.terms.weight * Ranking.otherNameShare, toEach: carriers)
    found.add(matches, rarity: Ranking.rarity(of: matches.count, among: total))
    return found
  }

  /// Adds to documents what they count for because words follow each other there. Throws what the index throws.
  func addOrder(_ sequence: IndexedWord, to found: inout MatchedDocuments) throws {
    let matches = try index.documents(holding: sequence)
    found.addScores(matches, rarity: Ranking.rarity(of: matches.count, among: total) * Ranking.orderShare)
  }
}
