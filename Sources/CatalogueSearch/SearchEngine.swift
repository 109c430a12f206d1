package import CatalogueModel
package import SourceTree
internal import TextFolding

/// Answers queries from an index: combines what its parts find, ranks, and says how the query was read.
package struct SearchEngine {
  let index: any SearchIndex
  let context: CatalogueContext
  let analyzer = TextAnalyzer()
  let names: TermNames

  /// What a record found through a term counts for, below any word in a title.
  private static let bridgeScore = 2.0
  /// What another name of the same term counts for, in relation to the word itself.
  private static let otherNameShare = 0.6
  /// What share of the most words that one record holds another has to hold, when none holds all.
  private static let partialShare = 0.6
  /// What holding all words, or a phrase, adds.
  private static let phraseBonus = 1.3

  /// Makes an engine.
  package init(_ index: any SearchIndex, _ context: CatalogueContext) {
    self.index = index
    self.context = context
    names = TermNames(context.vocabularies, analyzer)
  }

  /// A query that cannot be answered, for the reasons that the findings give.
  package struct Refusal: Error {
    /// The reasons, each with its place in the query.
    package let diagnostics: [Diagnostic]
  }

  /// What one part of a plan found.
  struct Found {
    var documents: DocumentSet
    var scores: [Int: Double] = [:]
    var bridges: [Int: [String]] = [:]
  }

  /// Answers a request. Throws `Refusal` for a query that cannot be read, and what the index throws.
  package func answer(_ request: SearchRequest) throws -> SearchAnswer {
    let text = request.text
    let parsed = QueryParser.parse(text)
    var planner = QueryPlanner(index, analyzer, context.vocabularies, names, query: text, isExact: request.isExact)
    let plan = try parsed.query.flatMap { try planner.plan($0) }
    var filters: [QueryPlan] = []
    for condition in request.conditions {
      let values = condition.values.map { QueryText($0, in: 0..<0) }
      if let filter = try planner.plan(.field(name: QueryText(condition.field, in: 0..<0), values: values)) {
        filters.append(filter)
      }
    }
    let problems = parsed.diagnostics + planner.diagnostics
    guard problems.isEmpty else { throw Refusal(diagnostics: problems) }
    if !planner.asksForStatus {
      filters.append(.values(.status, Set(request.defaultStatuses.map(\.rawValue))))
    }
    var answer = SearchAnswer()
    let all = try index.allDocuments()
    answer.total = all.count
    answer.remarks = planner.remarks
    let everything = DocumentSet(all, limit: index.documentLimit)
    var allowed = everything
    for filter in filters { allowed.formIntersection(try evaluate(filter, everything).documents) }
    var found = try plan.map { try evaluate($0, everything) } ?? Found(documents: everything)
    found.documents.formIntersection(allowed)
    if found.documents.isEmpty, let plan, !request.isExact, let partial = try bestEffort(plan, allowed, everything) {
      found = partial.found
      answer.remarks.append(partial.remark)
    }
    if found.documents.isEmpty {
      answer.remarks += try explainEmptiness(plan, filters, request, everything)
    }
    answer.tokens = plan.map(Self.tokens) ?? []
    let entries = try index.entries(of: found.documents.documents)
    answer.hits = entries.map { entry in
      SearchHit(
        entry: entry, score: found.scores[entry.document] ?? 0, bridges: found.bridges[entry.document] ?? [])
    }
    sort(&answer.hits, by: request.order)
    return answer
  }

  private func sort(_ hits: inout [SearchHit], by order: SearchRequest.Order) {
    switch order {
    case .relevance: hits.sort { ($1.score, $0.entry.id, $0.entry.path) < ($0.score, $1.entry.id, $1.entry.path) }
    case .title:
      let keyed = hits.map { (key: TextFolding.folded($0.entry.title), hit: $0) }
      hits = keyed.sorted { ($0.key, $0.hit.entry.id) < ($1.key, $1.hit.entry.id) }.map(\.hit)
    case .created:
      // What has no date comes last, not first.
      hits.sort {
        ($0.entry.created.isEmpty ? 1 : 0, $0.entry.created, $0.entry.id) < (
          $1.entry.created.isEmpty ? 1 : 0, $1.entry.created, $1.entry.id
        )
      }
    case .modified: hits.sort { ($1.entry.modified, $0.entry.id) < ($0.entry.modified, $1.entry.id) }
    case .country:
      hits.sort {
        ($0.entry.values[.country]?.first ?? "~", $0.entry.id) < ($1.entry.values[.country]?.first ?? "~", $1.entry.id)
      }
    }
  }

  // MARK: Evaluating

  func evaluate(_ plan: QueryPlan, _ everything: DocumentSet) throws -> Found {
    let limit = index.documentLimit
    switch plan {
    case .words(let leaf): return try evaluate(leaf, limit)
    case .values(let field, let values):
      return Found(documents: DocumentSet(try index.documents(with: field, oneOf: values.sorted()), limit: limit))
    case .text(let field, let texts):
      var documents = DocumentSet(limit: limit)
      for entry in try index.entries(of: everything.documents) {
        let values = entry.values[field] ?? []
        if texts.contains(where: { text in values.contains { $0.contains(text) } }) { documents.insert(entry.document) }
      }
      return Found(documents: documents)
    case .dates(let field, let ranges):
      var documents = DocumentSet(limit: limit)
      for range in ranges {
        let found = try index.documents(with: field, from: range.lowerBound, to: range.upperBound)
        documents.formUnion(DocumentSet(found, limit: limit))
      }
      return Found(documents: documents)
    case .not(let inner):
      var documents = everything
      documents.subtract(try evaluate(inner, everything).documents)
      return Found(documents: documents)
    case .all(let parts): return try combine(parts, everything) { $0.formIntersection($1) }
    case .any(let parts): return try combine(parts, everything) { $0.formUnion($1) }
    }
  }

  private func combine(
    _ parts: [QueryPlan], _ everything: DocumentSet, _ operation: (inout DocumentSet, DocumentSet) -> Void
  ) throws -> Found {
    var result: Found?
    for part in parts {
      let found = try evaluate(part, everything)
      guard var sum = result else {
        result = found
        continue
      }
      operation(&sum.documents, found.documents)
      sum.scores.merge(found.scores, uniquingKeysWith: +)
      sum.bridges.merge(found.bridges) { $0 + $1.filter { !$0.isEmpty } }
      result = sum
    }
    return result ?? Found(documents: DocumentSet(limit: index.documentLimit))
  }

  private func evaluate(_ leaf: QueryPlan.Leaf, _ limit: Int) throws -> Found {
    var found = Found(documents: DocumentSet(limit: limit))
    var matches = try leaf.tokens.isEmpty ? [] : index.documents(holdingAnyOf: leaf.tokens)
    if !leaf.phrases.isEmpty {
      matches += try index.documents(holdingPhrase: leaf.phrases).map { ($0.document, $0.score * Self.phraseBonus) }
    }
    for match in matches {
      found.documents.insert(match.document)
      found.scores[match.document, default: 0] += match.score
    }
    if !leaf.otherNames.isEmpty {
      for match in try index.documents(holdingPhrase: leaf.otherNames) {
        found.documents.insert(match.document)
        found.scores[match.document, default: 0] += match.score * Self.otherNameShare
      }
    }
    for bridge in leaf.bridges {
      for (code, label) in bridge.codes {
        for document in try index.documents(with: bridge.field, oneOf: [code]) {
          found.documents.insert(document)
          found.scores[document, default: 0] += Self.bridgeScore
          found.bridges[document, default: []].append("\(leaf.typed): \(label)")
        }
      }
    }
    return found
  }

  // MARK: When nothing is found

  /// The records that hold most of the words, when none holds all.
  private func bestEffort(
    _ plan: QueryPlan, _ allowed: DocumentSet, _ everything: DocumentSet
  ) throws -> (found: Found, remark: String)? {
    guard case .all(let parts) = plan else { return nil }
    var required: [QueryPlan] = []
    var optional: [QueryPlan] = []
    for part in parts {
      switch part {
      case .words, .any: optional.append(part)
      default: required.append(part)
      }
    }
    guard optional.count > 1 else { return nil }
    var base = allowed
    for part in required { base.formIntersection(try evaluate(part, everything).documents) }
    var counts: [Int: Int] = [:]
    var result = Found(documents: DocumentSet(limit: index.documentLimit))
    for part in optional {
      let found = try evaluate(part, everything)
      for document in found.documents.documents where base.contains(document) {
        counts[document, default: 0] += 1
        result.scores[document, default: 0] += found.scores[document] ?? 0
      }
      result.bridges.merge(found.bridges) { $0 + $1 }
    }
    guard let most = counts.values.max() else { return nil }
    let least = max(1, Int((Double(most) * Self.partialShare).rounded(.up)))
    for (document, count) in counts where count >= least { result.documents.insert(document) }
    let share = least == most ? "\(most)" : "\(least) to \(most)"
    let remark = "No record holds all \(optional.count) words together; these hold \(share) of them."
    return (result, remark)
  }

  /// Which filter alone leaves nothing, or what the query would find without its filters.
  private func explainEmptiness(
    _ plan: QueryPlan?, _ filters: [QueryPlan], _ request: SearchRequest, _ everything: DocumentSet
  ) throws -> [String] {
    var remarks: [String] = []
    let words = try plan.map { try evaluate($0, everything).documents } ?? everything
    if !words.isEmpty, !filters.isEmpty {
      for position in filters.indices {
        var others = words
        for (other, plan) in filters.enumerated() where other != position {
          others.formIntersection(try evaluate(plan, everything).documents)
        }
        guard !others.isEmpty else { continue }
        let name = position < request.conditions.count ? request.conditions[position].field : "status"
        remarks.append("Without the filter on \(name) there would be \(others.count).")
      }
      if remarks.isEmpty { remarks.append("Without the filters there would be \(words.count).") }
    } else if let plan {
      for leaf in Self.leaves(plan) where !leaf.tokens.isEmpty || !leaf.phrases.isEmpty {
        guard try evaluate(leaf, index.documentLimit).documents.isEmpty else { continue }
        let folded = TextFolding.folded(leaf.typed)
        let near = folded.count > 2 ? try index.words(near: folded, distance: 2) : []
        let shown = near.isEmpty ? "" : "; near it: \(near.joined(separator: ", "))"
        remarks.append("\"\(leaf.typed)\" occurs nowhere\(shown).")
      }
    }
    return remarks
  }

  // MARK: Leaves

  static func leaves(_ plan: QueryPlan) -> [QueryPlan.Leaf] {
    switch plan {
    case .words(let leaf): [leaf]
    case .all(let parts), .any(let parts): parts.flatMap(leaves)
    case .not, .values, .text, .dates: []
    }
  }

  private static func tokens(_ plan: QueryPlan) -> Set<String> {
    Set(leaves(plan).flatMap { $0.tokens + ($0.phrases + $0.otherNames).flatMap(\.self) }.filter { $0.utf8.count > 5 })
  }
}
