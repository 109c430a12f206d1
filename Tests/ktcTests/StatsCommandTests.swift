internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct StatsCommandTests {
  private static func catalogue() throws -> TemporaryFolder {
    try .withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", country: "FR, PT", "active: true"),
      "instruments/b.yaml": TemporaryFolder.record("b", country: "PT", "active: false"),
      "practices/c.yaml": TemporaryFolder.record("c", kind: "practice", country: "PT"),
      "inbox/d.yaml": TemporaryFolder.record("d"),
    ])
  }

  @Test func tableCountsValuesWithTheirNamesAndSaysWhatAddsUp() throws {
    let run = try ProgramRun("stats", "--by", "country", in: Self.catalogue().path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.lines.prefix(3) == ["country  records  name", "PT             3  Portugal", "FR             1  France"])
    #expect(run.lines.contains("3 records by country."))
    #expect(run.text.contains("counted once for each"))
  }

  @Test func twoFieldsAreCounted() throws {
    let folder = try Self.catalogue()
    for arguments in [["--by", "kind", "--by", "active"], ["--by", "kind,active"]] {
      let run = try ProgramRun(arguments: ["stats", "--format", "csv"] + arguments, in: folder.path)
      #expect(run.text == "\u{FEFF}kind,name,yes,no,(unknown),records\r\ninstrument,,1,1,0,2\r\npractice,,0,0,1,1\r\n")
    }
  }

  @Test func filtersAndWordsApply() throws {
    let folder = try Self.catalogue()
    let drafts = try ProgramRun("stats", "--by", "status", "--status", "draft", "--format", "csv", in: folder.path)
    #expect(drafts.text.hasSuffix("\r\ndraft,,1\r\n"))
    let words = try ProgramRun(
      "stats", "example", "--country", "FR", "--by", "kind", "--format", "csv", in: folder.path)
    #expect(words.text.hasSuffix("\r\ninstrument,,1\r\n"))
    let none = try ProgramRun("stats", "nowhere", "--by", "kind", in: folder.path)
    #expect(none.status == 1)
    #expect(none.text.isEmpty && none.errors.contains("None of"))
  }

  @Test func chartIsXMLThatStandsAlone() throws {
    let run = try ProgramRun(
      "stats", "--by", "target-group", "--by", "kind", "--format", "svg", in: Self.catalogue().path)
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\""))
    #expect(run.text.contains("<title id=\"ktc-title\">3 records by target group and kind</title>"))
    #expect(run.text.hasSuffix("</svg>\n"))
  }

  @Test(arguments: [
    [], ["--by", "knd"], ["--by", "kind", "--by", "kind"], ["--by", "kind,level,area"], ["--by", ""],
  ])
  func wrongUsageIsStatus64(_ arguments: [String]) throws {
    let run = try ProgramRun(arguments: ["stats"] + arguments, in: Self.catalogue().path)
    #expect(run.status == 64)
    #expect(run.text.isEmpty && !run.errors.isEmpty)
  }

  @Test func sameRecordsGiveTheSameBytes() throws {
    let catalogue = BundledCatalogue.repository + "/catalogue"
    for format in ["table", "csv", "svg"] {
      let runs = try (0..<2).map { _ in
        try ProgramRun(
          "stats", "--by", "priority", "--by", "target-group", "--format", format, "--catalogue", catalogue
        ).output
      }
      #expect(runs[0] == runs[1])
    }
  }
}
