internal import CYAJL
package import SourceTree

/// Reads JSON (RFC 8259) of any size into positioned nodes, one record at a time, through the yajl parser.
///
/// The records are the items of the outermost list, or of the list under `records` in the outermost object; an
/// outermost object without `records` is itself the record. Memory holds one record and one piece of the input.
package final class JSONReader {
  /// One record, with the findings about its notation. The tree of a record that was too large has no root.
  package typealias Reading = (tree: SourceTree, diagnostics: [Diagnostic])

  /// Lists and objects within each other.
  package static let depthLimit = 64
  /// Bytes of one record.
  package static let byteLimit = 1 << 20
  /// Findings about the notation of one record; each costs a look at all of the record that lies before it.
  private static let findingLimit = 200
  /// How many bytes yajl is given at a time; the records that they complete are handed over after each piece.
  private static let pieceSize = 16 << 10

  private var parser: yajl_handle?
  /// The text since the current record or the last token began.
  private var window: TextWindow
  /// The offset in the input of the piece that yajl has.
  private var pieceBase: Int
  /// The offset in the input behind the last token.
  private var tokenEnd: Int
  /// The first bytes while they may yet turn out to be a byte order mark; nil afterwards.
  private var head: [UInt8]?

  /// The record that is being read.
  private var record: SourceTreeBuilder?
  /// The outermost object, which is a record unless it holds `records`.
  private var outermost: SourceTreeBuilder?
  private var depth = 0
  /// The depth of the first list or object of a record; nil outside the list of records.
  private var recordDepth: Int?
  private var keyAtTop = ""
  private var topKeys: [(key: String, location: SourceLocation)] = []
  private var sawRecords = false
  /// The finding about the record that is being passed over.
  private var oversized: Diagnostic?
  private var findings: [Diagnostic] = []
  private var ready: [Reading] = []
  private var stop: Diagnostic?

  /// Makes a reader of a text that holds records.
  package convenience init(name: String) {
    self.init(at: TextWindow(name: name, line: 1, base: 0), isOneValue: false)
  }

  private init(at window: TextWindow, isOneValue: Bool) {
    self.window = window
    pieceBase = window.base
    tokenEnd = window.base
    head = window.base == 0 ? [] : nil
    recordDepth = isOneValue ? 1 : nil
  }

  deinit { if let parser { yajl_free(parser) } }

  /// The keys beside `records` in the outermost object, which belong to no record; at most 1000.
  package var keysOutsideRecords: [(key: String, location: SourceLocation)] {
    sawRecords ? topKeys.filter { $0.key != "records" } : []
  }

  /// Reads a text that is one value as a whole. A value that could not be read to its end has no tree; a text
  /// of blanks has neither tree nor finding. O(bytes).
  package static func readValue(_ source: SourceText) -> (tree: SourceTree?, diagnostics: [Diagnostic]) {
    let reader = JSONReader(
      at: TextWindow(name: source.name, line: source.firstLine, base: source.baseOffset), isOneValue: true)
    var found: Reading?
    let problem =
      source.bytes.withUnsafeBufferPointer { reader.feed($0) { found = $0 } } ?? reader.finish { found = $0 }
    if let problem { return (nil, (found?.diagnostics ?? reader.findings) + [problem]) }
    guard let found, found.tree.root != nil else { return (nil, found?.diagnostics ?? []) }
    return (found.tree, found.diagnostics)
  }

  /// Takes the next bytes and hands over the records that they complete. Returns the finding after which nothing more
  /// can be read. Rethrows what `receive` throws.
  package func feed(
    _ bytes: UnsafeBufferPointer<UInt8>, _ receive: (Reading) throws -> Void
  ) rethrows -> Diagnostic? {
    // Mostly the input is no mark, and this is seen at once.
    if let held = head, held.isEmpty, let first = bytes.first, !Self.mayBeginMark([first]) { head = nil }
    if let held = head {
      let start = held + bytes
      if Self.mayBeginMark(start) {
        head = start
        return nil
      }
      head = nil
      let isMarked = start.starts(with: Self.byteOrderMark)
      if isMarked {
        window.skip(Self.byteOrderMark.count)
        pieceBase += Self.byteOrderMark.count
        tokenEnd += Self.byteOrderMark.count
      }
      return try start.dropFirst(isMarked ? Self.byteOrderMark.count : 0).withUnsafeBufferPointer {
        try feed($0, receive)
      }
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeBufferPointer(rebasing: rest.prefix(Self.pieceSize))
      rest = rest.dropFirst(Self.pieceSize)
      let problem = parse(piece)
      try handOver(receive)
      if let problem { return problem }
    }
    return nil
  }

  /// Ends the input, and hands over the record that this completes. Returns the finding that it ended too early,
  /// if it did. Rethrows what `receive` throws.
  package func finish(_ receive: (Reading) throws -> Void) rethrows -> Diagnostic? {
    if let held = head, !held.isEmpty {
      head = nil
      if let problem = held.withUnsafeBufferPointer({ parse($0) }) { return problem }
    }
    let isBlank = topKeys.isEmpty && depth == 0 && window.bytes.allSatisfy(Self.isBlank)
    guard let parser, !isBlank else { return nil }
    let status = yajl_complete_parse(parser)
    try handOver(receive)
    if let stop { return stop }
    return status == yajl_status_ok ? nil : syntaxFinding(isAtEnd: true)
  }

  private func parse(_ piece: UnsafeBufferPointer<UInt8>) -> Diagnostic? {
    if parser == nil { parser = yajl_alloc(&Self.callbacks, nil, Unmanaged.passUnretained(self).toOpaque()) }
    window.append(piece)
    let status = yajl_parse(parser, piece.baseAddress, piece.count)
    if let stop { return stop }
    if status != yajl_status_ok { return syntaxFinding(isAtEnd: false) }
    pieceBase += piece.count
    if record == nil, outermost == nil { window.drop(to: tokenEnd) }
    // Only a single token can be longer than the limit without having been seen by `checkSize`.
    return window.bytes.count > Self.byteLimit + Self.pieceSize ? sizeFinding() : nil
  }

  private func handOver(_ receive: (Reading) throws -> Void) rethrows {
    defer { ready.removeAll() }
    for reading in ready { try receive(reading) }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Whether more bytes have to tell whether a text begins with a mark of UTF-8, or of UTF-16, which is told by its own
  /// words.
  private static func mayBeginMark(_ start: [UInt8]) -> Bool {
    start.count < byteOrderMark.count && byteOrderMark.starts(with: start) || start == [0xFE] || start == [0xFF]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

// MARK: - Positions and findings

extension JSONReader {
  /// The range, within the window, of the token that was just read.
  private func nextTokenRange() -> Range<Int> {
    let end = pieceBase + Int(yajl_get_bytes_consumed(parser)) - window.base
    let start = startOfToken(before: end)
    tokenEnd = end + window.base
    return start..<max(start, end)
  }

  /// Where, within the window, the next token begins: behind the last one, blanks, commas and colons.
  private func startOfToken(before end: Int) -> Int {
    var start = tokenEnd - window.base
    window.bytes.withUnsafeBufferPointer { bytes in
      let end = min(end, bytes.count)
      while start < end, Self.isBlank(bytes[start]) || bytes[start] == 0x2C || bytes[start] == 0x3A { start += 1 }
    }
    return start
  }

  private func syntaxFinding(isAtEnd: Bool) -> Diagnostic {
    let bytes = window.bytes
    let detail = yajl_get_error(parser, 0, nil, 0).map { pointer in
      defer { yajl_free_error(parser, pointer) }
      return String(cString: pointer).split(separator: "\n").first.map(String.init) ?? ""
    }
    if isAtEnd {
      var end = bytes.count
      while end > 0, Self.isBlank(bytes[end - 1]) { end -= 1 }
      let message = "the JSON text ends too early; a bracket or quotation mark is not closed"
      return finding(message, at: max(0, end - 1), detail)
    }
    let consumed = pieceBase + Int(yajl_get_bytes_consumed(parser)) - window.base
    let start = window.text
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      if let utf16 = TextInspection.inspect(start).diagnostics.first { return utf16 }
    }
    let problem = JSONProblem(detail ?? "")
    if detail?.contains("UTF8") == true {
      // How many more follow is not known in the midst of a stream.
      let first = Self.firstInvalid(in: bytes) ?? max(0, bytes.count - 1)
      return Diagnostic(TextInspection.badUTF8, problem.message, at: start.location(of: first..<first + 1))
    }
    // yajl stops behind the token that it cannot place, or in one case before it; the token itself is what to look at.
    var offset = problem.isInsideToken ? consumed : startOfToken(before: consumed - 1)
    if problem.followsValue {
      offset = tokenEnd - window.base
      while offset < bytes.count, Self.isBlank(bytes[offset]) { offset += 1 }
    }
    return finding(problem.message, at: min(max(0, offset), max(0, bytes.count - 1)), detail)
  }

  /// Where the first bytes begin that are no character of UTF-8, or not all of one. O(bytes).
  private static func firstInvalid(in bytes: [UInt8]) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let character): offset += character.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }

  private func finding(_ message: String, at offset: Int, _ detail: String?) -> Diagnostic {
    Diagnostic(
      JSONRules.syntax, message, at: window.text.location(of: offset..<min(offset + 1, window.bytes.count)),
      notes: detail.map { [.init("yajl: \($0)")] } ?? [])
  }

  private func sizeFinding() -> Diagnostic {
    let message = "this record has more than \(Self.byteLimit) bytes"
    return Diagnostic(TreeRules.documentTooLarge, message, at: window.text.location(of: 0..<1))
  }

  /// Whether so much is wrong with the notation of a record that no more of it is told; says so once.
  private func isFull(at range: Range<Int>) -> Bool {
    guard findings.count >= Self.findingLimit, var end = findings.last else { return false }
    let message = "this record has more faults like this one from here on; mend those that are told first"
    if end.message != message {
      (end.message, end.location, end.notes, end.fix) = (message, window.text.location(of: range), [], nil)
      findings.append(end)
    }
    return true
  }

  /// Reports what yajl lets through in a text: characters that no text may hold, halves of surrogate pairs, and
  /// three- and four-byte sequences that are no UTF-8.
  private func check(_ value: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard !isFull(at: range) else { return }
    if let scalar = TextInspection.firstForbidden(in: value) {
      findings.append(TextInspection.finding(for: scalar, at: window.text.location(of: range), removing: nil))
    }
    if value.count != range.count - 2, JSONProblem.hasHalfCharacter(window.bytes[range]) {
      let message = "a \\u escape here is one half of a character; write the character itself"
      findings.append(Diagnostic(JSONRules.halfCharacter, message, at: window.text.location(of: range)))
    } else if value.contains(where: { $0 >= 0xE0 || $0 == 0xC0 || $0 == 0xC1 }),
      String(validating: value, as: UTF8.self) == nil
    {
      let text = SourceText(name: window.name, bytes: Array(window.bytes[range]))
      let found = TextInspection.inspect(text).diagnostics.first { $0.code == TextInspection.badUTF8.code }
      let message = found?.message ?? "these bytes are not UTF-8; save the file again as UTF-8"
      findings.append(Diagnostic(TextInspection.badUTF8, message, at: window.text.location(of: range)))
    }
  }
}

