import CatalogueModel
import CataloguePlugins
import LinkedData
import TestSupport
import Testing

/// What things of a catalogue are called.
@Suite struct CatalogueAddressesTests {
  private static func addresses(_ base: String?) throws -> CatalogueAddresses {
    var context = try Fixtures.exportContext()
    context.settings.baseUri = base
    return CatalogueAddresses(context)
  }

  @Test func everythingStandsBelowTheBase() throws {
    for base in ["https://kt.example.org/c", "https://kt.example.org/c/"] {
      let addresses = try Self.addresses(base)
      #expect(addresses.catalogue.text == "https://kt.example.org/c/")
      #expect(addresses.record("voucher").text == "https://kt.example.org/c/voucher")
      let term = addresses.term("smes-only", in: "target_groups").text
      #expect(term == "https://kt.example.org/c/vocabularies/target_groups#smes-only")
      #expect(addresses.file("a b/c.csv")?.text == "https://kt.example.org/c/a%20b/c.csv")
    }
  }

  @Test func withoutABaseThereAreURNsAndNoFiles() throws {
    let addresses = try Self.addresses(nil)
    #expect(addresses.catalogue.text == "urn:ktc:catalogue")
    #expect(addresses.record("voucher").text == "urn:ktc:voucher")
    #expect(addresses.term("a", in: "b").text == "urn:ktc:vocabularies:b#a")
    #expect(addresses.file("c.csv") == nil)
  }

  @Test func authoritiesHaveTheirOwnCodes() {
    #expect(Authorities.country("GR")?.text.hasSuffix("/country/GRC") == true)
    #expect(Authorities.country("EU")?.text.hasSuffix("/country/EUR") == true)
    #expect(Authorities.country("QQ") == nil)
    #expect(Authorities.language("pt-BR")?.text.hasSuffix("/language/POR") == true)
    #expect(Authorities.language("de")?.text.hasSuffix("/language/DEU") == true)
    #expect(Authorities.mediaType("application/ld+json").text.hasSuffix("/application/ld+json"))
    #expect(Authorities.licence("CC-BY-4.0").text == "https://creativecommons.org/licenses/by/4.0/")
    #expect(Authorities.licence("MIT").text == "https://spdx.org/licenses/MIT")
  }

  @Test func aBookSaysEachThingOnce() throws {
    var book = ConceptBook(try Fixtures.exportContext())
    for _ in 0..<2 {
      _ = book.term("smes-only", in: "target_groups")
      _ = book.choice("replaced_by", of: "links.type")
      _ = book.country("PT")
      _ = book.region(nuts: "PT11")
      _ = book.language("pt-BR")
      _ = book.licence("MIT")
      #expect(book.country("QQ") == nil)
    }
    let entries = book.entries
    #expect(entries.count == 6)
    #expect(entries.map(\.subject.text) == entries.map(\.subject.text).sorted())
    let term = try #require(entries.first { $0.subject.text.hasSuffix("#smes-only") })
    #expect(term.properties.first { $0.name == .prefLabel }?.objects.count == 6)
  }
}
