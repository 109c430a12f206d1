internal import CatalogueModel
internal import CataloguePlugins

/// What a record reads like when it was sent in a format that cannot hold all of it, and comes back as it was sent.
struct ReadBack {
  private let exporter: any Exporter
  private let importer: any Importer
  private let context: CatalogueContext

  /// Makes one for the format of an importer; nil when nothing writes it, or when it holds all of a record.
  init?(_ importer: any Importer, _ registry: PluginRegistry, _ context: CatalogueContext) {
    let kept = Fidelity.personal
    guard let exporter = registry.exporters.first(where: { $0.format.id == importer.format.id }),
      exporter.fidelity.declarations.contains(where: { field, carriage in
        if case .carried = carriage { false } else { kept[field] == nil }
      })
    else { return nil }
    self.exporter = exporter
    self.importer = importer
    self.context = context
  }

  /// The record once for each file that the format makes of it. A format that refuses the record gives nothing.
  func drafts(of record: Record) -> [Draft] {
    guard exporter.refusal(of: record) == nil else { return [] }
    let destination = MemoryDestination()
    var drafts: [Draft] = []
    do {
      var writer = try exporter.makeWriter(to: destination, in: ExportContext(context))
      try writer.write(record)
      try writer.finish()
      let files = destination.files.isEmpty ? [("", destination.bytes)] : destination.files
      for (name, bytes) in files {
        let source = MemorySource(name: name, bytes: bytes)
        try importer.readDrafts(from: source, in: ImportContext(catalogue: context)) { draft in
          if draft.record != Record() { drafts.append(draft) }
        }
      }
    } catch {
      // What cannot be read back tells nothing; the input is then compared with the record itself.
      return drafts
    }
    return drafts
  }
}
