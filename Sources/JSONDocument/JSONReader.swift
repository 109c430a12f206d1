internal import CYAJL
package import SourceTree

/// Reads JSON (RFC 8259) of any size into positioned nodes, one record at a time, through the yajl parser.
///
/// The records are the items of the outermost list, or of the list under `records` in the outermost object; an
/// outermost object without `records` is itself the record. Memory holds one record.
package final class JSONReader {
  private let name: String
  private let receive: (SourceTree, [Diagnostic]) throws -> Void
  private var handle: yajl_handle?

  /// The bytes since the current record or the last token began.
  private var window: [UInt8] = []
  private var windowBase = 0
  private var windowLine: Int
  private var windowColumn = 1
  private var chunkBase = 0
  private var tokenEnd = 0

  private var builder: SourceTreeBuilder?
  private var header: SourceTreeBuilder?
  private var depth = 0
  private var recordDepth: Int?
  private var keyAtTop = ""
  private var findings: [Diagnostic] = []
  private var failure: (any Error)?
  private var stop: Diagnostic?
  private var sawRecords = false
  private var topKeys: [(key: String, location: SourceLocation)] = []

  /// The keys beside `records` in the outermost object, which belong to no record.
  package var keysOutsideRecords: [(key: String, location: SourceLocation)] {
    sawRecords ? topKeys.filter { $0.key != "records" } : []
  }

  /// Lists and objects within each other.
  package static let depthLimit = 64
  /// Bytes of one record.
  package static let byteLimit = 1 << 20

  /// Makes a reader that hands each record to `receive`, with the findings about its notation.
  package init(
    name: String, firstLine: Int = 1, baseOffset: Int = 0,
    receive: @escaping (SourceTree, [Diagnostic]) throws -> Void
  ) {
    self.name = name
    self.receive = receive
    windowLine = firstLine
    windowBase = baseOffset
    chunkBase = baseOffset
    tokenEnd = baseOffset
  }

  deinit { if let handle { yajl_free(handle) } }

  /// Reads one JSON text that is at hand. Returns the finding that ended it early, if any. O(bytes).
  package static func read(
    _ source: SourceText, receive: @escaping (SourceTree, [Diagnostic]) throws -> Void
  ) throws -> Diagnostic? {
    let reader = JSONReader(
      name: source.name, firstLine: source.firstLine, baseOffset: source.baseOffset, receive: receive)
    if let problem = try source.bytes.withUnsafeBufferPointer({ try reader.feed($0) }) { return problem }
    return try reader.finish()
  }

  /// Takes the next bytes. Returns the finding after which nothing more can be read. Rethrows what `receive` throws.
  package func feed(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Diagnostic? {
    guard !bytes.isEmpty else { return nil }
    if handle == nil { handle = yajl_alloc(&Self.callbacks, nil, Unmanaged.passUnretained(self).toOpaque()) }
    window.append(contentsOf: bytes)
    let status = yajl_parse(handle, bytes.baseAddress, bytes.count)
    if let failure { throw failure }
    if let stop { return stop }
    if status != yajl_status_ok { return syntaxFinding(at: chunkBase + Int(yajl_get_bytes_consumed(handle))) }
    chunkBase += bytes.count
    if builder == nil, header == nil { dropWindow(to: tokenEnd) }
    return nil
  }

  /// Ends the input. Returns the finding that it ended too early, if it did.
  package func finish() throws -> Diagnostic? {
    guard let handle else { return nil }
    let status = yajl_complete_parse(handle)
    if let failure { throw failure }
    if let stop { return stop }
    if status != yajl_status_ok { return syntaxFinding(at: chunkBase) }
    return nil
  }

  // MARK: Positions

  private var text: SourceText {
    SourceText(name: name, bytes: window, firstLine: windowLine, firstColumn: windowColumn, baseOffset: windowBase)
  }

  private func dropWindow(to offset: Int) {
    let count = min(max(0, offset - windowBase), window.count)
    for byte in window[..<count] {
      if byte == 0x0A {
        windowLine += 1
        windowColumn = 1
      } else if byte & 0xC0 != 0x80 {
        windowColumn += 1
      }
    }
    window.removeFirst(count)
    windowBase += count
  }

  /// The range, within the window, of the token that was just read.
  private func tokenRange() -> Range<Int> {
    let end = chunkBase + Int(yajl_get_bytes_consumed(handle)) - windowBase
    var start = tokenEnd - windowBase
    while start < end, [0x20, 0x09, 0x0A, 0x0D, 0x2C, 0x3A].contains(window[start]) { start += 1 }
    tokenEnd = end + windowBase
    return start..<max(start, end)
  }

  private func syntaxFinding(at offset: Int) -> Diagnostic {
    let inspected = TextInspection.inspect(text)
    if let first = inspected.diagnostics.first(where: { $0.code == TextInspection.badUTF8.code }) { return first }
    var place = min(max(0, offset - windowBase), window.count)
    // yajl stops after the token it cannot place; the token itself is what to look at.
    var start = max(0, tokenEnd - windowBase)
    while start < place, [0x20, 0x09, 0x0A, 0x0D].contains(window[start]) { start += 1 }
    place = min(place, start)
    let detail = yajl_get_error(handle, 0, nil, 0).map { pointer in
      defer { yajl_free_error(handle, pointer) }
      return String(cString: pointer).split(separator: "\n").first.map(String.init) ?? ""
    }
    let isCut = place >= window.count
    let message =
      isCut ? "the JSON text ends too early; a bracket or quotation mark is not closed"
      : "this cannot be read as JSON; look for a missing comma, quotation mark or bracket here"
    return Diagnostic(
      JSONRules.syntax, message, at: text.location(of: place..<min(place + 1, window.count)),
      notes: detail.map { [.init("yajl: \($0)")] } ?? [])
  }

  // MARK: Events

  private enum Event {
    case scalar(UnsafeBufferPointer<UInt8>, isString: Bool)
    case null
    case key(UnsafeBufferPointer<UInt8>)
    case begin(isMap: Bool)
    case end
  }

  private func handle(_ event: Event) -> Int32 {
    do {
      try place(event)
      return stop == nil ? 1 : 0
    } catch {
      failure = error
      return 0
    }
  }

  private func place(_ event: Event) throws {
    let range = tokenRange()
    if case .begin = event { depth += 1 }
    defer { if case .end = event { depth -= 1 } }
    if depth > Self.depthLimit {
      stop = Diagnostic(
        TreeRules.tooDeep, "lists and objects lie more than \(Self.depthLimit) deep here", at: text.location(of: range))
      return
    }
    if builder != nil {
      add(event, range, to: &builder)
      if case .end = event, depth == recordDepth { try finishRecord(range) } else { try checkSize() }
      return
    }
    switch event {
    case .begin(isMap: true) where depth == 1:
      header = SourceTreeBuilder(source: SourceText(name: name, bytes: []))
      header?.beginMap(at: range.lowerBound)
    case .begin(isMap: false) where depth == 1, .begin(isMap: false) where depth == 2 && keyAtTop == "records":
      recordDepth = depth + 1
      sawRecords = true
      // What the outermost object held so far is no record; only its keys are kept.
      header = nil
    case .begin where depth == recordDepth:
      dropWindow(to: windowBase + range.lowerBound)
      builder = SourceTreeBuilder(source: SourceText(name: name, bytes: []))
      add(event, 0..<range.count, to: &builder)
    case .end where depth + 1 == recordDepth:
      recordDepth = nil
      dropWindow(to: tokenEnd)
    case .key(let bytes) where depth == 1:
      keyAtTop = String(decoding: bytes, as: UTF8.self)
      if topKeys.count < 1000 { topKeys.append((keyAtTop, text.location(of: range))) }
      add(event, range, to: &header)
    case .scalar where depth + 1 == recordDepth, .null where depth + 1 == recordDepth:
      builder = SourceTreeBuilder(source: SourceText(name: name, bytes: []))
      add(event, range, to: &builder)
      try finishRecord(range)
    case .end where depth == 1:
      add(event, range, to: &header)
      if !sawRecords {
        builder = header
        try finishRecord(range)
      }
    default:
      if header != nil {
        add(event, range, to: &header)
      } else if depth == 0 {
        builder = SourceTreeBuilder(source: SourceText(name: name, bytes: []))
        add(event, range, to: &builder)
        try finishRecord(range)
      }
    }
    try checkSize()
  }

  private func checkSize() throws {
    guard window.count > Self.byteLimit, tokenEnd - windowBase > Self.byteLimit else { return }
    let message = "this record has more than \(Self.byteLimit) bytes"
    stop = Diagnostic(TreeRules.documentTooLarge, message, at: text.location(of: 0..<1))
  }

  private func add(_ event: Event, _ range: Range<Int>, to target: inout SourceTreeBuilder?) {
    switch event {
    case .scalar(let bytes, let isString):
      if isString, let scalar = TextInspection.firstForbidden(in: bytes) {
        findings.append(TextInspection.finding(for: scalar, at: text.location(of: range), removing: nil))
      }
      target?.scalar(bytes, in: range, style: isString ? .doubleQuoted : .plain)
    case .null: target?.scalar("", in: range)
    case .key(let bytes): target?.scalar(bytes, in: range, style: .doubleQuoted)
    case .begin(let isMap): isMap ? target?.beginMap(at: range.lowerBound) : target?.beginList(at: range.lowerBound)
    case .end:
      if let builder = target { findings += TreeRules.duplicates(in: builder, of: text) }
      target?.end(at: range.upperBound)
    }
  }

  private func finishRecord(_ range: Range<Int>) throws {
    guard var finished = builder else { return }
    builder = nil
    header = nil
    let tree = finished.finish(over: text)
    let found = findings
    findings = []
    try receive(tree, found)
    dropWindow(to: tokenEnd)
  }

  nonisolated(unsafe) private static var callbacks = yajl_callbacks(
    yajl_null: { reader($0).handle(.null) },
    yajl_boolean: { context, value in
      let text: StaticString = value != 0 ? "true" : "false"
      return reader(context).handle(
        .scalar(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), isString: false))
    },
    yajl_integer: nil, yajl_double: nil,
    yajl_number: { context, start, length in
      start?.withMemoryRebound(to: UInt8.self, capacity: length) {
        reader(context).handle(.scalar(UnsafeBufferPointer(start: $0, count: length), isString: false))
      } ?? 1
    },
    yajl_string: { reader($0).handle(.scalar(UnsafeBufferPointer(start: $1, count: $2), isString: true)) },
    yajl_start_map: { reader($0).handle(.begin(isMap: true)) },
    yajl_map_key: { reader($0).handle(.key(UnsafeBufferPointer(start: $1, count: $2))) },
    yajl_end_map: { reader($0).handle(.end) },
    yajl_start_array: { reader($0).handle(.begin(isMap: false)) },
    yajl_end_array: { reader($0).handle(.end) })

  private static func reader(_ context: UnsafeMutableRawPointer?) -> JSONReader {
    // The pointer is the reader that is feeding yajl at this moment, so that it is alive and on this thread.
    Unmanaged<JSONReader>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
  }
}
