internal import Foundation
internal import TestSupport
internal import Testing

/// What `ktc formats --fidelity` tells.
@Suite struct FormatsCommandTests {
  private struct Entry: Decodable, Hashable {
    var field: String
    var format: String
    var fate: String
    var place: String?
    var reason: String?
  }

  private static func entries() throws -> [Entry] {
    try JSONDecoder().decode([Entry].self, from: ProgramRun("formats", "--fidelity", "--format", "json").output)
  }

  @Test func theMatrixHasEveryFieldAndFitsATerminal() throws {
    let run = try ProgramRun("formats", "--fidelity")
    #expect(run.status == 0)
    let ids = try ProgramRun("formats", "--format", "ids").lines
    let exported = Set(try Self.entries().map(\.format))
    for id in exported { #expect(run.text.contains(" \(id)"), "\(id)") }
    #expect(exported.isSubset(of: ids))
    for field in Set(try Self.entries().map { $0.field.split(separator: ".")[0] }) {
      #expect(run.lines.contains { $0.hasPrefix(field + " ") }, "\(field)")
    }
    #expect(run.lines.allSatisfy { $0.count <= 80 })
  }

  @Test func oneFormatIsToldInFull() throws {
    let run = try ProgramRun("formats", "cpsv-ap", "--fidelity")
    #expect(run.lines.contains { $0.hasPrefix("countries ") && $0.contains("dct:spatial.dct:identifier") })
    #expect(run.lines.contains { $0.hasPrefix("outputs.source ") && $0.contains("dropped") })
  }

  @Test func everyValueHasAFateInEveryFormat() throws {
    let entries = try Self.entries()
    let formats = Set(entries.map(\.format))
    let fields = Set(entries.map(\.field))
    #expect(fields.contains("cofinancing.maximum.per") && !fields.contains("cofinancing"))
    #expect(entries.count == formats.count * fields.count)
    for entry in entries {
      #expect((entry.place == nil) == (entry.fate == "dropped"), "\(entry)")
      #expect((entry.reason == nil) == (entry.fate == "carried"), "\(entry)")
    }
  }

  @Test func tablesForSpreadsheetsSayTheSame() throws {
    let rows = try ProgramRun("formats", "json", "cpsv-ap", "--fidelity", "--format", "csv").text
      .components(separatedBy: "\r\n")
    #expect(rows.first == "field,format,fate,place,reason")
    let named = try Self.entries().filter { ["json", "cpsv-ap"].contains($0.format) }
    #expect(rows.count == named.count + 2)
    #expect(rows.contains("id,json,carried,records[].id,"))
  }

  @Test func namesOfFormatsChooseThem() throws {
    #expect(try ProgramRun("formats", "csv", "--format", "ids").lines == ["csv"])
    let wrong = try ProgramRun("formats", "cvs", "--format", "ids")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("did you mean \"csv\""))
    #expect(try ProgramRun("formats", "--format", "csv").status == 64)
    #expect(try ProgramRun("formats", "--format", "ids", "--fidelity").status == 64)
  }

  @Test func formatsOfOneExtensionGoToOneFolder() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let formats = "cpsv-ap,cpsv-ap-jsonld,dcat-ap,schemaorg,skos"
    let run = try ProgramRun("export", "--to", formats, "--output", "out/", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.lines == [
        "out/cpsv-ap.ttl", "out/cpsv-ap.jsonld", "out/dcat-ap.ttl", "out/records.jsonld", "out/skos.ttl",
      ])
    #expect(Set(try folder.files(below: "out").keys).count == 5)
  }
}
