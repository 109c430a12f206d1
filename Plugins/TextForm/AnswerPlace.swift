internal import CatalogueModel
internal import SourceTree
internal import SubmissionForm

/// What the name of a place in braces means: `outputs.2.summary.lt`.
struct AnswerPlace {
  /// The way from the record inwards, positions as they are written, with the language of a text at its end.
  private(set) var steps: [String] = []
  /// The names without positions and languages.
  private(set) var names: [String] = []
  /// What the answer looks like.
  private(set) var shape: ShapeDescription
  /// The way as messages name it.
  private(set) var path = FieldPath([])
  /// Whether it is a part of an entry of a list.
  private(set) var isWithinList = false

  /// The way to the field of the record that the place is in, with the language of a text of its own.
  var topSteps: [String] {
    switch shape {
    case .localizedLine, .localizedProse, .localizedLists: names.count == 1 ? steps : [names[0]]
    default: [names[0]]
    }
  }

  /// Looks a place up in the field table; nil when there is none.
  ///
  /// - Parameter language: The language of texts whose place names none.
  init?(_ place: [String], language: String) {
    var fields = Record.fields.map(\.description)
    var rest = place[...]
    shape = .group(fields)
    while let name = rest.popFirst() {
      guard let field = fields.first(where: { $0.name == name }) else { return nil }
      steps.append(name)
      names.append(name)
      path = path.appending(name)
      shape = field.shape
      fields = shape.parts
      if fields.isEmpty { break }
      if case .list = shape, !rest.isEmpty {
        guard let position = rest.popFirst().flatMap({ Int($0) }), (1...9999).contains(position) else { return nil }
        steps.append(String(position))
        path = path.appending(position - 1)
        isWithinList = true
      }
    }
    switch shape {
    case .localizedLine, .localizedProse, .localizedLists:
      let tag = rest.popFirst() ?? language
      steps.append(tag)
      path = path.appending(tag)
    default: break
    }
    guard rest.isEmpty, !steps.isEmpty else { return nil }
  }
}

/// Answers on their way to a tree of nodes: groups by name, lists by position.
struct AnswerTree {
  private var entries: [(name: String, place: Range<Int>, tree: AnswerTree)] = []
  /// Where an entry stands among them, by its name: a list may have thousands.
  private var positions: [String: Int] = [:]
  private var value: PlacedValue?

  /// Whether nothing was answered.
  var isEmpty: Bool { entries.isEmpty }

  /// Whether the record has this name.
  func holds(_ name: String) -> Bool { holds([name]) }

  /// Whether something was answered at a place.
  func holds(_ steps: some Collection<String>) -> Bool {
    guard let name = steps.first else { return true }
    return positions[name].map { entries[$0].tree.holds(steps.dropFirst()) } ?? false
  }

  /// Sets the answer at a place; nil for an answer that asks for its removal within a list.
  mutating func set(_ steps: [String], _ value: PlacedValue?, at place: Range<Int>) {
    set(steps[...], value, at: place)
  }

  private mutating func set(_ steps: ArraySlice<String>, _ value: PlacedValue?, at place: Range<Int>) {
    guard let name = steps.first else { return self.value = value }
    let index = positions[name] ?? entries.count
    if index == entries.count {
      positions[name] = index
      entries.append((name, place, AnswerTree()))
    }
    entries[index].tree.set(steps.dropFirst(), value, at: place)
  }

  /// The record, or the group of these fields, as values with their places. O(answers).
  func placed(_ fields: [FieldDescription]) -> PlacedValue {
    .map(
      entries.compactMap { entry in
        let shape = fields.first { $0.name == entry.name }?.shape
        return entry.tree.placed(shape, entry.place).map { .init(entry.name, .init(entry.place), $0) }
      })
  }

  /// The value of a field; nil when nothing is left of it, and a blank where all of a list was taken away.
  private func placed(_ shape: ShapeDescription?, _ place: Range<Int>) -> PlacedValue? {
    if let value { return value }
    switch shape {
    case .list(.group(let parts)):
      let positions = entries.compactMap { entry in Int(entry.name).map { ($0, entry.tree) } }.sorted { $0.0 < $1.0 }
      let items = positions.map { $0.1.placed(parts) }.filter {
        if case .map(let all) = $0 { !all.isEmpty } else { true }
      }
      return items.isEmpty ? .scalar("", .init(place.upperBound..<place.upperBound)) : .list(items)
    case .group(let parts):
      guard case .map(let all) = placed(parts), !all.isEmpty else { return nil }
      return .map(all)
    case .localizedLine, .localizedProse, .localizedLists:
      return .map(
        entries.compactMap { entry in entry.tree.value.map { .init(entry.name, .init(entry.place), $0) } })
    default: return nil
    }
  }
}
