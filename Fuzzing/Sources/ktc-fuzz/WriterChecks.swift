internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// What the program writes is read back as what was written.
enum WriterChecks {
  static func run(_ bytes: [UInt8]) {
    guard let tree = YAMLReader().readDocument(SourceText(name: "a.yaml", bytes: bytes)).tree, let root = tree.root
    else { return }
    checkRecord(Draft(tree, in: FuzzTarget.catalogue.context).record)
    let value = DataValue(root)
    guard root.kind != .scalar else { return }
    let written = YAMLWriter.write(value)
    let again = read(written)
    require(again.map(DataValue.init) == value, "values are read back otherwise from\n\(written)")
    let line = YAMLWriter.inline(value, isWithinFlow: true)
    require(read("[\(line)]\n").map(DataValue.init) == .list([value]), "values are read back otherwise from\n\(line)")
  }

  /// Checks that the canonical text of a record is read back as the record.
  static func checkRecord(_ record: Record) {
    let context = FuzzTarget.catalogue.context
    let text = YAMLWriter.write(record.encoded(plainLanguage: record.language ?? context.defaultLanguage))
    guard let tree = YAMLReader().readDocument(SourceText(name: "a.yaml", text)).tree else {
      return require(record == Record(), "the record cannot be read back from\n\(text)")
    }
    require(Draft(tree, in: context).record == record, "the record is read back otherwise from\n\(text)")
  }

  private static func read(_ text: String) -> SourceNode? {
    YAMLReader().readDocument(SourceText(name: "a.yaml", text)).tree?.root
  }
}
