internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct SearchOutputTests {
  @Test func facetsAreWithinTheJSON() throws {
    let run = try ProgramRun(
      "search", "technology", "--facets", "--format", "json", "--limit", "2", in: BundledCatalogue.repository)
    let json = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any], "\(run.text)")
    #expect((json["records"] as? [Any])?.count == 2)
    let facets = try #require(json["facets"] as? [String: [String: Int]])
    #expect(Set(facets.keys) == ["kind", "target", "priority", "area", "country", "status", "language", "year"])
    #expect((facets["status"]?["published"] ?? 0) > 2, "over all matches, whatever the page")
    let refused = try ProgramRun("search", "technology", "--facets", "--format", "csv", in: BundledCatalogue.repository)
    #expect(refused.status == 64)
    #expect(refused.errors.contains("--facets goes with --format table or json"))
  }

  @Test func exampleOfTheDocumentationIsTrue() throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let page = try String(contentsOfFile: BundledCatalogue.repository + "/docs/search.md", encoding: .utf8)
    let block = try #require(page.components(separatedBy: "```yaml\n").dropFirst().first)
    try folder.write(try #require(block.components(separatedBy: "```").first), to: "queries/vouchers.yaml")
    let list = try ProgramRun("queries", in: folder.path)
    #expect(list.status == 0)
    #expect(list.text.contains("voucher OR cheque target_groups:SME"))
    #expect(try ProgramRun("search", "@vouchers", "--format", "ids", in: folder.path).lines == ["a"])
  }

  @Test func listsAndExportsTakeAQueryAsASearchDoes() throws {
    let queries = [
      ["technology"], ["\"technology transfer\""], ["universit*"], ["PME"], ["technology", "-licensing"],
      ["country:PT OR country:LT"], ["(patent OR licence) kind:practice"], ["Hochschulen", "--country", "DE"],
    ]
    for query in queries {
      let found = try ProgramRun(
        arguments: ["search", "--exact", "--format", "ids"] + query, in: BundledCatalogue.repository)
      let listed = try ProgramRun(arguments: ["list", "--format", "ids"] + query, in: BundledCatalogue.repository)
      #expect(listed.lines == found.lines.sorted(), "\(query)")
      let exported = try ProgramRun(
        arguments: ["export", "--to", "jsonl", "--output", "-"] + query, in: BundledCatalogue.repository)
      #expect(exported.lines.count == found.lines.count, "\(query)")
    }
    for command in [["list"], ["export", "--to", "csv", "--output", "-"], ["stats", "--by", "kind"], ["compare"]] {
      let run = try ProgramRun(arguments: command + ["(tax"], in: BundledCatalogue.repository)
      #expect(run.status == 64)
      #expect(run.errors.contains("query:1:1: error: this bracket is never closed"))
      #expect(run.text.isEmpty)
    }
  }
}
