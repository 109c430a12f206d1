import CatalogueModel
import CataloguePlugins
import SourceTree
import Testing

@Suite struct FormHTMLTests {
  private static let body = """
    <h1>Voucher</h1><p>Contact person&nbsp;</p><p>Zoë Example</p>
    <p>Do you want to share an instrument/policy or a knowledge Transfer practice?</p><p>Innovation instrument(policy)</p>
    <p>What is the title/name of the instrument/policy?</p><p>Voucher</p>
    <p>What is the aim/objective?</p><p>Help firms.</p>
    <p>Is this instrument/policy linked to a KT practice?</p>
    """

  @Test func readsAnotherEncoding() throws {
    let page = "<html><head><meta charset='iso-8859-1'></head><body>" + Self.body + "</body></html>"
    let bytes = page.unicodeScalars.map { UInt8($0.value) }
    #expect(FormReading.confidence(bytes, named: "page.html") == 90)
    let draft = try #require(try FormReading.drafts(of: bytes, named: "page.html").first)
    #expect(draft.record.contact?.name == "Zoë Example")
    #expect(draft.diagnostics == [])
  }

  @Test func readsUTF8ThatIsNotDeclared() throws {
    let draft = try #require(try FormReading.drafts("<html><body>" + Self.body, named: "page.html").first)
    #expect(draft.record.contact?.name == "Zoë Example")
  }

  @Test func readsSeveralPagesOfOneFileEachWithItsAddress() throws {
    func page(_ name: String) -> String {
      "<html><head><link rel=\"canonical\" href=\"https://example.org/gp/\(name)\"></head><body>\n"
        + Self.body.replacing("Voucher", with: name) + "</body>\n</html>\n"
    }
    let drafts = try FormReading.drafts(
      "<!DOCTYPE html>\n" + page("First") + "<!doctype html>\n" + page("Second"), named: "all.html")
    #expect(drafts.map { $0.record.title["en"] } == ["First", "Second"])
    #expect(drafts.map { $0.record.origin?.id } == ["first", "second"])
    #expect(drafts.map { $0.location(of: "aim")?.line } == [6, 14])
    #expect(drafts.flatMap(\.diagnostics) == [])
  }

  @Test func takesTheAddressFromWhatABrowserNoted() throws {
    let page = "<!-- saved from url=(0030)http://example.org/gp/voucher-0 -->\n<html><body>" + Self.body
    let record = try #require(try FormReading.drafts(page, named: "page.html").first).record
    #expect(record.sources.first?.url == "http://example.org/gp/voucher-0")
    #expect(record.origin?.id == "voucher-0")
  }

  @Test func countsLinesOfEveryKind() throws {
    let page = "<html>\r\n<body>\r\n" + Self.body.replacing("\n", with: "\r\n")
    let draft = try #require(try FormReading.drafts(page, named: "page.html").first)
    #expect(draft.location(of: "aim")?.line == 6)
    #expect(draft.record.aim["en"] == "Help firms.")
  }

  @Test func readsAPageThatIsCutWithinATag() throws {
    let page = "<html><body>" + Self.body.prefix(while: { $0 != "F" }).prefix(300) + "<p class=\"x"
    let draft = try #require(try FormReading.drafts(page, named: "page.html").first)
    #expect(draft.record.kind == .instrument)
    #expect(draft.record.sources.first?.complete == false)
  }

  @Test func reportsForbiddenCharactersMadeByReferences() throws {
    let page = "<html><body>\n" + Self.body.replacing("Help firms", with: "Help &#8238;firms")
    let draft = try #require(try FormReading.drafts(page, named: "page.html").first)
    #expect(draft.record.aim["en"] == "Help firms.")
    #expect(draft.places == ["bidirectional-control:5"])
  }

  @Test(arguments: [
    String(repeating: "<div>", count: 20_000), String(repeating: "<table><tr><td>", count: 10_000),
    "<a " + (0..<20_000).map { "a\($0)" }.joined(separator: " ") + ">",
    "<a x=\"" + String(repeating: "y", count: 1_000_000),
    String(repeating: "<", count: 50_000), String(repeating: "<a", count: 50_000),
    String(repeating: "</", count: 50_000),
    String(repeating: "<b><i></b></i>", count: 5_000), String(repeating: "&", count: 50_000),
    "<!--" + String(repeating: "-", count: 50_000), "<script>" + String(repeating: "</", count: 50_000),
  ])
  func survivesHostileMarkup(hostile: String) throws {
    let drafts = try FormReading.drafts("<html><body>" + Self.body + hostile, named: "page.html")
    #expect(drafts.first?.record.title["en"] == "Voucher")
    _ = try FormReading.drafts("<html>" + hostile + Self.body, named: "page.html")
  }

  @Test func saysWhereItStoppedReading() throws {
    let page = "<html>\n<body>" + Self.body + "\n" + String(repeating: "<div>", count: 1000)
    let draft = try #require(try FormReading.drafts(page, named: "page.html").first)
    #expect(draft.places == ["input-cut:7"])
  }

  @Test func takesElements512Deep() throws {
    func codes(_ depth: Int) throws -> [String] {
      // The page and its body are elements too.
      let page = "<html><body>" + Self.body + String(repeating: "<div>", count: depth - 2) + "<br>"
      return try FormReading.drafts(page, named: "page.html").flatMap(\.diagnostics).map(\.code)
    }
    #expect(try codes(510) == [])
    #expect(try codes(511) == [])
    #expect(try codes(513).contains("input-cut"))
  }

  @Test func takes4096LettersOfATag() throws {
    func codes(_ letters: Int) throws -> [String] {
      let page = "<html><body>" + Self.body + "<p " + String(repeating: "a ", count: letters / 2) + ">x</p>"
      return try FormReading.drafts(page, named: "page.html").flatMap(\.diagnostics).map(\.code)
    }
    #expect(try !codes(4000).contains("input-cut"))
    #expect(try codes(8000).contains("input-cut"))
  }
}
