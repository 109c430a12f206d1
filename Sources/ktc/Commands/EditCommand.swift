internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import Glibc
internal import SourceTree
internal import YAMLDocument

/// Opens a record in an editor.
struct EditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a record in your editor; it lands only when it is valid.",
    discussion: """
      A copy of the record opens in the editor that VISUAL or EDITOR names, else in vi. When you close it, the copy is \
      checked; what is wrong is shown, and you may edit again, throw the copy away, or keep it as a file. A record that \
      somebody else changed meanwhile is not overwritten.

        ktc edit innovation-voucher-lithuania
        ktc edit inbox/half-finished.yaml
        EDITOR="code --wait" ktc edit gapi --why "New rates"
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(
    help: "The id of the record, or the path of its file.", completion: .file(extensions: ["yaml", "yml"]))
  var record: String
  @Option(name: .long, help: ArgumentHelp("Who changes it, for the stamp.", valueName: "name")) var by: String?
  @Option(name: .long, help: ArgumentHelp("For what reason, for the history.", valueName: "reason")) var why: String?
  @Flag(name: .long, help: "Show the difference at the end, and write nothing.") var dryRun = false

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let file = try file(in: catalogue)
      try catalogue.requireWithin(file.path)
      let old = try catalogue.fileSystem.contents(of: file.path, limit: YAMLLimits().bytes)
      // What is typed into the editor should have somewhere to go.
      if !dryRun { try WriteAccess.probe(catalogue, for: file) }
      let copy = try EditorCopy(of: file, old, in: catalogue)
      defer { copy.remove() }
      guard let new = try edit(copy, file, catalogue) else { return }
      var bytes = new
      if file.area != .inbox {
        bytes = RecordRewrites.stamped(new, of: file, by: by, in: catalogue) ?? new
      }
      if dryRun {
        try output.write(safe: UnifiedDiff(of: file.path, from: old, to: bytes).bytes())
        return Terminal.report("\(file.path) would change.")
      }
      let lock = try keeping(copy, new) { try WriteAccess.lock(catalogue) }
      let now = try? catalogue.fileSystem.contents(of: file.path, limit: YAMLLimits().bytes)
      guard now == old else {
        let kept = try copy.keep(new)
        throw CommandFailure(
          "\(file.path) was \(now == nil ? "removed" : "changed") meanwhile and is left as it is; your version is "
            + "in \(kept). Compare the two, then run ktc edit again.", .findings)
      }
      var rewrites = RecordRewrites(of: catalogue, holding: lock)
      try keeping(copy, new) {
        try rewrites.write(bytes, to: file, by: by, why: why)
        try rewrites.commit(writes: true)
      }
      try output.write(file.path + "\n")
      try output.flush()
      Terminal.report("Changed. Next: look at it with ktc show \(file.id), then commit it to git.")
    }
  }

  /// Does something, and keeps the version as a file when it fails. Throws what it throws.
  private func keeping<Result>(_ copy: EditorCopy, _ version: [UInt8], _ action: () throws -> Result) throws -> Result {
    do {
      return try action()
    } catch {
      Terminal.report("Your version is in \(try copy.keep(version)).")
      throw error
    }
  }

  /// The one file that is meant. Throws `CommandFailure` when there is none, or more than one.
  private func file(in catalogue: Catalogue) throws -> RecordFile {
    let files = try RecordTargets.files([record], in: catalogue).files
    guard let file = files.first, files.count == 1 else {
      let paths = files.map(\.path).joined(separator: ", ")
      throw CommandFailure("say which one: \(paths.isEmpty ? "there is no record in \(record)" : paths)", .usage)
    }
    guard file.area != .outside else {
      throw CommandFailure(
        "\(file.path) is no record of this catalogue; edit it as it is, and check it with ktc validate", .usage)
    }
    return file
  }

  /// Lets the copy be edited until it is valid. Nil when nothing is to be done. Throws the exit status when the copy is
  /// not to land.
  private func edit(
    _ copy: EditorCopy, _ file: RecordFile, _ catalogue: Catalogue
  ) throws -> [UInt8]? {
    while true {
      try copy.open()
      guard let new = try copy.changed() else {
        Terminal.report("Nothing was changed.")
        return nil
      }
      let loaded = catalogue.load(file, new)
      var findings = Findings()
      findings.report(loaded.diagnostics)
      guard findings.hasErrors else { return new }
      Terminal.report("It cannot land like this: \(findings.summary ?? "").")
      let question = "(e)dit again, (t)hrow away, or (k)eep as a file? "
      var answer = Question.line(question)
      while let word = answer, !["e", "t", "k"].contains(word.lowercased().first.map(String.init) ?? "") {
        answer = Question.line(question)
      }
      switch answer?.lowercased().first {
      case "e": continue
      case "t":
        Terminal.report("Thrown away; \(file.path) is as it was.")
        throw ExitCode.findings
      default:
        let kept = try copy.keep(new)
        Terminal.report("\(file.path) is as it was; your version is in \(kept). Check it with ktc validate \(kept).")
        throw ExitCode.findings
      }
    }
  }
}
