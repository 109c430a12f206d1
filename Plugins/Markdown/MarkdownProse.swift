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
  /// Whether an indented line may belong to a list.
  private var isInList = false

  /// A line and what stands before its content: blanks, list markers and quotation marks.
  private struct Line {
    var text: Substring
    var prefix: Int
    var hasMarker: Bool
    var content: Substring { text.dropFirst(prefix) }
  }

  /// A code block that is open (4.5).
  private struct Fence {
    var mark: Character
    var length: Int
    var indent: Int
    var isInList: Bool
  }

  /// A text made fit for a section whose heading is of level 2. O(length).
  static func embedded(_ text: String) -> String {
    var prose = MarkdownProse()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) { prose.read(line) }
    prose.endBlock()
    if let fence = prose.fence {
      prose.result.append(String(repeating: " ", count: fence.indent) + String(repeating: fence.mark, count: fence.length))
    }
    return prose.result.joined(separator: "\n")
  }

  private mutating func read(_ text: Substring) {
    if let open = fence {
      let indent = text.prefix { $0 == " " }.count
      let rest = text.dropFirst(indent)
      // A block within a list ends with the item that it is in.
      if !(open.isInList && indent < open.indent && !rest.isEmpty) {
        result.append(String(text))
        let marks = rest.prefix { $0 == open.mark }.count
        if marks >= open.length, indent < 4 || open.isInList, rest.dropFirst(marks).allSatisfy(\.isWhitespace) { fence = nil }
        return
      }
      fence = nil
    }
    let line = Self.measured(text)
    if line.content.isEmpty, !line.hasMarker {
      endBlock()
      result.append("")
      return
    }
    if line.hasMarker { isInList = true } else if line.prefix == 0, block.isEmpty { isInList = false }
    if !isInList, line.prefix > 3, block.isEmpty {
      // Indented code (4.4).
      result.append(String(text))
      return
    }
    if let opened = Self.fence(line, isInList: isInList) {
      endBlock()
      result.append(String(text))
      fence = opened
    } else if let heading = Self.lowered(line) {
      endBlock()
      result.append(Self.escapingTags(heading))
    } else if let level = Self.underline(line), let first = block.first {
      endBlockAsHeading(level, of: first, text)
    } else {
      block.append(line)
    }
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
    if first.hasMarker || first.prefix > 3 {
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
  private static func measured(_ text: Substring) -> Line {
    var rest = text
    var hasMarker = false
    while true {
      rest = rest.drop { $0 == " " || $0 == "\t" }
      if rest.first == ">" {
        rest = rest.dropFirst()
        hasMarker = true
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      let marker = digits.isEmpty ? rest.prefix(1) : rest.prefix(digits.count + 1)
      let after = rest.dropFirst(marker.count)
      let isMarker = digits.isEmpty ? "-+*".contains(marker) && !marker.isEmpty : ".)".contains(marker.last ?? " ")
      guard isMarker, after.first == " " || after.first == "\t" else { break }
      // A row of stars or hyphens is a rule and no list.
      if rest.filter({ $0 != " " }).allSatisfy({ $0 == marker.first }) { break }
      rest = after
      hasMarker = true
    }
    return Line(text: text, prefix: text.count - rest.count, hasMarker: hasMarker)
  }

  private static func fence(_ line: Line, isInList: Bool) -> Fence? {
    guard let mark = line.content.first, mark == "`" || mark == "~" else { return nil }
    let length = line.content.prefix { $0 == mark }.count
    guard length >= 3, mark == "~" || !line.content.dropFirst(length).contains("`") else { return nil }
    return Fence(mark: mark, length: length, indent: line.prefix, isInList: isInList)
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
