internal import CatalogueModel
package import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import Curation
internal import JSONDocument
package import SourceTree
internal import YAMLDocument

/// The page that explains every finding, made from the rules and their examples.
package enum DiagnosticReference {
  /// Every rule of the program and of its plugins, by subject.
  package static func chapters(_ plugins: [any Plugin]) -> [(title: String, rules: [DiagnosticRule])] {
    [
      ("The text of a file", TextInspection.rules + TreeRules.all + YAMLRules.all + JSONRules.all),
      ("Values and records", ModelRules.all),
      ("Files and the catalogue", StoreRules.all),
      ("What a person has to judge", CurationRules.all),
      ("Imports and formats", ImportRules.all + plugins.flatMap(\.rules)),
      ("Queries", QueryRules.all),
      ("Partners", PartnerRules.all),
    ]
  }

  /// The page in Markdown. O(rules).
  package static func page(_ plugins: [any Plugin]) -> String {
    var text = """
      # What the findings mean

      <!-- Made by `make generate` from the rules of the program; do not edit. -->

      Every finding ends in a code. An **error** has to be changed before a record can be published, a **warning** is
      probably not what was meant, a **note** is good to know. In the examples `↓` stands where the finding points to.

      """
    for chapter in chapters(plugins) {
      text += "\n## \(chapter.title)\n"
      for rule in chapter.rules {
        text +=
          "\n### \(rule.code)\n\n\(rule.severity.rawValue.prefix(1).uppercased() + rule.severity.rawValue.dropFirst()). "
        text += "\(rule.summary) \(rule.advice)\n\n\(block(rule.bad, rule))\n"
        text += rule.example == .command ? "" : "\nBetter:\n\n\(block(rule.good, rule))\n"
      }
    }
    return text
  }

  private static func block(_ example: String, _ rule: DiagnosticRule) -> String {
    let language: String
    switch rule.example {
    case .record, .file, .catalogue: language = "yaml"
    case .command, .query: language = "text"
    case .input(let format): language = format
    }
    let visible = String(
      String.UnicodeScalarView(example.unicodeScalars.map { $0.isPrintable || $0 == "\n" ? $0 : "\u{FFFD}" }))
    return "```\(language)\n\(visible.hasSuffix("\n") ? visible : visible + "\n")```"
  }
}
