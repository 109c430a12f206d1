internal import CLibXML2

/// Writes XML through libxml2's writer, piece by piece.
///
/// The writer and its buffer are used by one export at a time.
final class XMLText {
  private let buffer: xmlBufferPtr?
  private let writer: xmlTextWriterPtr?

  init() {
    buffer = xmlBufferCreate()
    writer = xmlNewTextWriterMemory(buffer, 0)
    xmlTextWriterSetIndent(writer, 1)
    Self.with("  ") { xmlTextWriterSetIndentString(writer, $0) }
  }

  deinit {
    xmlFreeTextWriter(writer)
    xmlBufferFree(buffer)
  }

  /// The declaration of XML 1.0 in UTF-8.
  func begin() { xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil) }

  /// Opens an element with attributes.
  func open(_ name: String, _ attributes: [(String, String?)] = []) {
    Self.with(name) { xmlTextWriterStartElement(writer, $0) }
    for case (let key, let value?) in attributes {
      Self.with(key) { key in Self.with(value) { xmlTextWriterWriteAttribute(writer, key, $0) } }
    }
  }

  /// Closes the innermost element.
  func close() { xmlTextWriterEndElement(writer) }

  /// An element with a text.
  func element(_ name: String, _ text: String, _ attributes: [(String, String?)] = []) {
    open(name, attributes)
    Self.with(text) { xmlTextWriterWriteString(writer, $0) }
    close()
  }

  /// Closes what is open.
  func finish() { xmlTextWriterEndDocument(writer) }

  /// Takes what was written since the last call. O(bytes).
  func take() -> [UInt8] {
    xmlTextWriterFlush(writer)
    guard let content = xmlBufferContent(buffer) else { return [] }
    let bytes = Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
    xmlBufferEmpty(buffer)
    return bytes
  }

  /// Hands on a text without what no XML document can hold (XML 1.0, 2.2). O(length).
  private static func with(_ text: String, _ body: (UnsafePointer<UInt8>) -> some Any) {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text.unicodeScalars.filter(isCharacter))
    var bytes = Array(String(scalars).utf8)
    bytes.append(0)
    bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { _ = body(start) } }
  }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
