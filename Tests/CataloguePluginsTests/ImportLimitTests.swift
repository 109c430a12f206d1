import BuiltInPlugins
import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing

/// How many records an import may hold, and how many bytes where a format needs all of them at once.
@Suite struct ImportLimitTests {
  /// An input of two records in each format.
  private static func twoRecords(_ format: String) throws -> [UInt8] {
    switch format {
    case "ktforce-form":
      let page = """
        Do you want to share an instrument/policy or a knowledge Transfer practice?
        Innovation instrument(policy)
        What is the title/name of the instrument/policy?
        Voucher
        What is the aim/objective?
        Help firms.

        """
      return Array((page + page).utf8)
    case "text-form":
      let form = "{ktc-form practice en}\n{title.en}: Contest\n{aim.en}: Help firms.\n{end}\n"
      return Array((form + form).utf8)
    default:
      let exporter = try PluginRegistry(BuiltInPlugins.all).exporter(format)
      let records = try FormatSamples.bundled().filter { exporter.refusal(of: $0) == nil }
      let destination = MemoryDestination()
      var writer = try exporter.makeWriter(to: destination, in: Fixtures.exportContext())
      for record in records.prefix(2) { try writer.write(record) }
      try writer.finish()
      return destination.bytes + destination.files.filter { $0.name.hasSuffix(".md") }.flatMap(\.bytes)
    }
  }

  @Test(arguments: try PluginRegistry(BuiltInPlugins.all).importers.map(\.format.id))
  func anImportHoldsAsManyRecordsAsItMay(format: String) throws {
    let importer = try PluginRegistry(BuiltInPlugins.all).importer(format)
    let bytes = try Self.twoRecords(format)
    for limit in [2, 3] {
      let read = try FormatSamples.read(bytes, with: importer, limit: limit)
      #expect(read.records.count == 2, "\(read.findings)")
      #expect(read.failure == nil)
    }
    let above = try FormatSamples.read(bytes, with: importer, limit: 1)
    #expect(above.records.count <= 1)
    #expect(above.failure?.code == "too-many-records")
  }

  @Test(arguments: [1, 7, 4096]) func anInputOfAnyFormatHasAnEnd(pieceSize: Int) throws {
    func read(_ count: Int) throws -> Int {
      let bytes = [UInt8](repeating: 0x20, count: count)
      let source = LimitedSource(MemorySource(name: "x", bytes: bytes, inPiecesOf: pieceSize), limit: 1000)
      var total = 0
      while case let piece = try source.read(upTo: 64), !piece.isEmpty { total += piece.count }
      return total
    }
    for count in [0, 999, 1000] { #expect(try read(count) == count) }
    do {
      _ = try read(1001)
      Issue.record("1001 bytes were taken")
    } catch let failure as ImportFailure {
      #expect(failure.diagnostic.code == "import-too-large")
    }
  }

  /// The formats that are read whole, and how many bytes they take.
  static let sizes = [("ktforce-form", 16 << 20), ("text-form", 4 << 20), ("interreg", 4 << 20), ("stip", 64 << 20)]

  @Test(arguments: sizes) func anImportHoldsAsManyBytesAsItMay(format: String, limit: Int) throws {
    let importer = try PluginRegistry(BuiltInPlugins.all).importer(format)
    func failure(_ bytes: Int) throws -> String? {
      // Bytes that are no text end the reading once all of them are there.
      try FormatSamples.read([UInt8](repeating: 0, count: bytes), with: importer).failure?.code
    }
    for bytes in [limit - 1, limit] { #expect(try failure(bytes) == "not-text") }
    #expect(try failure(limit + 1) == "import-too-large")
  }
}
