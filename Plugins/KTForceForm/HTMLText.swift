internal import CLibXML2
internal import CataloguePlugins
internal import SourceTree

/// Takes the text out of a page in HTML, with libxml2's HTML parser in its event form (libxml2 2.9.14).
///
/// No tree is built, nothing outside the page is read, and a page that is nested or tagged beyond reason is read up
/// to that place. O(bytes).
enum HTMLText {
  /// Whether bytes are a page in HTML: they begin with a tag, or hold tags and are called so.
  static func isHTML(_ head: some Collection<UInt8>, named name: String?) -> Bool {
    var rest = head.prefix(1 << 16).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    if rest.popFirst() == 0x3C, let second = rest.first { return second == 0x21 || second == 0x3F || isLetter(second) }
    guard let name = name?.lowercased() else { return false }
    guard [".html", ".htm", ".xhtml"].contains(where: name.hasSuffix) else { return false }
    return zip(rest, rest.dropFirst()).contains { $0 == 0x3C && ($1 == 0x2F || isLetter($1)) }
  }

  /// The text of a file of one page or several, from clean UTF-8.
  static func read(_ source: SourceText) -> FormText {
    let run = HTMLRun(name: source.name)
    // Lines end at LF for libxml2; of a page with other line ends the count must be the same.
    let bytes = withoutReturns(source.bytes)
    var start = 0
    for end in ends(ofPagesIn: bytes) {
      run.parse(bytes, start..<end)
      start = end
    }
    return run.text
  }

  private static func withoutReturns(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte != 0x0D {
        result.append(byte)
      } else if index + 1 == bytes.count || bytes[index + 1] != 0x0A {
        result.append(0x0A)
      }
    }
    return result
  }

  /// Where pages end: at the end, and behind each `</html>` that another page follows. A parser reads one page only.
  private static func ends(ofPagesIn bytes: [UInt8]) -> [Int] {
    var ends: [Int] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x3C, has("</html>", bytes, index) {
        var next = index + 7
        while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
        if has("<!doctype", bytes, next) || has("<html", bytes, next) { ends.append(next) }
        index = next
      } else {
        index += 1
      }
    }
    return ends + [bytes.count]
  }

  private static func has(_ word: String, _ bytes: [UInt8], _ index: Int) -> Bool {
    guard index + word.utf8.count <= bytes.count else { return false }
    return zip(word.utf8, bytes[index...]).allSatisfy { $0 == $1 || ((0x41...0x5A).contains($1) && $0 == $1 + 0x20) }
  }

  static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
}

/// One reading of a file: libxml2's events, gathered into lines.
private final class HTMLRun {
  var text: FormText
  private var parser: htmlParserCtxtPtr?
  /// How many line ends come before the page under way.
  private var linesBefore = 0
  private var isStopped = false

  // What is open.
  private var depth = 0
  private var skippedAt: Int?
  private var titleAt: Int?
  private var preformattedAt: Int?
  private var title: [UInt8] = []

  // The line under way.
  private var line: [UInt8] = []
  private var lineNumber = 0
  private var lineDepth = 0
  private var lineShallowest = 0
  private var hasBlank = false
  private var shallowest = 0
  private var join = FormLine.Join.paragraph
  /// The line of the file that the gathered bytes have come to.
  private var currentLine = 1

  private static let deepest = 512
  private static let longestTag = 1 << 12
  private static let chunk = 1 << 10

  init(name: String) { text = FormText(name: name) }

  func parse(_ bytes: [UInt8], _ range: Range<Int>) {
    guard !range.isEmpty, !isStopped else { return }
    depth = 0
    shallowest = 0
    (skippedAt, titleAt, preformattedAt) = (nil, nil, nil)
    var handler = Self.makeHandler()
    let context = Unmanaged.passUnretained(self).toOpaque()
    guard let parser = htmlCreatePushParserCtxt(&handler, context, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else { return }
    defer { htmlFreeParserCtxt(parser) }
    self.parser = parser
    defer { self.parser = nil }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    htmlCtxtUseOptions(parser, Int32(options))
    bytes.withUnsafeBytes { raw in
      var start = range.lowerBound
      while start < range.upperBound, !isStopped {
        let count = min(Self.chunk, range.upperBound - start)
        htmlParseChunk(
          parser, raw.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self), Int32(count), 0)
        if hasEndlessTag(parser) { stop("a tag here has more than \(Self.longestTag) letters of attributes") }
        start += count
      }
    }
    if !isStopped { htmlParseChunk(parser, nil, 0, 1) }
    endLine(.paragraph)
    linesBefore += bytes[range].reduce(into: 0) { if $1 == 0x0A { $0 += 1 } }
  }

