package import SourceTree

/// Writes values as canonical YAML: the same value always gives the same bytes, and any YAML 1.1 or 1.2 reader
/// reads the same value back.
///
/// Prose longer than a line becomes a literal block when its own lines fit, else a folded one, both at 100 columns.
/// Short lists and groups stay on one line.
package struct YAMLWriter: Sendable {
  private static let columns = 100
  private var text = ""

  /// Makes a writer.
  package init() {}

  /// The YAML of a map, one entry a line or block, ending in a line break. O(bytes).
  package static func write(_ value: DataValue) -> String {
    var writer = YAMLWriter()
    switch value {
    case .map(let entries), .texts(let entries): writer.writeEntries(entries, indent: 0)
    case .list(let items): writer.writeItems(items, indent: 0)
    default: writer.text += writer.scalar(value, indent: 2, used: 0) + "\n"
    }
    return writer.text
  }

  /// One value on one line, as it may follow `key: `, also where the key stands between braces.
  package static func inline(_ value: DataValue, isWithinFlow: Bool = false) -> String {
    YAMLWriter().flow(value, isWithinFlow: isWithinFlow)
  }

  private mutating func writeEntries(_ entries: [DataValue.Entry], indent: Int) {
    for entry in entries { writeEntry(entry, indent: indent, prefix: spaces(indent)) }
  }

  private mutating func writeEntry(_ entry: DataValue.Entry, indent: Int, prefix: String) {
    let key = flow(.string(entry.key), isWithinFlow: false)
    if Self.isLongKey(key) {
      text += prefix + "? " + key + "\n" + spaces(indent) + ":"
      write(entry.value, indent: indent, used: indent + 2)
    } else {
      text += prefix + key + ":"
      write(entry.value, indent: indent, used: indent + key.unicodeScalars.count + 2)
    }
    text += "\n"
  }

  /// Whether a key needs a question mark before it: the colon of one without has to come within 1024 characters
  /// (YAML 1.2.2, 7.4.2).
  private static func isLongKey(_ key: String) -> Bool { key.utf8.count > 1000 }

  /// Writes the value of a key or item whose line has `used` columns so far.
  private mutating func write(_ value: DataValue, indent: Int, used: Int) {
    switch value {
    case .map(let entries) where !entries.isEmpty:
      if let line = fittingLine(value, used: used), indent > 0 || Self.isFlat(value) {
        text += " " + line
      } else {
        text += "\n"
        writeEntries(entries, indent: indent + 2)
        text.removeLast()
      }
    case .texts(let entries) where !entries.isEmpty:
      text += "\n"
      writeEntries(entries, indent: indent + 2)
      text.removeLast()
    case .list(let items) where !items.isEmpty:
      if items.allSatisfy({ $0.scalarText != nil }), let line = fittingLine(value, used: used) {
        text += " " + line
      } else {
        text += "\n"
        writeItems(items, indent: indent + 2)
        text.removeLast()
      }
    default:
      text += " " + scalar(value, indent: indent + 2, used: used)
    }
  }

  private mutating func writeItems(_ items: [DataValue], indent: Int) {
    for item in items {
      if let line = fittingLine(item, used: indent + 2) {
        text += spaces(indent) + "- " + line + "\n"
        continue
      }
      switch item {
      case .map(let entries) where !entries.isEmpty, .texts(let entries) where !entries.isEmpty:
        for (position, entry) in entries.enumerated() {
          writeEntry(entry, indent: indent + 2, prefix: spaces(indent) + (position == 0 ? "- " : "  "))
        }
      case .list(let inner) where !inner.isEmpty:
        text += spaces(indent) + "-\n"
        writeItems(inner, indent: indent + 2)
      default:
        text += spaces(indent) + "- " + scalar(item, indent: indent + 2, used: indent + 2) + "\n"
      }
    }
  }

  /// The value on one line, when it fits and holds no line break.
  private func fittingLine(_ value: DataValue, used: Int) -> String? {
    guard !Self.needsBlock(value) else { return nil }
    let line = flow(value, isWithinFlow: false)
    return used + line.unicodeScalars.count <= Self.columns ? line : nil
  }

  /// Whether the entries are all scalars, so that one line of them reads well.
  private static func isFlat(_ value: DataValue) -> Bool {
    guard case .map(let entries) = value else { return false }
    return entries.allSatisfy { $0.value.scalarText != nil }
  }

  private static func needsBlock(_ value: DataValue) -> Bool {
    switch value {
    case .string(let text), .prose(let text): text.contains { $0.isNewline }
    case .list(let items): items.contains(where: needsBlock)
    case .map(let entries), .texts(let entries): entries.contains { needsBlock($0.value) }
    default: false
    }
  }

  private func flow(_ value: DataValue, isWithinFlow: Bool) -> String {
    switch value {
    case .string(let text), .prose(let text):
      Self.isPlainSafe(text, isWithinFlow: isWithinFlow) ? text : Self.quoted(text)
    case .date(let text), .number(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .plain(let text):
      DataValue.looksTyped(text) && DataValue.standsPlain(text) || Self.isPlainSyntax(text, isWithinFlow: isWithinFlow)
        ? text : Self.quoted(text)
    case .list(let items): "[" + items.map { flow($0, isWithinFlow: true) }.joined(separator: ", ") + "]"
    case .map(let entries), .texts(let entries):
      entries.isEmpty
        ? "{}"
        : "{ "
          + entries.map { entry in
            let key = flow(.string(entry.key), isWithinFlow: true)
            return (Self.isLongKey(key) ? "? \(key) : " : "\(key): ") + flow(entry.value, isWithinFlow: true)
          }.joined(separator: ", ") + " }"
    }
  }

  /// A scalar, or an empty collection, in the best notation for its length.
  private func scalar(_ value: DataValue, indent: Int, used: Int) -> String {
    let line = flow(value, isWithinFlow: false)
    let fits = used + line.unicodeScalars.count <= Self.columns
    switch value {
    case .prose(let text), .string(let text):
      if fits, !text.contains(where: \.isNewline) { return line }
      return Self.block(text, indent: indent) ?? Self.quoted(text)
    default: return line
    }
  }

  /// The text as a literal or folded block, or nil when a block would not give it back unchanged.
  ///
  /// Lines are looked at byte by byte: a blank that carries an accent is one `Character`, and still a blank for YAML.
  private static func block(_ text: String, indent: Int) -> String? {
    guard !text.unicodeScalars.contains(where: isEscaped) else { return nil }
    var body = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0) }
    guard let first = body.first, !first.isEmpty, first.utf8.first != 0x20 else { return nil }
    guard !body.contains(where: { $0.utf8.last == 0x20 }) else { return nil }
    // One final line break is what `|` gives by itself; more would need `|+`, which editors tend to spoil.
    let ending: String
    if body.count > 1, body.last == "" {
      body.removeLast()
      guard body.last != "" else { return nil }
      ending = ""
    } else {
      ending = "-"
    }
    let width = columns - indent
    let margin = String(repeating: " ", count: indent)
    let isLiteral = body.count > 1 && body.allSatisfy { $0.unicodeScalars.count <= width }
    if isLiteral || body.contains(where: { $0.utf8.first == 0x20 }) {
      return "|\(ending)" + body.map { $0.isEmpty ? "\n" : "\n" + margin + $0 }.joined()
    }
    var result = ">\(ending)"
    for (position, line) in body.enumerated() {
      // Within a folded block an empty line stands for one line break of the text.
      if position > 0 { result += "\n" }
      guard !line.isEmpty else { continue }
      for part in wrapped(line, width: width) { result += "\n" + margin + part }
    }
    return result
  }

  /// The line cut at single blanks into parts of at most `width` columns where possible.
  private static func wrapped(_ line: Substring, width: Int) -> [Substring] {
    let scalars = line.unicodeScalars
    var parts: [Substring] = []
    var partStart = scalars.startIndex
    var lastBreak: String.Index?
    var column = 0
    var index = scalars.startIndex
    var previous: Unicode.Scalar = " "
    func cut(_ place: String.Index) {
      parts.append(Substring(scalars[partStart..<place]))
      partStart = scalars.index(after: place)
    }
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      if scalar == " ", previous != " ", next < scalars.endIndex, scalars[next] != " " {
        if column > width, let lastBreak {
          cut(lastBreak)
          column = scalars[partStart..<index].count
        }
        lastBreak = index
      }
      column += 1
      previous = scalar
      index = next
    }
    if column > width, let lastBreak { cut(lastBreak) }
    parts.append(Substring(scalars[partStart...]))
    return parts
  }

  /// Whether the text may stand without quotes and every reader takes it for the same text.
  static func isPlainSafe(_ text: String, isWithinFlow: Bool) -> Bool {
    isPlainSyntax(text, isWithinFlow: isWithinFlow) && !DataValue.looksTyped(text)
  }

  /// Whether the text may stand without quotes at all.
  private static func isPlainSyntax(_ text: String, isWithinFlow: Bool) -> Bool {
    var previous: UInt8 = 0x20
    let utf8 = text.utf8
    guard let first = utf8.first, let last = utf8.last, last != 0x20, last != 0x3A else { return false }
    if "-?:,[]{}#&*!|>'\"%@`= \t".utf8.contains(first) { return false }
    for byte in utf8 {
      switch byte {
      case 0x0A, 0x0D, 0x09: return false
      case 0x23 where previous == 0x20: return false  // " #"
      case 0x20 where previous == 0x3A: return false  // ": "
      case 0x2C, 0x5B, 0x5D, 0x7B, 0x7D, 0x3A: if isWithinFlow { return false }
      default: break
      }
      previous = byte
    }
    if text.hasPrefix("---") || text.hasPrefix("...") { return false }
    return utf8.allSatisfy { $0 < 0x80 && $0 >= 0x20 && $0 != 0x7F } || !text.unicodeScalars.contains(where: isEscaped)
  }

  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0x09: true
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// The text between quotation marks: double ones, or single ones where that saves escapes.
  static func quoted(_ text: String) -> String {
    let needsEscapes = text.unicodeScalars.contains { isEscaped($0) || $0 == "\n" }
    if !needsEscapes {
      if !text.utf8.contains(0x22), !text.utf8.contains(0x5C) { return "\"\(text)\"" }
      let doubled = text.unicodeScalars.flatMap { $0 == "'" ? [$0, $0] : [$0] }
      return "'" + String(String.UnicodeScalarView(doubled)) + "'"
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if isEscaped(scalar) {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          result +=
            scalar.value <= 0xFF
            ? "\\x" + String(repeating: "0", count: 2 - digits.count) + digits
            : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
