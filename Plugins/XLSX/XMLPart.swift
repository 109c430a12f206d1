internal import CLibXML2
internal import CataloguePlugins

/// Reads a part of a workbook node by node, through libxml2's reader.
///
/// Nothing outside the part is ever read. A part that declares a document type or names an entity of its own is
/// refused: no workbook has them, and they are how an XML file attacks its reader.
final class XMLPart {
  /// What a node is, as far as parts of workbooks have them.
  enum Node { case start, emptyElement, end, text }

  private let stream: PartStream
  private let archive: WorkbookArchive
  private let reader: OpaquePointer
  /// What the current node is.
  private(set) var node = Node.text

  /// Begins reading. Throws `ImportFailure` when there is no memory for it.
  init(_ stream: PartStream, of archive: WorkbookArchive) throws {
    self.stream = stream
    self.archive = archive
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    let read: xmlInputReadCallback = { context, buffer, count in
      guard let context, let buffer else { return -1 }
      return Int32(Unmanaged<PartStream>.fromOpaque(context).takeUnretainedValue().read(into: buffer, Int(count)))
    }
    let reader = xmlReaderForIO(
      read, { _ in 0 }, Unmanaged.passUnretained(stream).toOpaque(), nil, nil, Int32(options))
    guard let reader else { throw archive.failure("\(stream.name) cannot be read") }
    self.reader = reader
  }

  deinit { xmlFreeTextReader(reader) }

  /// Goes to the next element or text. Returns false at the end. Throws `ImportFailure` for what cannot be read.
  func next() throws -> Bool {
    while true {
      let status = xmlTextReaderRead(reader)
      guard status == 1 else {
        if let failure = stream.failure { throw failure }
        if status == 0 { return false }
        throw archive.failure("\(stream.name) is damaged near line \(max(1, xmlTextReaderGetParserLineNumber(reader)))")
      }
      switch xmlReaderTypes(UInt32(bitPattern: xmlTextReaderNodeType(reader))) {
      case XML_READER_TYPE_ELEMENT:
        node = xmlTextReaderIsEmptyElement(reader) == 1 ? .emptyElement : .start
        return true
      case XML_READER_TYPE_END_ELEMENT:
        node = .end
        return true
      case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_SIGNIFICANT_WHITESPACE,
        XML_READER_TYPE_WHITESPACE:
        node = .text
        return true
      case XML_READER_TYPE_DOCUMENT_TYPE, XML_READER_TYPE_ENTITY_REFERENCE, XML_READER_TYPE_ENTITY:
        throw archive.failure("\(stream.name) declares entities of its own, which no workbook does")
      default: continue
      }
    }
  }

  /// Whether the element has this name, in whatever namespace.
  func isNamed(_ name: StaticString) -> Bool {
    guard let found = xmlTextReaderConstLocalName(reader) else { return false }
    return strcmp(found, name.utf8Start) == 0
  }

  /// Adds the bytes of a text. O(length).
  func appendText(to bytes: inout [UInt8]) {
    guard let value = xmlTextReaderConstValue(reader) else { return }
    bytes.append(contentsOf: UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
  }

  /// Calls `body` with the name and the value of each attribute of the element. O(attributes).
  func forEachAttribute(_ body: (_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>) -> Void) {
    guard xmlTextReaderMoveToFirstAttribute(reader) == 1 else { return }
    repeat {
      if let name = xmlTextReaderConstLocalName(reader), let value = xmlTextReaderConstValue(reader) {
        body(name, value)
      }
    } while xmlTextReaderMoveToNextAttribute(reader) == 1
    xmlTextReaderMoveToElement(reader)
  }

  /// The value of an attribute. O(attributes).
  func attribute(_ wanted: StaticString) -> String? {
    var found: String?
    forEachAttribute { name, value in
      if strcmp(name, wanted.utf8Start) == 0 { found = String(cString: value) }
    }
    return found
  }
}

private func strcmp(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>) -> Int32 { xmlStrcmp(left, right) }
