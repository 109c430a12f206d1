internal import Foundation
internal import TestSupport
internal import Testing

/// `ktc export --explain`.
@Suite struct ExplainTests {
  private struct Explained: Decodable {
    struct Field: Decodable, Hashable {
      var field: String
      var fate: String
      var at: String?
      var why: String?
      var values: Int?
      var shown: Int?
      var records: Int?
    }
    struct OfRecord: Decodable {
      var id: String
      var format: String
      var not_taken: String?
      var fields: [Field]
    }
    struct OfFormat: Decodable {
      struct Refusal: Decodable, Hashable {
        var why: String
        var records: Int
      }
      var format: String
      var records: Int
      var not_taken: [Refusal]
      var fields: [Field]
    }
    var records: [OfRecord]
    var summary: [OfFormat]
  }

  private func catalogue(_ count: Int = 2) throws -> TemporaryFolder {
    var files = ["practices/b.yaml": TemporaryFolder.record("b", kind: "practice")]
    for number in 1..<count {
      files["instruments/a\(number).yaml"] = TemporaryFolder.record("a\(number)", "created: 2006-05-01")
    }
    return try .withCatalogue(files)
  }

  @Test func fewRecordsAreToldOneByOne() throws {
    let folder = try catalogue()
    let before = try folder.files()
    let run = try ProgramRun("export", "--to", "stip", "--explain", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.first == "a1 in stip")
    #expect(run.lines.contains { $0.hasPrefix("  narrowed  created") && $0.hasSuffix("the year only") })
    #expect(run.lines.contains { $0.hasPrefix("  carried   id") && $0.contains("at InitiativeID") })
    #expect(run.text.contains("b in stip\n  not taken: STIP Compass lists policy instruments, not practices\n"))
    #expect(run.errors.contains("2 of 2 records looked at; nothing was written."))
    #expect(run.errors.contains("instruments/a1.yaml:1:1: warning: STIP Compass asks for the type of instrument"))
    #expect(try folder.files() == before)
  }

  @Test func manyRecordsAreCountedByFieldAndReason() throws {
    let folder = try catalogue(6)
    let run = try ProgramRun("export", "--to", "stip,interreg", "--explain", in: folder.path)
    #expect(run.lines.first == "stip: 5 of 6 records")
    #expect(run.lines.contains { $0.hasPrefix("  1 not taken: STIP Compass") })
    #expect(run.lines.contains { $0.hasPrefix("  5  narrowed  created") })
    #expect(run.lines.contains("interreg: 1 of 6 records"))
    let each = try ProgramRun("export", "--to", "stip", "--explain", "--per-record", in: folder.path)
    for number in 1...5 { #expect(each.lines.contains("a\(number) in stip")) }
  }

  @Test func jsonSaysTheSame() throws {
    let folder = try catalogue(6)
    let run = try ProgramRun(
      "export", "--to", "stip,csv", "--explain", "--per-record", "--format", "json", in: folder.path)
    let explained = try JSONDecoder().decode(Explained.self, from: run.output)
    #expect(explained.records.count == 12)
    #expect(explained.summary.map(\.format) == ["stip", "csv"])
    #expect(explained.summary[0].records == 6)
    #expect(
      explained.summary[0].not_taken == [.init(why: "STIP Compass lists policy instruments, not practices", records: 1)]
    )
    let created = try #require(explained.summary[0].fields.first { $0.field == "created" })
    #expect(created == .init(field: "created", fate: "narrowed", at: "StartDateYear", why: "the year only", records: 5))
    let short = try ProgramRun("export", "--to", "stip", "--explain", "--format", "json", "zzz", in: folder.path)
    #expect(short.status == 1)
    #expect(try JSONDecoder().decode(Explained.self, from: short.output).records.isEmpty)
  }

  @Test func whatIsExplainedIsWhatIsExported() throws {
    let folder = try catalogue(6)
    let run = try ProgramRun(
      "export", "--to", "jsonl", "--explain", "--per-record", "--format", "json", in: folder.path)
    let explained = try JSONDecoder().decode(Explained.self, from: run.output)
    let export = try ProgramRun("export", "--to", "jsonl", "--output", "-", in: folder.path)
    for (line, record) in zip(export.lines, explained.records) {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let carried = Set(
        record.fields.filter { $0.fate == "carried" }.map {
          $0.field.split(separator: ".").first.map(String.init) ?? ""
        })
      #expect(Set(object.keys) == carried, "\(record.id)")
    }
  }

  @Test func recordsThatAFormatDoesNotTakeAreNamed() throws {
    let folder = try catalogue(3)
    let run = try ProgramRun("export", "--to", "interreg,csv", "--output", "out", in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors.contains("interreg: 2 records left out: the form takes good practices"))
    #expect(run.errors.contains("(a1, a2)"))
    #expect(run.errors.contains("interreg: "))
    let none = try ProgramRun("export", "--to", "interreg", "--output", "none", "--kind", "instrument", in: folder.path)
    #expect(none.status == 1)
  }

  @Test func limitsAreToldAtTheLineOfTheRecord() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "practices/b.yaml": TemporaryFolder.record("b", kind: "practice", title: String(repeating: "t", count: 120))
    ])
    let run = try ProgramRun("export", "--to", "interreg", "--output", "out", in: folder.path)
    #expect(
      run.errors.contains(
        "practices/b.yaml:3:8: warning: \"Title of the practice\" has 120 characters, and its box takes 100; shorten title by 20 [interreg-limit]"
      ), "\(run.errors)")
  }

  @Test func withoutAnExplanationAnOutputIsNeeded() throws {
    let folder = try catalogue()
    let run = try ProgramRun("export", "--to", "json", in: folder.path)
    #expect(run.status == 64)
    #expect(run.errors.contains("--output"))
  }
}
