internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// What `ktc fix` and `ktc fmt` make of a file.
enum RepairChecks {
  static func run(_ bytes: [UInt8]) {
    let catalogue = FuzzTarget.catalogue
    let file = RecordFile(path: "a.yaml", area: .outside)
    let repair = RecordRepair(file, bytes, in: catalogue)
    FindingChecks.check(repair.remaining, within: repair.bytes.count)
    if repair.isChanged {
      require(catalogue.load(file, repair.bytes).draft?.record == repair.record, "a repaired record reads otherwise")
      let again = RecordRepair(file, repair.bytes, in: catalogue)
      require(again.record == repair.record, "a second repair changes the record once more")
    }
    switch RecordFormatting(file, bytes, in: catalogue) {
    case .unchanged: break
    case .refused(let reason, let findings):
      require(!reason.isEmpty, "a file is refused without a reason")
      FindingChecks.check(findings, within: bytes.count)
    case .formatted(let formatted):
      guard case .unchanged = RecordFormatting(file, formatted, in: catalogue) else {
        fatalError("formatting once more changes something:\n" + String(decoding: formatted, as: UTF8.self))
      }
    }
  }
}
