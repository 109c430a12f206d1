internal import ArgumentParser
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// One import of some files.
struct ImportRun {
  let catalogue: Catalogue
  let additions: [FieldAddition]
  let isDry: Bool
  let output: StandardOutput
  private var landing: ImportLanding?
  private var findings = Findings()
  private var count = 0
  private var unreadable = 0
  private var files = 0
  private var landed: [ImportLanding.Landing] = []

  init(catalogue: Catalogue, additions: [FieldAddition], isDry: Bool, output: StandardOutput) {
    self.catalogue = catalogue
    self.additions = additions
    self.isDry = isDry
    self.output = output
  }

  /// Reads one file. What cannot be read is a finding, and the next file is read all the same; only a format that
  /// does not exist ends the import.
  mutating func read(_ path: String, _ registry: PluginRegistry, _ named: (any Importer)?) throws {
    files += 1
    let before = count
    do {
      let input = try FileInput(path)
      let importer = try named ?? registry.recognise(input.head, named: input.name)
      if named == nil { Terminal.report("\(input.name): read as \(importer.format.id) (\(importer.format.name))") }
      try read(input, with: importer)
      if count == before {
        let message = "no record was found (read as \(importer.format.id))"
        throw ImportFailure(Diagnostic(ImportRules.emptyImport, message, at: SourceLocation(file: input.name)))
      }
    } catch let failure as ImportFailure {
      findings.report([failure.diagnostic])
      if count == before { unreadable += 1 }
    } catch let error as FileError where error.operation == "read" {
      let place = SourceLocation(file: path)
      findings.report([Diagnostic(StoreRules.unreadableFile, "\(error)", at: place)])
      unreadable += 1
    }
  }

  private mutating func read(_ input: FileInput, with importer: any Importer) throws {
    var progress = Progress("importing")
    defer { progress.finish() }
    var number = 0
    try importer.readDrafts(from: input, in: ImportContext(catalogue: catalogue.context)) { draft in
      progress.advance()
      number += 1
      var draft = draft
      complete(&draft, importer, input.name, number)
      report(draft)
      // What holds nothing was reported; there is nothing to land.
      guard draft.record != Record() else { return }
      count += 1
      if isDry { try print(draft) } else { try land(draft, importer) }
    }
  }

  private func complete(_ draft: inout Draft, _ importer: any Importer, _ name: String, _ number: Int) {
    // What holds nothing does not become a record by what is added to it.
    guard draft.record != Record() else { return }
    for addition in additions { addition.apply(to: &draft.record) }
    var origin = draft.record.origin ?? Origin()
    origin.source = origin.source ?? FilePath.name(of: name)
    if origin.id == nil, origin.url == nil { origin.id = draft.record.id ?? String(number) }
    origin.importer = origin.importer ?? importer.format.id
    origin.on = origin.on ?? catalogue.context.today
    draft.record.origin = origin
  }

  private mutating func report(_ draft: Draft) {
    findings.report(draft.diagnostics)
    guard draft.record != Record() else { return }
    // What was set by hand is no longer missing; the draft's own tree does not know of it.
    let whole = draft.findings(in: catalogue.context, as: .draft)
    // An id is made of the title, so that nobody has to write one.
    let makesID = !draft.record.title.isEmpty
    findings.report(whole.filter { !(makesID && $0.code == ModelRules.missingField.code && $0.field == "id") })
  }

  private func print(_ draft: Draft) throws {
    var record = draft.recordWithUnplaced
    record.id = record.id ?? record.title.entries.first.flatMap { Slug.make(from: $0.text) }
    let plain = record.language ?? catalogue.context.defaultLanguage
    try output.write((count > 1 ? "---\n" : "") + YAMLWriter.write(record.encoded(plainLanguage: plain)))
  }

  private mutating func land(_ draft: Draft, _ importer: any Importer) throws {
    if landing == nil { landing = try ImportLanding(catalogue, importer: importer.format.id) }
    if let landing { landed.append(try landing.add(draft)) }
  }

  /// Lands what was read, and tells what became of it. Throws the exit status.
  mutating func finish() throws {
    if let landing {
      let result = try landing.finish()
      if let folder = result.folder { try output.write(folder + "\n") }
      for path in result.updated { try output.write(path + "\n") }
      try output.flush()
      tell(result.folder, result.updated)
    } else if isDry {
      try output.flush()
      Terminal.report("\(count) record\(count == 1 ? "" : "s") read; nothing was changed.")
    }
    if unreadable == files { throw ExitCode.unreadable }
    if findings.hasErrors { throw ExitCode.findings }
  }

  private func tell(_ folder: String?, _ replaced: [String]) {
    let new = landed.count { $0.role == .new }
    let updated = landed.count { $0.role == .updatesDraft }
    let revisions = landed.count { $0.role == .revises }
    var parts: [String] = []
    if new > 0 { parts.append("\(new) new") }
    if updated > 0 { parts.append("\(updated) updated") }
    if revisions > 0 { parts.append("\(revisions) proposed as new version\(revisions == 1 ? "" : "s")") }
    let first = landed.first { folder == nil || $0.role != .updatesDraft }?.id ?? ""
    let path = folder.map { FilePath.join($0, first + ".yaml") } ?? replaced.first ?? ""
    Terminal.report(
      "\(landed.count) draft\(landed.count == 1 ? "" : "s") in the inbox: \(parts.joined(separator: ", ")). "
        + "Next: complete what is missing (ktc show \(first)), then ktc submit --publish \(path)")
  }
}
