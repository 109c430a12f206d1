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

/// The nodes that libxml2 has found in a chunk, which it hands over as it finds them.
private struct XMLNodes {
  struct Found {
    var node: XMLPart.Node
    /// The name of an element, without its prefix; libxml2 keeps it for as long as it parses.
    var name: UnsafePointer<UInt8>?
    /// Where the bytes of a text stand, or the attributes of an element.
    var range: Range<Int>
  }

  var found: [Found] = []
  /// Texts, and the values of attributes, each of which ends with a zero.
  var bytes: [UInt8] = []
  var attributes: [(name: UnsafePointer<UInt8>, value: Int)] = []
  /// Why the part is no part of a workbook.
  var problem: String?
  var parser: xmlParserCtxtPtr?
  /// How many namespaces each element that is open declares.
  private var open: [Int] = []
  private var namespaces = 0

  // libxml2 compares each attribute with all those before it, and looks for a prefix among all namespaces.
  private static let tagLimit = 1 << 16
  private static let attributeLimit = 256
  private static let namespaceLimit = 1000
  /// Elements within each other: what libxml2 allows where it makes a tree of them.
  private static let depthLimit = 256

  mutating func removeAll() {
    found.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
  }

  /// Stops when so many bytes wait for the end of a tag.
  mutating func checkWaiting(_ count: Int) {
    if count > Self.tagLimit { stop("has a tag of more than \(Self.tagLimit) bytes") }
  }

  private mutating func start(
    _ name: UnsafePointer<UInt8>?, _ namespaces: Int32, _ count: Int32, _ list: SAXAttributes?
  ) {
    let first = attributes.count
    if let list {
      // Of each attribute: its name, prefix and namespace, and the first byte of its value and the one behind it.
      for attribute in 0..<Int(count) {
        guard let name = list[attribute * 5], let value = list[attribute * 5 + 3], let end = list[attribute * 5 + 4]
        else { continue }
        attributes.append((name, bytes.count))
        bytes.append(contentsOf: UnsafeBufferPointer(start: value, count: end - value))
        bytes.append(0)
      }
    }
    found.append(Found(node: .start, name: name, range: first..<attributes.count))
    open.append(Int(namespaces))
    self.namespaces += Int(namespaces)
    if open.count > Self.depthLimit { stop("has elements more than \(Self.depthLimit) deep") }
    if count > Self.attributeLimit { stop("has an element with more than \(Self.attributeLimit) attributes") }
    if self.namespaces > Self.namespaceLimit { stop("declares more than \(Self.namespaceLimit) namespaces at once") }
  }

  private mutating func end(_ name: UnsafePointer<UInt8>?) {
    namespaces -= open.popLast() ?? 0
    found.append(Found(node: .end, name: name, range: 0..<0))
  }

  private mutating func text(_ start: UnsafePointer<UInt8>?, _ count: Int32) {
    let first = bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: Int(count)))
    found.append(Found(node: .text, name: nil, range: first..<bytes.count))
  }

  private mutating func stop(_ problem: String) {
    self.problem = self.problem ?? problem
    xmlStopParser(parser)
  }

  typealias SAXAttributes = UnsafeMutablePointer<UnsafePointer<UInt8>?>

  /// What libxml2 calls (http://www.xmlsoft.org/html/libxml-tree.html#xmlSAXHandler); for the rest it does nothing.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = { nodes, name, _, _, namespaces, _, count, _, attributes in
      XMLNodes.of(nodes)?.pointee.start(name, namespaces, count, attributes)
    }
    handler.endElementNs = { nodes, name, _, _ in XMLNodes.of(nodes)?.pointee.end(name) }
    handler.characters = { nodes, start, count in XMLNodes.of(nodes)?.pointee.text(start, count) }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.internalSubset = { nodes, _, _, _ in
      XMLNodes.of(nodes)?.pointee.stop("declares entities of its own, which no workbook does")
    }
    return handler
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLNodes>? {
    context?.assumingMemoryBound(to: XMLNodes.self)
  }
}
