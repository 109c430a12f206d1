internal import Foundation
internal import TestSupport
internal import Testing

/// Partners get what their profiles ask for, and one that fails leaves the others alone.
@Suite struct PartnerTests {
  static func catalogue(_ profiles: [String: String], _ records: [String: String] = [:]) throws -> TemporaryFolder {
    let contest = TemporaryFolder.record(
      "contest", kind: "practice", "contact: { name: Ana Example, email: ana@example.org, share: partners }")
    let files = [
      "instruments/voucher.yaml": TemporaryFolder.record("voucher", "created: 2004"),
      "instruments/cheque.yaml": TemporaryFolder.record("cheque", country: "PT"), "practices/contest.yaml": contest,
    ]
    let partners = Dictionary(uniqueKeysWithValues: profiles.map { ("partners/\($0.key).yaml", $0.value) })
    return try .withCatalogue(files.merging(records) { $1 }.merging(partners) { $1 })
  }

  private static func ids(_ folder: TemporaryFolder, _ path: String) throws -> [String] {
    let text = try folder.read(path)
    return text.split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["id"] as? String
    }
  }

  // MARK: Profiles

  @Test func theBundledProfilesAreSound() throws {
    let run = try ProgramRun("partners", in: BundledCatalogue.repository)
    #expect(run.status == 0, "\(run.errors)")
    for format in ["csv", "dcat-ap", "cpsv-ap", "interreg", "stip", "schemaorg"] {
      #expect(run.text.contains(format), "\(run.text)")
    }
    let json = try ProgramRun("partners", "--format", "json", in: BundledCatalogue.repository)
    let partners = try #require(JSONSerialization.jsonObject(with: json.output) as? [[String: Any]])
    #expect(partners.count == 6)
  }

  @Test(arguments: [
    ("formats: [{ format: cvs }]", "1:21: error: there is no format \"cvs\" to export to; did you mean \"csv\"?"),
    ("title: A", "name a format, such as"),
    ("formats: [{ format: csv }]\nfilter: { kind: practice }", "2:1: error: there is no field \"filter\" here"),
    ("formats: [{ format: csv }]\nfilters: { kid: practice }", "2:12: error: there is no field \"kid\" to filter by"),
    ("formats: [{ format: csv }]\nfilters: { kind: practise }", "2:18: error:"),
    ("formats: [{ format: csv }]\nquery: \"voucher OR\"", "2:17: error:"),
    ("formats: [{ format: csv }]\nrequired: [contry]", "2:12: error: records have no field \"contry\""),
    ("formats: [{ format: csv }]\nlimits: [{ field: aim }]", "2:10: error: say how many characters"),
    ("formats: [{ format: csv }]\nlimits: [{ field: aim, characters: 1.5 }]", "2:36: error: write a whole number"),
    ("formats: [{ format: csv }]\ncontacts: all", "2:11: error: \"all\" is not one of none, public, partners"),
    ("formats: [{ format: csv, file: ../x.csv }]", "1:32: error: write a name without /"),
    ("formats: [{ format: csv, file: manifest.json }]", "1:32: error: \"manifest.json\" is the name of something else"),
    ("formats: [{ format: csv }, { format: csv }]", "two formats would be written to \"records.csv\""),
    ("formats: [{ format: csv }]\nbase_uri: nowhere", "2:11: error:"),
  ])
  func whatIsWrongWithAProfileIsToldAtItsLine(profile: String, said: String) throws {
    let folder = try Self.catalogue(["bad": profile])
    let listed = try ProgramRun("partners", in: folder.path)
    #expect(listed.status == 1)
    #expect(listed.errors.contains(said), "\(listed.errors)")
    let run = try ProgramRun("export", "--partner", "bad", "--output", "out", in: folder.path)
    #expect(run.status == 1)
    #expect(!folder.exists("out/bad"))
  }

  @Test func aPartnerWithoutAProfileIsUnknown() throws {
    let folder = try Self.catalogue(["portal": "formats: [{ format: csv }]"])
    let run = try ProgramRun("export", "--partner", "portl", "--output", "out", in: folder.path)
    #expect(run.status == 64)
    #expect(run.errors.contains("there is no partner \"portl\"; did you mean \"portal\"?"))
    #expect(try ProgramRun("check", "--for", "portl", in: folder.path).status == 64)
  }

  // MARK: What is sent

  @Test func aProfileSaysWhatIsSent() throws {
    let folder = try Self.catalogue([
      "net": """
      formats: [{ format: jsonl, file: all.jsonl }, { format: markdown }]
      query: country:PT,FR
      filters: { kind: [instrument], countries: [Portugal, FR] }
      base_uri: "https://net.example.org/kt"
      output: network
      """
    ])
    let run = try ProgramRun("export", "--partner", "net", "--output", "out", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text == "out/network/\n")
    #expect(try Self.ids(folder, "out/network/all.jsonl") == ["cheque", "voucher"])
    #expect(folder.exists("out/network/markdown/instruments/voucher.md"))
    #expect(folder.exists("out/network/records/voucher.json"))
    #expect(try folder.read("out/network/manifest.json").contains("https://net.example.org/kt/voucher"))
  }

  @Test(
    arguments: [("none", "partners", false), ("public", "partners", false), ("partners", "partners", true)]
      + [("none", "public", false), ("public", "public", true), ("partners", "public", true)]
      + [("none", "never", false), ("public", "never", false), ("partners", "never", false)])
  func aContactIsSentOnlyWhenItsShareAndThePolicyAllowIt(policy: String, share: String, isSent: Bool) throws {
    let contact = "contact: { name: Ana Example, email: ana@example.org, share: \(share) }"
    let folder = try Self.catalogue(
      ["net": "formats: [{ format: json }, { format: csv }]\ncontacts: \(policy)"],
      ["practices/contest.yaml": TemporaryFolder.record("contest", kind: "practice", contact)])
    #expect(try ProgramRun("export", "--partner", "net", "--output", "out", in: folder.path).status == 0)
    for (name, bytes) in try folder.files(below: "out/net") where !name.hasSuffix("manifest.json") {
      let isIn = String(decoding: bytes, as: UTF8.self).contains("ana@example.org")
      if !isSent { #expect(!isIn, "\(name)") }
      if isSent, name == "records/contest.json" { #expect(isIn) }
    }
  }

  @Test func aFailingPartnerLeavesTheOthersAndItsOldOutput() throws {
    let folder = try Self.catalogue([
      "a": "formats: [{ format: csv }]", "b": "formats: [{ format: csv }]", "c": "formats: [{ format: csv }]",
    ])
    #expect(try ProgramRun("export", "--all-partners", "--output", "out", in: folder.path).status == 0)
    let before = try folder.files(below: "out/b")
    try folder.write("formats: [{ format: cvs }]", to: "partners/b.yaml")
    try folder.write(TemporaryFolder.record("new"), to: "instruments/new.yaml")
    let run = try ProgramRun("export", "--all-partners", "--output", "out", in: folder.path)
    #expect(run.status == 1)
    #expect(run.text == "out/a/\nout/c/\n")
    #expect(run.errors.contains("b: nothing was exported; what an earlier export made is unchanged."))
    #expect(try folder.files(below: "out/b") == before)
    #expect(folder.exists("out/a/records/new.json") && folder.exists("out/c/records/new.json"))
  }

  @Test func aFolderOfSomebodyElseIsLeftAlone() throws {
    let folder = try Self.catalogue(["a": "formats: [{ format: csv }]", "b": "formats: [{ format: csv }]"])
    try folder.write("mine", to: "out/a/notes.txt")
    let run = try ProgramRun("export", "--all-partners", "--output", "out", in: folder.path)
    #expect(run.status == 73)
    #expect(run.errors.contains("it was not made by an export"))
    #expect(try folder.files(below: "out/a").keys.sorted() == ["notes.txt"])
    #expect(folder.exists("out/b/records.csv"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("out")).sorted() == ["a", "b"])
  }

  @Test func twoPartnersMayNotShareAFolder() throws {
    let folder = try Self.catalogue([
      "a": "formats: [{ format: csv }]\noutput: x", "b": "formats: [{ format: json }]\noutput: x",
    ])
    let run = try ProgramRun("export", "--all-partners", "--output", "out", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("a and b have the same output, x"))
    #expect(folder.exists("out/x/records.csv") && !folder.exists("out/x/records.json"))
  }

  @Test func theSameCatalogueGivesTheSameBytes() throws {
    let repository = BundledCatalogue.repository
    let folder = try TemporaryFolder()
    for name in ["one", "two", "two"] {
      _ = try ProgramRun("export", "--all-partners", "--output", folder(name), in: repository)
    }
    let one = try folder.files(below: "one")
    #expect(one.count > 100)
    #expect(try folder.files(below: "two") == one)
  }

  @Test func aProfileTakesNoFiltersBesideIt() throws {
    let folder = try Self.catalogue(["a": "formats: [{ format: csv }]"])
    for more in [["--to", "csv"], ["--country", "PT"], ["voucher"], ["--manifest"], ["--all-partners"]] {
      let run = try ProgramRun(arguments: ["export", "--partner", "a", "--output", "out"] + more, in: folder.path)
      #expect(run.status == 64, "\(more)")
    }
    #expect(try ProgramRun("export", "--output", "out", in: folder.path).status == 64)
  }

  // MARK: What would be refused

  private static let strict = """
    formats: [{ format: csv }]
    languages: [en]
    required: [created, contact]
    limits: [{ field: aim, characters: 20, note: as their page says }, { field: countries, items: 1 }]
    """

  @Test func aCheckTellsWhatWouldBeRefusedAtTheLineToChange() throws {
    let folder = try Self.catalogue(
      ["net": Self.strict], ["instruments/cheque.yaml": TemporaryFolder.record("cheque", country: "PT, FR")])
    let run = try ProgramRun("check", "--for", "net", in: folder.path)
    #expect(run.status == 1)
    for said in [
      "instruments/cheque.yaml:1:1: error: net refuses a record without created; write the field [partner-required]",
      "instruments/cheque.yaml:4:12: error: countries has 2 items, and net takes 1; shorten it by 1 [partner-limit]",
      "instruments/voucher.yaml:7:6: error: aim (en) has 43 characters, and net takes 20; shorten it by 23",
      "note: the limit: as their page says",
      "net refuses a record without contact; write one whose share lets this partner have it",
      "net would refuse 3 of 3 records: cheque, contest, voucher",
    ] { #expect(run.errors.contains(said), "\(said) is not in \(run.errors)") }
  }

  @Test func aCheckOfSomeRecordsLooksAtNoOthers() throws {
    let folder = try Self.catalogue(["net": Self.strict])
    let run = try ProgramRun("check", "--for", "net", "voucher", "--format", "json", in: folder.path)
    #expect(run.status == 1)
    let findings = try #require(JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
    #expect(findings.compactMap { $0["code"] as? String } == ["partner-required", "partner-limit"])
    #expect(findings.allSatisfy { ($0["file"] as? String)?.hasSuffix("instruments/voucher.yaml") == true })
    let unknown = try ProgramRun("check", "--for", "net", "vouchr", in: folder.path)
    #expect(unknown.status == 66)
    #expect(unknown.errors.contains("did you mean \"voucher\"?"))
  }

  @Test func whatAFormatDoesNotTakeIsRefused() throws {
    let folder = try Self.catalogue(["sheets": "formats: [{ format: interreg }]"])
    let run = try ProgramRun("check", "--for", "sheets", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("instruments/cheque.yaml:2:7: error: interreg does not take it"), "\(run.errors)")
    #expect(run.errors.contains("sheets would refuse 2 of 3 records: cheque, voucher"))
  }

  @Test func aCheckWithoutObjectionsEndsWell() throws {
    let folder = try Self.catalogue(["net": "formats: [{ format: csv }]"])
    let run = try ProgramRun("check", "--for", "net", in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors == "net would take all of 3 records.\n")
  }

  @Test func recordsThatWouldBeRefusedAreLeftOutUnlessTheProfileSendsThem() throws {
    let profile = "formats: [{ format: jsonl }]\nrequired: [created]"
    let folder = try Self.catalogue(["a": profile, "b": profile + "\nrefused: sent"])
    let strict = try ProgramRun("export", "--partner", "a", "--output", "out", in: folder.path)
    #expect(strict.status == 1)
    #expect(strict.errors.contains("a: 2 left out, because it would be refused: cheque, contest"))
    #expect(try Self.ids(folder, "out/a/records.jsonl") == ["voucher"])
    let lenient = try ProgramRun("export", "--partner", "b", "--output", "out", in: folder.path)
    #expect(lenient.status == 0)
    #expect(lenient.errors.contains("warning: b refuses a record without created"))
    #expect(try Self.ids(folder, "out/b/records.jsonl").count == 3)
  }

  @Test func theLimitsOfAPartnerStandInItsSheets() throws {
    let folder = try Self.catalogue([
      "sheets": "formats: [{ format: interreg }]\nfilters: { kind: practice }\nrefused: sent\n"
        + "limits: [{ field: aim, characters: 40 }, { field: title, characters: 200 }]"
    ])
    #expect(try ProgramRun("export", "--partner", "sheets", "--output", "out", in: folder.path).status == 0)
    let sheet = try folder.read("out/sheets/interreg/contest.md")
    #expect(sheet.contains("## Short summary (43 of 40 characters: too long by 3)"))
    #expect(sheet.contains("of 100 characters)"), "the limit that the programme documents holds all the same")
    let check = try ProgramRun("check", "--for", "sheets", in: folder.path)
    #expect(check.errors.components(separatedBy: "[interreg-limit]").count == 2, "told once: \(check.errors)")
  }

  @Test func theGuideNamesEveryPartOfAProfile() throws {
    let guide = try String(contentsOfFile: BundledCatalogue.repository + "/docs/partners.md", encoding: .utf8)
    let folder = try Self.catalogue(["a": "formats: [{ format: csv }]\nx: 1"])
    let said = try ProgramRun("partners", in: folder.path).errors
    #expect(said.contains("there is no field \"x\""))
    for part in [
      "title", "description", "formats", "query", "filters", "languages", "contacts", "base_uri", "required", "limits",
      "refused", "output",
    ] { #expect(guide.contains("| `\(part)` |"), "\(part)") }
  }

  @Test(arguments: ["--to xlsx --output book.xlsx", "--partner sheets --output out"])
  func whatCannotBeWrittenHasOneStatus(_ arguments: String) throws {
    let folder = try Self.catalogue(["sheets": "title: Sheets\nformats: [{ format: xlsx }]\n"])
    let run = try ProgramRun(
      shell: "$KTC export \(arguments)", environment: ["TMPDIR": folder("nowhere")], in: folder.path)
    #expect(run.status == 74, "\(run.errors)")
  }
}
