internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// Prints a template for a record.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a file to fill in for a new record.",
    discussion: """
      Prints a template, or, with --interview, asks in the terminal field by field. Every answer is checked at once and \
      saved, so that you may stop at any time and go on later.

        ktc new practice
        ktc new instrument --title "Innovation voucher" --output voucher.yaml
        ktc new practice --interview --language lt
        ktc new --resume new-practice.yaml
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "instrument or practice.") var kind: KindArgument?
  @Option(name: .long, help: "The title; the id is made of it.") var title: String?
  @Option(name: .long, help: ArgumentHelp("The language you will write in.", valueName: "language")) var language:
    String?
  @Option(
    name: .long, help: ArgumentHelp("The file to make; else the template is printed.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var output: String?
  @Flag(name: .long, help: "Ask for the record in the terminal, field by field.") var interview = false
  @Option(
    name: .long, help: ArgumentHelp("Go on with an interview whose answers are in this file.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var resume: String?
  @Flag(name: .long, help: "Print what would be written, and write nothing.") var dryRun = false

  func validate() throws {
    guard kind == nil, !interview, resume == nil else { return }
    throw ValidationError("Say what kind of record: ktc new instrument, or ktc new practice.")
  }

  func run() throws {
    try reportingFailures { standardOutput in
      let catalogue = try location.openOrBuiltIn()
      if interview || resume != nil { return try ask(catalogue, standardOutput) }
      guard let kind else { throw ExitCode.usage }
      let schema = schema(for: output, in: catalogue)
      let text = RecordTemplate.text(
        kind: kind.value, title: title, language: language ?? catalogue.context.defaultLanguage, schema: schema,
        quoted: { YAMLWriter.inline(.string($0)) })
      guard let output, !dryRun else { return try standardOutput.write(text) }
      guard try catalogue.fileSystem.status(of: output) == nil else {
        throw CommandFailure("\(output) exists already and is left alone; name another file", .cannotCreate)
      }
      try AtomicWrite.write(Array(text.utf8), to: output, catalogue.fileSystem)
      Terminal.report("\(output) is ready to fill in. Then: ktc validate \(output)")
    }
  }

  /// The way to the catalogue's schema from a file; nil where only its full way would do, which submit writes later.
  private func schema(for path: String?, in catalogue: Catalogue) -> String? {
    guard let root = catalogue.root else { return nil }
    let schema = FilePath.join(root, "record.schema.json")
    return path?.contains("/") == true && !schema.hasPrefix("/") ? nil : schema
  }

  // MARK: Interview

  private func ask(_ catalogue: Catalogue, _ output: StandardOutput) throws {
    guard !dryRun, title == nil else {
      throw CommandFailure(
        "an interview asks for the title, and saves the answers; leave out \(dryRun ? "--dry-run" : "--title")", .usage)
    }
    var interview = try draft(in: catalogue)
    guard let path = try interview.run() else { return }
    let bytes = try catalogue.fileSystem.contents(of: path, limit: YAMLLimits().bytes)
    let loaded = catalogue.load(RecordFile(path: path, area: .outside), bytes, as: .published)
    var findings = Findings()
    findings.report(loaded.diagnostics)
    try output.write(path + "\n")
    try output.flush()
    let next = findings.hasErrors ? "Mend what is marked error, then hand it in" : "Next: hand it in"
    Terminal.report("\nAll was asked; your record is in \(path). \(next) with ktc submit \(path)")
  }

  /// The interview, with the answers that there are. Throws `CommandFailure` when the file is another.
  private func draft(in catalogue: Catalogue) throws -> Interview {
    if let resume {
      let schema = schema(for: resume, in: catalogue)
      guard let draft = try InterviewDraft(resuming: resume, of: catalogue, schema: schema, language: language) else {
        throw CommandFailure("there is no file \"\(resume)\"", .missing)
      }
      if let kind, let known = draft.kind, kind.value != known {
        throw CommandFailure(
          "\(resume) holds \(known.withArticle); go on with: "
            + "ktc new --resume \(resume), or change its kind in an editor", .usage)
      }
      return try Interview(draft, kind: kind?.value ?? draft.kind ?? askedKind(), language: language, in: catalogue)
    }
    let kind = try kind?.value ?? askedKind()
    let path = output ?? "new-\(kind.rawValue).yaml"
    let schema = schema(for: path, in: catalogue)
    let begun = try InterviewDraft(resuming: path, of: catalogue, schema: schema, language: language)
    guard begun?.isUnfinished ?? true, begun?.kind ?? kind == kind else {
      throw CommandFailure("\(path) exists already and is left alone; name another file with --output", .cannotCreate)
    }
    return Interview(
      begun ?? InterviewDraft(path, of: catalogue, schema: schema), kind: kind, language: language, in: catalogue)
  }

  /// The kind of record, asked for. Throws the exit status at the end of the input.
  private func askedKind() throws -> RecordKind {
    while let typed = Question.line("Is it an instrument (a policy, programme or scheme) or a practice? ") {
      let kinds = RecordKind.allCases.filter { !typed.isEmpty && $0.rawValue.hasPrefix(typed.lowercased()) }
      if let kind = kinds.first { return kind }
    }
    throw ExitCode.usage
  }
}
