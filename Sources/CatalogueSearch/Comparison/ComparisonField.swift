package import CatalogueModel
internal import SourceTree

/// A field by which records are compared: a field of the record table, or a part of one that is worth a row.
package struct ComparisonField: Sendable {
  /// The name by which it is asked for, in snake case.
  package let name: String
  /// What a reader calls it.
  package let label: String
  /// The fields of the record that it shows, for marks and disputes; a part is written `cofinancing.rates`.
  let parts: [String]
  /// What a record says.
  private let lines: @Sendable (Record, ComparisonContext) -> [ComparisonLine]

  init(
    _ name: String, _ label: String, parts: [String],
    _ lines: @escaping @Sendable (Record, ComparisonContext) -> [ComparisonLine]
  ) {
    self.name = name
    self.label = label
    self.parts = parts
    self.lines = lines
  }

  /// A whole field of the record table, shown as its shape says.
  private init(_ field: Field<Record>) {
    let description = field.description
    self.init(description.name, description.label, parts: [description.name]) { record, context in
      field.encode(record, EncodingOptions()).map { FieldLines(context).lines($0, description.shape) } ?? []
    }
  }

  /// The field with a name, by its own name, or by a name or query name of the record table; dashes may stand for
  /// underscores. O(fields).
  ///
  /// Throws `FilterProblem` that names the nearest fields.
  package static func named(_ text: String) throws -> ComparisonField {
    let name = String(text.lowercased().map { $0 == "-" ? "_" : $0 })
    if let field = derived.first(where: { $0.name == name }) { return field }
    let shown = Record.fields.filter { field in
      let description = field.description
      return !description.isPersonal && !["inferred", "disputed"].contains(description.name)
    }
    let found = shown.first { $0.description.name == name || $0.description.queryNames.contains(name) }
    if let found { return derived.first { $0.name == found.description.name } ?? ComparisonField(found) }
    let names = derived.map(\.name) + shown.flatMap { [$0.description.name] + $0.description.queryNames }
    let near = NearestName.candidates(for: name, among: Set(names).sorted())
    let advice = near.isEmpty ? "; the usual ones are \(usual.map(\.name).joined(separator: ", "))" : ""
    throw FilterProblem("there is no field \"\(text)\" to compare\(advice)\(NearestName.question(near))")
  }

  /// The fields of a comparison that names none.
  package static let usual: [ComparisonField] = {
    let names = [
      "kind", "countries", "eligibility", "target_groups", "rate", "ceiling", "budget", "funder", "status", "outputs",
      "evidence", "sources",
    ]
    return names.compactMap { try? named($0) }
  }()

  /// What a record says, with its marks. O(size of the field).
  func cell(of record: Record, in context: ComparisonContext) -> ComparisonCell {
    let disputes = record.disputes(about: parts)
    let lines = lines(record, context)
    if lines.isEmpty {
      let isForeign = record.kind.map { kind in
        Record.fields.contains {
          parts.contains($0.description.name) && $0.description.requirement(for: kind) == .notApplicable
        }
      }
      let content = isForeign == true ? ComparisonCell.Content.notApplicable : .silent(record.silence)
      return ComparisonCell(content, disputes: disputes)
    }
    let isInferred = record.inferred.contains { name in parts.contains { Self.overlap($0, name) } }
    return ComparisonCell(.stated(lines), isInferred: isInferred, disputes: disputes)
  }

  /// Whether two names are of the same field, or one of a part of the other.
  fileprivate static func overlap(_ left: String, _ right: String) -> Bool {
    left == right || left.hasPrefix(right + ".") || right.hasPrefix(left + ".")
  }
}

extension Record {
  /// What a missing value of the record means.
  package var silence: Silence {
    !sources.isEmpty && sources.allSatisfy { $0.complete == false } ? .notRead : .notStated
  }

  /// What is disputed about fields, one sentence a dispute. O(disputes).
  func disputes(about parts: [String]) -> [String] {
    disputed.compactMap { dispute in
      guard let field = dispute.field, parts.contains(where: { ComparisonField.overlap($0, field) }) else { return nil }
      // What is disputed may be more than the row shows: all organisations, and not the funder.
      let about = [parts == [field] ? nil : field, dispute.source].compactMap { $0 }
      var text = "disputed" + (about.isEmpty ? "" : " (\(about.joined(separator: ", ")))")
      if let value = dispute.value { text += ": \(value)" }
      if let note = dispute.note { text += (dispute.value == nil ? ": " : "; ") + Self.shortened(note, to: 140) }
      return text
    }
  }

  /// The text in one line, cut at a blank. O(length).
  private static func shortened(_ text: String, to limit: Int) -> String {
    var short = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if !short.isEmpty, short.count + 1 + word.count > limit { return short + " …" }
      short += (short.isEmpty ? "" : " ") + word
    }
    return short
  }
}
