import CommonMark
import Testing

/// Texts of others do not reach beyond their place.
@Suite struct EmbeddedTextTests {
  /// The headings of a document, with their levels.
  private static func headings(_ text: String) -> [String] {
    CommonMarkTree(parsing: text).blocks.compactMap { block in
      if case .heading(let level) = block.kind { "\(level) \(block.text)" } else { nil }
    }
  }

  @Test(arguments: [
    "plain", "# top", "Top\n===", "```\nopen fence", "~~~~\nopen", "<div>\nopen block", "<!-- open comment",
    "<script>\nalert(1)\n", "- item\n\n  ```\n  in item", "> quote\n> # in quote", "    code", "[a]: <", "a\n---",
    "<![CDATA[", "<?php", "* * *", "1. one\n2. two", "## Short summary", "\u{0}null", "\\", "`", "*", "[", "<a\nhref=",
    "\n\n\n", "\tTab", "x\r\n# y\r\n", "- ", "+", "<textarea>\n\n# x", "#", "###### six", "&lt;script&gt;",
  ])
  func theDocumentGoesOnBehindThem(text: String) {
    let embedded = EmbeddedText.prose(text, below: 3)
    let document = "## Before\n\n\(embedded)\n\n## After\n"
    let headings = Self.headings(document)
    #expect(headings.first == "2 Before" && headings.last == "2 After", "\(embedded)")
    #expect(headings.dropFirst().dropLast().allSatisfy { $0 >= "4" }, "\(embedded)")
    let html = CommonMarkTree(parsing: document).html
    #expect(!html.contains("<script") && !html.contains("<div") && !html.contains("<!--"), "\(html)")
  }

  @Test(arguments: [
    "One.\n\nTwo with *emphasis* and <https://example.org/>.", "- a\n- b\n\nC", "#### low", "a < b && c > d",
    "\"quoted\"",
  ])
  func whatIsHarmlessStaysAsItIs(text: String) {
    #expect(EmbeddedText.prose(text, below: 3) == text)
  }

  @Test func rawHTMLShowsAsItself() {
    let html = CommonMarkTree(
      parsing: EmbeddedText.prose("A <b>bold</b> word\n\n<script>\nalert(1)\n</script>", below: 3)
    )
    .html
    #expect(html.contains("A &lt;b&gt;bold&lt;/b&gt; word"))
    #expect(html.contains("&lt;script&gt; alert(1) &lt;/script&gt;"))
  }

  @Test(arguments: [
    "# no heading", "*stars* _lines_", "1. no list", "- no item", "<b>", "[a](b)", "`code`", "a | b", "***", "> quote",
    "&amp;", "\\back", "![x](y)", "===", "{}", "+ x", "10) x", "\u{5E9}\u{5DC}\u{5D5}\u{5DD}", "🎓",
    "Grant: 50 % (of 1. cost), \"half\"; a/b - c?", "é) - x", "a- b. 2) c", "x, 1. y", "http://a.b/c", "a:// b",
  ])
  func aLineShowsAsItself(text: String) {
    let line = EmbeddedText.line(text)
    let tree = CommonMarkTree(parsing: line)
    #expect(tree.text == text)
    #expect(tree.blocks.map(\.kind) == [.paragraph], "\(line)")
    let item = CommonMarkTree(parsing: "- " + line)
    #expect(item.blocks.first?.items.map(\.text) == [text], "\(line)")
  }

  @Test func addressesThatCouldDoHarmAreLeftOut() {
    #expect(!CommonMarkTree(parsing: "[x](javascript:alert(1))").html.contains("javascript"))
    #expect(CommonMarkTree(parsing: "[x](https://example.org/)").html.contains("href=\"https://example.org/\""))
  }
}

/// Documents as blocks.
@Suite struct CommonMarkTreeTests {
  @Test func blocksAreAsTheyWereWritten() {
    let tree = CommonMarkTree(parsing: "# A\r\n\r\nOne\r\n*two*\r\n\r\n- x\r\n- y `z`\r\n")
    #expect(tree.blocks.map(\.kind) == [.heading(1), .paragraph, .list])
    #expect(tree.blocks.map(\.line) == [1, 3, 6])
    #expect(tree.blocks.map(\.text) == ["A", "One two", "x y z"])
    #expect(tree.blocks[2].items.map(\.text) == ["x", "y z"])
    #expect(tree.blocks[2].items.map(\.line) == [6, 7])
    #expect(tree.markdown(of: tree.blocks[1...]) == "One\n*two*\n\n- x\n- y `z`")
  }

  @Test func linesEndAsCommonMarkSays() {
    let tree = CommonMarkTree(parsing: "# A\r\rOne\rtwo\r\n\n- x\r")
    #expect(tree.blocks.map(\.line) == [1, 3, 6])
    #expect(tree.markdown(of: tree.blocks[1...]) == "One\ntwo\n\n- x")
    for text in ["\r\r\ra", "\r\n\ra\r", "\n\r\n\r\na", "a\u{85}b\u{2028}c\u{B}d"] {
      let tree = CommonMarkTree(parsing: text)
      #expect(!tree.markdown(of: tree.blocks).isEmpty)
    }
  }

  @Test func aBuiltDocumentTakesElementsHoweverTheyAreNested() {
    var builder = CommonMarkBuilder()
    builder.text("  loose ", line: 3)
    builder.open(.item, line: 4)
    builder.text("in no list", line: 4)
    builder.close(to: 0)
    builder.open(.list, line: 5)
    builder.text("in no item", line: 5)
    builder.close(to: 0)
    builder.open(.heading(2), line: 6)
    builder.open(.paragraph, line: 6)
    builder.text("not in the heading", line: 6)
    builder.close(to: 0)
    builder.open(.strong, line: 7)
    builder.text("#", line: 7)
    builder.close(to: 0)
    let blocks = builder.tree.blocks
    #expect(blocks.map(\.line) == [3, 4, 5, 6, 6, 7])
    #expect(
      builder.tree.markdown(of: blocks)
        == "loose\n\n- in no list\n\n- in no item\n\n## \n\nnot in the heading\n\n**#**")
    #expect(blocks.map(\.text) == ["loose", "in no list", "in no item", "", "not in the heading", "#"])
  }

  @Test func elementsWithoutEndAreFlat() {
    var builder = CommonMarkBuilder()
    for _ in 0..<5000 { builder.open(.quotation, line: 1) }
    builder.text("deep", line: 1)
    #expect(builder.tree.text == "deep")
  }

  @Test(arguments: [(99, 99), (100, 100), (101, 100)])
  func elementsLie100Deep(opened: Int, deep: Int) {
    var builder = CommonMarkBuilder()
    for _ in 0..<opened { builder.open(.quotation, line: 1) }
    #expect(builder.depth == deep)
  }
}
