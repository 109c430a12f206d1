internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// Files that a form page saved, handed in as `ktc submit` takes them.
enum FormChecks {
  static func run(_ bytes: [UInt8]) throws {
    let catalogue = FuzzTarget.catalogue
    let file = RecordFile(path: "a.yaml", area: .outside)
    for acceptsDrafts in [true, false] {
      var options = SubmissionOptions()
      options.acceptsDrafts = acceptsDrafts
      let prepared = try catalogue.prepare([(file: file, bytes: bytes)], options)
      FindingChecks.check(prepared.diagnostics, within: bytes.count)
      for submission in prepared.submissions { WriterChecks.checkRecord(submission.record) }
    }
    // A reviewer's change: the fields change, and nothing else is read otherwise.
    guard let draft = catalogue.load(file, bytes).draft else { return }
    var record = draft.record
    record.modified = Stamp(on: catalogue.context.today, by: "Ville de Grenoble")
    record.countries = ["FR", "PT"]
    record.licence = nil
    if let changed = catalogue.rewritten(file, bytes, to: record) {
      require(catalogue.load(file, changed).draft?.record == record, "a changed record is read otherwise")
      require(
        sortedComments(changed) == nil || sortedComments(bytes) == sortedComments(changed),
        "a comment is lost or made:\n" + String(decoding: changed, as: UTF8.self))
    }
    record.licence = draft.record.licence
    let edited = catalogue.bytes(of: draft, changedTo: record, at: "a.yaml")
    require(catalogue.load(file, edited).draft?.record == record, "an edited record is read otherwise")
  }

  private static func sortedComments(_ bytes: [UInt8]) -> [String]? {
    YAMLReader().readDocument(SourceText(name: "a.yaml", bytes: bytes)).tree.map { YAMLComments($0).texts.sorted() }
  }
}
