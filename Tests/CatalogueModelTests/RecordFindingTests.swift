import CatalogueModel
import SourceTree
import TestSupport
import Testing

/// What is found about a record as a whole.
@Suite struct RecordFindingTests {
  @Test func theCompletedRecordHasNoFinding() throws {
    #expect(try RecordSample.codes("kind: instrument") == [])
    #expect(try RecordSample.codes("kind: practice") == [])
  }

  @Test func whatIsMissingIsAnErrorToPublishAndANoteInADraft() throws {
    let draft = try RecordSample.draft("kind: practice\ntitle: Demola\n")
    let published = draft.findings(in: Fixtures.context, as: .published)
    #expect(published.map(\.field?.description) == ["id", "countries", "kt_areas", "target_groups", "aim", "overview"])
    #expect(published.allSatisfy { $0.code == "missing-field" && $0.severity == .error && $0.location?.line == 1 })
    let asDraft = draft.findings(in: Fixtures.context, as: .draft)
    #expect(asDraft.map(\.code) == published.map(\.code))
    #expect(asDraft.allSatisfy { $0.severity == .note })
  }

  @Test func otherErrorsStayErrorsInADraft() throws {
    let findings = try RecordSample.findings("created: 2106\ntarget_groups: [nobody]", as: .draft)
    #expect(findings.map(\.code).sorted() == ["future-date", "unknown-term"])
    #expect(findings.allSatisfy { $0.severity == .error })
  }

  @Test func aFieldThatCouldNotBeReadIsNotMissing() throws {
    #expect(try RecordSample.codes("kind: policy") == ["unknown-choice"])
    #expect(try RecordSample.codes("title: []") == ["expected-text"])
    #expect(try RecordSample.codes("countries: []") == ["missing-field"])
    #expect(try RecordSample.codes("countries: [\"\"]") == ["missing-field"])
    #expect(try RecordSample.codes("aim: { en: \"\" }") == ["missing-field"])
  }

  @Test func smesOnlyBesideAllCompaniesIsReportedOnceAtTheOneThatSaysSo() throws {
    for order in ["[smes-only, all-companies]", "[all-companies, smes-only]"] {
      let findings = try RecordSample.findings("target_groups: \(order)")
      #expect(findings.map(\.code) == ["conflicting-terms"])
      #expect(findings.first?.severity == .warning)
      #expect(findings.first?.message.contains("SMEs only") == true)
    }
  }

  @Test(arguments: [
    ("countries: [FR, PT, FR]", "repeated-value"),
    ("priorities: [knowledge-transfer, knowledge-transfer]", "repeated-value"),
    ("created: 2007\nended: 2006", "dates-reversed"),
    ("phases: [{ name: a, from: 2007, to: 2006-12-31 }]", "dates-reversed"),
    ("budget: [{ amount: 1, currency: EUR, from: 2007, to: 2006 }]", "dates-reversed"),
    ("created: 2026-11-21", "future-date"),
    ("created: 2027", "future-date"), ("active: true\nended: 2012", "active-after-end"),
    ("active: true\nstatus: withdrawn", "active-after-end"),
    ("cofinancing: { rates: [{ from: 50, to: 40 }] }", "range-reversed"),
    ("cofinancing: { rates: [{ percent: 100.5 }] }", "number-out-of-range"),
    ("cofinancing: { rates: [{ percent: -1 }] }", "number-out-of-range"),
    ("cofinancing: { maximum: { amount: 5, per: applicant } }", "amount-without-currency"),
    ("budget: [{ amount: -5, currency: EUR }]", "number-out-of-range"),
    ("kind: practice\ninstrument_types: [networking-platforms]", "not-applicable"),
    ("inferred: [county]", "unknown-field-name"), ("disputed: [{ note: a }]", "empty-dispute"),
    ("disputed: [{ field: outputs, value: 70, source: page }]", "unknown-source"),
    ("outputs: [{ summary: a, source: page }]", "unknown-source"),
    ("sources: [{ key: a }, { key: b }, { key: a }]", "repeated-source"), ("links: [{ name: a }]", "empty-link"),
    ("links: [{ type: related }]", "empty-link"), ("links: [{ type: related, target: example }]", "link-to-itself"),
  ])
  func findsContradictions(lines: String, code: String) throws {
    let findings = try RecordSample.findings(lines)
    #expect(findings.map(\.code) == [code])
    let key = findings.first?.field?.description.prefix { $0.isLetter || $0 == "_" } ?? ""
    #expect(lines.contains(key + ":"), "\(key)")
    #expect(findings.first?.location?.line != nil)
  }

