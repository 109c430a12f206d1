/// Texts of records as parts of a page.
///
/// A text is CommonMark already and goes in as it is, except for what would reach beyond its own section: its
/// headings are moved below the page's own, a code block that it leaves open is closed, and raw HTML, which a
/// published record does not have, shows as itself.
struct MarkdownProse {
  private var result: [String] = []
  /// The lines of the block that is being read, up to a blank line.
  private var block: [Line] = []
  private var fence: Fence?
  /// How far lines are indented that belong to the outermost open list; nil outside lists.
  private var listIndent: Int?
  /// Whether the line before is a list marker alone; a blank line after it ends the item.
  private var isAfterEmptyItem = false

  /// A line and what stands before its content: blanks, list markers and quotation marks.
  private struct Line {
    var text: Substring
    /// How many blanks it begins with.
    var indent: Int
    /// Where its content begins.
    var prefix: Int
    /// Where the content of its first list marker begins; nil when no list marker comes first.
    var itemIndent: Int?
    var hasMarker: Bool
    var isQuoted: Bool
    var content: Substring { text.dropFirst(prefix) }
  }

  /// A code block that is open (4.5).
  private struct Fence {
    var mark: Character
    var length: Int
    /// How far the lines of the list item are indented that the block is in; it ends with the item.
    var itemIndent: Int?
  }

  /// A text made fit for a section whose heading is of level 2. O(length).
  static func embedded(_ text: String) -> String {
    var prose = MarkdownProse()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { prose.read(line) }
    prose.endBlock()
    // A block within a list ends with it, and a list ends where the page goes on.
    if let fence = prose.fence, fence.itemIndent == nil {
      prose.result.append(String(repeating: fence.mark, count: fence.length))
    }
    return prose.result.joined(separator: "\n")
  }

  private mutating func read(_ text: Substring) {
    if let open = fence {
      let rest = text.drop { $0 == " " }
      let indent = text.count - rest.count
      if rest.isEmpty || indent >= open.itemIndent ?? 0 {
        result.append(String(text))
        let marks = rest.prefix { $0 == open.mark }.count
        let isClosing = marks >= open.length && indent - (open.itemIndent ?? 0) < 4
        if isClosing, rest.dropFirst(marks).allSatisfy(\.isWhitespace) { fence = nil }
        return
      }
      fence = nil
    }
    let line = measured(Self.expandingTabs(text)[...])
    defer { isAfterEmptyItem = line.itemIndent != nil && line.content.isEmpty }
    if line.content.isEmpty, !line.hasMarker {
      endBlock()
      result.append("")
      if isAfterEmptyItem { listIndent = nil }
      return
    }
    if line.hasMarker {
      endBlock()
      if line.indent < listIndent ?? .max { listIndent = line.itemIndent }
    } else if block.isEmpty {
      leaveList(at: line)
    }
    if line.indent > 3, line.indent < listIndent ?? .max, !line.hasMarker {
      // Indented code (4.4), or more of the paragraph above.
      if block.isEmpty { result.append(String(text)) } else { block.append(line) }
    } else if let opened = openedFence(line) {
      endBlock()
      leaveList(at: line)
      result.append(String(text))
      fence = opened
    } else if let heading = Self.lowered(line) {
      endBlock()
      leaveList(at: line)
      result.append(Self.escapingTags(heading))
    } else if let level = Self.underline(line), let first = block.first {
      endBlockAsHeading(level, of: first, line.text)
      leaveList(at: line)
    } else if Self.isRule(line) {
      endBlock()
      leaveList(at: line)
      result.append(String(text))
    } else {
      block.append(line)
      // The next line cannot go on with what holds no paragraph.
      let isQuotedCode = line.isQuoted && (line.content.hasPrefix("```") || line.content.hasPrefix("~~~"))
      if line.content.isEmpty || isQuotedCode { endBlock() }
    }
  }

  /// Notes that a line that begins something of its own ends the list when it is not indented enough (5.2).
  private mutating func leaveList(at line: Line) {
    if !line.hasMarker, line.indent < listIndent ?? 0 { listIndent = nil }
  }

  /// The code block that a line opens. One within a quotation ends with the quotation marks and is not followed.
  private func openedFence(_ line: Line) -> Fence? {
    guard !line.isQuoted, let mark = line.content.first, mark == "`" || mark == "~" else { return nil }
    let length = line.content.prefix { $0 == mark }.count
    guard length >= 3, mark == "~" || !line.content.dropFirst(length).contains("`") else { return nil }
    let itemIndent = line.hasMarker ? line.prefix : listIndent.flatMap { line.indent < $0 ? nil : $0 }
    return Fence(mark: mark, length: length, itemIndent: itemIndent)
  }

  /// Writes the block, with its raw HTML escaped.
  private mutating func endBlock() {
    guard !block.isEmpty else { return }
    // An HTML block begins at the beginning of a line, whatever stands before it (4.6).
    let lines = block.map { line in
      Self.beginsTag(line.content) ? line.text.prefix(line.prefix) + "\\" + line.content : String(line.text)
    }
    result.append(Self.escapingTags(lines.joined(separator: "\n")))
    block = []
  }

  /// Writes a block that is underlined (4.3) as a heading with number signs, or where that cannot be told from a
  /// rule, with an escaped underline.
  private mutating func endBlockAsHeading(_ level: Int, of first: Line, _ underline: Substring) {
    if first.hasMarker || first.indent > 3 {
      let isRule = level == 2 && !underline.hasPrefix(" ")
      endBlock()
      let blanks = underline.prefix { $0 == " " }
      result.append(isRule ? String(underline) : blanks + "\\" + underline.dropFirst(blanks.count))
      return
    }
    let text = block.map { $0.content.trimmingBlanks() }.joined(separator: " ")
    block = []
    result.append(Self.escapingTags(String(repeating: "#", count: level + 2) + " " + text))
  }

