package import CatalogueModel
package import SourceTree
internal import TextFolding

/// Answers queries from an index: combines what its parts find, ranks, and says how the query was read.
package struct SearchEngine {
  let index: any SearchIndex
  let context: CatalogueContext
  let analyzer = TextAnalyzer()
  let names: TermNames

  /// What share of the most words that one record holds another has to hold, when none holds all.
  private static let partialShare = 0.6

  /// Makes an engine.
  package init(_ index: any SearchIndex, _ context: CatalogueContext) {
    self.index = index
    self.context = context
    names = TermNames(index, analyzer)
  }

  /// A query that cannot be answered, for the reasons that the findings give.
  package struct Refusal: Error {
    /// The reasons, each with its place in the query.
    package let diagnostics: [Diagnostic]
  }

  /// Answers a request. Throws `Refusal` for a query that cannot be read, and what the index throws.
  package func answer(_ request: SearchRequest) throws -> SearchAnswer {
    let text = request.text
    let parsed = QueryParser.parse(text)
    var planner = QueryPlanner(
      index, analyzer, context.vocabularies, names, query: SourceText(name: "query", text), isExact: request.isExact,
      saved: request.saved)
    let pieces = try planner.pieces(of: parsed.query)
    let plan = QueryPlan.all(of: pieces.map(\.plan))
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
    let evaluation = try PlanEvaluation(index)
    var answer = SearchAnswer()
    answer.total = evaluation.total
    answer.remarks = planner.remarks
    if plan == nil, text.contains(where: { !$0.isWhitespace }) {
      answer.isQueryLeftOut = true
      answer.remarks.append("The query has no word that says anything, and was left out.")
    }
    var allowed = evaluation.everything
    for filter in filters { allowed.formIntersection(try evaluation.evaluate(filter).documents) }
    var found = try plan.map { try evaluation.evaluate($0) } ?? MatchedDocuments(evaluation.everything)
    found.documents.formIntersection(allowed)
    if let plan, !request.isExact, planner.isSentence || found.documents.isEmpty,
      let partial = try bestEffort(plan, allowed, evaluation)
    {
      answer.remarks.append(contentsOf: partial.remark(whenAllHeldBy: found.documents.count))
      found = partial.found
    }
    if found.documents.isEmpty {
      answer.remarks += try explainEmptiness(pieces, filters, request, evaluation)
    } else {
      for sequence in planner.sequences { try evaluation.addOrder(sequence, to: &found) }
    }
    answer.found = plan.map(Self.found) ?? FoundWords()
    answer.count = found.documents.count
    if request.countsFacets {
      answer.facets = Facets(try index.counts(of: Facets.fields + [.year], in: found.documents))
    }
    answer.hits = try hits(of: found, request)
    if let plan { CarriedTerms(Self.leaves(plan), context.vocabularies).name(in: &answer.hits) }
    for position in answer.hits.indices {
      answer.hits[position].bridges = BridgeNames.telling(answer.hits[position].bridges)
    }
    answer.unreadable = try index.unreadableFiles()
    return answer
  }

  /// The wanted ones of the found records, in their order.
  private func hits(of found: MatchedDocuments, _ request: SearchRequest) throws -> [SearchHit] {
    let scores = try found.totals()
    func hit(_ entry: IndexEntry) -> SearchHit {
      SearchHit(
        entry: entry, score: scores?[entry.document] ?? 0, bridges: found.bridges(of: entry.document))
    }
    guard request.order == .relevance, let limit = request.limit else {
      var hits = try index.entries(of: found.documents.documents).map(hit)
      sort(&hits, by: request.order)
      let rest = hits.dropFirst(request.offset)
      return Array(request.limit.map { rest.prefix($0) } ?? rest)
    }
    let wanted = limit + request.offset
    var documents: [Int]
    if let scores {
      documents = found.documents.documents
      if documents.count > wanted, wanted > 0 {
        // Those with the score of the last one wanted stay in; their ids decide.
        let least = Self.score(of: wanted, among: documents, scores)
        let better = DocumentSet(documents.filter { scores[$0] > least })
        let equal = DocumentSet(documents.filter { scores[$0] == least })
        documents = better.documents + (try index.documents(byID: equal, limit: wanted - better.count))
      }
    } else {
      documents = try index.documents(byID: found.documents, limit: wanted)
    }
    var hits = try index.entries(of: documents).map(hit)
    sort(&hits, by: .relevance)
    return Array(hits.dropFirst(request.offset).prefix(limit))
  }

  /// The score of the document at a place, from 1, without putting all in order. O(documents × log place) at worst,
  /// and mostly O(documents).
  private static func score(of place: Int, among documents: [Int], _ scores: DocumentTotals) -> Double {
    var best: [Double] = []
    for document in documents {
      let score = scores[document]
      if best.count == place, score <= best[place - 1] { continue }
      var low = 0
      var high = best.count
      while low < high {
        let middle = (low + high) / 2
        if best[middle] >= score { low = middle + 1 } else { high = middle }
      }
      best.insert(score, at: low)
      if best.count > place { best.removeLast() }
    }
    return best.last ?? 0
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

  // MARK: When nothing is found

  /// The records that hold most of the words of a query.
  private struct BestEffort {
    var found: MatchedDocuments
    var least: Double
    var most: Double
    var all: Double

    /// What the searcher should know, as so many records hold all words.
    func remark(whenAllHeldBy complete: Int) -> [String] {
      func number(_ value: Double) -> String { "\(Int(value))" }
      if complete == found.documents.count { return [] }
      if complete > 0 {
        return [
          "\(complete) hold all \(number(all)) words; the others hold at least \(number(least)) (--exact leaves them out)."
        ]
      }
      let share = least == most ? number(most) : "\(number(least)) to \(number(most))"
      return ["No record holds all \(number(all)) words together; these hold \(share) of them."]
    }
  }

  /// The records that hold most of the words. Words that were only guessed are no reason by themselves.
  private func bestEffort(_ plan: QueryPlan, _ allowed: DocumentSet, _ evaluation: PlanEvaluation) throws -> BestEffort?
  {
    guard case .all(let parts) = plan else { return nil }
    var base = allowed
    var wanted: [(plan: QueryPlan, weight: Double)] = []
    for part in parts {
      switch part {
      case .words, .any: wanted.append((part, part.words))
      default: base.formIntersection(try evaluation.evaluate(part).documents)
      }
    }
    let all = wanted.reduce(0) { $0 + $1.weight }
    guard all > 1 else { return nil }
    var held = [Double](repeating: 0, count: base.limit)
    var result = MatchedDocuments(DocumentSet())
    var certain = DocumentSet()
    for (part, weight) in wanted {
      var found = try evaluation.evaluate(part)
      found.documents.formIntersection(base)
      if !part.isGuess { certain.formUnion(found.documents) }
      for document in found.documents.documents { held[document] += weight }
      result.add(found)
    }
    let candidates = certain.documents
    guard let most = candidates.map({ held[$0] }).max(), most > 0 else { return nil }
    let least = max(1, (most * Self.partialShare).rounded(.up))
    result.documents = DocumentSet(candidates.filter { held[$0] >= least })
    result.scale { held[$0] / all }
    return BestEffort(found: result, least: least, most: most, all: all)
  }

  /// Which filter alone leaves nothing, wherever it was written, or what the words would find without the filters; or
  /// which words occur nowhere.
  private func explainEmptiness(
    _ pieces: [(asked: String, plan: QueryPlan)], _ filters: [QueryPlan], _ request: SearchRequest,
    _ evaluation: PlanEvaluation
  ) throws -> [String] {
    var remarks: [String] = []
    var words = evaluation.everything
    var restrictions: [(name: String, documents: DocumentSet)] = []
    for (asked, plan) in pieces {
      let found = try evaluation.evaluate(plan).documents
      if plan.isFilter { restrictions.append((asked, found)) } else { words.formIntersection(found) }
    }
    for (position, plan) in filters.enumerated() {
      let field = position < request.conditions.count ? request.conditions[position].field : "status"
      restrictions.append(("the filter on \(field)", try evaluation.evaluate(plan).documents))
    }
    if !words.isEmpty, !restrictions.isEmpty {
      for position in restrictions.indices {
        var others = words
        for (other, restriction) in restrictions.enumerated() where other != position {
          others.formIntersection(restriction.documents)
        }
        guard !others.isEmpty else { continue }
        remarks.append("Without \(restrictions[position].name) there would be \(others.count).")
      }
      if remarks.isEmpty { remarks.append("Without the filters there would be \(words.count).") }
    } else {
      for leaf in pieces.flatMap({ Self.leaves($0.plan) }) where !leaf.word.forms.isEmpty {
        guard try index.isEmpty(leaf.word) else { continue }
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

  private static func found(_ plan: QueryPlan) -> FoundWords {
    var found = FoundWords()
    for form in leaves(plan).flatMap({ $0.word.forms + $0.word.otherNames }) {
      // A word of a letter or two is in every line.
      if form.count > 1 || (form.first?.utf8.count ?? 0) > 5 { found.insert(form) }
    }
    return found
  }
}
