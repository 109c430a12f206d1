internal import CatalogueModel

/// Things that authorities have given IRIs to: countries, regions, languages, licences, kinds of files.
package enum Authorities {
  private static let tables = "http://publications.europa.eu/resource/authority/"

  /// A country, or the European Union, in the table of the Publications Office; nil when it has no code of three
  /// letters.
  package static func country(_ code: String) -> RDFResource? {
    // The table counts the Union among the countries; ISO 3166-1 gives it no code of three letters.
    let code3 = code == "EU" ? "EUR" : CodeList.countries.alpha3(of: code)
    return code3.map { RDFResource(iri: tables + "country/" + $0) }
  }

  /// A region by its NUTS code.
  package static func region(nuts code: String) -> RDFResource {
    RDFResource(iri: "http://data.europa.eu/nuts/code/" + IRIText.segment(code))
  }

  /// The language of a tag in the table of the Publications Office, without region and script; nil when it is unknown.
  package static func language(_ tag: String) -> RDFResource? {
    CodeList.languages.alpha3(of: LocalizedText.primary(tag)).map {
      RDFResource(iri: tables + "language/" + $0.uppercased())
    }
  }

  /// A licence by its SPDX id: its own address where it is one of Creative Commons, else SPDX's page.
  package static func licence(_ id: String) -> RDFResource {
    switch id {
    case "CC-BY-4.0": RDFResource(iri: "https://creativecommons.org/licenses/by/4.0/")
    case "CC-BY-SA-4.0": RDFResource(iri: "https://creativecommons.org/licenses/by-sa/4.0/")
    case "CC0-1.0": RDFResource(iri: "https://creativecommons.org/publicdomain/zero/1.0/")
    default: RDFResource(iri: "https://spdx.org/licenses/" + IRIText.segment(id))
    }
  }

  /// A data theme of the table of the Publications Office, such as `TECH`.
  package static func dataTheme(_ code: String) -> RDFResource {
    RDFResource(iri: tables + "data-theme/" + IRIText.segment(code))
  }

  /// The table of data themes.
  package static let dataThemes = RDFResource(iri: tables + "data-theme")

  /// A kind of files in the table of the Publications Office, by the usual extension; nil when there is none for it.
  package static func fileType(_ fileExtension: String) -> RDFResource? {
    let codes = [
      "csv": "CSV", "json": "JSON", "jsonld": "JSON_LD", "html": "HTML", "md": "TXT", "ttl": "RDF_TURTLE",
      "txt": "TXT", "xlsx": "XLSX", "xml": "XML", "zip": "ZIP", "atom": "ATOM",
    ]
    return codes[fileExtension].map { RDFResource(iri: tables + "file-type/" + $0) }
  }

  /// A media type in the register of IANA.
  package static func mediaType(_ type: String) -> RDFResource {
    RDFResource(iri: "http://www.iana.org/assignments/media-types/" + type)
  }
}