extension SourceTreeBuilder {
  /// What is to be said of keys that stand twice in the map that is still open, within the tree that is being built, of
  /// which no copy is made.
  fileprivate func duplicates(of window: TextWindow) -> [Diagnostic] {
    TreeRules.duplicates(in: self, of: window.text)
  }
}

// MARK: - Events

extension JSONReader {
  private enum Event {
    case scalar(UnsafeBufferPointer<UInt8>, isString: Bool)
    case null
    case key(UnsafeBufferPointer<UInt8>)
    case begin(isMap: Bool)
    case end(isMap: Bool)
  }

  /// Takes an event of yajl. Returns whether it should go on, as yajl wants it.
  private func take(_ event: Event) -> Int32 {
    let range = nextTokenRange()
    if case .begin = event { depth += 1 }
    if depth > Self.depthLimit {
      let message = "lists and objects lie more than \(Self.depthLimit) deep here"
      stop = Diagnostic(TreeRules.tooDeep, message, at: window.text.location(of: range))
    } else if let oversized {
      passOver(event, oversized)
    } else if record != nil {
      add(event, range, to: &record)
      checkSize()
      if case .end = event, depth == recordDepth {
        if let oversized { passOver(event, oversized) } else { finishRecord(range) }
      }
    } else {
      placeOutsideRecord(event, range)
    }
    if case .end = event { depth -= 1 }
    return stop == nil ? 1 : 0
  }

