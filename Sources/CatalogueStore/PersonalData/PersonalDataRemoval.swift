internal import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// Takes a person out of the bytes of one file, and leaves every other byte.
///
/// Of a YAML file entries go that are the person's: a contact, who did something, a mailbox, an `x_` entry. Words within
/// texts and comments are told, and replaced only when that is asked for.
struct PersonalDataRemoval {
  /// What stands in the place of a person's name.
  static let replacement = "[removed]"

  let matchers: [PersonMatcher]
  let replacesText: Bool

  /// What becomes of a file.
  struct Outcome {
    var bytes: [UInt8]
    var traces: [PersonalTrace] = []
    /// Names and addresses that stood in a contact beside the person's.
    var companions: [String] = []
  }

  /// What becomes of a file, whatever it is. O(bytes × traces).
  func apply(to bytes: [UInt8], of file: String) -> Outcome {
    // Only an escape can hide a name from a look at the bytes.
    guard bytes.contains(0x5C) || !ranges(in: bytes).isEmpty else { return Outcome(bytes: bytes) }
    if FilePath.isYAML(file),
      let tree = YAMLReader().readDocument(SourceText(name: file, bytes: bytes)).tree, tree.root?.kind != .scalar
    {
      return applyToYAML(bytes, tree, file)
    }
    return applyToText(bytes, file)
  }