  @Test(arguments: [
    "[a](javascript:alert(1))", "[a]( <JavaScript:alert(1)> )", "[a](java\\script:x)", "[a](&#106;avascript:x)",
    "[a](javascript&colon;x)", "![a](data:text/html,x)", "<vbscript:x>", "<javascript:alert(1)>",
    "[a]\n\n[a]: javascript:x", "[a]: <file:///etc/passwd> \"t\"",
  ])
  func findsLinksThatWouldRunScriptsOrOpenFiles(text: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    #expect(try RecordSample.findings("transferability: |-\n\(lines)").map(\.code) == ["unsafe-link"])
  }

  /// A destination without an end is looked at by its beginning only: there may be ten thousand of them in a text.
  @Test func beginningsOfLinksWithoutAnEndAreLookedAtOnce() throws {
    let long = String(repeating: "x", count: 3000)
    #expect(try RecordSample.findings("transferability: |-\n  [a](javascript:\(long)").map(\.code) == ["unsafe-link"])
    #expect(try RecordSample.findings("transferability: |-\n  [a]: javascript:\(long)").map(\.code) == ["unsafe-link"])
    let times = try [5_000, 20_000].map { count -> Duration in
      let lines = "transferability: |-\n  " + String(repeating: "](", count: count)
      return try ThreadTime.measure { _ = try RecordSample.findings(lines) }
    }
    #expect(times[1] < times[0] * 10, "\(times)")
  }

  @Test(arguments: [
    "[a](https://example.org/a:b)", "[a](http://example.org)", "[a](mailto:a@example.org)", "<https://example.org>",
    "[a](page.html)", "[a](/x?y=a:b&c)", "`[a](javascript:x)`", "\\[a\\](javascript:x)", "[1]: Note: a b", "a[1]: b",
    "x < y: z", "[a] (b: c)", "<a@example.org>",
  ])
  func otherLinksAndWhatIsNoneAreFine(text: String) throws {
    #expect(try RecordSample.findings("transferability: |-\n  \(text)").isEmpty)
  }

  @Test(arguments: [
    "created: 2026", "created: 2026-11", "created: 2026-11-20", "created: 2006\nended: 2006",
    "created: 2006-05\nended: 2006",
    "created: 2006-05-01\nended: 2006-05-01", "active: true\nended: 2026", "active: true\nended: 2030",
    "active: false\nended: 2012",
    "phases: [{ name: a, from: 2006-05, to: 2006 }]",
    "cofinancing: { rates: [{ from: 40, to: 40 }, { percent: 0 }, { percent: 100 }] }",
    "cofinancing: { maximum: { currency: EUR } }", "countries: [EU, \"NO\"]", "outputs: [{ summary: a, value: -3 }]",
    "sources: [{ key: a, complete: false }]\noutputs: [{ summary: b, source: a }]\ndisputed: [{ field: outputs, value: c, source: a }]",
    "disputed: [{ field: \"outputs[1].value\", note: a }, { field: cofinancing.maximum, note: b }]",
    "links: [{ type: related, target: other }, { type: part_of, name: Fund, url: \"https://example.org/\" }]",
  ])
  func sparesWhatMayBe(lines: String) throws {
    #expect(try RecordSample.findings(lines).map(\.message) == [])
  }

  @Test func suggestsTheKeyOfASource() throws {
    let lines =
      "sources: [{ key: ktforce-form, title: Form }]\ndisputed: [{ field: created, note: a, source: ktforce-from }]"
    let finding = try #require(try RecordSample.findings(lines).first)
    #expect(finding.code == "unknown-source")
    #expect(finding.message.contains("did you mean \"ktforce-form\""))
    #expect(finding.location?.line == 2)
  }

  @Test func rawHTMLIsFoundInEveryProseFieldAndLanguage() throws {
    for field in Record.fields.map(\.description) where field.shape == .localizedProse {
      let findings = try RecordSample.findings("\(field.name): { en: fine, fr: \"a <b>bold</b> b\" }")
      #expect(findings.map(\.code) == ["raw-html"], "\(field.name)")
      #expect(findings.first?.field?.description == "\(field.name).fr")
    }
  }

  @Test func severitiesAreThoseOfTheRules() throws {
    for rule in ModelRules.all where rule.example == .record && rule != ModelRules.missingField {
      let found = DiagnosticExamples.findings(inRecord: DiagnosticExamples.completed(MarkedText(rule.bad).text))
      for finding in found where finding.code == rule.code { #expect(finding.severity == rule.severity) }
    }
  }
}
