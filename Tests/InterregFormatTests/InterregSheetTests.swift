import CatalogueModel
import CataloguePlugins
import CommonMark
import SourceTree
import TestSupport
import Testing

@testable import InterregFormat

/// The sheets as people get them.
@Suite struct InterregSheetTests {
  static func practice(_ change: (inout Record) -> Void = { _ in }) -> Record {
    var record = Record()
    record.id = "contest"
    record.kind = .practice
    record.language = "en"
    record.title = LocalizedText("Contest", language: "en")
    record.countries = ["PT"]
    record.ktAreas = ["technology-licensing"]
    record.aim = LocalizedText("Find ideas.", language: "en")
    record.overview = LocalizedText("Teams compete.", language: "en")
    change(&record)
    return record
  }

  private static let context = Result { try Fixtures.exportContext() }

  /// The Markdown and the HTML of a record.
  static func sheet(_ record: Record, limits: [String: Int] = [:]) throws -> (markdown: String, html: String) {
    let destination = MemoryDestination()
    var context = try context.get()
    context.limits = limits
    var writer = InterregExporter().makeWriter(to: destination, in: context)
    try writer.write(record)
    try writer.finish()
    let texts = destination.files.map { String(decoding: $0.bytes, as: UTF8.self) }
    return (texts.first ?? "", texts.last ?? "")
  }

  private static func labels(_ markdown: String) -> [String] {
    CommonMarkTree(parsing: markdown).blocks.filter { $0.kind == .heading(2) }.map { SheetBox.label(of: $0.text) }
  }

  @Test func theBoxesAreThoseOfTheFormInItsOrder() throws {
    let labels = try Self.labels(Self.sheet(Self.practice()).markdown)
    #expect(labels == SheetBox.allCases.map(\.label))
    #expect(labels.prefix(3) == ["Title of the practice", "Organisation in charge", "Location"])
  }

