package import CatalogueModel
package import CataloguePlugins
internal import CommonMark
internal import SourceTree

/// Reads good-practice sheets in Markdown and in HTML, as they were exported or as they came back from a text editor or
/// a word processor.
///
/// One file may hold several sheets. Headings that are none of the form's, and lines that are not understood, are
/// reported and kept with the draft.
package struct InterregImporter: Importer {
  /// What the format is.
  package let format = InterregExporter.description

  /// The most bytes of a file.
  package static let limit = 4 << 20

  /// Makes the importer.
  package init() {}

  /// Looks for headings of the form. O(head).
  package func confidence(in head: RawSpan, named name: String?) -> Confidence {
    let bytes = head.withUnsafeBytes { Array($0.prefix(1 << 16)) }
    guard !bytes.contains(0) else { return .none }
    let isHTML = SheetHTML.isHTML(bytes)
    var found: Set<SheetBox> = []
    for line in Self.lines(of: bytes, isHTML: isHTML) {
      let heading = isHTML ? line : line.hasPrefix("## ") ? String(line.dropFirst(3)) : ""
      if let box = SheetBox(heading: heading) { found.insert(box) }
    }
    return found.count >= 3 ? Confidence(percent: 96) : .none
  }

  /// The lines of a text without blanks around them; in HTML each tag that is no mark within a line ends one.
  private static func lines(of bytes: [UInt8], isHTML: Bool) -> [String] {
    var lines: [String] = []
    var line: [UInt8] = []
    var isTag = false
    func end() {
      let text = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !text.isEmpty { lines.append(text) }
      line = []
    }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x3C where isHTML:
        isTag = true
        let name = bytes[(index + 1)...].prefix(5)
        if !name.starts(with: "span".utf8) && !name.starts(with: "/span".utf8) { end() }
      case 0x3E where isHTML: isTag = false
      case 0x0A, 0x0D: if isHTML { line.append(0x20) } else { end() }
      default: if !isTag { line.append(byte) }
      }
    }
    end()
    return lines
  }

  /// Reads every sheet. Throws what the source and `receive` throw, and `ImportFailure` when the input is too large, is
  /// no text, or holds more sheets than the context allows. O(bytes); memory holds the whole input.
  package func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws {
    let text = try SheetText(name: source.name, bytes: try source.readAll(limit: Self.limit))
    // What is wrong with the file as a whole is told with the first sheet.
    var findings = text.diagnostics
    for (number, part) in text.sheets.enumerated() {
      try context.requireRoom(for: number + 1, "sheets", at: SourceLocation(file: source.name))
      var maker = SheetDraft(part, of: text, in: context.catalogue)
      var draft = maker.make()
      draft.diagnostics = findings + draft.diagnostics
      findings = []
      try receive(draft)
    }
    if !findings.isEmpty { try receive(Draft(record: Record(), diagnostics: findings)) }
  }
}
