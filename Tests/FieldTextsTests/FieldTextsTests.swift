import CatalogueModel
import FieldTexts
import Testing

/// Every language says everything.
@Suite struct FieldTextsTests {
  /// The fields of records and of the groups that forms ask for, by their names from the record inwards.
  private static let fields: [(path: String, field: FieldDescription)] = {
    var found: [(String, FieldDescription)] = []
    func add(_ fields: [FieldDescription], below path: String) {
      for field in fields {
        let own = path.isEmpty ? field.name : path + "." + field.name
        found.append((own, field))
        switch field.shape {
        case .group(let parts), .list(.group(let parts)):
          if !field.isWrittenByTool, field.name != "disputed" { add(parts, below: own) }
        default: break
        }
      }
    }
    add(Record.fields.map(\.description), below: "")
    return found
  }()

  private static func texts(_ language: String) throws -> FieldTexts { try #require(FieldTexts(language)) }

  @Test(arguments: FieldTexts.languages.filter { $0 != "en" })
  func everyFieldHasALabelAndHelp(_ language: String) throws {
    let texts = try Self.texts(language)
    #expect(Self.fields.count > 80)
    for (path, field) in Self.fields {
      #expect(texts.states(field: path), "\(language) has no \(path)")
      #expect(
        !texts.label(of: path, field).isEmpty && texts.help(of: path, field).hasSuffix("."), "\(language): \(path)")
    }
  }

  @Test(arguments: FieldTexts.languages) func everyWordOfAListHasALabel(_ language: String) throws {
    let texts = try Self.texts(language)
    for (path, field) in Self.fields where field.name != "status" {
      guard case .choice(let words) = field.shape else { continue }
      for word in words { #expect(texts.states(choice: word, of: path), "\(language) has no \(path): \(word)") }
    }
  }

  @Test(arguments: FieldTexts.languages) func everyListOfGroupsNamesItsEntries(_ language: String) throws {
    let texts = try Self.texts(language)
    for (path, field) in Self.fields where field.name != "disputed" {
      guard case .list(.group) = field.shape else { continue }
      #expect(texts.item(of: path) != nil, "\(language) has no \(path)")
    }
  }

  @Test(arguments: FieldTexts.languages) func everyMessageIsThereWithItsPlaces(_ language: String) throws {
    let english = try Self.texts("en").allMessages
    let messages = try Self.texts(language).allMessages
    #expect(Set(messages.keys) == Set(english.keys))
    for (key, text) in english {
      let message = messages[key] ?? ""
      #expect(!message.isEmpty)
      #expect(Self.places(message) == Self.places(text), "\(language): \(key)")
    }
  }

  private static func places(_ text: String) -> Set<Substring> {
    let parts = text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
    return Set(parts.compactMap { $0.split(separator: "}").first })
  }

  @Test func aTagWithARegionCountsAsItsLanguage() throws {
    #expect(FieldTexts("pt-BR")?.language == "pt")
    #expect(FieldTexts("xx") == nil)
  }

  @Test func placesAreFilledInAndUnknownOnesStay() throws {
    let texts = try Self.texts("en")
    #expect(texts.message("removed", ["name": "Output 1"]) == "Output 1 was removed.")
    #expect(texts.message("textIntro").contains("{aim}"))
  }
}
