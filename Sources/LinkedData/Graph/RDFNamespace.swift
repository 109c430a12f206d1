/// A vocabulary of RDF and the prefix by which its names are shortened.
package struct RDFNamespace: Sendable, Hashable {
  /// The prefix without its colon.
  package let prefix: String
  /// What the prefix stands for.
  package let iri: String

  /// ADMS: the status of things that are described.
  package static let adms = Self(prefix: "adms", iri: "http://www.w3.org/ns/adms#")
  /// CPSV: public services.
  package static let cpsv = Self(prefix: "cpsv", iri: "http://purl.org/vocab/cpsv#")
  /// The Core Vocabularies of the European Union.
  package static let cv = Self(prefix: "cv", iri: "http://data.europa.eu/m8g/")
  /// Dublin Core 1.1, whose values are plain texts.
  package static let dc = Self(prefix: "dc", iri: "http://purl.org/dc/elements/1.1/")
  /// DCAT 3: catalogues of data.
  package static let dcat = Self(prefix: "dcat", iri: "http://www.w3.org/ns/dcat#")
  /// DCMI Metadata Terms.
  package static let dct = Self(prefix: "dct", iri: "http://purl.org/dc/terms/")
  /// FOAF: agents and pages.
  package static let foaf = Self(prefix: "foaf", iri: "http://xmlns.com/foaf/0.1/")
  /// The Location Core Vocabulary.
  package static let locn = Self(prefix: "locn", iri: "http://www.w3.org/ns/locn#")
  /// OWL 2.
  package static let owl = Self(prefix: "owl", iri: "http://www.w3.org/2002/07/owl#")
  /// SKOS: controlled vocabularies.
  package static let skos = Self(prefix: "skos", iri: "http://www.w3.org/2004/02/skos/core#")
  /// vCard: how somebody is reached.
  package static let vcard = Self(prefix: "vcard", iri: "http://www.w3.org/2006/vcard/ns#")
  /// The types of XML Schema.
  package static let xsd = Self(prefix: "xsd", iri: "http://www.w3.org/2001/XMLSchema#")
}
