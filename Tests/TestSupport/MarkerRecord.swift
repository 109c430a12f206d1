package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// A record with something of its own in every field, made from the field table.
///
/// Every text is a marker such as `marker-outputs-summary-2-en`, in two languages where it may be; every list has two
/// items; dates, numbers and codes are unusual ones. A field that is added to the table is in it at once.
package struct MarkerRecord: Sendable {
  /// What a leaf of the field table holds.
  package struct Leaf: Sendable {
    /// The path without indexes, such as `outputs.summary`.
    package var path: String
    /// The values in order; each is said to be there when one of its spellings is.
    package var values: [[String]] = []
    /// Whether nothing else in an export can look like its values.
    package var isUnique: Bool
    /// Whether its values are `true` or `false`.
    package var isBoolean: Bool
    /// Whether it may hold personal data.
    package var isPersonal: Bool
  }

  /// The record.
  package let record: Record
  /// Every leaf, in the order of the field table.
  package let leaves: [Leaf]
  /// The marker of the catalogue's own key, which no export shows.
  package static let extra = "marker-extra"

  /// Makes a record.
  ///
  /// - Parameters:
  ///   - flipped: The path of the one boolean field that says false; the others say true.
  ///   - catalogue: The vocabularies that terms are taken from.
  /// Throws when the record could not be read without a finding.
  package init(
    kind: RecordKind, share: Contact.Share, flipped: String? = nil, in catalogue: CatalogueContext
  ) throws {
    var maker = MarkerMaker(
      catalogue: catalogue, flipped: flipped, chosen: ["kind": kind.rawValue, "contact.share": share.rawValue])
    var text = ""
    for field in Record.fields.map(\.description) {
      text += "\(field.name): \(maker.value(of: field, at: field.name))\n"
    }
    text += "x_marker: \(Self.extra)\n"
    let read = YAMLReader().readDocument(SourceText(name: "marker.yaml", text))
    guard let tree = read.tree, read.diagnostics.isEmpty else {
      throw MarkerFailure(messages: read.diagnostics.map(\.message), text: text)
    }
    let draft = Draft(tree, in: catalogue)
    guard draft.diagnostics.isEmpty else {
      throw MarkerFailure(
        messages: draft.diagnostics.map { "\($0.field?.description ?? ""): \($0.message)" }, text: text)
    }
    record = draft.record
    leaves = maker.leaves
  }

  /// The paths of all fields and groups of the table, without indexes. O(fields).
  package static var paths: Set<String> {
    var paths: Set<String> = []
    func add(_ shape: ShapeDescription, _ path: String) {
      paths.insert(path)
      switch shape {
      case .group(let fields): for field in fields { add(field.shape, path + "." + field.name) }
      case .list(let item): add(item, path)
      default: break
      }
    }
    for field in Record.fields.map(\.description) { add(field.shape, field.name) }
    return paths
  }
}

/// A record of markers has a finding: a field needs a value that the maker does not know of.
package struct MarkerFailure: Error, CustomStringConvertible {
  let messages: [String]
  let text: String

  /// The message.
  package var description: String {
    "MarkerRecord has no good value for a field: \(messages.joined(separator: "; "))\n\(text)"
  }
}

/// Makes the values of one record, as flow values of YAML, and notes them by leaf.
private struct MarkerMaker {
  let catalogue: CatalogueContext
  let flipped: String?
  /// Choices that are not free.
  let chosen: [String: String]
  private(set) var leaves: [MarkerRecord.Leaf] = []
  /// How many dates, numbers, and codes of each kind were given out.
  private var used: [String: Int] = [:]

  /// Codes that hardly any record has.
  private static let codes: [TextKind: [String]] = [
    .country: ["MT", "IS", "FO", "AX"], .language: ["mt", "is", "fo"], .currency: ["XPF", "BTN", "MOP", "ISK"],
    .nuts: ["MT001", "MT002", "IS001", "IS002"], .licence: ["EUPL-1.2", "OFL-1.1"],
  ]
  /// The languages of texts; tables have a column for each.
  private static let languages = ["en", "fr"]

