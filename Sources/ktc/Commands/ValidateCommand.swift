internal import ArgumentParser
internal import CatalogueStore

/// Checks records and tells what to change.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check records, and tell exactly what to change and where.",
    discussion: """
      Without a path the whole catalogue is checked: every record by itself, and all of them together. With paths, the \
      files and folders are checked against the catalogue around them, or against the vocabularies inside the program \
      where there is none. docs/diagnostics.md explains every code.

        ktc validate
        ktc validate my-practice.yaml
        ktc validate --format json inbox/
        ktc validate --format sarif > findings.sarif      for the checks of a forge
        ktc validate --format github                      as annotations of a GitHub workflow
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "Files and folders to check.", completion: .file(extensions: ["yaml", "yml"])) var paths: [String] =
    []
  @Option(name: .long, help: "How findings are shown: human, json, sarif or github.") var format = FindingReport.Format
    .human

  func run() throws {
    try reportingFailures { output in
      let catalogue = paths.isEmpty ? try location.openQuietly() : try location.openQuietlyOrBuiltIn()
      let all = catalogue.recordFiles(in: [.instruments, .practices, .inbox])
      let chosen = paths.isEmpty ? all : try catalogue.recordFiles(at: paths)
      var report = try FindingReport(format, output)
      try report.report(catalogue.diagnostics)
      try report.report(chosen.diagnostics)
      var check = CrossRecordCheck(knowsTargets: catalogue.root != nil, records: chosen.files.count)
      var readable = 0
      var progress = Progress("checking", of: chosen.files.count)
      try catalogue.forEachRecord(in: chosen.files) { loaded in
        progress.advance()
        if loaded.draft != nil { readable += 1 }
        try report.report(loaded.diagnostics)
        check.see(loaded)
      }
      progress.finish()
      if !paths.isEmpty { check.assume(existing: all.files) }
      try report.report(check.findings())
      try report.report(catalogue.handChanges(in: chosen.files))
      try report.finish()
      let count = chosen.files.count
      Terminal.report("\(count) record\(count == 1 ? "" : "s") checked: \(report.findings.summary ?? "no findings").")
      if report.findings.hasErrors, try catalogue.hasOutdatedVocabularies() {
        Terminal.report(
          "Somebody changed the vocabularies meanwhile, and perhaps records with them; run ktc validate again.")
      }
      if count > 0, readable == 0 { throw ExitCode.unreadable }
      if report.findings.hasErrors { throw ExitCode.findings }
    }
  }
}
