internal import CLibXML2

/// The nodes that libxml2 has found in a chunk, which it hands over as it finds them.
struct XMLNodes {
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
