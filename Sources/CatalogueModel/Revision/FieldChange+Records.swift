package import SourceTree

extension FieldChange {
  /// What differs between two versions of a record, in the order of the field table, the catalogue's own `x_` keys last.
  /// A text differs language by language. O(size of both).
  package static func between(_ old: Record, _ new: Record) -> [FieldChange] {
    var changes: [FieldChange] = []
    func compare(_ path: FieldPath, _ before: DataValue?, _ after: DataValue?) {
      guard before != after else { return }
      let kind: Kind = before == nil ? .added : after == nil ? .removed : .changed
      changes.append(
        FieldChange(path: path, kind: kind, location: nil, lines: differences(path, before, after)))
    }
    let options = EncodingOptions()
    for field in Record.fields {
      let path = FieldPath([.key(field.description.name)])
      guard let texts = field.texts else {
        compare(path, field.encode(old, options), field.encode(new, options))
        continue
      }
      let (before, after) = (texts.get(old), texts.get(new))
      var languages = before.entries.map(\.language)
      for entry in after.entries where !languages.contains(entry.language) { languages.append(entry.language) }
      for language in languages {
        compare(path.appending(language), before[language].map { .prose($0) }, after[language].map { .prose($0) })
      }
    }
    var keys = old.extras.map(\.key)
    for entry in new.extras where !keys.contains(entry.key) { keys.append(entry.key) }
    for key in keys {
      compare(
        FieldPath([.key(key)]), old.extras.first { $0.key == key }?.value, new.extras.first { $0.key == key }?.value)
    }
    return changes
  }
}

extension Record {
  /// What the record says in a field, or in the text of a field in one language; nil for nothing. O(fields + size of it).
  package func value(at path: FieldPath) -> DataValue? {
    guard case .key(let name)? = path.steps.first,
      let value = Record.fields.first(where: { $0.description.name == name })?.encode(self, EncodingOptions())
    else { return nil }
    guard case .key(let language)? = path.steps.dropFirst().first else { return value }
    return value[language]
  }
}
