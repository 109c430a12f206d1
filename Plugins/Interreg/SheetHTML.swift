internal import CLibXML2
internal import CataloguePlugins
internal import CommonMark
internal import SourceTree

/// Reads a page in HTML with libxml2's parser (2.9.14), as far as CommonMark can say what it says.
///
/// Nothing outside the page is read. Elements that CommonMark does not know count for what is in them; scripts, styles
/// and forms count for nothing.
struct SheetHTML {
  private var builder = CommonMarkBuilder()
  private var diagnostics: [Diagnostic] = []
  private let name: String
  /// Whether the page is as the exporter wrote it, so that lines end where they end in the record. Word processors
  /// break lines where they like, and say that they made the page.
  private var keepsLines = false

  /// How many letters a tag may have, apart from values in quotation marks. Each attribute is compared with all others.
  private static let longestTag = 1 << 12

  /// Whether bytes are a page: they begin with a tag. O(blanks).
  static func isHTML(_ bytes: some Collection<UInt8>) -> Bool {
    var rest = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    guard rest.popFirst() == 0x3C, let second = rest.first else { return false }
    return second == 0x21 || second == 0x3F || isLetter(second)
  }

  /// The page as a document, and what was found in it. O(bytes).
  static func read(_ page: SourceText) -> (tree: CommonMarkTree, diagnostics: [Diagnostic]) {
    var reader = SheetHTML(name: page.name)
    let end = endlessTag(in: page.bytes)
    if let end {
      let location = SourceLocation(file: page.name, line: page.location(of: end..<end).line)
      let message = "a tag here has more than \(longestTag) letters; what comes after it was not read"
      reader.diagnostics.append(
        Diagnostic(ImportRules.inputCut, severity: .warning, message, at: location))
    }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    // What is valid UTF-8 is UTF-8, whatever the page says of itself.
    let isUTF8 = String(validating: page.bytes, as: UTF8.self) != nil
    let document = page.bytes.withUnsafeBytes { raw in
      htmlReadMemory(
        raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: end ?? raw.count), nil,
        isUTF8 ? "UTF-8" : nil, Int32(options))
    }
    guard let document else { return (reader.builder.tree, reader.diagnostics) }
    defer { xmlFreeDoc(document) }
    reader.keepsLines = isOwn(xmlDocGetRootElement(document))
    reader.walk(xmlDocGetRootElement(document))
    return (reader.builder.tree, reader.diagnostics)
  }

  private init(name: String) { self.name = name }

  /// What the exporter's pages say that they were made by.
  static let generator = "ktc"

  private static func isOwn(_ root: xmlNodePtr?) -> Bool {
    let head = children(of: root).first { String(cString: $0.pointee.name) == "head" }
    return children(of: head).contains { element in
      String(cString: element.pointee.name) == "meta" && attribute("name", of: element) == "generator"
        && attribute("content", of: element) == generator
    }
  }

  private static func children(of node: xmlNodePtr?) -> [xmlNodePtr] {
    var children: [xmlNodePtr] = []
    var next = node?.pointee.children
    while let child = next {
      if child.pointee.type == XML_ELEMENT_NODE { children.append(child) }
      next = child.pointee.next
    }
    return children
  }

  private static func attribute(_ name: String, of node: xmlNodePtr) -> String? {
    guard let value = xmlGetProp(node, name) else { return nil }
    defer { ktc_xml_free(value) }
    return String(cString: value)
  }

  // MARK: Elements

  /// Adds a node and what is in it. The parser does not let elements lie more than 256 deep.
  private mutating func walk(_ node: xmlNodePtr?) {
    guard let node else { return }
    let line = max(1, xmlGetLineNo(node))
    switch node.pointee.type {
    case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: builder.text(text(of: node, line), line: line)
    case XML_ELEMENT_NODE: element(node, line)
    default: break
    }
  }

  private mutating func element(_ node: xmlNodePtr, _ line: Int) {
    let name = String(cString: node.pointee.name).lowercased()
    let depth = builder.depth
    switch name {
    case "head", "script", "style", "template", "svg", "object", "iframe", "select", "button": return
    case "br": return builder.lineBreak(line: line)
    case "hr": return builder.rule(line: line)
    case "pre": return builder.codeBlock(content(of: node, line), line: line)
    case "code", "kbd", "samp", "tt": return builder.code(content(of: node, line), line: line)
    case "h1", "h2", "h3", "h4", "h5", "h6": builder.open(.heading(Int(name.dropFirst()) ?? 6), line: line)
    case "p": builder.open(.paragraph, line: line)
    case "ul": builder.open(.list, line: line)
    case "ol": builder.open(.orderedList, line: line)
    case "li": builder.open(.item, line: line)
    case "blockquote": builder.open(.quotation, line: line)
    case "em", "i": builder.open(.emphasis, line: line)
    case "strong", "b": builder.open(.strong, line: line)
    case "a":
      if let address = address(of: node) { builder.open(.link(address), line: line) }
    default: if !Self.inline.contains(name) { builder.endBlock() }
    }
    let isInline = Self.inline.contains(name)
    var child = node.pointee.children
    while let next = child {
      walk(next)
      child = next.pointee.next
    }
    if isInline {
      // Where a mark opened the paragraph, more of the paragraph may follow.
      if builder.depth > depth, Self.marks.contains(name) { builder.closeMark(to: depth) }
    } else {
      builder.endBlock()
      builder.close(to: depth)
    }
  }

  private static let marks: Set<String> = ["em", "i", "strong", "b", "a"]
  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
  ]

  /// Only addresses that a reader may follow safely stay links.
  private func address(of node: xmlNodePtr) -> String? {
    guard let address = Self.attribute("href", of: node) else { return nil }
    return ["https://", "http://", "mailto:"].contains(where: address.hasPrefix) ? address : nil
  }

  // MARK: Texts

  private mutating func content(of node: xmlNodePtr, _ line: Int) -> String {
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { ktc_xml_free(content) }
    return clean(String(cString: content), line)
  }

  private mutating func text(of node: xmlNodePtr, _ line: Int) -> String {
    guard let content = node.pointee.content else { return "" }
    // Blanks of the page's own layout are one blank.
    var result = ""
    var hasBlank = false
    for scalar in clean(String(cString: content), line).unicodeScalars {
      if scalar == " " || scalar == "\t" || scalar == "\r" || (scalar == "\n" && !keepsLines) {
        hasBlank = true
      } else {
        if hasBlank, scalar != "\n", result.unicodeScalars.last != "\n" { result += " " }
        hasBlank = false
        result.unicodeScalars.append(scalar)
      }
    }
    return hasBlank && result.unicodeScalars.last != "\n" ? result + " " : result
  }

  /// A text without characters that no text may hold, made by references such as `&#8238;`; they are reported.
  private mutating func clean(_ text: String, _ line: Int) -> String {
    guard let first = Array(text.utf8).withUnsafeBufferPointer({ TextInspection.firstForbidden(in: $0) }) else {
      return text
    }
    if diagnostics.count < TextInspection.mostFindings {
      let location = SourceLocation(file: name, line: line)
      diagnostics.append(TextInspection.finding(for: first, at: location, removing: nil))
    }
    return String(String.UnicodeScalarView(text.unicodeScalars.filter { !TextInspection.isForbidden($0.value) }))
  }

  // MARK: Limits

  /// Where a tag begins that has too many letters outside quotation marks; nil when there is none. O(bytes).
  private static func endlessTag(in bytes: [UInt8]) -> Int? {
    var start: Int?
    var outside = 0
    var quote: UInt8 = 0
    for (index, byte) in bytes.enumerated() {
      if quote != 0 {
        if byte == quote { quote = 0 }
        continue
      }
      if let begun = start {
        if byte == 0x3E {
          start = nil
        } else if byte == 0x22 || byte == 0x27, index > 0, bytes[index - 1] == 0x3D {
          quote = byte
        } else {
          outside += 1
          if outside > longestTag { return begun }
        }
      } else if byte == 0x3C, index + 1 < bytes.count, isLetter(bytes[index + 1]) {
        start = index
        outside = 0
      }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }
}
