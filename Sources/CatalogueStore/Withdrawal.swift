package import CatalogueModel
internal import SourceTree

extension Catalogue {
  /// Plans that a record is withdrawn, or published again: its status and its stamp change, and the history keeps the
  /// version before, and the reason. Every other byte of the file stays. Returns the new bytes. Throws `FileError`.
  ///
  /// - Parameter loaded: The record, read since the lock was taken. One that cannot be read as YAML stays as it is.
  @discardableResult
  package func setStatus(
    _ status: RecordStatus, of loaded: LoadedRecord, by: String?, why: String?, in changes: inout CatalogueTransaction
  ) throws -> [UInt8]? {
    guard let draft = loaded.draft, let tree = draft.tree else { return nil }
    var record = draft.record
    record.status = status
    record.modified = Stamp(on: context.today, by: by)
    let bytes = bytes(
      of: tree, setting: ["status", "modified"], of: record, schema: schemaPath(from: loaded.file.path))
    try changes.note(
      status == .withdrawn ? .withdrawn : .restored, of: loaded.file.id, superseding: loaded.file.path,
      leaving: bytes, by: by, why: why)
    changes.write(bytes, to: loaded.file.path)
    return bytes
  }

  /// Why a new version must not take the place of a record as if nothing had become of it: it was withdrawn, or it goes
  /// on under another id. Nil for one that is in force, and for a version that leaves it withdrawn.
  ///
  /// While the version only waits, a withdrawal is a warning: the decision comes later. O(bytes of the record).
  func withdrawalFinding(
    _ submission: Submission, of file: RecordFile, at place: SourceLocation, _ options: SubmissionOptions
  ) -> Diagnostic? {
    guard file.area != .inbox else { return nil }
    let current = load(file)
    guard current.status == .withdrawn else { return nil }
    let id = submission.id
    if let successor = current.draft?.record.successor {
      if submission.record.successor == successor { return nil }
      let message = "\(id) goes on as \(successor); for a new version of that, write id: \(successor)"
      return Diagnostic(StoreRules.withdrawnRecord, message, at: place, field: "id")
    }
    if submission.record.status == .withdrawn { return nil }
    let action = history(of: id).entries.last { $0.action == .withdrawn }
    let since = action.map { " on \($0.on)" } ?? ""
    let why = action?.why.map { ": \($0)" } ?? ""
    let message =
      "\(id) was withdrawn\(since)\(why); to publish it again, first: ktc restore \(id) --why …"
    var finding = Diagnostic(StoreRules.withdrawnRecord, message, at: place, field: "id")
    if !options.publishes { finding.severity = .warning }
    return finding
  }
}
