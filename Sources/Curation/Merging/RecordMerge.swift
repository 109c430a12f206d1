package import CatalogueModel
internal import SourceTree

/// Two records about the same thing as one: what the one that stays lacks is taken from the other, lists are united, and
/// of what both state otherwise the one that stays has its way unless somebody decides.
package struct RecordMerge: Sendable {
  /// The record that comes of it.
  package private(set) var merged: Record
  /// What both state otherwise, place by place: `old` is what stays, `new` what the other says.
  package private(set) var differing: [FieldChange.Line] = []

  /// Joins two records. O(size²) in the lengths of lists.
  ///
  /// - Parameters:
  ///   - kept: The record that stays.
  ///   - other: The one that becomes part of it.
  ///   - taken: Names of fields whose values are those of the other.
  package init(_ kept: Record, _ other: Record, taking taken: Set<String> = []) {
    merged = kept
    let other = Self.withOwnKeys(other, beside: kept)
    for field in Record.fields where !Self.own.contains(field.description.name) && !field.description.isWrittenByTool {
      let name = field.description.name
      if taken.contains(name) {
        if !field.isEmpty(other) { field.copy(other, &merged) }
      } else if let texts = field.texts {
        unite(texts, name, other)
      } else if case .list = field.description.shape {
        continue
      } else if field.isEmpty(merged) {
        field.copy(other, &merged)
      } else if !field.isEmpty(other) {
        let options = EncodingOptions()
        differing += FieldChange.differences(
          FieldPath(name), field.encode(merged, options), field.encode(other, options)
        ).filter { $0.new != nil }
      }
    }
    unite(other, taken)
    for entry in other.extras where !merged.extras.contains(where: { $0.key == entry.key }) {
      merged.extras.append(entry)
    }
  }

  /// Fields that belong to a record and not to what it is about.
  private static let own: Set<String> = ["id", "kind", "language", "status"]

  private mutating func unite(_ texts: Field<Record>.Texts, _ name: String, _ other: Record) {
    var text = texts.get(merged)
    for entry in texts.get(other).entries {
      if let own = text[entry.language] {
        guard own != entry.text else { continue }
        let path = FieldPath([.key(name), .key(entry.language)])
        differing.append(.init(path: path, old: own, new: entry.text))
      } else {
        text.entries.append(entry)
      }
    }
    texts.set(text, &merged)
  }

  /// Adds what lists of the other hold and those of the record do not, and the other's titles as names.
  private mutating func unite(_ other: Record, _ taken: Set<String>) {
    func add<Item: Hashable>(_ path: WritableKeyPath<Record, [Item]>, _ name: String, _ more: [Item]? = nil) {
      guard !taken.contains(name) else { return }
      for item in more ?? other[keyPath: path] where !merged[keyPath: path].contains(item) {
        merged[keyPath: path].append(item)
      }
    }
    let titles = merged.title.entries.map(\.text)
    let names = other.alsoKnownAs + other.title.entries.map(\.text)
    add(\.alsoKnownAs, "", (taken.contains("also_known_as") ? [] : names).filter { !titles.contains($0) })
    add(\.countries, "countries")
    add(\.regions, "regions")
    add(\.priorities, "priorities")
    add(\.ktAreas, "kt_areas")
    add(\.instrumentTypes, "instrument_types")
    add(\.targetGroups, "target_groups")
    add(\.inferred, "inferred")
    add(\.phases, "phases")
    add(\.outputs, "outputs")
    add(\.budget, "budget")
    add(\.organisations, "organisations")
    add(\.sources, "sources")
    add(\.disputed, "disputed")
    // A record is not linked with itself.
    let ids = [merged.id, other.id]
    add(\.links, "links")
    merged.links.removeAll { link in link.target.map { ids.contains($0) } ?? false }
  }

  /// The other with keys of sources that mean something else in the record made new.
  private static func withOwnKeys(_ other: Record, beside kept: Record) -> Record {
    var other = other
    let own = Dictionary(kept.sources.compactMap { source in source.key.map { ($0, source) } }) { first, _ in first }
    for (position, source) in other.sources.enumerated() {
      guard let key = source.key, let taken = own[key], taken != source else { continue }
      var number = 2
      while own["\(key)-\(number)"] != nil || other.sources.contains(where: { $0.key == "\(key)-\(number)" }) {
        number += 1
      }
      let new = "\(key)-\(number)"
      other.sources[position].key = new
      for index in other.outputs.indices where other.outputs[index].source == key { other.outputs[index].source = new }
      for index in other.disputed.indices where other.disputed[index].source == key {
        other.disputed[index].source = new
      }
    }
    return other
  }
}
