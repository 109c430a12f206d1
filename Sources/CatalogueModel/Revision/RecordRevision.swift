package import SourceTree

/// What a draft asks to be changed in a record that is there.
///
/// Only what the draft says counts: a field that it had no place for stays as it is. What the personal-data gate kept
/// back when the record went out is not taken for removed when it does not come back.
package struct RecordRevision: Sendable {
  /// The changes, in the order of the field table.
  package private(set) var changes: [FieldChange] = []
  /// Changes that an import cannot make, because the program or a person decides: the status and the stamps.
  package private(set) var ignored: [FieldChange] = []
  /// The draft's own entries under `x_` keys that the record has not.
  package private(set) var extras: [DataValue.Entry] = []
  /// Input that found no place, but for what the record says anyway: the values under a column that was renamed.
  package private(set) var unplaced: [UnplacedInput] = []
  /// Where a form only repeats what it held when it was sent, and the record says something else by now. The record
  /// is right.
  package private(set) var outdated: [FieldPath] = []
  /// The changes to what was changed in the catalogue, too, after the form was sent.
  package private(set) var overtaken: [FieldChange] = []
  private let unreadFields: Set<FieldPath.Step>
  private let draft: Draft
  private let record: Record
  private let sent: Record
  private let readBack: [Draft]
  private let settings: CatalogueSettings

  /// Compares a draft with a record. O(size of all).
  ///
  /// - Parameters:
  ///   - sent: The record as it may have gone out: with what the catalogue says for it, without what the gate keeps
  ///     back.
  ///   - readBack: What was sent, as it reads when nobody changes it: once for each notation of a format that cannot
  ///     hold all of a record. What comes back like that was not changed.
  ///   - settings: Those of the catalogue.
  ///   - record: The record as the catalogue has it.
  ///   - draft: What came back.
  package init(
    of record: Record, sent: Record, readBack: [Draft] = [], by draft: Draft, settings: CatalogueSettings
  ) {
    self.draft = draft
    self.record = record
    self.sent = sent
    self.readBack = readBack
    self.settings = settings
    let untouched = readBack.flatMap(\.unplaced)
    let unread = draft.unplaced.filter { input in
      !untouched.contains { $0.field == input.field && $0.value == input.value }
    }
    unreadFields = Set(unread.compactMap { $0.field?.steps.first })
    for field in Record.fields where field.description.name != "id" && field.description.name != "origin" {
      if field.texts == nil { compare(field) } else { compareTexts(field) }
    }
    extras = draft.record.extras.filter { entry in
      !record.extras.contains(entry) && !readBack.contains { $0.record.extras.contains(entry) }
    }
    if !unread.isEmpty {
      let known = Set(FieldChange.differences(FieldPath([]), nil, record.encoded()).compactMap(\.new))
      unplaced = unread.filter { input in !(input.value.scalarText.map(known.contains) ?? false) }
    }
  }

  /// Whether the draft asks for nothing. Input that found no place asks for nothing either; it is reported where it
  /// stands.
  package var isEmpty: Bool { changes.isEmpty && extras.isEmpty }

  /// A record with the changes made. O(size).
  ///
  /// - Parameter target: The record itself, or a later version of it that waits for review.
  package func applied(to target: Record) -> Record {
    var result = target
    for change in changes {
      guard case .key(let name)? = change.path.steps.first,
        let field = Record.fields.first(where: { $0.description.name == name })
      else { continue }
      guard let texts = field.texts else {
        field.copy(change.kind == .removed ? Record() : draft.record, &result)
        continue
      }
      guard case .key(let language)? = change.path.steps.dropFirst().first else { continue }
      var text = texts.get(result)
      let new = change.kind == .removed ? nil : texts.get(draft.record)[language].map(Self.plain)
      if let index = text.entries.firstIndex(where: { $0.language == language }) {
        if let new { text.entries[index].text = new } else { text.entries.remove(at: index) }
      } else if let new {
        text.entries.append(.init(language, new))
      }
      texts.set(text, &result)
    }
    for entry in extras {
      result.extras.removeAll { $0.key == entry.key }
      result.extras.append(entry)
    }
    return result
  }

  /// The changes that another version of the record has already decided otherwise. O(changes × size).
  package func conflicts(with target: Record) -> [FieldChange] {
    changes.filter { change in
      let now = target.value(at: change.path)
      return now != record.value(at: change.path) && now != draft.record.value(at: change.path)
    }
  }

  // MARK: Comparing

  private mutating func compare(_ field: Field<Record>) {
    let name = field.description.name
    let path = FieldPath([.key(name)])
    let options = EncodingOptions()
    let old = field.encode(record, options)
    let new = field.encode(draft.record, options)
    guard !isUnread(name) else { return }
    if let new {
      guard new != old, new != field.encode(sent, options) else { return }
      if draft.hasPassedMail, let old, MailedText.joined(new) == MailedText.joined(old) { return }
      guard !readBack.contains(where: { field.encode($0.record, options) == new }) else { return }
      guard !repeats(new, at: path, now: [old, field.encode(sent, options)]) else { return }
      add(
        FieldChange(
          path: path, kind: old == nil ? .added : .changed, location: draft.location(of: path),
          lines: FieldChange.differences(path, old, new)), field)
    } else if let old, field.encode(sent, options) != nil, couldHold({ field.encode($0, options) != nil }),
      let location = emptied([path])
    {
      let lines = FieldChange.differences(path, old, nil)
      add(FieldChange(path: path, kind: .removed, location: location, lines: lines), field)
    }
  }

  private mutating func compareTexts(_ field: Field<Record>) {
    guard let texts = field.texts else { return }
    let name = field.description.name
    let old = texts.get(record)
    let new = texts.get(draft.record)
    var languages = old.entries.map(\.language)
    for entry in new.entries where !languages.contains(entry.language) { languages.append(entry.language) }
    for language in languages {
      let path = FieldPath([.key(name), .key(language)])
      let before = old[language]
      if let after = new[language] {
        guard before.map(Self.plain) != Self.plain(after) else { continue }
        if draft.hasPassedMail, before.map(MailedText.joined) == MailedText.joined(after) { continue }
        guard !readBack.contains(where: { texts.get($0.record)[language] == after }) else { continue }
        guard !repeats(.prose(Self.plain(after)), at: path, now: [before.map { .prose(Self.plain($0)) }]) else {
          continue
        }
        let location = draft.location(of: path)
        let line = FieldChange.Line(path: path, old: before, new: Self.plain(after))
        note(FieldChange(path: path, kind: before == nil ? .added : .changed, location: location, lines: [line]))
      } else if let before, !isUnread(name), couldHold({ texts.get($0)[language] != nil }),
        let location = emptied(places(of: name, language))
      {
        let line = FieldChange.Line(path: path, old: before, new: nil)
        note(FieldChange(path: path, kind: .removed, location: location, lines: [line]))
      }
    }
  }

  private mutating func add(_ change: FieldChange, _ field: Field<Record>) {
    if field.description.isWrittenByTool || field.description.name == "status" {
      ignored.append(change)
    } else {
      note(change)
    }
  }

  private mutating func note(_ change: FieldChange) {
    changes.append(change)
    guard let prefilled = draft.prefilled, !prefilled.isEmpty else { return }
    let now = [record.value(at: change.path), sent.value(at: change.path)]
    if !now.contains(where: { prefilled.said($0, at: change.path) }) { overtaken.append(change) }
  }

  /// Whether an answer is what the form held when it was sent, although the record says something else now.
  private mutating func repeats(_ answer: DataValue, at path: FieldPath, now: [DataValue?]) -> Bool {
    guard let prefilled = draft.prefilled, prefilled.said(answer, at: path),
      !now.contains(where: { prefilled.said($0, at: path) })
    else { return false }
    outdated.append(path)
    return true
  }

  /// A text with the line ends of files; Windows programs write others.
  private static func plain(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    var bytes: [UInt8] = []
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if byte != 0x0A || previous != 0x0D { bytes.append(byte == 0x0D ? 0x0A : byte) }
      previous = byte
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  // MARK: What the input says

  /// Whether something of a field was written but could not be read, so that nothing is known of the rest.
  private func isUnread(_ name: String) -> Bool {
    unreadFields.contains(.key(name))
  }

  /// Whether what was sent held a value, so that its absence says something.
  private func couldHold(_ holds: (Record) -> Bool) -> Bool {
    readBack.isEmpty || readBack.contains { holds($0.record) }
  }

  /// The places where the text of a language may have stood, nearest first.
  private func places(of name: String, _ language: String) -> [FieldPath] {
    var places = [FieldPath([.key(name), .key(language)])]
    if language == (draft.record.language ?? record.language ?? settings.language ?? "en") {
      places.append(FieldPath([.key(name)]))
    }
    // The languages of the catalogue have columns of their own; when one is gone, nothing is said of its language.
    if !settings.languages.contains(language) { places.append(FieldPath([.key(name), .key("*")])) }
    return places
  }

  /// Where a value was taken away: a cell that is empty, or a key with nothing behind it.
  private func emptied(_ places: [FieldPath]) -> SourceLocation? {
    if let returned = draft.returned {
      for place in places {
        guard let position = returned.paths.firstIndex(of: place) else { continue }
        // A language is missing from a cell that has others, too.
        if returned.empty.contains(position) || place.steps.last == .key("*") { return returned.location(position) }
      }
      return nil
    }
    for place in places {
      guard let node = draft.tree?.root?.nearestNode(at: place), node.path == place else { continue }
      if node.isBlank { return node.location }
    }
    return nil
  }
}