  private func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for range in matchers.flatMap({ $0.ranges(in: bytes) }).sorted(by: { $0.lowerBound < $1.lowerBound })
    where found.last.map({ $0.upperBound <= range.lowerBound }) ?? true {
      found.append(range)
    }
    return found
  }

  private func isNamed(in text: String) -> Bool { matchers.contains { $0.isNamed(in: text) } }
  private func isAll(of text: String) -> Bool { matchers.contains { $0.isAll(of: text) } }

  // MARK: Texts

  private func applyToText(_ bytes: [UInt8], _ file: String) -> Outcome {
    let found = ranges(in: bytes)
    guard !found.isEmpty else { return Outcome(bytes: bytes) }
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      return Outcome(bytes: bytes, traces: [PersonalTrace(kind: .binary, fate: .left, file: file)])
    }
    let text = SourceText(name: file, bytes: bytes)
    var outcome = Outcome(bytes: bytes)
    outcome.traces = found.map { trace(.comment, replacesText ? .replaced : .left, text, $0) }
    if replacesText {
      outcome.bytes = TextEdit.apply(
        found.map { TextEdit(replacing: $0, with: Self.replacement) }, to: bytes)
    }
    return outcome
  }

  private func trace(
    _ kind: PersonalTrace.Kind, _ fate: PersonalTrace.Fate, _ text: SourceText, _ range: Range<Int>,
    field: FieldPath? = nil
  ) -> PersonalTrace {
    let place = text.location(of: range)
    return PersonalTrace(
      kind: kind, fate: fate, file: text.name, line: place.line, field: field.map(\.description),
      excerpt: place.excerpt?.text.trimmingBlanks)
  }

  // MARK: YAML

  private func applyToYAML(_ bytes: [UInt8], _ tree: SourceTree, _ file: String) -> Outcome {
    guard let root = tree.root else { return applyToText(bytes, file) }
    var outcome = Outcome(bytes: bytes)
    let own = ownPlaces(in: root)
    var gone: [Range<Int>] = []
    for place in own {
      guard let entry = entry(at: place.path, root) else { continue }
      gone.append(entry)
      var trace = trace(place.kind, .removed, tree.source, entry, field: place.path)
      if place.kind == .contact {
        trace.share = share(root)
        let others = ["name", "email"].compactMap { root["contact"]?[$0]?.text }
        outcome.companions += others.filter { !$0.isEmpty && !isNamed(in: $0) }
      }
      outcome.traces.append(trace)
    }
    outcome.bytes = removing(own, from: bytes, file)
    let isGone = { (range: Range<Int>) in gone.contains { $0.overlaps(range) } }
    let nodes = root.scalars
    for node in nodes where !isGone(node.range) && isNamed(in: node.text) {
      // Escapes hide a name from a search of the bytes.
      let within = ranges(in: Array(tree.source.bytes[node.range]))
      let start = node.range.lowerBound
      let places = within.map { ($0.lowerBound + start)..<($0.upperBound + start) }
      for place in places.isEmpty ? [node.range] : places {
        outcome.traces.append(trace(.text, replacesText ? .replaced : .left, tree.source, place, field: node.path))
      }
    }
    let values = nodes.map(\.range)
    for range in ranges(in: tree.source.bytes) where !isGone(range) && !values.contains(where: { $0.overlaps(range) }) {
      let isKey = root.keys.contains { $0.range.overlaps(range) }
      outcome.traces.append(
        trace(isKey ? .name : .comment, replacesText && !isKey ? .replaced : .left, tree.source, range))
    }
    outcome.traces.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    if replacesText, outcome.traces.contains(where: { $0.fate == .replaced }) { replaceTexts(&outcome, file) }
    return outcome
  }

  private func share(_ root: SourceNode) -> Contact.Share {
    root["contact"]?["share"].flatMap { Contact.Share(rawValue: $0.text) } ?? .never
  }

  /// An entry, or an item of a list, that is a person's as a whole.
  private struct OwnPlace {
    var path: FieldPath
    var kind: PersonalTrace.Kind
  }

  /// The entries that go as a whole. O(nodes).
  private func ownPlaces(in root: SourceNode) -> [OwnPlace] {
    var places: [OwnPlace] = []
    func visit(_ node: SourceNode, _ path: FieldPath, isOwn: Bool) {
      for (position, item) in node.items.enumerated() {
        let inner = path.appending(position)
        if isOwn, item.kind == .scalar, isAll(of: item.text) {
          places.append(OwnPlace(path: inner, kind: .ownKey))
        } else {
          visit(item, inner, isOwn: isOwn)
        }
      }
      for entry in node.entries {
        let key = entry.key.text
        let inner = path.appending(key)
        let isOwn = isOwn || (path.steps.isEmpty && key.hasPrefix("x_"))
        if path.steps.isEmpty, key == "contact", entry.value.scalars.contains(where: { isNamed(in: $0.text) }) {
          places.append(OwnPlace(path: inner, kind: .contact))
        } else if isOwn, isNamed(in: key) || (entry.value.kind == .scalar && isAll(of: entry.value.text)) {
          places.append(OwnPlace(path: inner, kind: .ownKey))
        } else if entry.value.kind == .scalar, let kind = kind(of: key), isNamed(in: entry.value.text) {
          places.append(OwnPlace(path: inner, kind: kind))
        } else {
          visit(entry.value, inner, isOwn: isOwn)
        }
      }
    }
    visit(root, FieldPath([]), isOwn: false)
    return places
  }

  private func kind(of key: String) -> PersonalTrace.Kind? {
    switch key {
    case "by": .by
    case "mailbox", "email": .mailbox
    // An address without the person leads nowhere, so that it goes where texts are replaced.
    case "url": replacesText ? .mailbox : nil
    default: nil
    }
  }

  /// The bytes of an entry or an item.
  private func entry(at path: FieldPath, _ root: SourceNode) -> Range<Int>? {
    guard let last = path.steps.last else { return nil }
    let parent = root.nearestNode(at: FieldPath(path.steps.dropLast()))
    guard case .key(let key) = last, let entry = parent.entry(named: key) else {
      return root.nearestNode(at: path).range
    }
    return entry.key.range.lowerBound..<max(entry.key.range.upperBound, entry.value.range.upperBound)
  }

  /// The bytes without entries, which are taken out one by one: with each the others may have moved. O(bytes × entries).
  private func removing(_ places: [OwnPlace], from bytes: [UInt8], _ file: String) -> [UInt8] {
    var bytes = bytes
    for _ in places {
      guard let tree = YAMLReader().readDocument(SourceText(name: file, bytes: bytes)).tree, let root = tree.root,
        let next = ownPlaces(in: root).last, var editor = YAMLEditor(anyRoot: tree)
      else { break }
      editor.remove(at: next.path)
      bytes = editor.bytes
    }
    return bytes
  }

  /// Puts other words in the place of the person in texts and comments; a file that could not be read afterwards stays as
  /// it is there, and its places are left to a person.
  private func replaceTexts(_ outcome: inout Outcome, _ file: String) {
    guard let tree = YAMLReader().readDocument(SourceText(name: file, bytes: outcome.bytes)).tree,
      let root = tree.root, var editor = YAMLEditor(anyRoot: tree)
    else { return }
    let nodes = root.scalars
    for node in nodes where isNamed(in: node.text) { replace(node, &editor) }
    let taken = nodes.map(\.range) + root.keys.map(\.range)
    for range in ranges(in: tree.source.bytes) where !taken.contains(where: { $0.overlaps(range) }) {
      editor.replaceBytes(range, with: Self.replacement)
    }
    let read = YAMLReader().readDocument(SourceText(name: file, bytes: editor.bytes))
    guard let root = read.tree?.root, !read.diagnostics.contains(where: { $0.severity == .error }),
      !root.scalars.contains(where: { isNamed(in: $0.text) })
    else {
      for index in outcome.traces.indices where outcome.traces[index].fate == .replaced {
        outcome.traces[index].fate = .left
      }
      return
    }
    outcome.bytes = editor.bytes
  }

  private func replace(_ node: SourceNode, _ editor: inout YAMLEditor) {
    let bytes = Array(node.tree.source.bytes[node.range])
    let found = ranges(in: bytes)
    var text = node.text
    for matcher in matchers { text = matcher.replacing(in: text, with: Self.replacement) }
    // Brackets mean something where a text stands without quotation marks, and escapes hide the name.
    let isHidden = found.isEmpty || ranges(in: Array(node.text.utf8)).count != found.count
    guard node.style.isBlock || (node.style != .plain && !isHidden) else {
      return editor.replace(node, with: .string(text))
    }
    for range in found {
      let start = node.range.lowerBound
      editor.replaceBytes((range.lowerBound + start)..<(range.upperBound + start), with: Self.replacement)
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text.drop { $0 == " " })
  }
}
