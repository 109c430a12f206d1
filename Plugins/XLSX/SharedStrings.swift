internal import CataloguePlugins

/// The texts that the cells of a workbook share (ECMA-376, 18.4), in one piece of memory.
struct SharedStrings {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// No texts: a workbook may keep them in its cells.
  init() {}

  /// Reads the texts. Throws `ImportFailure` when they are damaged or too many. O(bytes).
  init(_ part: PartStream, of archive: WorkbookArchive) throws {
    let xml = try XMLPart(part, of: archive)
    var text = RichText()
    while try xml.next() {
      let isItem = xml.node != .text && xml.isNamed("si")
      if isItem, xml.node == .start {
        text = RichText()
      } else if isItem {
        bytes += SheetText.withPlainLineEnds(SheetText.unescaped(text.bytes))
        ends.append(bytes.count)
        guard bytes.count <= archive.limits.sharedStringBytes, ends.count <= archive.limits.sharedStrings else {
          throw archive.tooBig("\(part.name) has too many texts")
        }
      } else {
        text.take(xml)
        if text.bytes.count > archive.limits.rowBytes { throw archive.tooBig("a text of \(part.name) is too long") }
      }
    }
  }

  /// The text with this number; nil when there is none. O(length).
  subscript(index: Int) -> ArraySlice<UInt8>? {
    guard ends.indices.contains(index) else { return nil }
    return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }
}

/// A text that may be made of several runs, each with a look of its own; how it is pronounced is no part of it.
struct RichText {
  private(set) var bytes: [UInt8] = []
  private var isText = false
  private var phonetic = 0

  /// Takes the next node within the text.
  mutating func take(_ xml: XMLPart) {
    switch xml.node {
    case .start:
      if xml.isNamed("rPh") { phonetic += 1 }
      isText = xml.isNamed("t")
    case .end:
      if xml.isNamed("rPh") { phonetic -= 1 }
      isText = false
    case .text: if isText, phonetic == 0 { xml.appendText(to: &bytes) }
    }
  }
}
