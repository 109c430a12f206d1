internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree

/// Lists vocabularies and their terms.
struct VocabularyListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the vocabularies, or the terms of one.",
    discussion: """
        ktc vocabulary
        ktc vocabulary list target_groups
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The name of a vocabulary, such as target_groups.") var name: String?
  @Option(name: .long, help: ArgumentHelp("The language of the labels.", valueName: "language")) var language = "en"
  @Option(name: .long, help: "How the terms are shown: table or json.") var format = Format.table

  /// How the terms are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  func run() throws {
    try reportingFailures { output in
      let vocabularies = try location.openOrBuiltIn().context.vocabularies
      guard let name else { return try list(vocabularies, output) }
      guard let vocabulary = vocabularies[name] ?? vocabularies.all.first(where: { $0.field == name }) else {
        let names = vocabularies.all.map(\.name)
        let near = NearestName.candidates(for: name, among: names)
        let advice = near.isEmpty ? "; there are \(names.joined(separator: ", "))" : NearestName.question(near)
        throw CommandFailure("there is no vocabulary \"\(name)\"\(advice)", .usage)
      }
      try show(vocabulary, output)
    }
  }

  private func list(_ vocabularies: VocabularySet, _ output: StandardOutput) throws {
    if format == .json {
      return try output.write(JSONWriter.pretty(.list(vocabularies.all.map(json))))
    }
    let rows = vocabularies.all.map { vocabulary in
      [vocabulary.name, String(vocabulary.terms.count), vocabulary.field, vocabulary.title.preferred([language]) ?? ""]
    }
    try output.write(Table(header: ["name", "terms", "field", "title"], rows: rows).text(Terminal.columns))
  }

  private func show(_ vocabulary: Vocabulary, _ output: StandardOutput) throws {
    if format == .json { return try output.write(JSONWriter.pretty(json(vocabulary))) }
    let rows = vocabulary.terms.map { term in
      var remark = ""
      if term.isForSearch { remark = " (for searching only)" }
      if let successor = term.replacedBy { remark = " (retired; use \(successor))" }
      return [term.code, (term.label.preferred([language, "en"]) ?? "") + remark]
    }
    try output.write(Table(header: ["code", "label"], rows: rows).text(Terminal.columns))
  }

  private func json(_ vocabulary: Vocabulary) -> DataValue {
    .map([
      .init("name", .string(vocabulary.name)), .init("field", .string(vocabulary.field)),
      .init("title", .texts(vocabulary.title.entries.map { .init($0.language, .string($0.text)) })),
      .init("terms", .list(vocabulary.terms.map { .map($0.encoded(EncodingOptions())) })),
    ])
  }
}