  // MARK: Lines

  /// Finds where the content of a line begins, behind quotation marks and list markers (5.1, 5.2).
  private func measured(_ text: Substring) -> Line {
    var line = Line(text: text, indent: 0, prefix: 0, hasMarker: false, isQuoted: false)
    var rest = text.drop { $0 == " " }
    line.indent = text.count - rest.count
    // Deeper than that it is code, or goes on with the paragraph above.
    let canBegin = line.indent < 4 || line.indent >= listIndent ?? .max
    while canBegin {
      if rest.first == ">" {
        rest = rest.dropFirst().drop { $0 == " " }
        line.isQuoted = true
      } else if let marker = listMarker(of: rest, isFirst: !line.hasMarker, line.indent) {
        let width = text.count - rest.count + marker
        let after = rest.dropFirst(marker)
        let content = after.drop { $0 == " " }
        let blanks = after.count - content.count
        if !line.hasMarker { line.itemIndent = width + (content.isEmpty || blanks > 4 ? 1 : blanks) }
        rest = content
      } else {
        break
      }
      line.hasMarker = true
    }
    line.prefix = text.count - rest.count
    return line
  }

  /// The length of the list marker that a text begins with. A first marker may have to do with the block above: within
  /// a paragraph a list begins only with 1 and with something in it.
  private func listMarker(of text: Substring, isFirst: Bool, _ indent: Int) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count < 10, let mark = text.dropFirst(digits.count).first else { return nil }
    guard (digits.isEmpty ? "-+*" : ".)").contains(mark) else { return nil }
    let length = digits.count + 1
    let after = text.dropFirst(length)
    guard after.isEmpty || after.first == " " else { return nil }
    // A row of stars or hyphens is a rule and no list.
    let marks = text.filter { $0 != " " }
    if digits.isEmpty, marks.count > 2, marks.allSatisfy({ $0 == mark }) { return nil }
    let interrupts = isFirst && !block.isEmpty && !(indent < listIndent ?? 0)
    if interrupts, after.allSatisfy({ $0 == " " }) || !(digits.isEmpty || digits == "1") { return nil }
    if isFirst, !block.isEmpty, mark == "-", after.allSatisfy({ $0 == " " }), block.first?.hasMarker == false {
      return nil
    }
    return length
  }

  /// A line whose leading tabs are blanks up to the next column of four (2.2).
  private static func expandingTabs(_ text: Substring) -> String {
    guard text.contains("\t") else { return String(text) }
    var line = ""
    var rest = text
    while let character = rest.first, " \t>-+*.)0123456789".contains(character) {
      line += character == "\t" ? String(repeating: " ", count: 4 - line.count % 4) : String(character)
      rest = rest.dropFirst()
    }
    return line + rest
  }

  /// Whether the line is a rule (4.1).
  private static func isRule(_ line: Line) -> Bool {
    let marks = line.content.filter { $0 != " " && $0 != "\t" }
    guard let mark = marks.first, "-*_".contains(mark) else { return false }
    return marks.count >= 3 && marks.allSatisfy { $0 == mark }
  }

  /// A heading with number signs (4.2), two levels lower; nil when the line is none.
  private static func lowered(_ line: Line) -> String? {
    let marks = line.content.prefix { $0 == "#" }
    let after = line.content.dropFirst(marks.count)
    guard (1...6).contains(marks.count), after.isEmpty || after.first == " " || after.first == "\t" else { return nil }
    return line.text.prefix(line.prefix) + String(repeating: "#", count: min(6, marks.count + 2)) + after
  }

  /// The level of the heading that a line would make of the lines above it (4.3).
  private static func underline(_ line: Line) -> Int? {
    guard !line.hasMarker, let mark = line.content.first, mark == "=" || mark == "-" else { return nil }
    return line.content.trimmingBlanks().allSatisfy { $0 == mark } ? (mark == "=" ? 1 : 2) : nil
  }

  // MARK: Raw HTML

  /// Whether a tag, comment or declaration begins here; an address in angle brackets is none (6.5, 6.6).
  private static func beginsTag(_ text: Substring) -> Bool {
    guard text.first == "<", let next = text.dropFirst().first else { return false }
    if "!?/".contains(next) { return true }
    guard next.isASCII, next.isLetter else { return false }
    let name = text.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-_".contains($0)) }
    let after = text.dropFirst(name.count + 1).first
    return after != ":" && after != "@"
  }

  /// A block with a backslash before each tag outside code spans (6.1) and escapes. O(length).
  private static func escapingTags(_ text: String) -> String {
    guard text.contains("<") else { return text }
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      if character == "\\" {
        result += rest.prefix(2)
        rest = rest.dropFirst(2)
      } else if character == "`" {
        let ticks = rest.prefix { $0 == "`" }
        let end = endOfCode(rest.dropFirst(ticks.count), ticks: ticks.count) ?? ticks.endIndex
        result += rest[..<end]
        rest = rest[end...]
      } else {
        if beginsTag(rest) { result += "\\" }
        result.append(character)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static func endOfCode(_ text: Substring, ticks: Int) -> Substring.Index? {
    var rest = text
    while let start = rest.firstIndex(of: "`") {
      let run = rest[start...].prefix { $0 == "`" }
      if run.count == ticks { return run.endIndex }
      rest = rest[run.endIndex...]
    }
    return nil
  }
}

extension Substring {
  /// The text without blanks at its ends.
  fileprivate func trimmingBlanks() -> Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