  private func placeOutsideRecord(_ event: Event, _ range: Range<Int>) {
    switch event {
    case .begin(isMap: true) where depth == 1 && recordDepth == nil:
      outermost = SourceTreeBuilder(named: window.name, knownBytes: window.bytes.count)
      outermost?.beginMap(at: range.lowerBound)
    case .begin(isMap: false) where depth == 1 && recordDepth == nil,
      .begin(isMap: false) where depth == 2 && keyAtTop == "records" && recordDepth == nil:
      recordDepth = depth + 1
      sawRecords = true
      // What the outermost object held so far is no record; only its keys are kept.
      outermost = nil
      findings = []
    case .begin where depth == recordDepth:
      window.drop(to: window.base + range.lowerBound)
      record = SourceTreeBuilder(named: window.name, knownBytes: window.bytes.count)
      add(event, 0..<range.count, to: &record)
    case .end where depth + 1 == recordDepth:
      recordDepth = nil
      window.drop(to: tokenEnd)
    case .scalar where depth + 1 == recordDepth ?? 1, .null where depth + 1 == recordDepth ?? 1:
      record = SourceTreeBuilder(named: window.name, knownBytes: window.bytes.count)
      add(event, range, to: &record)
      finishRecord(range)
    case .end where depth == 1:
      add(event, range, to: &outermost)
      if !sawRecords {
        record = outermost
        finishRecord(range)
      }
    default:
      if case .key(let bytes) = event, depth == 1 {
        keyAtTop = String(decoding: bytes, as: UTF8.self)
        if topKeys.count < 1000 { topKeys.append((keyAtTop, window.text.location(of: range))) }
      }
      if outermost != nil { add(event, range, to: &outermost) } else { window.drop(to: tokenEnd) }
    }
    checkSize()
  }

