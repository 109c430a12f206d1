internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// Exports for partners, each to a folder of its own; one that fails leaves the others alone.
struct PartnerExport {
  let catalogue: Catalogue
  let registry: PluginRegistry
  let indexing: IndexOptions
  let base: ChangeBase?
  let isDryRun: Bool

  /// Exports for the partners of some names. Throws the exit status of the first failure, when there is any.
  func export(_ names: [String], to output: String, _ standardOutput: StandardOutput) throws {
    var worst: ExitCode?
    var folders: [String: String] = [:]
    for name in names {
      do {
        try export(name, to: output, &folders, standardOutput)
      } catch let code as ExitCode {
        worst = worst ?? code
      } catch let failure as CommandFailure {
        failure.report()
        worst = worst ?? failure.status
      } catch let error as FileError {
        Terminal.report("error: \(error)\(error.advice)")
        worst = worst ?? error.exitCode
        reportUnchanged(name)
      } catch let failure as ExportFailure {
        Findings.print(failure.diagnostic)
        worst = worst ?? .cannotWrite
        reportUnchanged(name)
      } catch let refusal as SearchEngine.Refusal {
        refusal.diagnostics.forEach(Findings.print)
        worst = worst ?? .findings
        reportUnchanged(name)
      }
    }
    if let worst { throw worst }
  }

  private func reportUnchanged(_ name: String) {
    Terminal.report("\(name): nothing was exported; what an earlier export made is unchanged.")
  }

  private func export(
    _ name: String, to output: String, _ folders: inout [String: String], _ standardOutput: StandardOutput
  ) throws {
    let read = try Partner.read(name, in: catalogue, registry)
    var findings = Findings()
    findings.report(read.diagnostics)
    guard let partner = read.partner else {
      let isUnknown = read.diagnostics.contains { $0.code == PartnerRules.unknown.code }
      if !isUnknown { reportUnchanged(name) }
      throw isUnknown ? ExitCode.usage : .findings
    }
    if let other = folders.updateValue(name, forKey: partner.folder) {
      throw CommandFailure(
        "\(other) and \(name) have the same output, \(partner.folder); give one of them another", .findings)
    }
    let path = FilePath.join(output, partner.folder)
    if isDryRun { return try standardOutput.write(path + "/\n") }
    try export(partner, to: path, standardOutput)
  }

  /// Exports what a partner takes, and tells of it. Throws the exit status when something is missing.
  func export(_ partner: Partner, to path: String, _ standardOutput: StandardOutput) throws {
    let outcome = try HarvestRun(partner: partner, catalogue: catalogue, base: base, indexing: indexing).export(
      to: path)
    let label = partner.name.map { $0 + ": " } ?? ""
    if outcome.reading.seen > 0, outcome.reading.unreadable.count == outcome.reading.seen { throw ExitCode.unreadable }
    try standardOutput.write(path + "/\n")
    try standardOutput.flush()
    if !outcome.refused.isEmpty {
      let ids = outcome.refused.joined(separator: ", ")
      Terminal.report("\(label)\(outcome.refused.count) left out, because it would be refused: \(ids)")
    }
    let records = "\(outcome.count) record\(outcome.count == 1 ? "" : "s")"
    let withdrawn = outcome.withdrawn == 0 ? "" : ", \(outcome.withdrawn) withdrawn"
    let since = base.map { " changed since \($0.text)" } ?? ""
    Terminal.report("\(label)\(records)\(since) exported\(withdrawn).")
    if !outcome.isWhole || (base == nil && outcome.count == 0) { throw ExitCode.findings }
  }
}
