internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore

/// Adds a term.
struct VocabularyAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a term to a vocabulary.",
    discussion: """
        ktc vocabulary add priorities open-science --label "en=Open science" --label "fr=Science ouverte" \\
          --synonym "en=open access"
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: ArgumentHelp("The name of the vocabulary, as `ktc vocabulary` lists it.", valueName: "vocabulary"))
  var name: String
  @Argument(help: "The code that files are to write.") var code: String
  @Option(name: .long, help: ArgumentHelp("A name, as in fr=Science ouverte; repeat it.", valueName: "language=name"))
  var label: [LanguageText]
  @Option(name: .long, help: ArgumentHelp("Another name; repeat it.", valueName: "language=name"))
  var synonym: [LanguageText] = []
  @Option(name: .long, help: ArgumentHelp("What it means, in a sentence.", valueName: "language=text"))
  var definition: [LanguageText] = []
  @Option(name: .long, help: ArgumentHelp("The wider term.", valueName: "code")) var broader: String?
  @OptionGroup var confirmation: VocabularyConfirmation

  func run() throws {
    try reportingFailures { output in
      let run = try VocabularyRun(name, location, confirmation)
      try run.make(.add(term), output)
    }
  }

  private var term: Term {
    var term = Term()
    term.code = code
    term.label = texts(label)
    term.definition = texts(definition)
    for name in synonym {
      if let position = term.synonyms.firstIndex(where: { $0.language == name.language }) {
        term.synonyms[position].names.append(name.text)
      } else {
        term.synonyms.append(.init(language: name.language, names: [name.text]))
      }
    }
    term.broader = broader
    return term
  }

  private func texts(_ given: [LanguageText]) -> LocalizedText {
    var text = LocalizedText()
    for entry in given { text.entries.append(.init(entry.language, entry.text)) }
    return text
  }
}

/// A text with its language, as `fr=Science ouverte`.
struct LanguageText: ExpressibleByArgument {
  var language: String
  var text: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    language = String(argument[..<sign])
    text = String(argument[argument.index(after: sign)...])
    guard !text.isEmpty else { return nil }
  }
}
