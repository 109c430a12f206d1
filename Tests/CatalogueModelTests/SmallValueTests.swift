@testable import CatalogueModel
import Testing

/// Texts in several languages, ids, and HTML in texts.
@Suite struct SmallValueTests {
  private let text = LocalizedText([.init("en", "Voucher"), .init("pt-BR", "Vale"), .init("fr", "Chèque")])

  @Test(arguments: [
    (["fr"], "Chèque"), (["de", "fr"], "Chèque"), (["pt"], "Vale"), (["pt-PT", "fr"], "Vale"), (["en-GB"], "Voucher"),
    (["de"], "Voucher"), ([], "Voucher"), (["FR"], "Chèque"),
  ])
  func prefersTheReadersLanguages(languages: [String], expected: String) {
    #expect(text.preferred(languages) == expected)
  }

  @Test func noTextIsNoPreference() {
    #expect(LocalizedText().preferred(["en"]) == nil)
    #expect(LocalizedText().isEmpty)
    #expect(text["pt"] == nil && text["pt-BR"] == "Vale")
    #expect(LocalizedText.primary("sr-Latn-RS") == "sr")
  }

  @Test(arguments: ["a", "innovation-voucher-lithuania", "2-b", "0", String(repeating: "a", count: 80)])
  func takesIds(id: String) {
    #expect(Slug.isValid(id))
  }

  @Test(arguments: [
    "", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "é", "a.b", "a/b", String(repeating: "a", count: 81),
  ])
  func takesNoOtherIds(id: String) {
    #expect(!Slug.isValid(id))
  }

  @Test(arguments: [
    ("Pôles de compétitivité", "poles-de-competitivite"), ("R&D: tax credit (2006)", "r-d-tax-credit-2006"),
    ("  Straße  ", "strasse"), ("l’État", "l-etat"), ("ĮMONĖS", "imones"), ("---", nil), ("", nil), ("中文", nil),
  ])
  func makesIdsFromTitles(title: String, id: String?) {
    #expect(Slug.make(from: title) == id)
  }

  @Test func idsFromLongTitlesEndAtAWord() throws {
    let id = try #require(Slug.make(from: Array(repeating: "word", count: 30).joined(separator: " ")))
    #expect(Slug.isValid(id) && id.hasSuffix("-word"))
    let word = try #require(Slug.make(from: String(repeating: "x", count: 200)))
    #expect(Slug.isValid(word))
  }

  @Test(arguments: [
    ("<b>bold</b>", "<b>"), ("a <br/> b", "<br/>"), ("</p>", "</p>"), ("<!-- x -->", "<!-- x -->"),
    ("<a href=\"x\">", "<a href=\"x\">"),
    ("<script>alert(1)</script>", "<script>"), ("a <img src=x\nonerror=y>", "<img src=x\nonerror=y>"),
    ("x<svg/onload=a>", "<svg/onload=a>"),
    ("`code` <b>", "<b>"), ("\\\\<b>", "<b>"), ("`<b>", "<b>"), ("<?php", "<?php"), ("<DIV>", "<DIV>"), ("a <b", "<b"),
    ("``x` <i>", "<i>"),
  ])
  func findsHTML(text: String, tag: String) {
    #expect(RawHTML.firstTag(in: text)?.hasPrefix(tag) == true, "\(RawHTML.firstTag(in: text) ?? "nothing")")
  }

  @Test(arguments: [
    "a < b", "1<2", "<https://example.org>", "<mailto:a@b.org>", "<a@example.org>", "`<b>`", "``a ` <b>``", "\\<b>",
    "x <- y",
    "<", "a <3 b", "< b>", "\\", "`", "",
  ])
  func sparesLinksCodeAndComparisons(text: String) {
    #expect(RawHTML.firstTag(in: text) == nil)
  }
}
