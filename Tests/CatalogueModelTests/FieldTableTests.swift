import CatalogueModel
import SourceTree
import TestSupport
import Testing
import YAMLDocument

/// The field table: every property is in it, and its examples are what they say.
@Suite struct FieldTableTests {
  @Test(arguments: Record.fields.map(\.description.name))
  func theGoodExampleHasNoFinding(name: String) throws {
    let field = try #require(Record.fields.first { $0.description.name == name })
    let lines = Self.lines(field.description, field.description.good)
    let draft = try RecordSample.draft(DiagnosticExamples.completed(lines))
    let findings = draft.diagnostics + draft.findings(in: Fixtures.context, as: .published)
    #expect(findings.map(\.message) == [])
    #expect(!field.isEmpty(draft.record))
  }

  @Test(arguments: Record.fields.map(\.description).filter { $0.bad != nil }.map(\.name))
  func theBadExampleHasAFinding(name: String) throws {
    let field = try #require(Record.fields.first { $0.description.name == name })
    let bad = try #require(field.description.bad)
    let findings = try RecordSample.findings(Self.lines(field.description, bad))
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { $0.field?.description.hasPrefix(name) == true }, "\(findings.map(\.message))")
  }

  @Test func everyFieldOfAGroupHasAGoodExample() throws {
    for group in Self.groups {
      for field in group.descriptions {
        let text = "\(field.name): \(field.good)\n"
        let tree = try #require(YAMLReader().readDocument(SourceText(name: "x", text)).tree, "\(group.name).\(text)")
        let root = try #require(tree.root)
        #expect(group.messages(root) == [], "\(group.name).\(field.name)")
      }
    }
  }

  @Test func everyPropertyHasAnEntryUnderItsName() {
    for group in Self.groups {
      let names = group.descriptions.map(\.name)
      #expect(Set(names).count == names.count, "\(group.name)")
      #expect(group.properties.map(Self.snakeCase).sorted() == names.sorted(), "\(group.name)")
    }
  }

  @Test func everyGroupOfTheTableIsTestedHere() {
    let shown = Set(Self.groups.map { $0.descriptions.map(\.name) })
    func visit(_ shape: ShapeDescription) {
      switch shape {
      case .group(let fields):
        #expect(shown.contains(fields.map(\.name)), "add the group with \(fields.map(\.name)) to the list below")
        for field in fields { visit(field.shape) }
      case .list(let inner): visit(inner)
      default: break
      }
    }
    for field in Record.fields + [] { visit(field.description.shape) }
    for field in CatalogueSettings.fields { visit(field.description.shape) }
    for field in VocabularyFile.fields { visit(field.description.shape) }
  }

  @Test func namesAndQueryNamesAreUnique() {
    let names = Record.fields.map(\.description.name)
    #expect(Set(names).count == names.count)
    let queryNames = Record.fields.flatMap(\.description.queryNames)
    #expect(Set(queryNames).count == queryNames.count)
    for field in Record.fields {
      #expect(!field.description.label.isEmpty && field.description.help.hasSuffix("."))
      #expect(field.description.name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F })
    }
  }

  @Test func theTableIsThatOfTheDesign() {
    let both = ["id", "kind", "title", "countries", "target_groups", "aim", "overview"]
    func required(_ kind: RecordKind) -> [String] {
      Record.fields.map(\.description).filter { $0.requirement(for: kind) == .required }.map(\.name).sorted()
    }
    #expect(required(.instrument) == (both + ["priorities"]).sorted())
    #expect(required(.practice) == (both + ["kt_areas"]).sorted())
    let personal = Record.fields.map(\.description).filter(\.isPersonal).map(\.name)
    #expect(personal == ["contact", "submitted", "modified", "reviewed"])
    #expect(Record.fields.first { $0.description.name == "instrument_types" }?.description.practice == .notApplicable)
  }

  private static func lines(_ field: FieldDescription, _ value: String) -> String {
    // A source key or a name of a field refers to something that has to be there.
    let kind = field.instrument == .notApplicable || field.name == "kt_areas" ? "kind: practice\n" : ""
    return kind + "\(field.name): \(value)\n"
  }

  /// One table and the type it belongs to.
  private struct Group {
    var name: String
    var descriptions: [FieldDescription]
    var properties: [String]
    /// What is found when a map is read as this group.
    var messages: (SourceNode) -> [String]

    init<Value: FieldGroup>(_ type: Value.Type, without others: [String] = []) {
      name = "\(type)"
      descriptions = Value.fields.map(\.description)
      properties = Mirror(reflecting: Value()).children.compactMap(\.label).filter { !others.contains($0) }
      messages = { root in
        var context = DecodingContext(catalogue: Fixtures.context, language: "en")
        var value = Value()
        root.forEachEntry { key, entry in
          for field in Value.fields where field.description.name == key.text {
            field.decode(entry, &context, &value)
            if field.isEmpty(value) { context.unplaced.append(UnplacedInput(value: .string("nothing was read"))) }
          }
        }
        return context.diagnostics.map(\.message) + context.unplaced.compactMap(\.value.scalarText)
      }
    }
  }

  private static var groups: [Group] {
    [
      Group(Record.self, without: ["extras"]), Group(Region.self), Group(Phase.self), Group(Output.self),
      Group(Cofinancing.self), Group(Cofinancing.Rate.self), Group(Cofinancing.Ceiling.self), Group(Budget.self),
      Group(Resources.self), Group(Organisation.self), Group(Enquiries.self), Group(Contact.self), Group(Link.self),
      Group(Source.self), Group(Dispute.self), Group(Origin.self), Group(Stamp.self), Group(CatalogueSettings.self),
      Group(VocabularyFile.self), Group(Term.self), Group(Term.Match.self),
    ]
  }

  private static func snakeCase(_ name: String) -> String {
    if name == "isForSearch" { return "for_search" }
    return name.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }
}
