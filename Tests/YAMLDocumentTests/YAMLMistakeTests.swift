import SourceTree
import Testing
import TestSupport
import YAMLDocument

/// Everyday mistakes of people who write YAML for the first time: what is said, and where.
@Suite struct YAMLMistakeTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var name: String
    /// The text, with `↓` before the place that the finding has to name.
    var marked: String
    var code: String
    /// A part of the message that tells what to do.
    var says: String
    var testDescription: String { name }

    init(_ name: String, _ marked: String, _ code: String, _ says: String) {
      self.name = name
      self.marked = marked
      self.code = code
      self.says = says
    }
  }

  static let mistakes = colons + quotes + indentation + brackets + marks + others

  static let colons = [
    Mistake("no colon on the first line", "↓title Voucher\nkind: practice\n", "yaml-colon", "a colon is missing"),
    Mistake("no colon later", "kind: practice\n↓title Voucher\nlevel: local\n", "yaml-colon", "no colon"),
    Mistake("no colon on the last line", "kind: practice\n↓title", "yaml-colon", "no colon"),
    Mistake("no colon inside a group", "title:\n  ↓en Voucher\n  fr: Chèque\n", "yaml-colon", "no colon"),
    Mistake("no blank behind the colon", "title↓:Voucher\nkind: practice\n", "yaml-colon", "a blank is missing"),
    Mistake("a colon in a text", "title: Clusters↓: a support\n", "yaml-colon", "quotation marks"),
    Mistake(
      "a colon in the next line of a text", "aim: Help firms\n  in two ways↓: money\n", "yaml-colon", "of line 1"),
    Mistake(
      "a colon in the third line of a text", "aim: Help\n  firms\n  in two ways↓: money\n", "yaml-colon", "of line 1"),
    Mistake(
      "a text that goes on without indentation", "aim: Help firms\n↓to work\nkind: practice\n", "yaml-colon", "indent"),
    Mistake(
      "a colon in a list of one line", "title: { en: Clusters↓: a support }\n", "yaml-bracket", "quotation marks"),
  ]

  static let quotes = [
    Mistake("a quote never closed", "title: ↓\"Voucher\nkind: practice\n", "yaml-unclosed-quote", "never closed"),
    Mistake("a single quote never closed", "title: ↓'Voucher\nkind: practice\n", "yaml-unclosed-quote", "never closed"),
    Mistake(
      "a quote closed by a later one", "title: ↓\"Voucher\nlevel: local\naim: \"Help\"\n", "yaml-unclosed-quote",
      "line 3"),
    Mistake("a quote never closed in a list", "a: [b, ↓\"c]\nkind: practice\n", "yaml-unclosed-quote", "never closed"),
    Mistake("an apostrophe in single quotes", "title: 'City'↓s voucher'\n", "yaml-unclosed-quote", "write ''"),
    Mistake("quotes in quotes", "title: \"The \"↓big\" voucher\"\n", "yaml-unclosed-quote", "write \\\""),
    Mistake(
      "only the first word in quotes", "title: \"Big\" ↓voucher\n", "yaml-unclosed-quote", "text after the closing"),
    Mistake(
      "commas at the ends of lines", "\"title\": \"Voucher\"↓,\n\"kind\": \"practice\"\n", "yaml-syntax", "comma"),
    Mistake("a path with backslashes", "title: \"C:↓\\plans\"\n", "yaml-escape", "\\\\ for a backslash"),
    Mistake("a broken escape", "title: \"a ↓\\xZZ\"\n", "yaml-escape", "\\\\ for a backslash"),
    Mistake("half a surrogate pair", "title: \"a ↓\\uD83C\"\n", "yaml-escape", "\\\\ for a backslash"),
    Mistake("an escaped accent", "title: \"Caf↓\\é\"\n", "yaml-escape", "\"\\é\""),
  ]

  static let indentation = [
    Mistake("a field further right", "kind: practice\n ↓title: Voucher\n", "yaml-indentation", "line 1"),
    Mistake("a language further right", "title:\n  en: Voucher\n   ↓fr: Chèque\n", "yaml-indentation", "line 2"),
    Mistake(
      "a language further left", "title:\n  en: Voucher\n ↓fr: Chèque\n", "yaml-indentation", "same number of blanks"),
    Mistake("the first line further right", "  kind: practice\n↓title: Voucher\n", "yaml-indentation", "same number"),
    Mistake(
      "a value of an item further left", "links:\n  - type: related\n  ↓name: Fund\n", "yaml-indentation", "same number"
    ),
    Mistake(
      "a value of an item further right", "links:\n  - type: related\n     ↓name: Fund\n", "yaml-indentation", "line 2"),
    Mistake("an item further left", "countries:\n  - FR\n ↓- PT\n", "yaml-indentation", "same number"),
    Mistake(
      "a line of prose further left", "aim: |\n    Help\n  ↓firms\nkind: practice\n", "yaml-indentation", "same number"),
    Mistake("a tab", "title:\n↓\ten: Voucher\n", "yaml-tab", "spaces"),
    Mistake("a tab at the beginning", "↓\ttitle: Voucher\n", "yaml-tab", "spaces"),
    Mistake("a tab in prose", "aim: >-\n↓\tHelp firms\n", "yaml-tab", "spaces"),
    Mistake("a tab before an item", "countries:\n  - FR\n↓\t- PT\n", "yaml-tab", "spaces"),
  ]

  static let brackets = [
    Mistake("a list never closed", "countries: ↓[FR, PT\nkind: practice\n", "yaml-bracket", "add ]"),
    Mistake("a group never closed", "submitted: ↓{ on: 2026\nkind: practice\n", "yaml-bracket", "add }"),
    Mistake("a list never closed at the end", "countries: ↓[FR, PT", "yaml-bracket", "add ]"),
    Mistake("a comma missing", "submitted: { on: 2026 by↓: Me }\n", "yaml-bracket", "comma is missing"),
    Mistake(
      "a comma missing between lines", "{\n  \"title\": \"a\"\n  ↓\"kind\": \"b\"\n}\n", "yaml-bracket",
      "comma is missing"),
    Mistake("one bracket too many", "countries: [FR, PT]↓]\n", "yaml-bracket", "delete it"),
    Mistake("one comma too many", "countries: [FR,↓, PT]\n", "yaml-bracket", "delete the comma"),
    Mistake(
      "a link of Markdown", "aim: ↓[Voucher](https://example.org) helps\n", "yaml-special-character", "quotation marks"),
    Mistake("a remark in brackets first", "aim: ↓[draft] Help firms\n", "yaml-special-character", "quotation marks"),
  ]

  static let marks = [
    Mistake("an at sign first", "title: ↓@home\n", "yaml-special-character", "cannot begin with @"),
    Mistake("a percent sign first", "title: ↓%home\n", "yaml-special-character", "cannot begin with %"),
    Mistake("a backtick first", "title: ↓`home`\n", "yaml-special-character", "cannot begin with `"),
    Mistake("a comma first", "title: ↓, home\n", "yaml-special-character", "cannot begin with ,"),
    Mistake("a question mark first", "title: ↓? home\n", "yaml-special-character", "cannot begin with ?"),
    Mistake("a closing bracket first", "title: ↓] home\n", "yaml-special-character", "cannot begin with ]"),
    Mistake("bold text first", "aim: ↓**Help** firms\n", "yaml-alias", "quotation marks"),
    Mistake("text in italics first", "aim: ↓*Help* firms\n", "yaml-alias", "quotation marks"),
    Mistake("an ampersand first", "title: ↓& Co\n", "yaml-alias", "quotation marks"),
    Mistake("an exclamation mark first", "title: ↓!Voucher\n", "yaml-tag", "quotation marks"),
    Mistake("an exclamation mark and another", "title: ↓!a!b c\n", "yaml-tag", "quotation marks"),
    Mistake("a quotation of Markdown", "aim: ↓> Help firms\n", "yaml-special-character", "next line"),
    Mistake("a bar before text", "aim: ↓| Help firms\n", "yaml-special-character", "next line"),
  ]

  static let others = [
    Mistake("an item on the line of its field", "countries: ↓- FR\n  - PT\n", "yaml-syntax", "next line"),
    Mistake("an item that belongs to nothing", "title: Voucher\n↓- FR\n", "yaml-syntax", "belongs to no field"),
    Mistake("an item without its hyphen", "countries:\n  - FR\n  ↓PT\n", "yaml-syntax", "hyphen"),
    Mistake("a list for a name", "↓[FR, PT]: countries\n", "yaml-key", "name of a field"),
    Mistake("a second record", "kind: a\n↓---\nkind: b\n", "second-document", "file of its own"),
    Mistake("a second record after dots", "kind: a\n...\n↓kind: b\n", "second-document", "file of its own"),
    Mistake("three dots", "title: a\n↓... and so on\n", "yaml-syntax", "three dots"),
    Mistake("a line for YAML itself", "↓%YAML 1.2\ntitle: a\n", "yaml-syntax", "delete it"),
    Mistake(
      "versions left by git", "kind: a\n↓<<<<<<< HEAD\ntitle: b\n=======\ntitle: c\n>>>>>>> x\n", "yaml-syntax",
      "two versions"),
  ]

  @Test(arguments: mistakes)
  func namesTheMistakeAndItsPlace(_ mistake: Mistake) throws {
    let sample = MarkedText(mistake.marked)
    let diagnostics = YAMLReader().readDocument(SourceText(name: "x.yaml", sample.text)).diagnostics
    let finding = try #require(diagnostics.first)
    #expect(finding.code == mistake.code)
    #expect(finding.message.contains(mistake.says), "\(finding.message)")
    #expect(finding.location?.byteRange?.lowerBound == sample.offset)
    let before = mistake.marked.split(separator: "↓", omittingEmptySubsequences: false)[0]
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(finding.location?.line == lines.count)
    #expect(finding.location?.column == (lines.last ?? "").unicodeScalars.count + 1)
  }

  @Test(arguments: mistakes)
  func saysItInPlainWords(_ mistake: Mistake) throws {
    let text = MarkedText(mistake.marked).text
    for finding in YAMLReader().readDocument(SourceText(name: "x.yaml", text)).diagnostics {
      let words = finding.message.lowercased()
      for jargon in [
        "block mapping", "block sequence", "mapping", "scalar", "token", "flow", "indicator", "node", "libyaml",
      ] {
        #expect(!words.contains(jargon), "\(finding.message)")
      }
      #expect(finding.message.unicodeScalars.count < 140)
    }
  }

  @Test func everyRuleOfYAMLIsSaidInPlainWords() {
    for rule in YAMLRules.all {
      for jargon in ["block mapping", "scalar", "token", "flow", "indicator"] {
        #expect(!(rule.summary + rule.advice).lowercased().contains(jargon), "\(rule.code)")
      }
    }
  }

  @Test func keepsTheWordsOfLibyamlAsANote() throws {
    let finding = try #require(YAMLReader().readDocument(SourceText(name: "x.yaml", "title: @a\n")).diagnostics.first)
    #expect(
      finding.notes.map(\.message).contains { $0.hasPrefix("libyaml: found character that cannot start any token") })
  }

  @Test func aFaultHidesNothingThatTheBytesThemselvesHave() {
    let text = "title: \"a\u{7}\"\naim: \u{202E}b\nkind: @x\n"
    let codes = YAMLReader().readDocument(SourceText(name: "x.yaml", text)).diagnostics.map(\.code)
    #expect(codes == ["control-character", "bidirectional-control", "yaml-special-character"])
  }
}
