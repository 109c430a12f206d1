import AtomFormat
import CatalogueModel
import CataloguePlugins
import TestSupport
import Testing

@Suite struct AtomFormatTests {
  private static func feed(_ records: [Record]) throws -> String {
    let destination = MemoryDestination()
    var writer = try AtomExporter().makeWriter(to: destination, in: try Fixtures.exportContext())
    for record in records { try writer.write(record) }
    try writer.finish()
    return String(decoding: destination.bytes, as: UTF8.self)
  }

  private static func record(_ change: (inout Record) -> Void = { _ in }) -> Record {
    var record = Record()
    record.id = "voucher"
    record.kind = .instrument
    record.status = .published
    record.title = LocalizedText("Voucher", language: "en")
    change(&record)
    return record
  }

  @Test func aRecordIsAnEntryWithItsAddressAndItsDay() throws {
    let feed = try Self.feed([
      Self.record {
        $0.submitted = Stamp(on: PartialDate("2026-01-10"), by: nil)
        $0.modified = Stamp(on: PartialDate("2026-03"), by: nil)
      }
    ])
    #expect(feed.contains("<id>https://ktcatalogue.example.org/voucher</id>"))
    #expect(feed.contains("<published>2026-01-10T00:00:00Z</published>"))
    #expect(feed.contains("    <updated>2026-03-01T00:00:00Z</updated>"))
    #expect(feed.contains("<title type=\"text\" xml:lang=\"en\">Voucher</title>"))
  }

  @Test func aWithdrawnRecordIsATombstone() throws {
    let feed = try Self.feed([
      Self.record {
        $0.status = .withdrawn
        $0.modified = Stamp(on: PartialDate("2026-03-07"), by: nil)
      }
    ])
    #expect(
      feed.contains(
        "<at:deleted-entry ref=\"https://ktcatalogue.example.org/voucher\" when=\"2026-03-07T00:00:00Z\"/>"))
    #expect(!feed.contains("<entry"))
  }

  @Test func noTextBreaksTheFeed() throws {
    let hostile = "a \u{1}\u{0}\u{FFFE} ]]> <b> & \"quoted\" </entry>"
    let feed = try Self.feed([Self.record { $0.title = LocalizedText(hostile, language: "en") }])
    #expect(feed.contains("a  ]]&gt; &lt;b&gt; &amp; &quot;quoted&quot; &lt;/entry&gt;</title>"))
  }

  @Test func anEmptyCatalogueIsAFeed() throws {
    let feed = try Self.feed([])
    #expect(feed.contains("<updated>2026-11-20T00:00:00Z</updated>"))
    #expect(feed.hasSuffix("</feed>\n"))
  }
}
