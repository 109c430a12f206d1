internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct CompareCommandTests {
  private static func catalogue() throws -> TemporaryFolder {
    let litas = """
      cofinancing: { maximum: { amount: 20000, currency: LTL, per: applicant } }
      sources: [{ key: form, title: Form, complete: false }]
      contact: { name: Ana Example, email: ana@example.org, share: partners }
      submitted: { on: 2026-11-20, by: Ana Example }
      """
    let euro = """
      cofinancing: { maximum: { amount: 5000, currency: EUR, per: applicant } }
      sources: [{ key: form, title: Form, complete: true }]
      """
    return try .withCatalogue([
      "instruments/cheque.yaml": TemporaryFolder.record("cheque", title: "Innovation cheque", litas),
      "instruments/voucher.yaml": TemporaryFolder.record("voucher", title: "Innovation voucher", euro),
      "instruments/old.yaml": TemporaryFolder.record("old", "status: withdrawn"),
      "inbox/idea.yaml": TemporaryFolder.record("idea", title: "Idea"),
      "inbox/cheque.yaml": TemporaryFolder.record("cheque", title: "Proposed revision"),
    ])
  }

  @Test func namedRecordsKeepTheOrderGivenWhateverTheirStatus() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun(
      "compare", "voucher", "idea", "cheque", "old", "voucher", "--format", "csv", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.hasPrefix("\u{FEFF}field,voucher,idea,cheque,old\r\n"))
    #expect(!run.text.contains("Proposed revision"))
    #expect(run.text.contains("record draft") && run.text.contains("record withdrawn"))
    #expect(run.errors.contains("note: Ceilings are not on one scale"))
  }

  @Test func wordsAndFiltersFindWhatIsCompared() throws {
    let folder = try Self.catalogue()
    let words = try ProgramRun("compare", "innovation", "--format", "csv", in: folder.path)
    #expect(words.text.hasPrefix("\u{FEFF}field,cheque,voucher\r\n"))
    let draft = try ProgramRun("compare", "--status", "draft", "--format", "csv", in: folder.path)
    #expect(draft.text.hasPrefix("\u{FEFF}field,cheque,idea\r\n"))
    let filtered = try ProgramRun(
      "compare", "voucher", "idea", "--status", "published", "--format", "csv", in: folder.path)
    #expect(filtered.text.hasPrefix("\u{FEFF}field,voucher\r\n"))
  }

  @Test func silenceIsToldApartInTheTable() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun(
      "compare", "cheque", "voucher", "--fields", "rate,ceiling", "--width", "80", in: folder.path)
    #expect(run.status == 0)
    #expect(run.lines.contains { $0.hasPrefix("Rate ") && $0.contains("not read") && $0.hasSuffix("not stated") })
    #expect(run.text.contains("LTL 20\u{202F}000 per"))
    #expect(run.text.contains("Ceilings are not on one scale"))
  }

  @Test func orderOfAmountsInSeveralCurrenciesIsGroupedAndSaidSo() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun(
      "compare", "cheque", "voucher", "--sort", "ceiling", "--format", "markdown", in: folder.path)
    #expect(run.status == 0)
    #expect(run.text.contains("| **Ordered among** | EUR per applicant"))
    #expect(run.text.contains("cannot be put in one order"))
  }

  @Test(arguments: ["table", "markdown", "csv", "html"]) func personalDataStaysIn(_ format: String) throws {
    let folder = try Self.catalogue()
    for arguments in [
      ["cheque", "voucher"], ["innovation"], ["cheque", "--fields", "organisations,enquiries,id,title"],
    ] {
      let run = try ProgramRun(arguments: ["compare", "--format", format] + arguments, in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
      #expect(!run.text.contains("Ana") && !run.text.contains("ana@"))
    }
    let refused = try ProgramRun("compare", "cheque", "--fields", "contact", "--format", format, in: folder.path)
    #expect(refused.status == 64)
  }

  @Test func orderByRateIsByTheHighestOfEachRecordAndSaysSo() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", "cofinancing: { rates: [{ percent: 50 }, { to: 70 }] }"),
      "instruments/b.yaml": TemporaryFolder.record("b", "cofinancing: { rates: [{ from: 60, to: 80 }] }"),
      "instruments/c.yaml": TemporaryFolder.record("c"),
      "instruments/d.yaml": TemporaryFolder.record("d", "cofinancing: { rates: [{ percent: 100 }] }"),
    ])
    let run = try ProgramRun("compare", "a", "b", "c", "d", "--sort", "rate", "--format", "csv", in: folder.path)
    #expect(run.text.hasPrefix("\u{FEFF}field,a,b,d,c\r\n"), "\(run.text)")
    #expect(run.errors.contains("note: Ordered by the highest rate of each record, from low to high"))
    #expect(run.errors.contains("Without a rate, and so last: c."), "\(run.errors)")
  }

  @Test func listsOfGroupsAreToldInWords() throws {
    let phases = """
      phases: [{ from: 2010, to: 2012, name: { fr: Pilote, en: Pilot } }, { from: 2013, name: Roll-out }]
      regions: [{ name: Norte, nuts: PT11 }]
      """
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", phases), "instruments/b.yaml": TemporaryFolder.record("b"),
    ])
    let run = try ProgramRun("compare", "a", "b", "--fields", "phases,regions", "--format", "csv", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.text.contains(
        "phases,\"• name: Pilot; from: 2010; to: 2012\n• name: Roll-out; from: 2013\",not stated\r\n"), "\(run.text)")
    #expect(run.text.contains("regions,nuts code: PT11; name: Norte,not stated\r\n"))
  }

  @Test func nothingFoundIsStatus1AndAsksForTheIdThatWasMeant() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("compare", "vouchr", in: folder.path)
    #expect(run.status == 1)
    #expect(run.text.isEmpty)
    #expect(run.errors.contains("did you mean \"voucher\"?"))
    #expect(try ProgramRun("compare", "voucher", "--kind", "practice", in: folder.path).status == 1)
  }

  @Test(arguments: [
    [], ["a", "--sort", "size"], ["a", "--fields", "nonsense"], ["a", "--format", "pdf"], ["a", "--width", "3"],
  ])
  func wrongUsageIsStatus64(_ arguments: [String]) throws {
    let run = try ProgramRun(arguments: ["compare"] + arguments, in: Self.catalogue().path)
    #expect(run.status == 64)
    #expect(run.text.isEmpty && !run.errors.isEmpty)
  }

  @Test func brokenRecordIsReportedBesideTheOthers() throws {
    let folder = try Self.catalogue()
    try folder.write("title: \"half", to: "instruments/broken.yaml")
    let named = try ProgramRun("compare", "broken", "voucher", in: folder.path)
    #expect(named.status == 1 && !named.text.isEmpty)
    #expect(named.errors.contains("broken.yaml"))
    #expect(try ProgramRun("compare", "broken", in: folder.path).status == 65)
    #expect(try ProgramRun("compare", "innovation", in: folder.path).errors.contains("broken.yaml"))
  }

  @Test func sameRecordsGiveTheSameBytes() throws {
    let catalogue = BundledCatalogue.repository + "/catalogue"
    for format in ["table", "markdown", "csv", "html"] {
      let runs = try (0..<2).map { _ in
        try ProgramRun("compare", "--country", "PT", "--format", format, "--catalogue", catalogue).output
      }
      #expect(runs[0] == runs[1])
    }
  }
}