  // MARK: Events

  private static func makeHandler() -> htmlSAXHandler {
    var handler = htmlSAXHandler()
    handler.startElement = { HTMLRun.of($0)?.start($1, $2) }
    handler.endElement = { HTMLRun.of($0)?.end($1) }
    handler.characters = { HTMLRun.of($0)?.characters($1, $2) }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.comment = { HTMLRun.of($0)?.comment($1) }
    return handler
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> HTMLRun? {
    context.map { Unmanaged<HTMLRun>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(_ tag: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    depth += 1
    if depth > Self.deepest { return stop("the page is nested more than \(Self.deepest) deep here") }
    guard skippedAt == nil, let tag else { return }
    let name = String(cString: tag)
    switch name {
    case "script", "style", "nav", "template", "svg": skippedAt = depth
    case "title":
      titleAt = depth
      title = []
    case "meta", "link": mark(name, attributes)
    case "br": endLine(.line)
    case "pre", "textarea":
      if preformattedAt == nil { preformattedAt = depth }
    default: break
    }
    if !Self.inline.contains(name) { endLine(name == "li" ? .item : .paragraph) }
  }

  private func end(_ name: UnsafePointer<xmlChar>?) {
    if skippedAt == nil, let name, !Self.inline.contains(String(cString: name)) { endLine(.paragraph) }
    if titleAt == depth {
      addMark(.title, String(decoding: title, as: UTF8.self))
      titleAt = nil
    }
    if preformattedAt == depth { preformattedAt = nil }
    if skippedAt == depth { skippedAt = nil }
    depth = max(0, depth - 1)
    // The end of an inline element changes the depth as well, but text goes on in the same line.
    if line.isEmpty { shallowest = min(shallowest, depth) } else { lineEndDepth = min(lineEndDepth, depth) }
  }

  /// The least depth since the line under way began.
  private var lineEndDepth = 0

  private func characters(_ pointer: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard skippedAt == nil, let pointer, count > 0 else { return }
    let bytes = UnsafeBufferPointer(start: pointer, count: Int(count))
    if titleAt != nil {
      if title.count < 1000 { title += bytes.prefix(1000) }
      return
    }
    // The parser stands behind the text.
    var number = linesBefore + max(1, inputLine - bytes.reduce(into: 0) { if $1 == 0x0A { $0 += 1 } })
    for byte in bytes {
      if byte == 0x0A {
        number += 1
        if preformattedAt != nil {
          endLine(.line)
          continue
        }
      }
      if byte <= 0x20 {
        hasBlank = true
        continue
      }
      if line.isEmpty {
        lineNumber = number
        lineDepth = depth
        lineShallowest = min(shallowest, depth)
        lineEndDepth = depth
      } else if hasBlank {
        line.append(0x20)
      }
      hasBlank = false
      line.append(byte)
    }
  }

  /// Browsers note the address of a saved page in a comment: `saved from url=(0021)http://example.org/`.
  private func comment(_ pointer: UnsafePointer<xmlChar>?) {
    guard let pointer else { return }
    let text = String(cString: pointer)
    guard text.utf8.count < 2000, let found = text.firstRange(of: "saved from url=(") else { return }
    let rest = text[found.upperBound...].drop { $0.isNumber }
    guard rest.hasPrefix(")") else { return }
    addMark(.savedFrom, String(rest.dropFirst().prefix { !$0.isWhitespace }))
  }

  private func mark(_ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    guard let attributes else { return }
    var values: [String: String] = [:]
    var index = 0
    while let key = attributes[index], values.count < 64 {
      values[String(cString: key)] = attributes[index + 1].map { String(cString: $0) } ?? ""
      index += 2
    }
    if name == "link", values["rel"]?.lowercased() == "canonical" { addMark(.canonical, values["href"] ?? "") }
    if name == "meta", (values["property"] ?? values["name"]) == "og:url" {
      addMark(.openGraph, values["content"] ?? "")
    }
  }

  private func addMark(_ kind: FormText.Mark.Kind, _ value: String) {
    let value = value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !value.isEmpty, value.utf8.count < 2000 else { return }
    if kind != .title, !value.hasPrefix("http://"), !value.hasPrefix("https://") { return }
    text.marks.append(.init(kind: kind, text: value, line: text.lines.count))
  }

  // MARK: Lines

  private func endLine(_ next: FormLine.Join) {
    hasBlank = false
    if line.isEmpty {
      if next != .line, join != .item { join = next }
      return
    }
    appendLine()
    line.removeAll(keepingCapacity: true)
    shallowest = min(lineEndDepth, depth)
    join = next
  }

  private func appendLine() {
    let all = FormText.trimmed(line, 0..<line.count)
    guard !all.isEmpty else { return }
    // The bytes keep the lines of the file; what stands on one line of it is set apart by a blank.
    let number = max(lineNumber, currentLine)
    if number > currentLine {
      text.bytes.append(contentsOf: repeatElement(0x0A, count: number - currentLine))
      currentLine = number
    } else if !text.bytes.isEmpty {
      text.bytes.append(0x20)
    }
    let start = text.bytes.count
    appendClean(line[all], at: number)
    text.lines.append(
      FormLine(
        range: start..<text.bytes.count, number: number, join: join, depth: lineDepth, shallowest: lineShallowest))
  }

  /// Adds a line; characters that no text may hold, made by references such as `&#8238;`, are reported and left out.
  private func appendClean(_ part: ArraySlice<UInt8>, at number: Int) {
    let hasForbidden = part.withUnsafeBufferPointer { TextInspection.firstForbidden(in: $0) }
    guard let hasForbidden else {
      text.bytes.append(contentsOf: part)
      return
    }
    if text.diagnostics.count < TextInspection.mostFindings {
      let location = SourceLocation(file: text.name, line: number)
      text.diagnostics.append(TextInspection.finding(for: hasForbidden, at: location, removing: nil))
    }
    for scalar in String(decoding: part, as: UTF8.self).unicodeScalars where !TextInspection.isForbidden(scalar.value) {
      text.bytes.append(contentsOf: String(scalar).utf8)
    }
  }

  // MARK: Limits

  private var inputLine: Int { parser.map { Int($0.pointee.input.pointee.line) } ?? 1 }

  private func stop(_ reason: String) {
    guard !isStopped, let parser else { return }
    isStopped = true
    let location = SourceLocation(file: text.name, line: linesBefore + inputLine)
    text.diagnostics.append(
      Diagnostic(ImportRules.inputCut, severity: .warning, "\(reason); what comes after it was not read", at: location))
    xmlStopParser(parser)
  }

  /// Whether the parser holds back a tag whose attributes have no end, each of which it compares with all others.
  private func hasEndlessTag(_ parser: htmlParserCtxtPtr) -> Bool {
    guard let input = parser.pointee.input, let start = input.pointee.cur, let end = input.pointee.end else {
      return false
    }
    let pending = end - start
    guard pending > Self.longestTag, start[0] == 0x3C, HTMLText.isLetter(start[1]) else {
      scanned = 0
      return false
    }
    if scanned == 0 { (outside, quote, afterEquals) = (0, 0, false) }
    while scanned < pending, outside <= Self.longestTag {
      let byte = start[scanned]
      scanned += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
        continue
      }
      outside += 1
      if afterEquals, byte == 0x22 || byte == 0x27 { quote = byte }
      if byte > 0x20 { afterEquals = byte == 0x3D }
    }
    return outside > Self.longestTag
  }

  private var scanned = 0
  private var outside = 0
  private var quote: UInt8 = 0
  private var afterEquals = false

  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "link", "mark", "meta", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
  ]
}
