package import CatalogueModel
package import CataloguePlugins
internal import Foundation

/// A graph as rdflib reads it.
package struct GraphReading {
  /// One statement: subject, property and object, each a text; IRIs are shortened where rdflib's usual prefixes serve.
  package struct Statement: Sendable, Hashable {
    /// What it is about.
    package var subject: String
    /// The property.
    package var property: String
    /// What it says.
    package var object: String
    /// The language tag of the object.
    package var language: String?
  }

  /// Every statement, in the order of its texts.
  package let statements: [Statement]

  /// Exports records and reads the export. Throws what the exporter throws, and when rdflib cannot be run.
  package init(_ records: [Record], with exporter: any Exporter, _ context: ExportContext? = nil) throws {
    let bytes = try FormatSamples.export(records, with: exporter, context)
    let syntax = exporter.format.mediaType == "text/turtle" ? "turtle" : "json-ld"
    let lines = try FormatSamples.python(
      """
      import json, rdflib, sys
      graph = rdflib.Graph().parse(sys.argv[1], format="\(syntax)")
      names = {"http://purl.org/vocab/cpsv#": "cpsv", "http://data.europa.eu/m8g/": "cv",
          "http://purl.org/dc/terms/": "dct", "http://www.w3.org/ns/dcat#": "dcat",
          "http://www.w3.org/2004/02/skos/core#": "skos", "http://www.w3.org/ns/adms#": "adms",
          "http://xmlns.com/foaf/0.1/": "foaf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf"}
      def short(term):
          for iri, name in names.items():
              if isinstance(term, rdflib.URIRef) and term.startswith(iri):
                  return name + ":" + term[len(iri):]
          return str(term)
      found = [[short(s), short(p), short(o), getattr(o, "language", None)] for s, p, o in graph]
      print(json.dumps(sorted(found, key=lambda parts: [part or "" for part in parts])))
      """, on: bytes)
    let rows = try JSONDecoder().decode([[String?]].self, from: Data((lines.first ?? "").utf8))
    statements = rows.map {
      Statement(subject: $0[0] ?? "", property: $0[1] ?? "", object: $0[2] ?? "", language: $0[3])
    }
  }

  /// What a property says of a thing. O(statements).
  package func objects(_ subject: String, _ property: String) -> [String] {
    statements.filter { $0.subject == subject && $0.property == property }.map(\.object)
  }

  /// The things of a class. O(statements).
  package func things(_ name: String) -> [String] {
    statements.filter { $0.property == "rdf:type" && $0.object == name }.map(\.subject)
  }
}
