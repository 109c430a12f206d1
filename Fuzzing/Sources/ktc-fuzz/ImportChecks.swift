internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import SourceTree
internal import TestSupport

/// Files in other formats.
enum ImportChecks {
  static func run(_ bytes: [UInt8], _ importer: any Importer) throws {
    let head = Array(bytes.prefix(1 << 16))
    _ = importer.confidence(in: head.span.bytes, named: nil)
    _ = importer.confidence(in: head.span.bytes, named: "a." + (importer.format.fileExtensions.first ?? ""))
    let whole = try read(bytes, importer, inPiecesOf: 1 << 16)
    for draft in whole.drafts.prefix(mostDrafts) {
      if let tree = draft.tree {
        let hasOwnOrder = ["yaml", "json", "jsonl"].contains(importer.format.id)
        hasOwnOrder ? FindingChecks.check(tree) : FindingChecks.checkTexts(tree)
      }
      FindingChecks.check(
        draft.diagnostics + draft.findings(in: FuzzTarget.catalogue.context, as: .published), within: bytes.count)
      WriterChecks.checkRecord(draft.record)
      WriterChecks.checkRecord(draft.recordWithUnplaced)
    }
    FindingChecks.check([whole.failure].compactMap(\.self), within: bytes.count)
    let pieces = try read(bytes, importer, inPiecesOf: 1 + bytes.count / 7)
    require(
      whole.drafts.map(\.record) == pieces.drafts.map(\.record),
      "which records are read depends on the pieces in which the input comes")
    let difference = findings(whole).difference(from: findings(pieces))
    require(difference.isEmpty, "what is found depends on the pieces in which the input comes: \(difference)")
  }

  /// So many drafts of an input are looked at one by one; a file may have tens of thousands, and to write each and read
  /// it back takes longer than what is measured.
  private static let mostDrafts = 500

  private typealias Reading = (drafts: [Draft], failure: Diagnostic?)

  /// What was found, without the lines that are shown with it: of those a stream may have no more than a piece.
  private static func findings(_ reading: Reading) -> [Diagnostic] {
    (reading.drafts.flatMap(\.diagnostics) + [reading.failure].compactMap(\.self)).map { finding in
      var finding = finding
      finding.location?.excerpt = nil
      for index in finding.notes.indices { finding.notes[index].location?.excerpt = nil }
      return finding
    }
  }

  private static func read(
    _ bytes: [UInt8], _ importer: any Importer, inPiecesOf size: Int
  ) throws -> Reading {
    var drafts: [Draft] = []
    do {
      let context = ImportContext(catalogue: FuzzTarget.catalogue.context)
      try importer.readDrafts(from: MemorySource(name: "a", bytes: bytes, inPiecesOf: size), in: context) {
        drafts.append($0)
      }
    } catch let failure as ImportFailure {
      return (drafts, failure.diagnostic)
    }
    return (drafts, nil)
  }
}