  @Test func missingAnswersAreVisible() throws {
    let sheet = try Self.sheet(Self.practice())
    #expect(
      sheet.markdown.contains("## Potential for transfer\n\n**To be completed:** why others"))
    #expect(sheet.html.contains("<p class=\"missing\"><mark><strong>To be completed:</strong> why others"))
    let findings = InterregExporter().findings(about: Self.practice(), in: try Fixtures.exportContext())
    let missing = findings.filter { $0.code == "interreg-missing" }.compactMap(\.field?.description)
    #expect(missing.contains("transferability"))
    #expect(!sheet.markdown.contains("## Short summary (11 of 160 characters)\n\n**To be"))
  }

  @Test func anAnswerThatIsTooLongIsTold() throws {
    let record = Self.practice {
      $0.title = LocalizedText(String(repeating: "t", count: 101), language: "en")
      $0.aim = LocalizedText(String(repeating: "ä", count: 160), language: "en")
      $0.overview = LocalizedText("*a* " + String(repeating: "b", count: 1499), language: "en")
    }
    // That of the title is the programme's; a partner may be stricter, but not more lenient.
    let known = ["title": 200, "aim": 160, "overview": 1500]
    var context = try Fixtures.exportContext()
    context.limits = known
    let findings = InterregExporter().findings(about: record, in: context)
    let limits = findings.filter { $0.code == "interreg-limit" }
    #expect(
      limits.map(\.message) == [
        "\"Title of the practice\" has 101 characters, and its box takes 100; shorten title by 1",
        "\"Detailed information\" has 1501 characters, and its box takes 1500; shorten overview by 1",
      ])
    #expect(limits.map { $0.field?.description } == ["title", "overview"])
    let sheet = try Self.sheet(record, limits: known)
    #expect(sheet.markdown.contains("## Title of the practice (101 of 100 characters: too long by 1)"))
    #expect(sheet.html.contains("<span class=\"over\">(1501 of 1500 characters: too long by 1)</span>"))
    #expect(sheet.markdown.contains("## Short summary (160 of 160 characters)"))
    #expect(try Self.sheet(record).markdown.contains("## Short summary\n"), "no limit is known but that of the title")
  }

  @Test func instrumentsAreNotTaken() throws {
    let instrument = Self.practice { $0.kind = .instrument }
    #expect(InterregExporter().refusal(of: instrument)?.contains("an instrument is the policy") == true)
    #expect(try Self.sheet(instrument).markdown.isEmpty)
    #expect(InterregExporter().refusal(of: Self.practice()) == nil)
  }

  @Test func filesHaveNamesOfTheirOwn() throws {
    let destination = MemoryDestination()
    var writer = InterregExporter().makeWriter(to: destination, in: try Fixtures.exportContext())
    for id in ["a", "a", nil, "../b"] { try writer.write(Self.practice { $0.id = id }) }
    #expect(
      destination.files.map(\.name) == [
        "a.md", "a.html", "a-2.md", "a-2.html", "practice.md", "practice.html", "b.md", "b.html",
      ])
  }

  @Test func aTextInAnotherLanguageSaysSo() throws {
    let sheet = try Self.sheet(Self.practice { $0.overview = LocalizedText("צוותים מתחרים", language: "he") })
    #expect(sheet.markdown.contains("*In Hebrew (he):*\n\nצוותים"))
    #expect(sheet.html.contains("<div lang=\"he\" dir=\"auto\">"))
  }

  // MARK: Hostile texts

  private static let markup = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "# Short summary",
    "## Short summary\n\nstolen", "Short summary\n---", "```\nopen", "<!--", "<div><h2>Location</h2>", "</body></html>",
    "]]>", "<textarea>", "&lt;b&gt;", "![x](data:text/html,x)", "<https://example.org/\"onclick=x>", "| a | b |",
    "- To be completed:", "## ", "\u{202B}rtl", "שלום עולם", "<a href='x'>", "\"><svg onload=alert(1)>",
  ]

  @Test func hostileTextsBreakNothing() throws {
    let texts = Self.markup + FormatSamples.hostileTexts
    var pages: [String] = []
    for text in texts {
      let sheet = try Self.sheet(Self.hostile(text))
      #expect(Self.labels(sheet.markdown) == SheetBox.allCases.map(\.label), "\(text)")
      pages.append(sheet.html)
    }
    let said = try FormatSamples.python(Self.pageCheck, on: Array(pages.joined(separator: "\u{1}").utf8))
    #expect(said == texts.map { _ in "15 headings" })
  }

  /// A practice with a text in every kind of answer.
  private static func hostile(_ text: String) -> Record {
    var record = FormatSamples.hostile(text, number: 1)
    record.title = LocalizedText(text, language: "en")
    record.aim = LocalizedText(text, language: "en")
    record.overview = LocalizedText(text, language: "en")
    record.difficulties = LocalizedText(text, language: "fr")
    var organisation = Organisation()
    organisation.name = text
    organisation.role = .owner
    record.organisations = [organisation]
    var source = Source()
    source.title = text
    source.url = "https://example.org/\"><script>"
    record.sources = [source]
    return record
  }

  /// Says how many boxes a page has, and every element and attribute that has no business in it.
  private static let pageCheck = """
    import re, sys
    from html.parser import HTMLParser
    allowed = set("html head meta title style body h1 h2 h3 h4 h5 h6 p div span mark strong em ul ol li a code pre "
                  "blockquote br hr img".split())
    class Page(HTMLParser):
      headings = 0
      def handle_starttag(self, tag, attributes):
        self.headings += tag == "h2"
        for name, value in attributes:
          if name.startswith("on") or re.match(r"\\s*(javascript|data|vbscript):", value or "", re.I):
            print("attribute", name, value)
        if tag not in allowed: print("element", tag)
      def handle_comment(self, data): print("comment", data)
    for text in open(sys.argv[1], encoding="utf-8", newline="").read().split("\\x01"):
      page = Page()
      page.feed(text)
      print(page.headings, "headings")
    """

  @Test func theSameRecordsGiveTheSameBytes() throws {
    let records = try FormatSamples.bundled().filter { $0.kind == .practice }
    for record in records {
      let (first, second) = (try Self.sheet(record), try Self.sheet(record))
      #expect(first == second)
    }
  }
}
