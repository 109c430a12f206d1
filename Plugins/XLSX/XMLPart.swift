internal import CLibXML2
internal import CataloguePlugins
internal import Glibc

/// Reads a part of a workbook node by node, through libxml2's parser.
///
/// Nothing outside the part is ever read. A part that declares a document type is refused: no workbook does, and
/// entities of its own are how an XML file attacks its reader.
final class XMLPart {
  /// What a node is, as far as parts of workbooks have them. An empty element starts and ends.
  enum Node { case start, end, text }

  private let stream: PartStream
  private let archive: WorkbookArchive
  private let nodes: UnsafeMutablePointer<XMLNodes>
  private let parser: xmlParserCtxtPtr
  private let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 15, alignment: 1)
  private var position = -1
  private var isAtEnd = false

  /// Begins reading. Throws `ImportFailure` when there is no memory for it.
  init(_ stream: PartStream, of archive: WorkbookArchive) throws {
    self.stream = stream
    self.archive = archive
    nodes = .allocate(capacity: 1)
    nodes.initialize(to: XMLNodes())
    var handler = XMLNodes.handler
    guard let parser = xmlCreatePushParserCtxt(&handler, nodes, nil, 0, nil) else {
      nodes.deinitialize(count: 1).deallocate()
      chunk.deallocate()
      throw archive.failure("\(stream.name) cannot be read")
    }
    self.parser = parser
    nodes.pointee.parser = parser
    xmlCtxtUseOptions(
      parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
  }

  deinit {
    if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(parser)
    nodes.deinitialize(count: 1).deallocate()
    chunk.deallocate()
  }

  /// What the current node is.
  var node: Node { nodes.pointee.found[position].node }

  /// Goes to the next element or text; a long text comes in several. Returns false at the end. Throws `ImportFailure` for
  /// what cannot be read.
  func next() throws -> Bool {
    position += 1
    while position >= nodes.pointee.found.count {
      if let problem = nodes.pointee.problem { throw archive.failure("\(stream.name) \(problem)") }
      if parser.pointee.wellFormed == 0 {
        let line = parser.pointee.input?.pointee.line ?? 1
        throw archive.failure("\(stream.name) is damaged near line \(max(1, line))")
      }
      if isAtEnd { return false }
      try parse()
    }
    return true
  }

  private func parse() throws {
    position = 0
    nodes.pointee.removeAll()
    guard let start = chunk.baseAddress else { return }
    let got = stream.read(into: start, chunk.count)
    if let failure = stream.failure { throw failure }
    isAtEnd = got <= 0
    _ = xmlParseChunk(parser, start.assumingMemoryBound(to: CChar.self), Int32(max(0, got)), isAtEnd ? 1 : 0)
    // A tag is read once all of it is there.
    if let input = parser.pointee.input?.pointee { nodes.pointee.checkWaiting(input.end - input.cur) }
  }

  /// Whether the element has this name, in whatever namespace.
  func isNamed(_ name: StaticString) -> Bool {
    guard let found = nodes.pointee.found[position].name else { return false }
    return strcmp(found, name) == 0
  }

  /// Adds the bytes of a text. O(length).
  func appendText(to bytes: inout [UInt8]) { bytes += nodes.pointee.bytes[nodes.pointee.found[position].range] }

  /// Calls `body` with the name and the value of each attribute of the element. O(attributes).
  func forEachAttribute(_ body: (_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>) -> Void) {
    guard nodes.pointee.found[position].node == .start else { return }
    nodes.pointee.bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return }
      for index in nodes.pointee.found[position].range {
        let attribute = nodes.pointee.attributes[index]
        body(attribute.name, start + attribute.value)
      }
    }
  }

  /// The value of an attribute. O(attributes).
  func attribute(_ wanted: StaticString) -> String? {
    var found: String?
    forEachAttribute { name, value in if strcmp(name, wanted) == 0 { found = String(cString: value) } }
    return found
  }
}

private func strcmp(_ left: UnsafePointer<UInt8>, _ right: StaticString) -> Int32 {
  Glibc.strcmp(
    UnsafeRawPointer(left).assumingMemoryBound(to: CChar.self),
    UnsafeRawPointer(right.utf8Start).assumingMemoryBound(to: CChar.self))
}
