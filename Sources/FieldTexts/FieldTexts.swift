package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// What fields, words of closed lists and messages of forms are called in one language of the network.
///
/// The English labels and help of fields stand in the field table; all else is in the data files in `Texts/`.
package struct FieldTexts: Sendable {
  /// The tag of the language.
  package let language: String
  private let fields: [String: Wording]
  private let choices: [String: [String: String]]
  private let items: [String: String]
  private let sections: [String: String]
  private let messages: [String: String]

  private struct Wording: Sendable {
    var label: String
    var help: String
  }

  /// The languages that there are texts for, in the order of the catalogue.
  package static let languages = ["en", "fr", "de", "pt", "lt", "ro"]

  private static let files: [String: [UInt8]] = [
    "en": PackageResources.en_yaml, "fr": PackageResources.fr_yaml, "de": PackageResources.de_yaml,
    "pt": PackageResources.pt_yaml, "lt": PackageResources.lt_yaml, "ro": PackageResources.ro_yaml,
  ]

  /// Reads the texts of a language; nil when there are none. Of a tag such as `pt-BR` the language counts. O(texts).
  package init?(_ language: String) {
    let primary = LocalizedText.primary(language)
    guard let bytes = Self.files[primary] else { return nil }
    let root = YAMLReader().readDocument(SourceText(name: primary, bytes: bytes)).tree?.root
    self.language = primary
    var fields: [String: Wording] = [:]
    root?["fields"]?.forEachEntry { key, value in
      fields[key.text] = Wording(label: value["label"]?.text ?? "", help: value["help"]?.text ?? "")
    }
    self.fields = fields
    var choices: [String: [String: String]] = [:]
    root?["choices"]?.forEachEntry { key, value in choices[key.text] = Self.strings(value) }
    self.choices = choices
    items = Self.strings(root?["items"])
    sections = Self.strings(root?["sections"])
    messages = Self.strings(root?["messages"])
  }

  private static func strings(_ node: SourceNode?) -> [String: String] {
    var strings: [String: String] = [:]
    node?.forEachEntry { strings[$0.text] = $1.text }
    return strings
  }

  /// The label of a field, by its names from the record inwards: `outputs.value`. O(1).
  package func label(of path: String, _ field: FieldDescription) -> String { fields[path]?.label ?? field.label }

  /// The help of a field, in a sentence. O(1).
  package func help(of path: String, _ field: FieldDescription) -> String { fields[path]?.help ?? field.help }

  /// What a word of a closed list is called: that of `organisations.role`, say. O(1).
  package func choice(_ word: String, of path: String) -> String { choices[path]?[word] ?? word }

  /// What one entry of a list of groups is called: an output of `outputs`. O(1).
  package func item(of path: String) -> String? { items[path] }

  /// The heading of a part of a form. O(1).
  package func section(_ id: String) -> String { sections[id] ?? id }

  /// A message, with what stands between braces filled in. O(length).
  package func message(_ key: String, _ values: [String: String] = [:]) -> String {
    MessageTemplate.filled(messages[key] ?? key, values)
  }

  /// Every message as it stands in the file, by key.
  package var allMessages: [String: String] { messages }

  /// Whether the language has a wording of its own for a field.
  package func states(field path: String) -> Bool { fields[path] != nil }

  /// Whether the language has a wording of its own for a word of a closed list.
  package func states(choice word: String, of path: String) -> Bool { choices[path]?[word] != nil }
}
