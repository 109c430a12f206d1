internal import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// Changes of a document in place: the first four bytes say which, the others are the document.
///
/// What is read afterwards must be what was there with the change made, and no byte beside it may differ.
enum EditChecks {
  static func run(_ bytes: [UInt8]) {
    guard bytes.count > 4 else { return }
    let source = SourceText(name: "a.yaml", bytes: Array(bytes[4...]))
    let read = YAMLReader().readDocument(source)
    guard read.diagnostics.isEmpty, let tree = read.tree, let root = tree.root, root.kind == .map,
      let editor = YAMLEditor(tree)
    else { return }
    var edit = Edit(
      tree: tree, root: root, editor: editor, choice: bytes[1], value: values[Int(bytes[2]) % values.count])
    switch bytes[0] % 8 {
    case 0: edit.set()
    case 1, 2: edit.write(removes: bytes[3] & 1 == 1)
    case 3: edit.replace()
    case 4: edit.append()
    case 5: edit.removeItem()
    case 6: edit.insert()
    default: edit.removeAtPath()
    }
    edit.check(source.bytes)
  }

  private static let values: [DataValue] = [
    .string("a"), .string(""), .string("NO"), .string("a: b # c"), .string("it's \"so\", [x]"), .date("2026-11-20"),
    .boolean(true), .number("-0.5"), .plain("~"), .list([]), .list([.string("a"), .string("b, c")]), .map([]),
    .map([.init("on", .date("2026-11-20")), .init("by", .string("Ville de Grenoble"))]),
    .list([.map([.init("title", .string("T")), .init("note", .string("x\ny"))])]), .string("\n"), .string(" a "),
    .prose("One line.\n\nAnother one that is longer, and has a # in it: so.\n"), .prose("- a\n  b"),
  ]
}

/// One change of a document, with what should come of it.
private struct Edit {
  let tree: SourceTree
  let root: SourceNode
  var editor: YAMLEditor
  let choice: UInt8
  let value: DataValue
  /// What should be read afterwards; nil while nothing was done.
  private var expected: DataValue?
  /// The bytes outside which nothing may change; nil where lines go as a whole.
  private var changed: Range<Int>?
  private var what = ""
  private let order = Record.fields.map(\.description.name)

  init(tree: SourceTree, root: SourceNode, editor: YAMLEditor, choice: UInt8, value: DataValue) {
    self.tree = tree
    self.root = root
    self.editor = editor
    self.choice = choice
    self.value = value
  }

  func check(_ before: [UInt8]) {
    guard let expected else { return }
    let after = editor.bytes
    let story =
      "\(what)\n--- before\n\(String(decoding: before, as: UTF8.self))\n--- after\n"
      + String(decoding: after, as: UTF8.self)
    let read = YAMLReader().readDocument(SourceText(name: "a.yaml", bytes: after))
    // A document from which everything was taken is empty.
    if expected == .map([]), read.tree == nil { return }
    require(read.diagnostics.isEmpty, "\(read.diagnostics.map(\.message)) after \(story)")
    guard let root = read.tree?.root else {
      return require(expected == .map([]), "nothing is left after \(story)")
    }
    let found = Self.texts(DataValue(root))
    require(found == Self.texts(expected), "something else is read after \(story)")
    // A byte order mark is not among the bytes of the tree.
    let bytes = Array(after.dropFirst(after.count > 3 && after[0] == 0xEF ? tree.source.baseOffset : 0))
    guard let changed else { return }
    let old = tree.source.bytes
    require(
      bytes.starts(with: old[..<changed.lowerBound])
        && bytes.count >= changed.lowerBound + old.count - changed.upperBound
        && bytes.suffix(old.count - changed.upperBound).elementsEqual(old[changed.upperBound...]),
      "a byte outside \(changed) changes by \(story)")
  }

  /// A value with every scalar as its text, since a field table tells the types.
  private static func texts(_ value: DataValue) -> DataValue {
    switch value {
    case .list(let items): .list(items.map(texts))
    case .map(let entries), .texts(let entries): .map(entries.map { .init($0.key, texts($0.value)) })
    default: .string(value.scalarText ?? "")
    }
  }

  // MARK: Fields

  private var entries: [DataValue.Entry] {
    if case .map(let entries) = DataValue(root) { entries } else { [] }
  }

  /// A field that is there, or one that may not be.
  private var key: String {
    let known = root.entries
    if choice < 128, !known.isEmpty { return known[Int(choice) % known.count].key.text }
    return order[Int(choice) % order.count]
  }

  private mutating func expect(_ key: String, _ value: DataValue?, notes: String) {
    what = "\(notes) \(key) as \(value.map { "\($0)" } ?? "nothing")"
    var entries = entries
    if let position = entries.firstIndex(where: { $0.key == key }) {
      if let value { entries[position].value = value } else { entries.remove(at: position) }
    } else if let value {
      let earlier = Set(order.prefix { $0 != key })
      let isFlow = tree.source.bytes[root.range.lowerBound] == 0x7B
      let before = isFlow ? nil : entries.lastIndex { earlier.contains($0.key) }
      entries.insert(.init(key, value), at: before.map { $0 + 1 } ?? 0)
    }
    expected = .map(entries)
  }

