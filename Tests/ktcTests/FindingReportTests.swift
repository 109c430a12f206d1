internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct FindingReportTests {
  private func folder() throws -> TemporaryFolder {
    let record = TemporaryFolder.record("voucher").replacingOccurrences(
      of: "countries: [FR]", with: "countries: [France]")
    return try .withCatalogue([
      "instruments/voucher.yaml": record, "instruments/ä b%,:c.yaml": "id: x\nkind: wrong\n",
    ])
  }

  @Test func sarifNamesEveryRuleAndPlaceAndCarriesTheFix() throws {
    let run = try ProgramRun("validate", "--format", "sarif", in: try folder().path)
    #expect(run.status == 1)
    let report = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    #expect(report["version"] as? String == "2.1.0")
    let first = try #require((report["runs"] as? [[String: Any]])?.first)
    let driver = try #require((first["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = Set(try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String })
    let results = try #require(first["results"] as? [[String: Any]])
    #expect(!results.isEmpty && results.allSatisfy { rules.contains($0["ruleId"] as? String ?? "") })
    let country = try #require(results.first { $0["ruleId"] as? String == "country-name" })
    let text = String(
      decoding: try JSONSerialization.data(withJSONObject: country, options: .sortedKeys), as: UTF8.self)
    #expect(text.contains("\"startLine\":4") && text.contains("\"startColumn\":13"))
    #expect(text.contains("\"insertedContent\":{\"text\":\"FR\"}"))
    #expect(String(decoding: run.output, as: UTF8.self).contains("instruments/%C3%A4%20b%25%2C%3Ac.yaml"))
  }

  @Test(arguments: [
    ("{0} and {", "{{0}} and {{"), ("[here](https://evil.example/)", "[here\\](https://evil.example/)"),
    ("[a\\](b)", "[a\\\\\\](b)"), ("plain [text]", "plain [text]"),
  ])
  func sarifTakesNothingOfARecordForALinkOrAPlaceholder(value: String, shown: String) throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/y.yaml": "id: y\nkind: '\(value)'\n"])
    let run = try ProgramRun("validate", "--format", "sarif", in: folder.path)
    let report = try JSONSerialization.jsonObject(with: run.output) as? [String: Any]
    let results = (report?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]]
    let kind = try #require(results?.first { $0["ruleId"] as? String == "unknown-choice" })
    #expect(((kind["message"] as? [String: Any])?["text"] as? String)?.contains(shown) == true, "\(kind)")
  }

  @Test func annotationsCannotBeForgedByARecord() throws {
    let folder = try folder()
    try folder.write("id: y\nkind: \"::error::%0A\\n::set-env name=X::\"\n", to: "instruments/y.yaml")
    let run = try ProgramRun("validate", "--format", "github", in: folder.path)
    #expect(run.status == 1)
    #expect(
      run.lines.allSatisfy { line in
        ["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0 + "file=instruments/") }
      }, "\(run.text)")
    #expect(run.text.contains("::error file=instruments/ä b%25%2C%3Ac.yaml,line=2,col=7,title="))
  }
}
