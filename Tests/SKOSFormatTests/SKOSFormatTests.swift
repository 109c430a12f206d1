import CatalogueModel
import CataloguePlugins
import SKOSFormat
import TestSupport
import Testing

/// The vocabularies as concept schemes.
@Suite struct SKOSFormatTests {
  private static let vocabularies = "https://ktcatalogue.example.org/vocabularies/"
  private static let graph = Result { try GraphReading([], with: SKOSExporter()) }

  @Test func everyTermIsAConceptOfItsScheme() throws {
    let graph = try Self.graph.get()
    for vocabulary in try Fixtures.exportContext().vocabularies.all {
      let scheme = Self.vocabularies + vocabulary.name
      #expect(graph.things("skos:ConceptScheme").contains(scheme))
      for term in vocabulary.terms {
        let concept = scheme + "#" + term.code
        #expect(graph.objects(concept, "skos:inScheme") == [scheme])
        #expect(graph.objects(concept, "skos:notation") == [term.code])
        let labels = graph.statements.filter { $0.subject == concept && $0.property == "skos:prefLabel" }
        #expect(labels.map(\.object).sorted() == term.label.entries.map(\.text).sorted())
        #expect(Set(labels.map(\.language)).count == labels.count, "\(concept)")
        let isTop = graph.objects(scheme, "skos:hasTopConcept").contains(concept)
        #expect(isTop == (term.broader == nil))
      }
    }
  }

  @Test func matchesWithOtherListsAreThere() throws {
    let graph = try Self.graph.get()
    let smes = Self.vocabularies + "target_groups#smes-only"
    #expect(graph.objects(smes, "skos:exactMatch").contains(Self.vocabularies + "stip-2021#TG31"))
    #expect(graph.objects(smes, "skos:closeMatch") == ["http://eurovoc.europa.eu/2359"])
    #expect(graph.objects(Self.vocabularies + "stip-2021#TG31", "skos:notation") == ["TG31"])
    #expect(graph.things("skos:ConceptScheme").contains(Self.vocabularies + "eurovoc"))
  }

  @Test func aLabelIsNotAlsoAnAlternativeOne() throws {
    let graph = try Self.graph.get()
    let preferred = Set(
      graph.statements.filter { $0.property == "skos:prefLabel" }.map { [$0.subject, $0.object, $0.language] })
    for other in graph.statements where other.property == "skos:altLabel" {
      #expect(!preferred.contains([other.subject, other.object, other.language]), "\(other)")
    }
  }

  @Test func wordsOfFieldsAreConceptsToo() throws {
    let graph = try Self.graph.get()
    #expect(graph.objects(Self.vocabularies + "organisations.role#owner", "skos:prefLabel") == ["owner"])
    #expect(graph.objects(Self.vocabularies + "links.type#replaced_by", "skos:prefLabel") == ["replaced by"])
    #expect(graph.things("skos:ConceptScheme").contains(Self.vocabularies + "kind"))
    #expect(!graph.statements.contains { $0.subject.contains("contact.share") })
  }

  @Test func recordsChangeNothing() throws {
    let records = try FormatSamples.bundled()
    #expect(try FormatSamples.export(records, with: SKOSExporter()) == FormatSamples.export([], with: SKOSExporter()))
  }
}
