internal import CatalogueModel
internal import CataloguePlugins

/// Writes the pages of one export, and at the end the index. It keeps the name, title and kind of each page.
struct MarkdownWriter: RecordWriter {
  private let destination: any ExportDestination
  private let context: ExportContext
  private var entries: [Entry] = []
  private var pages: [String: String] = [:]
  private var taken: Set<String> = []
  private var greatestID = ""

  /// A line of the index.
  private struct Entry {
    var kind: RecordKind?
    var id: String
    var title: String
    var path: String
  }

  /// Makes a writer.
  init(destination: any ExportDestination, context: ExportContext) {
    self.destination = destination
    self.context = context
  }

  /// Writes the page of a record. Throws what the destination throws.
  mutating func write(_ record: Record) throws {
    let id = record.id ?? ""
    let path = makePath(for: record)
    let title = record.title.preferred(context.languages) ?? (id.isEmpty ? "Record without a title" : id)
    entries.append(Entry(kind: record.kind, id: id, title: title, path: path))
    pages[id] = path
    greatestID = max(greatestID, id)
    let page = MarkdownPage(record, title: title, in: context) { [pages, greatestID] in
      // Records come in id order: a page before this one is known, one after it is reached through the index.
      if let page = pages[$0] { return "../" + page }
      return $0 > greatestID ? "../README.md#" + $0 : nil
    }
    try destination.beginFile(named: path)
    try destination.write(page.text)
  }

  /// Writes the index. Throws what the destination throws.
  mutating func finish() throws {
    try destination.beginFile(named: "README.md")
    let title = context.settings.title.preferred(context.languages) ?? "Catalogue"
    var text = "# \(MarkdownText.escaped(title))\n\n"
    text += entries.count == 1 ? "1 record" : "\(entries.count) records"
    text += ", exported on \(context.today).\n"
    for (heading, kind) in [("Instruments", RecordKind.instrument), ("Practices", .practice), ("Other records", nil)] {
      let group = entries.filter { $0.kind == kind }
      if group.isEmpty { continue }
      text += "\n## \(heading)\n\n"
      for entry in group {
        // Pages link here when their target is written after them.
        let anchor = Slug.isValid(entry.id) ? "<a id=\"\(entry.id)\"></a>" : ""
        text += "- \(anchor)[\(MarkdownText.escaped(entry.title))](\(entry.path)) \(MarkdownText.code(entry.id))\n"
      }
    }
    try destination.write(text)
  }

  /// The file of a record: its folder and id. An id that is missing, taken or no file name is replaced. O(1) as a
  /// rule.
  private mutating func makePath(for record: Record) -> String {
    let folder = record.kind.map { "\($0.rawValue)s" } ?? "records"
    let id = record.id ?? ""
    let stem = Slug.isValid(id) ? id : Slug.make(from: id) ?? "record"
    var path = "\(folder)/\(stem).md"
    var number = 2
    while !taken.insert(path).inserted {
      path = "\(folder)/\(stem)-\(number).md"
      number += 1
    }
    return path
  }
}
