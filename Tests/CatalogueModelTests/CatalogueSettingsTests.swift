import CatalogueModel
import SourceTree
import TestSupport
import Testing
import YAMLDocument

/// `catalogue.yaml`.
@Suite struct CatalogueSettingsTests {
  private func read(_ text: String) throws -> (settings: CatalogueSettings, diagnostics: [Diagnostic]) {
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "catalogue.yaml", text)).tree)
    return CatalogueSettings.read(tree, today: Fixtures.today)
  }

  @Test func readsEverySetting() throws {
    let (settings, diagnostics) = try read(
      """
      title: Le catalogue
      publisher: Ville de Grenoble
      base_uri: "https://kt.example.org"
      language: fr
      languages: [fr, en]
      licence: CC-BY-4.0
      enquiries: { mailbox: innovation@example.org }
      """)
    #expect(diagnostics.isEmpty)
    #expect(settings.title == LocalizedText("Le catalogue", language: "fr"))
    #expect(settings.uri(of: "a") == "https://kt.example.org/a")
    #expect(settings.languages == ["fr", "en"])
    #expect(settings.enquiries?.mailbox == "innovation@example.org")
  }

  @Test func reportsUnknownSettings() throws {
    let diagnostics = try read("titel: A\n").diagnostics
    #expect(diagnostics.map(\.code) == ["unknown-field"])
    #expect(diagnostics.first?.message.contains("\"title\"") == true)
  }

  @Test func saysHowManyFindingsAreLeftOut() throws {
    let diagnostics = try read((0..<300).map { "unknown_\($0): x\n" }.joined()).diagnostics
    #expect(diagnostics.count == 201)
    #expect(diagnostics.last?.message.hasPrefix("100 more") == true)
  }

  @Test func aSlashEndsTheBaseOfURIs() throws {
    #expect(try read("base_uri: \"https://kt.example.org/r/\"\n").settings.uri(of: "a") == "https://kt.example.org/r/a")
    #expect(try read("title: A\n").settings.uri(of: "a") == nil)
  }

  @Test func languagesOfTheNetworkAreTaken() throws {
    var context = Fixtures.context
    context.settings.languages = ["x-local"]
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "x", "title: { x-local: A }\n")).tree)
    #expect(Draft(tree, in: context).diagnostics.isEmpty)
  }
}
