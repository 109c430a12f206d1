internal import ArgumentParser
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree

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
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "Files and folders to check.", completion: .file(extensions: ["yaml", "yml"])) var paths: [String] =
    []
  @Option(name: .long, help: "How findings are shown: human or json.") var format = Format.human

  /// How findings are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case human, json }

  func run() throws {
    try reportingFailures { output in
      let catalogue = paths.isEmpty ? try location.openQuietly() : try location.openQuietlyOrBuiltIn()
      var findings = Findings()
      let all = catalogue.recordFiles(in: [.instruments, .practices, .inbox])
      let chosen = paths.isEmpty ? all : try catalogue.recordFiles(at: paths)
      let json = format == .json ? JSONWriter(isPretty: true) : nil
      json?.beginList()
      func report(_ diagnostics: [Diagnostic]) throws {
        guard let json else { return findings.report(diagnostics) }
        findings.count(diagnostics)
        for diagnostic in diagnostics { json.write(Findings.json(diagnostic)) }
        try output.write(json.take())
      }
      try report(catalogue.diagnostics)
      try report(chosen.diagnostics)
      var check = CrossRecordCheck(knowsTargets: catalogue.root != nil, records: chosen.files.count)
      var readable = 0
      var progress = Progress("checking", of: chosen.files.count)
      try catalogue.forEachRecord(in: chosen.files) { loaded in
        progress.advance()
        if loaded.draft != nil { readable += 1 }
        try report(loaded.diagnostics)
        check.see(loaded)
      }
      progress.finish()
      if !paths.isEmpty { check.assume(existing: all.files) }
      try report(check.findings())
      if let json {
        json.endList()
        try output.write(json.take())
        try output.write("\n")
      }
      let count = chosen.files.count
      Terminal.report("\(count) record\(count == 1 ? "" : "s") checked: \(findings.summary ?? "no findings").")
      if count > 0, readable == 0 { throw ExitCode.unreadable }
      if findings.hasErrors { throw ExitCode.findings }
    }
  }
}