  init(catalogue: CatalogueContext, flipped: String?, chosen: [String: String]) {
    self.catalogue = catalogue
    self.flipped = flipped
    self.chosen = chosen
  }

  mutating func value(of field: FieldDescription, at path: String) -> String {
    value(field.shape, field, path)
  }

  private mutating func value(_ shape: ShapeDescription, _ field: FieldDescription, _ path: String) -> String {
    switch shape {
    case .group(let fields):
      var entries: [String] = []
      for inner in fields { entries.append("\(inner.name): \(value(of: inner, at: path + "." + inner.name))") }
      return "{ \(entries.joined(separator: ", ")) }"
    case .list(let item):
      let first = value(item, field, path)
      return "[\(first), \(value(item, field, path))]"
    case .localizedLine, .localizedProse: return texts(field, path) { $0 }
    case .localizedLists: return texts(field, path) { "[\($0)]" }
    case .text(let kind): return text(kind, field, path)
    case .term(let vocabulary): return term(vocabulary, field, path)
    case .choice(let words):
      // The later words are the rarer ones.
      let word = chosen[path] ?? words[words.count - 1 - next(path) % words.count]
      note([word, word.split(separator: "_").joined(separator: " ")], field, path, isUnique: false)
      return word
    case .boolean:
      let value = path == flipped ? "false" : "true"
      note([value], field, path, isUnique: false)
      return value
    case .date:
      // Later fields have later dates, so that no period ends before it begins.
      let count = next("date")
      let day = 11 + count % 17
      let date = "19\(87 + count / 17)-03-\(day)"
      note([date], field, path)
      return date
    case .number(_, let maximum):
      let count = next("number")
      let number = maximum == nil ? String(73219 + 1013 * count) : "\(31 + count).\(count % 9 + 1)37"
      note([number], field, path)
      return number
    }
  }

  private mutating func texts(_ field: FieldDescription, _ path: String, _ write: (String) -> String) -> String {
    let marker = marker(path)
    let entries = Self.languages.map { language in
      note(["\(marker)-\(language)"], field, path)
      return "\(language): \(write("\"\(marker)-\(language)\""))"
    }
    return "{ \(entries.joined(separator: ", ")) }"
  }

  private mutating func text(_ kind: TextKind, _ field: FieldDescription, _ path: String) -> String {
    if let codes = Self.codes[kind] {
      let code = codes[next(kind.rawValue) % codes.count]
      note([code], field, path, isUnique: false)
      return "\"\(code)\""
    }
    let marker = marker(path)
    let text =
      switch kind {
      case .url: "https://example.org/" + marker
      case .mailbox, .email: marker + "@example.org"
      default: marker
      }
    note([text], field, path)
    return "\"\(text)\""
  }

  private mutating func term(_ name: String, _ field: FieldDescription, _ path: String) -> String {
    let terms = (catalogue.vocabularies[name]?.terms ?? []).filter { !$0.isForSearch && $0.replacedBy == nil }
    guard !terms.isEmpty else { return "\"no vocabulary \(name)\"" }
    let term = terms[terms.count - 1 - next(path) % terms.count]
    note([term.code] + term.label.entries.map(\.text), field, path, isUnique: false)
    return term.code
  }

  /// The next marker of a leaf; fields within lists come more than once.
  private mutating func marker(_ path: String) -> String {
    let words = path.split { $0 == "." || $0 == "_" }.joined(separator: "-")
    return "marker-\(words)-\(next(path) + 1)"
  }

  private mutating func next(_ name: String) -> Int {
    defer { used[name, default: 0] += 1 }
    return used[name, default: 0]
  }

  private mutating func note(
    _ spellings: [String], _ field: FieldDescription, _ path: String, isUnique: Bool = true
  ) {
    if let index = leaves.firstIndex(where: { $0.path == path }) { return leaves[index].values.append(spellings) }
    let isBoolean = field.shape == .boolean || field.shape == .list(.boolean)
    leaves.append(
      MarkerRecord.Leaf(
        path: path, values: [spellings], isUnique: isUnique, isBoolean: isBoolean, isPersonal: field.isPersonal))
  }
}
