internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// Files of a catalogue: records, and whatever else is written in YAML.
enum ReaderChecks {
  static func run(_ bytes: [UInt8]) {
    let catalogue = FuzzTarget.catalogue
    let loaded = catalogue.load(RecordFile(path: "a.yaml", area: .inbox), bytes)
    FindingChecks.check(loaded.diagnostics, within: bytes.count)
    let read = YAMLReader().readDocument(SourceText(name: "a.yaml", bytes: bytes))
    guard let tree = read.tree else {
      require(!read.diagnostics.isEmpty, "nothing was read, and nothing said")
      return
    }
    FindingChecks.check(tree)
    for scalar in tree.scalars.prefix(20) {
      _ = tree.root?.nearestNode(at: scalar.path)
      _ = scalar.location
    }
    FindingChecks.check(VocabularyFile.read(tree, name: "levels").diagnostics, within: bytes.count)
    FindingChecks.check(
      CatalogueSettings.read(tree, today: catalogue.context.today).diagnostics, within: bytes.count)
    FindingChecks.check(PartnerProfile.read(tree, in: catalogue.context).diagnostics, within: bytes.count)
    let saved = SavedQuery.read(tree, language: "en")
    FindingChecks.check(saved.diagnostics, within: bytes.count)
    if let query = saved.query {
      FindingChecks.check(
        query.findings(in: catalogue.context.vocabularies, among: ["others"]), within: bytes.count)
    }
  }
}
