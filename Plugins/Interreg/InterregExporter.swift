package import CatalogueModel
package import CataloguePlugins
package import SourceTree

/// Writes a good-practice sheet for each practice, as Markdown and as a page in HTML, whose answers are copied into the
/// form of Interreg Europe. What the record does not say is marked as to be completed.
package struct InterregExporter: Exporter {
  /// What the format is.
  package let format = InterregExporter.description

  static let description = FormatDescription(
    id: "interreg", name: "Interreg Europe good-practice sheets", mediaType: "text/html",
    fileExtensions: ["html", "md"], layout: .folder,
    audience: "Interreg Europe partners who submit good practices to the Policy Learning Platform",
    specification: "https://www.interregeurope.eu/good-practices")

  /// Makes the exporter.
  package init() {}

  /// The form is for practices; an instrument is the policy that a practice belongs to.
  package func refusal(of record: Record) -> String? {
    switch record.kind {
    case .practice: nil
    case .instrument: "the form takes good practices; an instrument is the policy that a practice names"
    case nil: "nobody says whether it is a practice"
    }
  }

  /// A box may hold more than one field, and is measured as a whole.
  package var measuredFields: Set<String> { Set(SheetBox.allCases.map(\.field)) }

  /// Answers that are too long for their boxes, and boxes without an answer.
  package func findings(about record: Record, in context: ExportContext) -> [Diagnostic] {
    guard refusal(of: record) == nil else { return [] }
    let content = SheetContent(record, in: context)
    let page = SheetPage(content)
    var findings = page.tooLong.map { box, count, limit in
      let message =
        "\"\(box.label)\" has \(count) characters, and its box takes \(limit); shorten \(box.field) by \(count - limit)"
      return Diagnostic(InterregRules.limit, message, field: FieldPath(box.field))
    }
    for box in SheetBox.allCases where content.isMissing(box) {
      let message = "the form asks for \"\(box.label)\"; write \(box.field)"
      findings.append(Diagnostic(InterregRules.missing, message, field: FieldPath(box.field)))
    }
    return findings
  }

  /// Begins an export. Nothing is written before the first practice.
  package func makeWriter(to destination: any ExportDestination, in context: ExportContext) -> any RecordWriter {
    Writer(exporter: self, destination: destination, context: context)
  }

  private struct Writer: RecordWriter {
    let exporter: InterregExporter
    let destination: any ExportDestination
    let context: ExportContext
    private var taken: Set<String> = []

    init(exporter: InterregExporter, destination: any ExportDestination, context: ExportContext) {
      self.exporter = exporter
      self.destination = destination
      self.context = context
    }

    mutating func write(_ record: Record) throws {
      guard exporter.refusal(of: record) == nil else { return }
      let page = SheetPage(SheetContent(record, in: context))
      let stem = makeStem(for: record)
      try destination.beginFile(named: stem + ".md")
      try destination.write(page.markdown)
      try destination.beginFile(named: stem + ".html")
      try destination.write(page.html)
    }

    func finish() {}

    /// The name of the two files of a record. An id that is missing, taken or no file name is replaced.
    private mutating func makeStem(for record: Record) -> String {
      let id = record.id ?? ""
      let stem = Slug.isValid(id) ? id : Slug.make(from: id) ?? "practice"
      var name = stem
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(stem)-\(number)"
        number += 1
      }
      return name
    }
  }
}
