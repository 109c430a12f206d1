internal import CatalogueModel
internal import SourceTree

/// Why a record was found, or was not: which words matched where, and what it lacks.
package struct SearchExplanation: Sendable {
  /// What a record has of one word or filter.
  package struct Line: Sendable {
    /// The word or filter as it was asked for.
    package var asked: String
    /// Which word stands where, with its score there; empty when nowhere.
    package var places: [(word: String, part: String, score: Double)]
    /// Through which terms it was found.
    package var bridges: [String]
    /// Whether the record has it at all.
    package var holds: Bool
  }

  /// The words and filters.
  package var lines: [Line]
  /// The place among the answers, from 1; nil when it is not among them.
  package var rank: Int?
  /// What the answer says about the query, such as what was searched for instead.
  package var remarks: [String]
}

extension SearchEngine {
  /// Explains the answer for one record. Nil when there is no record of this id. Throws as `answer` does.
  package func explain(_ request: SearchRequest, _ id: String) throws -> SearchExplanation? {
    let entries = try index.entries(of: index.documents(of: id))
    let answer = try answer(request)
    // Of a record and a proposed revision of it the one is meant that was found, else the record.
    let found = Set(answer.hits.map(\.entry.document))
    let meant = entries.first { found.contains($0.document) } ?? entries.first { $0.values[.status] != ["draft"] }
    guard let document = (meant ?? entries.first)?.document else { return nil }
    let parts = try parts(of: request)
    let evaluation = try PlanEvaluation(index)
    var lines: [SearchExplanation.Line] = []
    for part in parts {
      let found = try evaluation.evaluate(part.plan)
      var line = SearchExplanation.Line(
        asked: part.asked, places: [], bridges: found.bridges(of: document), holds: found.documents.contains(document)
      )
      for leaf in Self.leaves(part.plan) {
        let rarity = Ranking.rarity(of: found.documents.count, among: evaluation.total)
        for place in SearchDocument.Part.allCases {
          if let frequency = try index.frequency(of: leaf.word, in: document, part: place.rawValue) {
            line.places.append((leaf.typed, place.label, Ranking.saturated(frequency) * rarity))
          }
        }
      }
      lines.append(line)
    }
    return SearchExplanation(
      lines: lines, rank: answer.hits.firstIndex { $0.entry.document == document }.map { $0 + 1 },
      remarks: answer.remarks)
  }

  /// The words and filters of a request, one by one.
  private func parts(of request: SearchRequest) throws -> [(asked: String, plan: QueryPlan)] {
    var planner = QueryPlanner(
      index, analyzer, context.vocabularies, names, query: SourceText(name: "query", request.text),
      isExact: request.isExact, saved: request.saved)
    var parts: [(String, QueryPlan)] = []
    parts += try planner.pieces(of: QueryParser.parse(request.text).query)
    for condition in request.conditions {
      let values = condition.values.map { QueryText($0, in: 0..<0) }
      if let plan = try planner.plan(.field(name: QueryText(condition.field, in: 0..<0), values: values)) {
        parts.append(("\(condition.field):\(condition.values.joined(separator: ","))", plan))
      }
    }
    if !planner.asksForStatus {
      let statuses = request.defaultStatuses.map(\.rawValue)
      parts.append(("status:\(statuses.joined(separator: ","))", .values(.status, Set(statuses))))
    }
    return parts
  }
}

extension Query {
  /// The query as it may be typed.
  var typed: String {
    switch self {
    case .word(let text, let isPrefix): text.text + (isPrefix ? "*" : "")
    case .phrase(let text): "\"\(text.text)\""
    case .saved(let name): name.text
    case .field(let name, let values): "\(name.text):\(values.map(\.text).joined(separator: ","))"
    case .not(let inner): "NOT \(inner.typed)"
    case .all(let parts): "(\(parts.map(\.typed).joined(separator: " ")))"
    case .any(let parts): "(\(parts.map(\.typed).joined(separator: " OR ")))"
    }
  }
}
