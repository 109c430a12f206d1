internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import DelimitedText
internal import JSONDocument
internal import SourceTree

/// Lists all personal data of a catalogue.
struct ContactsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contacts", abstract: "List all personal data with whom it is shared, by record and place.",
    discussion: """
      Contacts, everyone who handed in, changed or reviewed a record, the catalogue's own x_ fields, mailboxes that look \
      like a person's, and e-mail addresses and telephone numbers within texts, of records and drafts. What it prints is \
      for whoever cares for the catalogue; send it to nobody.

        ktc contacts
        ktc contacts --shared partners,everybody
        ktc contacts --format csv > personal-data.csv
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The ids of records; none means all.") var ids: [String] = []
  @Option(
    name: .long,
    help: ArgumentHelp("Only what these are sent: nobody, partners or everybody.", valueName: "audience"))
  var shared: AudienceList?
  @Flag(name: .long, help: "Also organisations that handed in, changed or reviewed records.") var all = false
  @Option(name: .long, help: "How it is shown: table, json or csv.") var format = Format.table

  /// How personal data are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let listed = catalogue.recordFiles(in: [.instruments, .practices, .inbox])
      var findings = Findings()
      findings.report(listed.diagnostics.filter { $0.severity == .error })
      let wanted = Set(ids)
      let files = ids.isEmpty ? listed.files : listed.files.filter { wanted.contains($0.id) }
      let found = Set(files.map(\.id))
      if let unknown = ids.first(where: { !found.contains($0) }) {
        _ = try RecordLookup(catalogue).requiredFile(of: unknown)
      }
      let finder = PersonalDataFinder(in: catalogue)
      var data: [PersonalDatum] = []
      var organisations = 0
      catalogue.forEachRecord(in: files, isJudging: false) { loaded in
        if loaded.draft == nil { findings.report(loaded.diagnostics) }
        for datum in finder.data(of: loaded) where shared?.values.contains(datum.audience) ?? true {
          if datum.isOrganisation, !all { organisations += 1 } else { data.append(datum) }
        }
      }
      try show(data, catalogue, output)
      try output.flush()
      Terminal.report(try summary(data, organisations, catalogue))
      if findings.hasErrors { throw ExitCode.findings }
    }
  }

  private func show(_ data: [PersonalDatum], _ catalogue: Catalogue, _ output: StandardOutput) throws {
    let header = ["record", "kind", "sent to", "place", "field", "value"]
    let rows = data.map { datum in
      [
        datum.id, datum.kind.rawValue, datum.audience.rawValue,
        datum.file + (datum.line.map { ":\($0)" } ?? ""), datum.field, datum.value,
      ]
    }
    switch format {
    case .table: if !rows.isEmpty { try output.write(Table(header: header, rows: rows).text(Terminal.columns)) }
    case .csv: try output.write(CSVRows.bytes(header: header, rows: rows))
    case .json:
      let values = data.map { datum in
        DataValue.map(
          [
            DataValue.Entry("id", .string(datum.id)), .init("kind", .string(datum.kind.rawValue)),
            .init("sent_to", .string(datum.audience.rawValue)),
            .init("file", .string(catalogue.relativePath(of: datum.file))),
            datum.line.map { .init("line", .number(String($0))) }, .init("field", .string(datum.field)),
            .init("value", .string(datum.value)),
          ].compactMap(\.self))
      }
      try output.write(JSONWriter.pretty(.list(values)))
    }
  }

  private func summary(_ data: [PersonalDatum], _ organisations: Int, _ catalogue: Catalogue) throws -> String {
    let places = "\(data.count) place\(data.count == 1 ? "" : "s") in \(Set(data.map(\.id)).count) records"
    let open = data.count { $0.audience != .nobody }
    var text = data.isEmpty ? "No personal data were found." : "\(places); \(open) of them are sent to others."
    if organisations > 0 { text += " \(organisations) stamps name organisations; --all lists them." }
    let histories = try catalogue.idsWithHistory().count
    if histories > 0 {
      text += " history/ keeps earlier versions of \(histories) records; ktc forget looks there, too."
    }
    return text
  }
}

/// Audiences on the command line, with commas between them.
struct AudienceList: ExpressibleByArgument {
  let values: [PersonalDatum.Audience]
  init?(argument: String) {
    let words = argument.split(separator: ",").map { String($0.drop { $0 == " " }) }
    values = words.compactMap(PersonalDatum.Audience.init)
    if values.isEmpty || values.count < words.count { return nil }
  }
  static let allValueStrings = PersonalDatum.Audience.allCases.map(\.rawValue)
}
