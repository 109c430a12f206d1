internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import FieldTexts
internal import SourceTree
internal import SubmissionForm

/// Makes a form for those who know about an instrument or a practice.
struct FormCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form", abstract: "Make a form to send to somebody who knows about an instrument or a practice.",
    discussion: """
      The form is one HTML page that opens in any browser, without network. Who has filled it in saves a file with it \
      and sends that back; `ktc import FILE` reads it. --text makes a form that can be answered within an e-mail, \
      which `ktc import` reads too. With --for the form holds what the catalogue says already, without what concerns \
      persons.

        ktc form practice --language lt --output forma.html
        ktc form instrument --for innovation-voucher-lithuania --language lt --output forma.html
        ktc form practice --text --language fr
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "instrument or practice.") var kind: KindArgument
  @Option(
    name: .long,
    help: ArgumentHelp("The language of the form: en, fr, de, pt, lt or ro.", valueName: "language"),
    completion: .list(FieldTexts.languages))
  var language: String?
  @Option(name: .customLong("for"), help: ArgumentHelp("The record that is to be completed.", valueName: "id"))
  var id: String?
  @Flag(name: .long, help: "Make a plain text that can be answered within an e-mail.") var text = false
  @Option(name: .long, help: ArgumentHelp("The file to make; else the form is printed.", valueName: "file"))
  var output: String?
  @Flag(name: .long, help: "Print what would be written, and write nothing.") var dryRun = false

  func run() throws {
    try reportingFailures { standardOutput in
      let catalogue = try id == nil ? location.openOrBuiltIn() : location.open()
      let form = try makeForm(in: catalogue)
      let made = text ? form.plainText() : form.htmlPage()
      guard let output, !dryRun else { return try standardOutput.write(made) }
      guard try catalogue.fileSystem.status(of: output) == nil else {
        throw CommandFailure("\(output) exists already and is left alone; name another file", .cannotCreate)
      }
      try AtomicWrite.write(Array(made.utf8), to: output, catalogue.fileSystem)
      Terminal.report("\(output) is ready to be sent. What comes back: ktc import --plan FILE, then ktc import FILE")
    }
  }

  private func makeForm(in catalogue: Catalogue) throws -> SubmissionForm {
    let language = language ?? catalogue.context.defaultLanguage
    guard let texts = FieldTexts(language) else {
      throw CommandFailure(
        "there is no form in \"\(language)\"; choose \(FieldTexts.languages.joined(separator: ", "))", .usage)
    }
    let record = try id.map { try self.record($0, in: catalogue) }
    if let record, let id, record.kind != nil, record.kind != kind.value {
      let (what, word) = (record.kind?.withArticle ?? "", record.kind?.rawValue ?? "")
      throw CommandFailure("\(id) is \(what): ktc form \(word) --for \(id)", .usage)
    }
    return SubmissionForm(kind: kind.value, texts: texts, record: record, in: catalogue.context)
  }

  /// The record as it stands in the catalogue; where there is none, the draft of it that waits in the inbox.
  private func record(_ id: String, in catalogue: Catalogue) throws -> Record {
    let files = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
    let found = files.filter { $0.id == id }
    guard let file = found.first(where: { $0.area != .inbox }) ?? found.first else {
      throw RecordLookup.missing(id, among: files.map(\.id))
    }
    let loaded = catalogue.load(file)
    guard let draft = loaded.draft else {
      var findings = Findings()
      findings.report(loaded.diagnostics)
      throw ExitCode.unreadable
    }
    // What could not be read would be lost on the way: it is in no field.
    if !draft.unplaced.isEmpty {
      Terminal.report(
        "note: something in \(file.path) cannot be read and is not in the form: ktc validate \(file.path)")
    }
    var record = draft.record
    record.id = id
    record.language = record.language ?? catalogue.context.defaultLanguage
    return record
  }
}
