internal import ArgumentParser
internal import CatalogueStore
internal import SourceTree

/// Brings record files to canonical form.
struct FmtCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Bring records to canonical form, and keep every comment.",
    discussion: """
      The fields come in the order of the reference, prose in blocks, short lists on one line, quotation marks where \
      other programs need them: what `ktc export --to yaml` writes. Comments stay with what they are about. A file of \
      which anything else would change, or that cannot be read, is left alone.

        ktc fmt
        ktc fmt my-practice.yaml
        ktc fmt --check
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(
    help: "Files, folders and ids; else the whole catalogue.", completion: .file(extensions: ["yaml", "yml"]))
  var targets: [String] = []
  @Flag(name: .long, help: "List the files that are not in canonical form, with exit status 1, and write nothing.")
  var check = false
  @Flag(name: .long, help: "Show what would change, and write nothing.") var dryRun = false

  func run() throws {
    try reportingFailures { output in
      let catalogue = targets.isEmpty ? try location.open() : try location.openOrBuiltIn()
      var (files, isWhole) = try RecordTargets.files(targets, in: catalogue)
      let lock = dryRun || check ? nil : try RecordRewrites.lock(for: files, in: catalogue)
      // While this process waited, a draft may have gone.
      if lock != nil { files.removeAll(where: catalogue.hasGone) }
      var rewrites = RecordRewrites(of: catalogue, holding: lock)
      var findings = Findings()
      var refused = 0
      let noted = try catalogue.idsWithHistory()
      for (file, old, formatting) in catalogue.formattings(of: files) {
        switch formatting {
        case .unchanged: continue
        case .refused(let reason, let diagnostics):
          refused += 1
          try output.flush()
          findings.report(diagnostics)
          Terminal.report("\(file.path): left alone: \(reason).")
        case .formatted(let bytes):
          if check {
            try output.write(file.path + "\n")
          } else if dryRun {
            try output.write(safe: UnifiedDiff(of: file.path, from: old, to: bytes).bytes())
          }
          // The digest of a record that nobody has changed by hand has to go along with its layout.
          let isNoted = noted.contains(file.id) && catalogue.noteBeforeHandChange(of: file, old) == nil
          try rewrites.write(bytes, to: file, keepsOld: false, isNoted: isNoted, by: nil, why: "canonical form")
        }
      }
      try output.flush()
      if !check {
        try rewrites.commit(writes: !dryRun)
        if !dryRun { for path in rewrites.paths { try output.write(path + "\n") } }
        try output.flush()
      }
      report(of: files.count, changed: rewrites.paths.count, refused)
      if refused > 0 || !isWhole || (check && !rewrites.isEmpty) { throw ExitCode.findings }
    }
  }

  private func report(of count: Int, changed: Int, _ refused: Int) {
    let left = refused == 0 ? "" : ", \(refused) left alone"
    if changed == 0 {
      let kept = count - refused
      Terminal.report("\(kept) record\(kept == 1 ? " is" : "s are") in canonical form\(left).")
    } else if check {
      Terminal.report(
        "\(changed) of \(count) record\(count == 1 ? "" : "s") not in canonical form\(left). Next: ktc fmt")
    } else {
      Terminal.report(
        "\(changed) of \(count) record\(count == 1 ? "" : "s") \(dryRun ? "would be " : "")formatted\(left).")
    }
  }
}
