import CatalogueModel
import Foundation
import LinkedData
import TestSupport
import Testing

/// What is written is what an independent reader reads.
@Suite struct GraphWriterTests {
  private static func document(_ nodes: [RDFNode], _ syntax: GraphSyntax) throws -> [UInt8] {
    let writer = try syntax.makeWriter([.dct, .skos, .xsd])
    var bytes: [UInt8] = []
    for node in nodes {
      try writer.write(node)
      bytes += writer.take()
    }
    try writer.finish()
    return bytes + writer.take()
  }

  /// The objects of a property as rdflib reads them: JSON of text, language and type.
  private static func objects(_ bytes: [UInt8], _ syntax: GraphSyntax) throws -> [[String?]] {
    let format = syntax == .turtle ? "turtle" : "json-ld"
    let lines = try FormatSamples.python(
      """
      import json, rdflib, sys
      graph = rdflib.Graph().parse(sys.argv[1], format="\(format)")
      for text in sorted(graph.objects(None, rdflib.DCTERMS.description), key=str):
          language = getattr(text, "language", None)
          type = getattr(text, "datatype", None)
          print(json.dumps([str(text), language, type and str(type)]))
      """, on: bytes)
    return try lines.map { try JSONDecoder().decode([String?].self, from: Data($0.utf8)) }
  }

  private static let hostile =
    FormatSamples.hostileTexts + [
      "", "\"\"\"", "ends with \\", "ends with \"", "\u{1}\u{8}\u{B}\u{C}\u{1F}\u{7F}\u{85}\u{FEFF}\u{FFFF}",
      "<script>&amp;</script>", "مرحبا بالعالم", "日本語", "@prefix x: <y> .", "_:b", "\u{10FFFF}",
    ]

  @Test(arguments: [GraphSyntax.turtle, .jsonLD])
  func textsComeBackUnchanged(syntax: GraphSyntax) throws {
    var nodes: [RDFNode] = []
    for (index, text) in Self.hostile.enumerated() {
      var node = RDFNode(RDFResource(iri: "https://example.org/\(index)"), .concept)
      node.add(.description, .plain(text))
      node.add(.description, LocalizedText([.init("en", text), .init("pt-BR", text), .init("not a tag", text)]))
      nodes.append(node)
    }
    let found = try Self.objects(try Self.document(nodes, syntax), syntax)
    #expect(found.count == Self.hostile.count * 4)
    for text in Self.hostile {
      let same = found.filter { Array(($0[0] ?? "").utf8) == Array(text.utf8) }
      #expect(Set(same.map { $0[1]?.lowercased() }) == [nil, "en", "pt-br", "und"], "\(text.debugDescription)")
    }
  }

  @Test(arguments: [GraphSyntax.turtle, .jsonLD])
  func datesAreTypedByTheirPrecision(syntax: GraphSyntax) throws {
    var node = RDFNode(RDFResource(blank: "one"), .concept)
    for date in ["0987", "2006-05", "2006-05-01"] { node.add(.description, PartialDate(date)) }
    let found = try Self.objects(try Self.document([node], syntax), syntax)
    #expect(found.map { $0[0] } == ["0987", "2006-05", "2006-05-01"])
    #expect(found.map { $0[2]?.split(separator: "#").last } == ["gYear", "gYearMonth", "date"])
  }

  @Test func bothNotationsSayTheSame() throws {
    var one = RDFNode(RDFResource(iri: "https://example.org/ä b"), .concept, .location)
    one.add(.title, LocalizedText("x", language: "en"))
    one.add(.relation, address: "https://example.org/\"q\"?a=<b>")
    one.add(.relation, RDFResource(blank: "two"))
    var two = RDFNode(RDFResource(blank: "two"))
    two.add(.deprecated, .typed("true", .xsdBoolean))
    func writer(_ syntax: GraphSyntax) throws -> [UInt8] {
      let writer = try syntax.makeWriter([.dct, .owl, .skos, .xsd])
      try writer.write(one)
      try writer.write(two)
      try writer.finish()
      return writer.take()
    }
    let counts = try [GraphSyntax.turtle, .jsonLD].map { syntax in
      try FormatSamples.python(
        """
        import rdflib, rdflib.compare, sys
        graph = rdflib.Graph().parse(sys.argv[1], format="\(syntax == .turtle ? "turtle" : "json-ld")")
        print(len(graph), rdflib.compare.to_isomorphic(graph).graph_digest())
        """, on: try writer(syntax))
    }
    #expect(counts[0] == counts[1])
    #expect(counts[0].first?.hasPrefix("6 ") == true)
  }

  @Test func nothingIsSaidTwice() {
    var node = RDFNode(RDFResource(iri: "https://example.org/"), .concept)
    node.add(.title, [.plain("a"), .plain("a")])
    node.add(.title, [.plain("b"), .plain("a")])
    node.add(.title, [])
    #expect(node.properties.count == 1)
    #expect(node.properties.first?.objects == [.plain("a"), .plain("b")])
  }

  @Test func whatIsWrittenIsNotKept() throws {
    let writer = try GraphSyntax.turtle.makeWriter([.dct])
    var node = RDFNode(RDFResource(iri: "https://example.org/"))
    node.add(.title, plain: String(repeating: "x", count: 100_000))
    for _ in 0..<100 {
      try writer.write(node)
      #expect(writer.take().count < 300_000)
    }
  }
}
