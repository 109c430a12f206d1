internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Streams the records of a selection that were added, changed or withdrawn since a day.
struct ChangeSelection {
  let selection: Selection
  let since: PartialDate

  /// Hands on the records in id order, as anybody may see them; of a record whose file has gone its last version. Throws
  /// what reading the folders throws, and what `receive` throws.
  func forEach(_ receive: (Record, RecordChange) throws -> Void) throws -> CatalogueChanges.Outcome {
    let catalogue = selection.catalogue
    let gate = PersonalDataGate(for: .everybody)
    return try CatalogueChanges(of: catalogue, since: since).forEach(in: selection.areas) { change in
      guard let loaded = change.current, let draft = loaded.draft else {
        if let gone = change.goneRecord(of: catalogue), try selection.holds(gone) { try receive(gone.record, change) }
        return
      }
      let settings = catalogue.context.settings
      let record = gate.pass(draft.record.withDefaults(of: settings, status: loaded.file.defaultStatus))
      if selection.holds(loaded.file, record, loaded.status) { try receive(record, change) }
    }
  }
}

extension CatalogueChanges.Outcome {
  /// Tells what could not be read, and of what nobody knows whether it changed.
  func report() {
    var findings = Findings()
    findings.report(diagnostics)
    for loaded in unreadable { findings.report(loaded.diagnostics) }
    guard undated > 0 else { return }
    Terminal.report(
      "\(undated) record\(undated == 1 ? " bears" : "s bear") no day of submission or change; nobody can tell whether \(undated == 1 ? "it" : "they") changed."
    )
  }
}
