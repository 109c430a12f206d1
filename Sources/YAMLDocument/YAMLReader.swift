internal import CLibYAML
package import SourceTree

/// Reads YAML into positioned nodes, through libyaml's event parser (libyaml 0.2.5, YAML 1.1).
///
/// One reader holds one parser handle for one call, and nothing of libyaml leaves it.
package struct YAMLReader: Sendable {
  /// How much a document may hold.
  package var limits = YAMLLimits()

  /// Makes a reader with the limits of the design.
  package init() {}

  /// Reads the one document of a file. A second document is an error; what comes before a fault is still returned
  /// when it is a whole document.
  ///
  /// O(bytes).
  package func readDocument(_ source: SourceText) -> (tree: SourceTree?, diagnostics: [Diagnostic]) {
    guard source.bytes.count <= limits.bytes else {
      let message = "this record is larger than the limit of \(limits.bytes) bytes; shorten it"
      return (nil, [Diagnostic(TreeRules.documentTooLarge, message, at: SourceLocation(file: source.name, line: 1))])
    }
    let inspected = TextInspection.inspect(source)
    guard inspected.isReadable else { return (nil, inspected.diagnostics) }
    var run = ParserRun(source: inspected.text, limits: limits)
    run.parse()
    if run.trees.isEmpty, run.diagnostics.isEmpty, inspected.diagnostics.isEmpty {
      let message = "this file holds no record; `ktc new` prints a template"
      run.diagnostics.append(
        Diagnostic(TextInspection.emptyInput, message, at: inspected.text.location(of: 0..<0)))
    }
    return (run.trees.first, inspected.diagnostics + run.diagnostics)
  }
}

/// One pass of libyaml over one text.
private struct ParserRun {
  let source: SourceText
  let limits: YAMLLimits
  var trees: [SourceTree] = []
  var diagnostics: [Diagnostic] = []

  /// What is open: a list, or a map and whether its next node is a key.
  private struct Level {
    var isMap: Bool
    var expectsKey: Bool
  }

  init(source: SourceText, limits: YAMLLimits) {
    self.source = source
    self.limits = limits
  }

  mutating func parse() {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    defer {
      parser.deallocate()
      event.deallocate()
    }
    guard yaml_parser_initialize(parser) == 1 else { return }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    source.bytes.withUnsafeBufferPointer { bytes in
      yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
      run(parser, event, bytes)
    }
  }

