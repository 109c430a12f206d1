import SourceTree
import Testing
import YAMLDocument

/// Where a node is said to be: byte, line and column.
@Suite struct YAMLReaderPositionTests {
  @Test(arguments: ["countries: [FR, ", "a: \"", "a: [", "a: {b: ", "\u{E9}: '", "a: |\n b\n---\nc"])
  func noFindingReachesBehindTheText(text: String) {
    let found = YAMLReader().readDocument(SourceText(name: "x", text)).diagnostics
    #expect(!found.isEmpty)
    for finding in found { #expect(finding.location?.byteRange?.upperBound ?? 0 <= text.utf8.count, "\(finding)") }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var key = "b"
    var line: Int
    var column: Int
    var byte: Int
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "ASCII", text: "a: 1\nb: two\n", line: 2, column: 4, byte: 8),
    Case(name: "accents before it", text: "a: é\nb: two\n", line: 2, column: 4, byte: 9),
    Case(name: "accents on its line", text: "{ a: éè, b: two }", line: 1, column: 13, byte: 14),
    Case(name: "emoji on its line", text: "{ a: 🎓🏭, b: two }", line: 1, column: 13, byte: 18),
    Case(name: "combining accents count each", text: "{ a: e\u{301}, b: two }", line: 1, column: 13, byte: 13),
    Case(name: "CRLF", text: "a: 1\r\nb: two\r\n", line: 2, column: 4, byte: 9),
    Case(name: "lone CR", text: "a: 1\rb: two\r", line: 2, column: 4, byte: 8),
    Case(name: "byte order mark", text: "\u{FEFF}a: 1\nb: two\n", line: 2, column: 4, byte: 11),
    Case(name: "byte order mark on its line", text: "\u{FEFF}b: two\n", line: 1, column: 4, byte: 6),
    Case(name: "comments and blank lines", text: "# é\n\n\na: 1 # ü\n\nb: two\n", line: 6, column: 4, byte: 21),
    Case(name: "U+2028 between quotation marks", text: "a: \"x\u{2028} y\"\nb: two\n", line: 2, column: 4, byte: 15),
    Case(name: "a block of text before it", text: "a: |\n  é\n\n  é\nb: two\n", line: 5, column: 4, byte: 19),
    Case(name: "tab behind the colon", text: "a: 1\nb:\ttwo\n", line: 2, column: 4, byte: 8),
  ]

  @Test(arguments: cases)
  func nodesKnowTheirPlace(_ sample: Case) throws {
    let read = YAMLReader().readDocument(SourceText(name: "x.yaml", sample.text))
    let node = try #require(read.tree?.root?[sample.key], "\(read.diagnostics)")
    #expect(node.text == "two")
    let location = node.location
    #expect(location.line == sample.line)
    #expect(location.column == sample.column)
    #expect(location.byteRange == sample.byte..<(sample.byte + 3))
    #expect(Array(sample.text.utf8)[sample.byte..<(sample.byte + 3)].elementsEqual("two".utf8))
  }

  @Test func everyScalarLiesWhereItsTextIs() throws {
    let text = """
      # Crédits
      title: { en: Support, fr: "Pôles « élan »", lt: 'Įmonės' }
      countries: [FR, PT]
      aim: >-
        Première ligne
        seconde ligne 🎓
      sources:
        - key: form
          title: Fiche
      """
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "x.yaml", text)).tree)
    let bytes = Array(text.utf8)
    var scalars = 0
    func visit(_ node: SourceNode) {
      switch node.kind {
      case .scalar where node.style == .plain:
        #expect(String(decoding: bytes[node.range], as: UTF8.self) == node.text)
        scalars += 1
      case .scalar where node.style == .folded:
        #expect(bytes[node.range].starts(with: ">-".utf8))
        #expect(node.text == "Première ligne seconde ligne 🎓")
      case .scalar:
        #expect(String(decoding: bytes[node.range].dropFirst().dropLast(), as: UTF8.self) == node.text)
      case .list: node.items.forEach(visit)
      case .map:
        node.forEachEntry {
          visit($0)
          visit($1)
        }
      }
    }
    visit(try #require(tree.root))
    #expect(scalars == 14)
  }

  @Test func aPieceOfAStreamIsPlacedInTheWholeFile() throws {
    let piece = SourceText(name: "x.yaml", bytes: Array("a: 1\nb: two\n".utf8), firstLine: 11, baseOffset: 500)
    let node = try #require(YAMLReader().readDocument(piece).tree?.root?["b"])
    #expect(node.location.line == 12)
    #expect(node.location.byteRange == 508..<511)
  }

  @Test func findingsShowTheirLineAndACaret() throws {
    let text = "title: Pôles 🎓: un soutien\n"
    let finding = try #require(YAMLReader().readDocument(SourceText(name: "x.yaml", text)).diagnostics.first)
    let lines = DiagnosticRenderer().render(finding).split(separator: "\n")
    #expect(lines.first?.hasPrefix("x.yaml:1:15: error: ") == true)
    #expect(lines.dropFirst().first == "    title: Pôles 🎓: un soutien")
    #expect(lines.dropFirst(2).first == "                  ^")
  }
}
