package import CatalogueModel
package import SourceTree

/// A new version of a record that was changed itself while the version waited: what of both can be kept.
package struct RevisionMerge: Sendable {
  /// A field that both changed, each otherwise.
  package struct Clash: Sendable, Hashable {
    /// The field, or its text in one language.
    package var path: FieldPath
    /// What differs between the record and the new version, place by place: `old` is the record's.
    package var lines: [FieldChange.Line]
  }

  /// The new version, with what was changed in the record meanwhile. Where both changed something, it is that of the new
  /// version.
  package private(set) var merged: Record
  /// What was changed in the record meanwhile and is kept.
  package private(set) var kept: [FieldPath] = []
  /// What both changed.
  package private(set) var clashes: [Clash] = []

  /// Compares three versions. O(size).
  ///
  /// - Parameters:
  ///   - draft: The new version.
  ///   - base: The record from which it was made.
  ///   - current: The record as it is now.
  package init(_ draft: Record, madeFrom base: Record, current: Record) {
    merged = draft
    for field in Record.fields where !field.description.isWrittenByTool && field.description.name != "status" {
      if let texts = field.texts {
        merge(texts, of: field.description.name, draft, base, current)
      } else {
        merge(field, draft, base, current)
      }
    }
    if current.extras != base.extras, draft.extras == base.extras { merged.extras = current.extras }
  }

  private mutating func merge(_ field: Field<Record>, _ draft: Record, _ base: Record, _ current: Record) {
    let options = EncodingOptions()
    let values = (field.encode(draft, options), field.encode(base, options), field.encode(current, options))
    guard values.2 != values.1, values.2 != values.0 else { return }
    let path = FieldPath(field.description.name)
    if values.0 == values.1 {
      field.copy(current, &merged)
      kept.append(path)
    } else {
      clashes.append(Clash(path: path, lines: FieldChange.differences(path, values.2, values.0)))
    }
  }

  private mutating func merge(
    _ texts: Field<Record>.Texts, of name: String, _ draft: Record, _ base: Record, _ current: Record
  ) {
    var text = texts.get(draft)
    let languages = (text.entries + texts.get(current).entries).map(\.language)
    for language in languages where texts.get(current)[language] != texts.get(base)[language] {
      let now = texts.get(current)[language]
      guard now != text[language] else { continue }
      let path = FieldPath([.key(name), .key(language)])
      if text[language] == texts.get(base)[language] {
        if let position = text.entries.firstIndex(where: { $0.language == language }) {
          if let now { text.entries[position].text = now } else { text.entries.remove(at: position) }
        } else if let now {
          text.entries.append(.init(language, now))
        }
        kept.append(path)
      } else {
        clashes.append(Clash(path: path, lines: [.init(path: path, old: now, new: text[language])]))
      }
    }
    texts.set(text, &merged)
  }
}
