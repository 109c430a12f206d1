package import CatalogueModel
package import CataloguePlugins
internal import FieldTexts
internal import SourceTree

/// Reads the text forms of `ktc form --text`, and the answers that a form page copies as text, as they come back by
/// e-mail: quoted, wrapped anew, with other quotation marks, and with greetings and footers around them.
package struct TextFormImporter: Importer {
  /// What the format is.
  package let format = FormatDescription(
    id: "text-form", name: "Text form", mediaType: "text/plain", fileExtensions: ["txt", "eml"],
    audience: "those who know a practice, who answer the form of `ktc form --text` within an e-mail",
    specification: "https://www.rfc-editor.org/rfc/rfc3676")

  /// The most bytes of a file.
  package static let limit = 4 << 20

  /// Makes the importer.
  package init() {}

  /// Looks for the mark of the form, and for what is sent by mistake instead. O(head).
  package func confidence(in head: RawSpan, named name: String?) -> Confidence {
    let bytes = head.withUnsafeBytes { Array($0.prefix(1 << 16)) }
    if TextFormMarks(bytes).marks.contains(where: { if case .form = $0.kind { true } else { false } }) {
      return .certain
    }
    return StrayInput(bytes, named: name) == nil ? .none : .likely
  }

  /// Reads every form of the text. Throws what the source and `receive` throw, and `ImportFailure` when the input is
  /// too large, is no text, or holds more forms than the context allows. O(bytes); memory holds the whole input.
  package func readDrafts(
    from source: any ImportSource, in context: ImportContext, _ receive: (consuming Draft) throws -> Void
  ) throws {
    let bytes = try source.readAll(limit: Self.limit)
    if let stray = StrayInput(bytes.prefix(1 << 16), named: source.name) {
      throw ImportFailure(Diagnostic(ImportRules.unusableInput, stray.advice, at: SourceLocation(file: source.name)))
    }
    let inspected = TextInspection.inspect(SourceText(name: source.name, bytes: bytes))
    guard inspected.isReadable else {
      let message = "this is no text; save the e-mail as text, in UTF-8"
      throw ImportFailure(inspected.diagnostics.first ?? Diagnostic(TextInspection.notText, message))
    }
    let text = TextFormMarks(inspected.text.bytes)
    let forms = text.forms()
    if let finding = inspected.diagnostics.first(where: { $0.code == TextInspection.badUTF8.code }) {
      // Without its letters an answer is another one; to guess them would be one, too.
      let encoding = ["lt": "Windows-1257", "ro": "Windows-1250"][forms.first?.language] ?? "Windows-1252"
      let message = "this form is not in UTF-8, but probably in \(encoding); save it as UTF-8, and import it again"
      throw ImportFailure(Diagnostic(TextInspection.badUTF8, message, at: finding.location))
    }
    var findings = inspected.diagnostics
    for index in findings.indices { findings[index].fix = nil }
    var count = 0
    var blanks = BlankForms(context.catalogue)
    for form in forms {
      guard let blank = blanks.blank(of: form) else { continue }
      count += 1
      try context.requireRoom(for: count, "forms", at: SourceLocation(file: source.name))
      var draft = TextFormReader(form, of: text, in: inspected.text, context.catalogue, blank: blank).read()
      draft.diagnostics = findings + draft.diagnostics
      findings = []
      try receive(draft)
    }
  }
}