  private mutating func run(
    _ parser: UnsafeMutablePointer<yaml_parser_t>, _ event: UnsafeMutablePointer<yaml_event_t>,
    _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    var offsets = OffsetCursor(bytes)
    var builder = SourceTreeBuilder(source: source)
    var levels: [Level] = []
    var events = 0
    var lastScalar = 0..<0
    // A tree that a fault cut short is dropped: half a record must not pass for a whole one.
    while true {
      guard yaml_parser_parse(parser, event) == 1 else {
        diagnostics.append(
          YAMLProblem(parser.pointee, source: source, offsets: &offsets, lastScalar: lastScalar).diagnostic)
        return
      }
      defer { yaml_event_delete(event) }
      let type = event.pointee.type
      if type == YAML_STREAM_END_EVENT { return }
      if diagnostics.count >= limits.findings {
        let offset = offsets.offset(of: event.pointee.start_mark)
        let message = "reading stops here after \(diagnostics.count) findings; mend those first"
        diagnostics.append(Diagnostic(YAMLRules.syntax, message, at: source.location(of: offset..<offset)))
        return
      }
      let start = offsets.offset(of: event.pointee.start_mark)
      switch type {
      case YAML_STREAM_START_EVENT: continue
      case YAML_DOCUMENT_START_EVENT:
        if !trees.isEmpty {
          let message = "a second record begins here; move it to a file of its own"
          diagnostics.append(Diagnostic(YAMLRules.secondDocument, message, at: source.location(of: start..<start + 3)))
          return
        }
        // The first document has its builder already.
        if events > 0 { builder = SourceTreeBuilder(source: source) }
        events = 0
        continue
      case YAML_DOCUMENT_END_EVENT:
        let tree = builder.finish()
        if let root = tree.root, !root.isBlank { trees.append(tree) }
        continue
      case YAML_MAPPING_END_EVENT:
        diagnostics += TreeRules.duplicates(in: builder, of: source)
        builder.end(at: offsets.offset(of: event.pointee.end_mark))
        levels.removeLast()
        continue
      case YAML_SEQUENCE_END_EVENT:
        builder.end(at: offsets.offset(of: event.pointee.end_mark))
        levels.removeLast()
        continue
      default: break
      }
      events += 1
      if events > limits.events {
        let message = "this record holds more than \(limits.events) values"
        diagnostics.append(Diagnostic(YAMLRules.tooManyNodes, message, at: source.location(of: start..<start)))
        return
      }
      let isKey = levels.last.map { $0.isMap && $0.expectsKey } ?? false
      if levels.last?.isMap == true { levels[levels.count - 1].expectsKey.toggle() }
      switch type {
      case YAML_SCALAR_EVENT:
        let end = offsets.offset(of: event.pointee.end_mark)
        let scalar = event.pointee.data.scalar
        lastScalar = start..<end
        report(anchor: scalar.anchor, tag: scalar.tag, in: start..<end)
        let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        if value.count > limits.scalarBytes {
          let message = "this text has \(value.count) bytes; the limit is \(limits.scalarBytes)"
          diagnostics.append(Diagnostic(YAMLRules.textTooLong, message, at: source.location(of: start..<end)))
          builder.scalar("", in: start..<end)
          continue
        }
        let style = ScalarStyle(scalar.style)
        if style == .doubleQuoted, let scalar = TextInspection.firstForbidden(in: value) {
          diagnostics.append(TextInspection.finding(for: scalar, at: source.location(of: start..<end), removing: nil))
        }
        // An anchor or tag lies before the value, within the event; the value is what the node is about.
        builder.scalar(value, in: start..<end, style: style)
      case YAML_ALIAS_EVENT:
        let end = offsets.offset(of: event.pointee.end_mark)
        let message = "an alias (*name) is used here; write the value itself, or put the text between quotation marks"
        diagnostics.append(Diagnostic(YAMLRules.alias, message, at: source.location(of: start..<end)))
        builder.scalar("", in: start..<end)
      case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
        let isMap = type == YAML_MAPPING_START_EVENT
        let end = offsets.offset(of: event.pointee.end_mark)
        if isMap {
          report(
            anchor: event.pointee.data.mapping_start.anchor, tag: event.pointee.data.mapping_start.tag, in: start..<end)
        } else {
          report(
            anchor: event.pointee.data.sequence_start.anchor, tag: event.pointee.data.sequence_start.tag,
            in: start..<end)
        }
        if isKey {
          let message = "a \(isMap ? "group" : "list") stands where the name of a field should be"
          diagnostics.append(Diagnostic(YAMLRules.complexKey, message, at: source.location(of: start..<end)))
        }
        guard levels.count < limits.depth else {
          let message = "lists and groups lie more than \(limits.depth) deep here; look for a bracket never closed"
          diagnostics.append(Diagnostic(TreeRules.tooDeep, message, at: source.location(of: start..<end)))
          return
        }
        levels.append(Level(isMap: isMap, expectsKey: isMap))
        isMap ? builder.beginMap(at: start) : builder.beginList(at: start)
      default: break
      }
    }
  }

  private mutating func report(
    anchor: UnsafeMutablePointer<UInt8>?, tag: UnsafeMutablePointer<UInt8>?, in range: Range<Int>
  ) {
    if anchor != nil {
      let message = "an anchor (&name) is used here; delete it, or put the text between quotation marks"
      diagnostics.append(Diagnostic(YAMLRules.alias, message, at: source.location(of: range)))
    }
    if tag != nil {
      let message = "a tag (!name) is used here; delete it, or put the text between quotation marks"
      diagnostics.append(Diagnostic(YAMLRules.tag, message, at: source.location(of: range)))
    }
  }
}

extension ScalarStyle {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}

/// Turns libyaml's marks, which count characters, into byte offsets.
///
/// Marks come nearly in order, so a cursor that walks from the last one costs one pass over the text in all.
/// For texts of plain ASCII the two are the same.
struct OffsetCursor {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  private var character = 0
  private var byte = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    let raw = UnsafeRawBufferPointer(bytes)
    var bits: UInt64 = 0
    var index = 0
    while index + 8 <= raw.count {
      bits |= raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      index += 8
    }
    while index < raw.count {
      bits |= UInt64(raw[index])
      index += 1
    }
    isASCII = bits & 0x8080_8080_8080_8080 == 0
  }

  mutating func offset(of mark: yaml_mark_t) -> Int {
    let target = Int(clamping: mark.index)
    if isASCII { return min(target, bytes.count) }
    let raw = UnsafeRawBufferPointer(bytes)
    // Eight bytes at a time, as long as no more than the characters that are wanted can be among them.
    while target - character >= 8, byte + 8 <= bytes.count {
      let word = raw.loadUnaligned(fromByteOffset: byte, as: UInt64.self)
      // Those whose two highest bits are 10 continue a character.
      character += 8 - ((word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
      byte += 8
    }
    // What is left is mostly plain ASCII.
    if target >= character, byte + 8 <= bytes.count,
      raw.loadUnaligned(fromByteOffset: byte, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      byte += target - character
      character = target
      return byte
    }
    while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
    while character < target, byte < bytes.count {
      byte += 1
      while byte < bytes.count, bytes[byte] & 0xC0 == 0x80 { byte += 1 }
      character += 1
    }
    while character > target, byte > 0 {
      byte -= 1
      while byte > 0, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
      character -= 1
    }
    return byte
  }
}