  /// From the beginning of a field to the end of its value, or the place where it would be put in.
  private func bytes(of key: String) -> Range<Int>? {
    guard let entry = root.entry(named: key) else { return nil }
    var (start, end) = (entry.key.range.lowerBound, entry.key.range.upperBound)
    let bytes = tree.source.bytes
    // A question mark before a key belongs to the field.
    if let mark = bytes[..<start].lastIndex(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }), bytes[mark] == 0x3F {
      start = mark
    }
    while end < bytes.count, bytes[end] != 0x3A, bytes[end] != 0x2C, bytes[end] != 0x7D { end += 1 }
    return start..<min(bytes.count, max(end + 1, entry.value.range.upperBound))
  }

  mutating func set() {
    let key = key
    expect(key, value, notes: "set")
    changed = bytes(of: key)
    editor.set(key, to: value, order: order)
  }

  mutating func write(removes: Bool) {
    let key = key
    let new: DataValue? = removes ? nil : value
    if editor.write(key, new, order: order) { expect(key, new, notes: "write") }
  }

  // MARK: Nodes

  private func nodes(_ kind: SourceNode.Kind) -> [(node: SourceNode, path: FieldPath)] {
    var found: [(SourceNode, FieldPath)] = []
    func visit(_ node: SourceNode, _ path: FieldPath) {
      if node.kind == kind { found.append((node, path)) }
      for (position, item) in node.items.enumerated() { visit(item, path.appending(position)) }
      for (key, value) in node.entries { visit(value, path.appending(key.text)) }
    }
    visit(root, FieldPath([]))
    return found
  }

  private func chosen(_ kind: SourceNode.Kind) -> (node: SourceNode, path: FieldPath)? {
    let found = nodes(kind)
    return found.isEmpty ? nil : found[Int(choice) % found.count]
  }

  mutating func replace() {
    guard let (node, path) = chosen(.scalar), !node.isBlank else { return }
    what = "replacing \(path) by \(value)"
    expected = Self.changing(DataValue(root), path.steps[...]) { _ in value }
    changed = node.range
    editor.replace(node, with: value)
  }

  mutating func append() {
    guard let (list, path) = chosen(.list) else { return }
    what = "appending \(value) to \(path)"
    expected = Self.changing(DataValue(root), path.steps[...]) { list in
      if case .list(let items) = list { .list(items + [value]) } else { list }
    }
    changed = list.range
    editor.append(value, to: list)
  }

  mutating func removeItem() {
    guard let (list, path) = chosen(.list) else { return }
    let items = Array(list.items)
    guard items.count > 1 else { return }
    let position = Int(choice) % items.count
    what = "removing item \(position) of \(path)"
    expected = Self.changing(DataValue(root), path.steps[...]) { list in
      guard case .list(var items) = list else { return list }
      items.remove(at: position)
      return .list(items)
    }
    editor.remove(items[position], from: list)
  }

  mutating func insert() {
    guard let (map, path) = chosen(.map) else { return }
    let entries = map.entries
    guard !entries.isEmpty else { return }
    let position = Int(choice) % entries.count
    let key = "x_new"
    guard map[key] == nil else { return }
    what = "inserting \(key) behind entry \(position) of \(path) as \(value)"
    expected = Self.changing(DataValue(root), path.steps[...]) { map in
      guard case .map(var entries) = map else { return map }
      entries.insert(.init(key, value), at: position + 1)
      return .map(entries)
    }
    editor.insert(key, value, into: map, behind: entries[position])
  }

  mutating func removeAtPath() {
    let all = nodes(.scalar) + nodes(.list) + nodes(.map)
    let (_, path) = all[Int(choice) % all.count]
    guard !path.steps.isEmpty else { return }
    what = "removing \(path)"
    expected = Self.removing(DataValue(root), path.steps[...]) ?? .map([])
    editor.remove(at: path)
  }

  /// A value in which what stands at a path is changed.
  private static func changing(
    _ value: DataValue, _ path: ArraySlice<FieldPath.Step>, _ change: (DataValue) -> DataValue
  ) -> DataValue {
    guard let step = path.first else { return change(value) }
    switch (value, step) {
    case (.map(var entries), .key(let key)):
      guard let position = entries.firstIndex(where: { $0.key == key }) else { return value }
      entries[position].value = changing(entries[position].value, path.dropFirst(), change)
      return .map(entries)
    case (.list(var items), .index(let index)):
      items[index] = changing(items[index], path.dropFirst(), change)
      return .list(items)
    default: return value
    }
  }

  /// A value without what stands at a path; nil when nothing is left.
  private static func removing(_ value: DataValue, _ path: ArraySlice<FieldPath.Step>) -> DataValue? {
    guard let step = path.first else { return nil }
    switch (value, step) {
    case (.map(var entries), .key(let key)):
      guard let position = entries.firstIndex(where: { $0.key == key }) else { return value }
      if let rest = removing(entries[position].value, path.dropFirst()) {
        entries[position].value = rest
      } else {
        entries.remove(at: position)
      }
      return entries.isEmpty ? nil : .map(entries)
    case (.list(var items), .index(let index)):
      if let rest = removing(items[index], path.dropFirst()) { items[index] = rest } else { items.remove(at: index) }
      return items.isEmpty ? nil : .list(items)
    default: return value
    }
  }
}
