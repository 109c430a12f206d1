package import SourceTree

/// The comments of a document, each with what it is about, so that they find their places again in another text of the
/// same content.
package struct YAMLComments {
  private struct Comment {
    var text: String
    var place: Place
    /// Whether a blank line stands before it, and behind it.
    var hasBlankBefore = false
    var hasBlankAfter = false
  }

  private enum Place {
    /// At the top of the file, whatever comes first.
    case top
    /// On lines above a unit of the source, by its position.
    case before(Int)
    /// At the end of the line on which a unit begins.
    case trailing(Int)
    /// On lines of its own behind a unit.
    case after(Int)
    /// At the end of the file.
    case end
  }

  private var comments: [Comment] = []
  private let units: YAMLUnits

  /// The comments as they are written, in order, without blanks at their ends.
  package var texts: [String] { comments.map(\.text) }

  /// Finds the comments of a document. O(bytes × log units).
  package init(_ tree: SourceTree) {
    units = YAMLUnits(tree)
    let bytes = tree.source.bytes
    var texts = Self.texts(of: tree)[...]
    var found: [(range: Range<Int>, isAlone: Bool)] = []
    var offset = 0
    var isAlone = true
    while offset < bytes.count {
      while let text = texts.first, text.upperBound <= offset { texts.removeFirst() }
      if let text = texts.first, text.contains(offset) {
        // A block ends where a line begins.
        isAlone = bytes[text.upperBound - 1] == 0x0A || bytes[text.upperBound - 1] == 0x0D
        offset = text.upperBound
        continue
      }
      switch bytes[offset] {
      case 0x0A, 0x0D: isAlone = true
      case 0x20, 0x09: break
      case 0x23:
        var end = offset
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        found.append((offset..<end, isAlone))
        offset = end
        continue
      default: isAlone = false
      }
      offset += 1
    }
    for comment in found { add(comment.range, isAlone: comment.isAlone, bytes) }
    placeTop(bytes)
  }

  /// What is text, where `#` begins no comment, in order.
  private static func texts(of tree: SourceTree) -> [Range<Int>] {
    var blocks = tree.blockTexts[...]
    return tree.scalars.compactMap { node in
      if node.style.isBlock { return blocks.popFirst() }
      return node.range.isEmpty ? nil : node.range
    }
    .filter { !$0.isEmpty }
  }

  private mutating func add(_ range: Range<Int>, isAlone: Bool, _ bytes: [UInt8]) {
    var end = range.upperBound
    while end > range.lowerBound, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    let text = String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
    let offset = range.lowerBound
    let next = units.first(after: offset)
    // Behind a directive or the mark `---`, which go.
    if !isAlone, next == 0 { return comments.append(Comment(text: text, place: .top)) }
    guard isAlone else {
      var unit = next - 1
      while let parent = units.all[unit].parent, units.all[parent].isFlow(closedBefore: offset) { unit = parent }
      comments.append(Comment(text: text, place: .trailing(unit)))
      return
    }
    let start = units.lineStart(of: offset)
    comments.append(
      Comment(
        text: text, place: place(ofLineAt: offset, column: offset - start, next: next),
        hasBlankBefore: Self.isBlankLine(before: start, bytes),
        hasBlankAfter: Self.isBlankLine(after: range.upperBound, bytes)))
  }

  private func place(ofLineAt offset: Int, column: Int, next: Int) -> Place {
    // Between a name and its text.
    if next > 0, units.all[next - 1].value.kind == .scalar, units.all[next - 1].value.range.lowerBound > offset {
      return .before(next - 1)
    }
    // What begins further right than the next line belongs to what is above.
    let limit = next < units.all.count ? units.indentation(at: units.all[next].start) : 0
    var holder: Int?
    var unit = next > 0 ? next - 1 : nil
    while let position = unit, column > limit {
      let own = units.column(of: units.all[position])
      if own > limit, own <= column { holder = position }
      unit = units.all[position].parent
    }
    if let holder { return .after(holder) }
    return next < units.all.count ? .before(next) : .end
  }

  /// Comments before everything else stay on top when a blank line sets them apart, as does the line that editors read.
  private mutating func placeTop(_ bytes: [UInt8]) {
    var isTop = false
    for index in comments.indices.reversed() {
      guard case .before(0) = comments[index].place else { continue }
      if comments[index].hasBlankAfter || comments[index].text.hasPrefix("# yaml-language-server:") { isTop = true }
      if isTop { comments[index].place = .top }
    }
  }

  private static func isBlankLine(before lineStart: Int, _ bytes: [UInt8]) -> Bool {
    guard lineStart > 0 else { return false }
    var offset = lineStart - 1
    if offset > 0, bytes[offset] == 0x0A, bytes[offset - 1] == 0x0D { offset -= 1 }
    while offset > 0, bytes[offset - 1] == 0x20 || bytes[offset - 1] == 0x09 { offset -= 1 }
    return offset == 0 || bytes[offset - 1] == 0x0A || bytes[offset - 1] == 0x0D
  }

  private static func isBlankLine(after lineEnd: Int, _ bytes: [UInt8]) -> Bool {
    var offset = lineEnd
    if offset + 1 < bytes.count, bytes[offset] == 0x0D, bytes[offset + 1] == 0x0A { offset += 1 }
    offset += 1
    while offset < bytes.count, bytes[offset] == 0x20 || bytes[offset] == 0x09 { offset += 1 }
    return offset < bytes.count && (bytes[offset] == 0x0A || bytes[offset] == 0x0D)
  }

  // MARK: Writing

  /// A text of the same content with the comments at their places; nil when it is no YAML. O(bytes × comments at one
  /// place).
  ///
  /// - Parameter canonical: What `YAMLWriter` wrote, without comments.
  package func inserted(into canonical: String) -> String? {
    guard !comments.isEmpty else { return canonical }
    guard let tree = YAMLReader().readDocument(SourceText(name: "", canonical)).tree else { return nil }
    var page = Page(tree, canonical)
    let positions = Dictionary(page.units.all.enumerated().map { ($1.path, $0) }) { first, _ in first }
    var crowds: [Int: Int] = [:]
    for case .trailing(let unit) in comments.map(\.place) {
      if let target = survivor(of: unit, in: positions) { crowds[page.firstLine(of: target), default: 0] += 1 }
    }
    for comment in comments {
      switch comment.place {
      case .top: page.top.append(comment)
      case .end: page.end.append(comment)
      case .before(let unit):
        guard let target = survivor(of: unit, in: positions) else {
          page.end.append(comment)
          continue
        }
        page.above[page.firstLine(of: target), default: []].append(comment)
      case .trailing(let unit):
        guard let target = survivor(of: unit, in: positions) else {
          page.end.append(comment)
          continue
        }
        page.addTrailing(comment, target, isCrowded: crowds[page.firstLine(of: target), default: 0] > 1)
      case .after(let unit):
        guard let target = survivor(of: unit, in: positions) else {
          page.end.append(comment)
          continue
        }
        page.below[page.units.lastLine(of: target), default: []].append(
          (comment, page.units.indentation(at: page.units.all[target].start)))
      }
    }
    return page.text
  }

  /// The unit that takes the comments of one: itself, else what holds it, else the next that is still there.
  private func survivor(of unit: Int, in positions: [FieldPath: Int]) -> Int? {
    var candidate: Int? = unit
    while let position = candidate {
      if let found = positions[units.all[position].path] { return found }
      candidate = units.all[position].parent
    }
    return units.all[unit...].lazy.compactMap { positions[$0.path] }.first
  }

  /// A text into which comments are put.
  private struct Page {
    let units: YAMLUnits
    var top: [Comment] = []
    var above: [Int: [Comment]] = [:]
    var trailing: [Int: Comment] = [:]
    var below: [Int: [(comment: Comment, indentation: Int)]] = [:]
    var end: [Comment] = []
    private let lines: [Substring]
    private var result: [String] = []

    init(_ tree: SourceTree, _ canonical: String) {
      units = YAMLUnits(tree)
      lines = Substring(canonical).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    func firstLine(of unit: Int) -> Int { units.line(of: units.all[unit].start) }

    /// Puts a comment at the end of a line. Where several meet, or the line ends in the mark of a block, they go above.
    mutating func addTrailing(_ comment: Comment, _ unit: Int, isCrowded: Bool) {
      let line = firstLine(of: unit)
      if isCrowded || endsInMark(line, from: unit) {
        above[line, default: []].append(comment)
      } else {
        trailing[line] = comment
      }
    }

    /// Whether a text under `|` or `>` begins on a line.
    private func endsInMark(_ line: Int, from unit: Int) -> Bool {
      units.all[unit...].prefix { units.line(of: $0.start) == line }.contains { units.isBlock($0) }
    }

    private mutating func put(_ comment: Comment, _ indentation: Int) {
      if comment.hasBlankBefore, result.last?.isEmpty == false { result.append("") }
      result.append(String(repeating: " ", count: indentation) + comment.text)
      if comment.hasBlankAfter { result.append("") }
    }

    /// The text with the comments. O(lines).
    var text: String {
      var page = self
      for comment in top { page.put(comment, 0) }
      for (number, line) in lines.enumerated() {
        let indentation = line.utf8.prefix { $0 == 0x20 }.count
        for comment in above[number] ?? [] { page.put(comment, indentation) }
        page.result.append(String(line) + (trailing[number].map { "  " + $0.text } ?? ""))
        for (comment, indentation) in below[number] ?? [] { page.put(comment, indentation) }
      }
      for comment in end { page.put(comment, 0) }
      while page.result.last?.isEmpty == true { page.result.removeLast() }
      return page.result.joined(separator: "\n") + "\n"
    }
  }
}
