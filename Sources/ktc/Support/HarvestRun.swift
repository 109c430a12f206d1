internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Exports to a folder that a machine can poll: the formats of a partner, a file for each record, what changed, and a
/// manifest with the digest of each.
struct HarvestRun {
  let partner: Partner
  let catalogue: Catalogue
  let base: ChangeBase?
  let indexing: IndexOptions

  /// How an export went.
  struct Outcome {
    /// How many records the folder holds.
    var count = 0
    /// How many were withdrawn, of those that it tells of.
    var withdrawn = 0
    /// Records that the partner would refuse and that were left out.
    var refused: [String] = []
    /// How the records could be read.
    var reading = Selection.Outcome()

    /// Whether every record that is asked for is there.
    var isWhole: Bool {
      refused.isEmpty && reading.faulty.isEmpty && reading.unreadable.isEmpty && !reading.isIncomplete
    }
  }

  /// Which records are asked for: what was withdrawn, too, because partners have to be told.
  private func selection() throws -> Selection {
    var request = partner.request
    request.defaultStatuses = [.published, .withdrawn]
    return try Selection(catalogue, request, indexing)
  }

  /// Makes the folder at a path. Throws `FileError`, and what a selection throws; what was there is then unchanged.
  func export(to path: String) throws -> Outcome {
    let fileSystem = catalogue.fileSystem
    let place = FilePath.join(path, HarvestManifest.fileName)
    let previous = try HarvestManifest(at: place, fileSystem)
    let folder = try HarvestFolder(path, fileSystem)
    let targets = try partner.formats.map {
      try HarvestDestination(folder, $0.file, $0.exporter.format.layout)
    }
    var writers = try zip(partner.formats, targets).map { try $0.exporter.makeWriter(to: $1, in: partner.context) }
    var entries: [HarvestManifest.Entry] = []
    var changes: [HarvestManifest.Entry] = []
    var outcome = Outcome()
    let review = HarvestReview(partner)
    let stream = HarvestStream(
      selection: try selection(), gate: partner.gate, base: base, previous: previous, today: partner.context.today,
      isWithdrawnFirst: partner.formats.contains { $0.exporter.tellsWithdrawals })
    outcome.reading = try stream.forEach(accepting: review.accepts) { item in
      var entry = item.entry
      entry.isInFolder = entry.isInFolder && (base == nil || item.isChange)
      entries.append(entry)
      guard entry.isInFolder else { return }
      changes.append(entry)
      try folder.write(item.bytes, to: entry.path)
      let isWithdrawn = entry.change == .withdrawn
      if isWithdrawn { outcome.withdrawn += 1 } else { outcome.count += 1 }
      for (index, format) in partner.formats.enumerated()
      where !isWithdrawn || format.exporter.takesWithdrawals(amongChanges: base != nil) {
        try writers[index].write(item.record)
      }
    }
    outcome.refused = review.refused
    outcome.reading.report(leftOut: true)
    // Nothing is published when nothing could be read.
    if outcome.reading.seen > 0, outcome.reading.unreadable.count == outcome.reading.seen { return outcome }
    for index in writers.indices { try writers[index].finish() }
    for target in targets { try target.finish() }
    entries.sort { $0.id < $1.id }
    try folder.write(
      HarvestManifest.encodedChanges(changes, of: partner, since: base?.text), to: HarvestManifest.changesName)
    try folder.write(
      HarvestManifest.encoded(entries, folder.files, of: partner, since: base?.text), to: HarvestManifest.fileName)
    try folder.publish()
    return outcome
  }
}

extension Exporter {
  /// Whether the writer is handed records that were withdrawn. Among changes alone every format is that has a place for
  /// the status.
  func takesWithdrawals(amongChanges: Bool) -> Bool {
    tellsWithdrawals || (amongChanges && fidelity["status"]?.place != nil)
  }
}
