internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct AuditTests {
  private static let vilnius = "organisations: [{ name: Mokslo parkas, role: reporter }]\n"

  private static func catalogue() throws -> TemporaryFolder {
    try .withCatalogue([
      "instruments/bad.yaml": TemporaryFolder.record(
        "bad", country: "LT",
        vilnius + "submitted: { on: 2020-01-01, by: Ana PERSON }\ncreated: 2001\nended: 2005\nactive: true\n"
          + "disputed: [{ field: created, value: \"2002\", note: Another page }]\n"),
      "instruments/good.yaml": TemporaryFolder.record(
        "good", title: "{ en: G, fr: G }", country: "FR",
        """
        submitted: { on: 2026-01-01, by: Ana PERSON }
        contact: { name: Ben PERSON, share: public }
        outputs: [{ summary: Firms, value: 3, source: report }]
        sources: [{ key: report, title: Report, url: "https://93.184.216.34/report" }]
        """),
      "practices/middle.yaml": TemporaryFolder.record(
        "middle", kind: "practice", country: "LT", vilnius + "submitted: { on: 2026-01-01 }\n"),
      "inbox/draft.yaml": TemporaryFolder.record("draft"),
    ])
  }

  private func json(_ run: ProgramRun) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any], "\(run.errors)")
  }

  @Test func whatNeedsMostCareComesFirst() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("audit", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let rows = run.lines.map { $0.split(separator: " ").map(String.init) }
    #expect(rows.map { $0.dropFirst(2).first ?? "" } == ["id", "bad", "good", "middle"], "\(run.text)")
    #expect(run.lines[1].contains("ended-but-active") && run.lines[1].contains("stale"))
    #expect(run.errors.contains("3 of 3 records need care"))
  }

  @Test func detailsNameTheLineOfEachFindingAndTheMissingParts() throws {
    let run = try ProgramRun("audit", "bad", "--details", in: try Self.catalogue().path)
    for words in [
      "instruments/bad.yaml:13: it is marked active but ended 2005 [ended-but-active 10]",
      "instruments/bad.yaml:14: created: a source says 2002 (Another page) [disputed 3]",
      "instruments/bad.yaml: nobody has looked at it since 2020-01-01 [stale 6]",
      "instruments/bad.yaml: no result is told [missing-outputs 6]",
      "not complete for want of: title in two languages 3",
    ] { #expect(run.text.contains(words), "\(words)\n\(run.text)") }
  }

  @Test func jsonHoldsTheScoreWithItsParts() throws {
    let folder = try Self.catalogue()
    let value = try json(ProgramRun("audit", "--format", "json", in: folder.path))
    #expect(value["as_of"] as? String == "2026-11-20" && value["stale_after"] as? String == "2y")
    let records = try #require(value["records"] as? [[String: Any]])
    let bad = try #require(records.first)
    let completeness = try #require(bad["completeness"] as? [String: Any])
    let parts = try #require(completeness["parts"] as? [[String: Any]])
    func sum(_ parts: [[String: Any]]) -> Int { parts.reduce(0) { $0 + ($1["weight"] as? Int ?? 0) } }
    #expect(completeness["percent"] as? Int == sum(parts.filter { $0["met"] as? Bool == true }) * 100 / sum(parts))
    let findings = try #require(bad["findings"] as? [[String: Any]])
    #expect(bad["points"] as? Int == findings.reduce(0) { $0 + ($1["weight"] as? Int ?? 0) })
    let text = try ProgramRun("audit", "--format", "json", in: folder.path).text
    #expect(!text.contains("PERSON"))
  }

  @Test func recordsAreSummedByCountryAndByReporter() throws {
    let folder = try Self.catalogue()
    let country = try ProgramRun("audit", "--by", "country", "--format", "csv", in: folder.path)
    let rows = country.text.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(rows.map { $0[0] } == ["country", "LT", "FR"] && rows[1][1] == "2")
    let reporter = try json(ProgramRun("audit", "--by", "reporter", "--format", "json", in: folder.path))
    let groups = try #require(reporter["reporters"] as? [[String: Any]])
    #expect(groups.map { $0["reporter"] as? String } == ["Mokslo parkas", ""])
    #expect(groups[0]["records"] as? [String] == ["bad", "middle"])
  }

  @Test func filtersAndQueriesChooseTheRecords() throws {
    let folder = try Self.catalogue()
    let practices = try ProgramRun("audit", "--kind", "practice", "--format", "csv", in: folder.path)
    #expect(practices.text.split(separator: "\r\n").count == 2)
    let query = try ProgramRun("audit", "country:FR", "--format", "csv", in: folder.path)
    #expect(query.text.contains("\ngood,") && !query.text.contains("\nbad,"))
    let fresh = try ProgramRun("audit", "bad", "--stale-after", "30y", "--details", in: folder.path)
    #expect(!fresh.text.contains("[stale"))
    #expect(try ProgramRun("audit", "--stale-after", "soon", in: folder.path).status == 64)
    #expect(try ProgramRun("audit", "nothinglikethis", in: folder.path).status == 1)
  }

  /// A curl of the test's own, which answers by a list, and notes what it was asked.
  private static func withCurl(_ answer: String) throws -> (TemporaryFolder, [String: String]) {
    let folder = try catalogue()
    try folder.write("#!/bin/sh\nprintf '%s\\n' \"$*\" >> '\(folder.path)/asked'\n\(answer)\n", to: "bin/curl")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder("bin/curl"))
    return (folder, ["PATH": folder("bin") + ":/usr/bin:/bin"])
  }

  @Test func addressesAreAskedWithoutProxyAndByTheirNumber() throws {
    let (folder, environment) = try Self.withCurl("printf '404\\n\\n'")
    let run = try ProgramRun(
      arguments: ["audit", "good", "--online", "--details"], environment: environment, in: folder.path)
    #expect(
      run.text.contains("instruments/good.yaml:12: https://93.184.216.34/report: it answers 404 [unreachable-url 8]"),
      "\(run.text)\(run.errors)")
    let asked = try folder.read("asked")
    #expect(asked.contains("--noproxy *") && asked.contains("--resolve 93.184.216.34:443:93.184.216.34"))
    #expect(asked.contains("--proto =http,https") && asked.contains("--max-redirs 0"))
  }

  @Test func machinesOfPrivateNetworksAreNotAsked() throws {
    let (folder, environment) = try Self.withCurl("printf '302\\nhttp://127.0.0.1:8080/admin\\n'")
    try folder.write(
      TemporaryFolder.record(
        "inner", "organisations: [{ name: A, url: \"http://localhost/\" }, { name: B, url: \"http://10.1.2.3/\" }]"),
      to: "instruments/inner.yaml")
    let run = try ProgramRun(
      arguments: ["audit", "--online", "--details"], environment: environment, in: folder.path)
    let asked = try folder.read("asked").split(separator: "\n").filter { $0.contains("--url") }
    #expect(asked.count == 1, "\(asked)")
    #expect(run.text.contains("it leads to http://127.0.0.1:8080/admin") && run.text.contains("[unsafe-url 8]"))
  }

  @Test func withoutCurlItSaysSo() throws {
    let run = try ProgramRun(
      arguments: ["audit", "--online"], environment: ["PATH": "/nowhere"], in: try Self.catalogue().path)
    #expect(run.status == 0 && run.errors.contains("--online needs the program curl"), "\(run.errors)")
  }

  @Test func eachReporterGetsALetterInItsLanguageWithItsForms() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun(
      "audit", "--by", "reporter", "--letters", "letters", "--until", "2027-01-31", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try folder.files(below: "letters").keys.filter { !$0.hasPrefix(".") }.sorted() == [
        "letters.csv", "mokslo-parkas/bad.html", "mokslo-parkas/letter.txt", "mokslo-parkas/middle.html",
      ])
    let letter = try folder.read("letters/mokslo-parkas/letter.txt")
    #expect(letter.hasPrefix("Subject: Example: prašome dar kartą peržiūrėti įrašus"), "\(letter)")
    #expect(letter.contains("Prašome atsakyti iki 2027 m. sausio 31 d.") && letter.contains("bad.html"))
    #expect(try folder.read("letters/mokslo-parkas/bad.html").contains("lang=\"lt\""))
    for (name, bytes) in try folder.files(below: "letters") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("PERSON"), "\(name)")
    }
    let first = try folder.files(below: "letters")
    _ = try ProgramRun("audit", "--by", "reporter", "--letters", "letters", "--until", "2027-01-31", in: folder.path)
    #expect(try folder.files(below: "letters") == first, "the same catalogue gives the same letters")
  }

  @Test func lettersNeedReportersAndAFolderOfTheirOwn() throws {
    let folder = try Self.catalogue()
    #expect(try ProgramRun("audit", "--letters", "letters", in: folder.path).status == 64)
    try folder.write("mine", to: "mine/notes.txt")
    let run = try ProgramRun("audit", "--by", "reporter", "--letters", "mine", in: folder.path)
    #expect(run.status == 73 && run.errors.contains("is left alone"), "\(run.errors)")
    #expect(try folder.read("mine/notes.txt") == "mine")
    let dry = try ProgramRun("audit", "--by", "reporter", "--letters", "letters", "--dry-run", in: folder.path)
    #expect(dry.text.contains("Mokslo parkas") && !folder.exists("letters"))
    let past = try ProgramRun(
      "audit", "--by", "reporter", "--letters", "letters", "--until", "2020", in: folder.path)
    #expect(past.status == 64 && past.errors.contains("has passed"))
  }
}
