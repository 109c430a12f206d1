package import CatalogueModel
package import CataloguePlugins
internal import SourceTree

/// Reads the text, or the saved HTML, of pages of the KTForce form.
///
/// A page is a list of questions, each with its answer on the lines below. One file may hold several pages. What was
/// read of a cut page is kept, and what belongs to no question is reported.
package struct KTForceFormImporter: Importer {
  /// What the format is.
  package let format = FormatDescription(
    id: "ktforce-form", name: "KTForce form pages", mediaType: "text/html", fileExtensions: ["txt", "html", "htm"],
    audience: "pages of the KTForce project's form for instruments and practices, copied as text or saved",
    specification: "http://ktforce.eu/good-practices/")

  /// The most bytes of a file.
  package static let limit = 16 << 20

  /// Makes the importer.
  package init() {}

  /// Looks for lines that are questions of the form, word for word. O(head).
  package func confidence(in head: RawSpan, named name: String?) -> Confidence {
    var bytes = head.withUnsafeBytes { Array($0.prefix(1 << 16)) }
    Self.removeCutLetter(&bytes)
    if HTMLText.isHTML(bytes, named: name) { bytes = Self.withoutTags(HTMLEncoding.decoded(bytes)) }
    let inspected = TextInspection.inspect(SourceText(name: "", bytes: bytes))
    guard inspected.isReadable else { return .none }
    let text = FormText(inspected.text)
    var found: Set<Int> = []
    for line in text.lines {
      if let match = FormQuestion.match(text.bytes, line.range) { found.insert(match.question.order) }
    }
    return found.count >= 2 ? Confidence(percent: 90) : found.isEmpty ? .none : .possible
  }

  /// The text of a page with a line end for each tag, which is as good as reading it to find questions.
  private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var isTag = false
    var index = 0
    let hardBlank = Array("&nbsp;".utf8)
    while index < bytes.count {
      switch bytes[index] {
      case 0x3C:
        isTag = true
        result.append(0x0A)
      case 0x3E: isTag = false
      case 0x0A, 0x0D: if !isTag { result.append(0x20) }
      case 0x26 where bytes[index...].starts(with: hardBlank): index += hardBlank.count - 1
      default: if !isTag { result.append(bytes[index]) }
      }
      index += 1
    }
    return result
  }

  /// Reads every page. Throws what the source and `receive` throw, and `ImportFailure` when the input is too large, is
  /// no text, or holds more pages than the context allows. O(bytes); memory holds the whole input.
  package func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws {
    var bytes = try source.readAll(limit: Self.limit)
    let isHTML = HTMLText.isHTML(bytes, named: source.name)
    Self.removeCutLetter(&bytes)
    if isHTML { bytes = HTMLEncoding.decoded(bytes) }
    let inspected = TextInspection.inspect(SourceText(name: source.name, bytes: bytes))
    guard inspected.isReadable else {
      let message = "this is neither text nor HTML; save the page again as one of the two"
      throw ImportFailure(inspected.diagnostics.first ?? Diagnostic(TextInspection.notText, message))
    }
    let text = isHTML ? HTMLText.read(inspected.text) : FormText(inspected.text)
    // What is wrong with the file as a whole is told with the first page.
    var findings = inspected.diagnostics + text.diagnostics
    for index in findings.indices { findings[index].fix = nil }
    for (number, page) in FormSplitter(text).pages().enumerated() {
      try context.requireRoom(for: number + 1, "pages", at: SourceLocation(file: source.name))
      var maker = FormDraft(page, of: text, in: context.catalogue)
      var draft = maker.make()
      draft.diagnostics = findings + draft.diagnostics
      findings = []
      try receive(draft)
    }
  }

  /// Takes off the bytes of a letter in which a file was cut; nobody can read them.
  private static func removeCutLetter(_ bytes: inout [UInt8]) {
    for length in 1...3 where bytes.count >= length {
      let byte = bytes[bytes.count - length]
      if byte & 0xC0 == 0x80 { continue }
      let needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1
      if needed > length { bytes.removeLast(length) }
      return
    }
  }
}