  /// Passes over an event of a record that is too large.
  private func passOver(_ event: Event, _ finding: Diagnostic) {
    window.drop(to: tokenEnd)
    guard case .end = event, depth == recordDepth else { return }
    oversized = nil
    var nothing = SourceTreeBuilder(named: window.name, knownBytes: window.bytes.count)
    ready.append((nothing.finish(), [finding]))
  }

  private func checkSize() {
    guard tokenEnd - window.base > Self.byteLimit, record != nil || outermost != nil else { return }
    if outermost != nil {
      stop = sizeFinding()
    } else {
      oversized = sizeFinding()
      record = nil
      findings = []
    }
  }

  private func add(_ event: Event, _ range: Range<Int>, to target: inout SourceTreeBuilder?) {
    switch event {
    case .scalar(let value, let isString):
      if isString { check(value, range) }
      target?.scalar(value, in: range, style: isString ? .doubleQuoted : .plain)
    case .null: target?.scalar("", in: range)
    case .key(let key):
      check(key, range)
      target?.scalar(key, in: range, style: .doubleQuoted)
    case .begin(let isMap): isMap ? target?.beginMap(at: range.lowerBound) : target?.beginList(at: range.lowerBound)
    case .end(let isMap):
      if isMap, !isFull(at: range), let found = target?.duplicates(of: window) { findings += found }
      target?.end(at: range.upperBound)
    }
  }

  private func finishRecord(_ range: Range<Int>) {
    guard var finished = record else { return }
    record = nil
    outermost = nil
    ready.append((finished.finish(over: window.text(ofFirst: range.upperBound)), findings))
    findings = []
    window.drop(to: tokenEnd)
  }

  // yajl keeps the pointer for as long as its handle lives.
  nonisolated(unsafe) private static var callbacks = yajl_callbacks(
    yajl_null: { reader($0).take(.null) },
    yajl_boolean: { context, value in
      let text: StaticString = value != 0 ? "true" : "false"
      let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      return reader(context).take(.scalar(bytes, isString: false))
    },
    yajl_integer: nil, yajl_double: nil,
    yajl_number: { context, start, length in
      start?.withMemoryRebound(to: UInt8.self, capacity: length) {
        reader(context).take(.scalar(UnsafeBufferPointer(start: $0, count: length), isString: false))
      } ?? 1
    },
    yajl_string: { reader($0).take(.scalar(UnsafeBufferPointer(start: $1, count: $2), isString: true)) },
    yajl_start_map: { reader($0).take(.begin(isMap: true)) },
    yajl_map_key: { reader($0).take(.key(UnsafeBufferPointer(start: $1, count: $2))) },
    yajl_end_map: { reader($0).take(.end(isMap: true)) },
    yajl_start_array: { reader($0).take(.begin(isMap: false)) },
    yajl_end_array: { reader($0).take(.end(isMap: false)) })

  private static func reader(_ context: UnsafeMutableRawPointer?) -> JSONReader {
    // The pointer is the reader that is feeding yajl at this moment, so that it is alive and on this thread.
    Unmanaged<JSONReader>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
  }
}
