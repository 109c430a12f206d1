internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct VocabularyChangeTests {
  private static let record = """
    id: voucher
    kind: instrument
    title: Example voucher
    countries: [FR]
    priorities: [knowledge-transfer]
    target_groups: # whom it is for
      - all-companies   # every size

      - hei-research
      # and these
      - "smes-only"
    aim: Help small firms, smes-only or not.
    overview: target_groups smes-only stays in prose.
    cofinancing: { maximum: { amount: 5, currency: EUR, per: applicant } }
    x_note: smes-only

    """
  private static let partner = """
    title: { en: Partner }
    formats: [{ format: csv }]
    filters: { target_groups: [smes-only, hei-research] } # whom they ask for

    """

  private func catalogue(_ more: [String: String] = [:]) throws -> TemporaryFolder {
    try .withCatalogue(
      [
        "instruments/voucher.yaml": Self.record, "partners/partner.yaml": Self.partner,
        "inbox/draft.yaml": "id: draft\nkind: instrument\ntarget_groups: [smes-only]\n",
        "queries/small.yaml": "query: voucher target:smes-only # mine\nfilters: { target_groups: [smes-only] }\n",
        "queries/words.yaml": "query: '(smes-only OR Target-Groups:hei-research,\"smes-only\") -target:smes-only'\n",
        "partners/asking.yaml": "title: { en: P }\nformats: [{ format: csv }]\nquery: target:smes-only\n",
      ].merging(more) { $1 })
  }

  private func files(in folder: TemporaryFolder) throws -> [String: Data] {
    try folder.files().filter { !$0.key.hasPrefix(".ktc/") && !$0.key.hasPrefix("history/") }.mapValues { Data($0) }
  }

  @Test func codeIsRenamedWhereverItIsStatedAndNothingElseChanges() throws {
    let folder = try catalogue()
    #expect(try ProgramRun("schema", "--write", in: folder.path).status == 0)
    let run = try ProgramRun(
      "vocabulary", "rename", "target_groups", "smes-only", "only-smes", "--yes", "--by", "Ann", "--why", "clearer",
      in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("2 records state the term"))
    #expect(
      try folder.read("queries/small.yaml")
        == "query: voucher target:only-smes # mine\nfilters: { target_groups: [only-smes] }\n")
    #expect(
      try folder.read("queries/words.yaml")
        == "query: '(smes-only OR Target-Groups:hei-research,only-smes) -target:only-smes'\n")
    #expect(try folder.read("partners/asking.yaml").contains("\nquery: target:only-smes\n"))
    // What is no value of a field may mean something else.
    #expect(run.errors.contains("queries/words.yaml:1: this query names the code"))
    #expect(!run.errors.contains("small.yaml"))
    #expect(
      try folder.read("instruments/voucher.yaml")
        == Self.record.replacingOccurrences(of: "- \"smes-only\"", with: "- only-smes"))
    #expect(
      try folder.read("partners/partner.yaml")
        == Self.partner.replacingOccurrences(of: "[smes-only", with: "[only-smes"))
    #expect(try folder.read("inbox/draft.yaml").contains("[only-smes]"))
    #expect(try folder.read("record.schema.json").contains("only-smes"))
    #expect(try folder.read("history/voucher/log.yaml").contains("why: clearer"))
    let check = try ProgramRun("validate", in: folder.path)
    #expect(check.status == 0, "\(check.errors)")
    // Who still has the old code, in a form that was sent, is understood.
    let search = try ProgramRun("list", "--target-group", "smes-only", "--format", "ids", in: folder.path)
    #expect(search.lines == ["voucher"])
  }

  @Test func termThatWasStatedBesideItsSuccessorIsNotStatedTwice() throws {
    let folder = try catalogue()
    let run = try ProgramRun(
      "vocabulary", "merge", "target_groups", "smes-only", "--into", "hei-research", "--yes", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let record = try folder.read("instruments/voucher.yaml")
    #expect(record.contains("- all-companies   # every size\n\n  - hei-research\n  # and these\naim:"))
    #expect(try folder.read("partners/partner.yaml").contains("[hei-research]"))
    let terms = try ProgramRun("vocabulary", "target_groups", "--format", "json", in: folder.path).text
    #expect(!terms.contains("\"code\": \"smes-only\"") && terms.contains("SMEs only"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  @Test func mergedTermLeavesItsNamesInEveryLanguage() throws {
    let folder = try catalogue()
    try folder.write(
      """
      title: { en: Sizes }
      field: sizes
      terms:
        - code: small
          label: { en: Small, fr: Petite }
          synonyms: { en: [Little], de: [Klein] }
        - code: tiny
          label: { en: Tiny }
        - code: big
          label: { en: Big, fr: Petite }
          synonyms: { pt: [Grande] }

      """, to: "vocabularies/sizes.yaml")
    let bare = try ProgramRun("vocabulary", "merge", "sizes", "small", "--into", "tiny", "--yes", in: folder.path)
    #expect(bare.status == 0, "\(bare.errors)")
    let text = try folder.read("vocabularies/sizes.yaml")
    #expect(
      text.contains(
        """
          - code: tiny
            label: { en: Tiny }
            synonyms: { en: [Small, Little, small], fr: [Petite], de: [Klein] }
          - code: big

        """), "\(text)")
    let more = try ProgramRun("vocabulary", "merge", "sizes", "tiny", "--into", "big", "--yes", in: folder.path)
    #expect(more.status == 0, "\(more.errors)")
    // What is a label or a synonym there already is not said twice.
    let all = try folder.read("vocabularies/sizes.yaml")
    #expect(
      all.contains("synonyms: { pt: [Grande], en: [Tiny, Small, Little, small, tiny], de: [Klein] }"), "\(all)")
  }

  @Test func retiredTermStaysAndNamesItsSuccessor() throws {
    let folder = try catalogue()
    let run = try ProgramRun(
      "vocabulary", "retire", "target_groups", "smes-only", "--use", "all-companies", "--yes", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try ProgramRun("vocabulary", "target_groups", in: folder.path).text.contains("retired; use all-companies"))
    #expect(try !folder.read("instruments/voucher.yaml").contains("- \"smes-only\""))
  }

  @Test(arguments: [
    ["rename", "target_groups", "smes-only", "only-smes"],
    ["merge", "target_groups", "smes-only", "--into", "hei-research"],
    ["retire", "target_groups", "smes-only", "--use", "all-companies"],
    [
      "add", "levels", "galactic", "--label", "en=Galactic", "--synonym", "en=of the galaxy", "--broader",
      "international",
    ],
    ["rename", "amount_bases", "applicant", "firm"],
  ])
  func everyChangeIsShownFirstAndCanBeTakenBackToTheByte(_ arguments: [String]) throws {
    let folder = try catalogue()
    let before = try files(in: folder)
    let plan = try ProgramRun(arguments: ["vocabulary"] + arguments + ["--dry-run"], in: folder.path)
    #expect(plan.status == 0 && plan.text.contains("+++ vocabularies/"), "\(plan.errors)")
    #expect(try files(in: folder) == before)
    let refused = try ProgramRun(arguments: ["vocabulary"] + arguments, in: folder.path)
    #expect(refused.status == 64 && refused.errors.contains("--yes"))
    #expect(try files(in: folder) == before)
    let run = try ProgramRun(arguments: ["vocabulary"] + arguments + ["--yes"], in: folder.path)
    #expect(run.status == 0 && run.text == plan.text, "\(run.errors)")
    #expect(try files(in: folder) != before)
    let undo = try ProgramRun("vocabulary", "undo", "--yes", in: folder.path)
    #expect(undo.status == 0, "\(undo.errors)")
    #expect(try files(in: folder) == before)
    #expect(try ProgramRun("vocabulary", "undo", "--yes", in: folder.path).status == 1)
  }

  @Test func fileThatWasChangedSinceIsNamedAndNothingIsTakenBack() throws {
    let folder = try catalogue()
    _ = try ProgramRun("vocabulary", "rename", "target_groups", "smes-only", "only-smes", "--yes", in: folder.path)
    try folder.write(try folder.read("instruments/voucher.yaml") + "# later\n", to: "instruments/voucher.yaml")
    let before = try files(in: folder)
    let undo = try ProgramRun("vocabulary", "undo", "--yes", in: folder.path)
    #expect(undo.status == 1 && undo.errors.contains("instruments/voucher.yaml: it was changed since"))
    #expect(try files(in: folder) == before)
  }

  @Test(arguments: [
    (["rename", "target_groups", "smes-onyl", "x"], "did you mean \"smes-only\""),
    (["rename", "target_groups", "smes-only", "hei-research"], "already has a term"),
    (["rename", "target_groups", "smes-only", "../x"], "is no code"),
    (["rename", "target_group", "smes-only", "x"], "there is no vocabulary \"target_group\""),
    (["retire", "target_groups", "smes-only", "--use", "smes"], "for searching only"),
    (["merge", "target_groups", "smes-only", "--into", "smes-only"], "with itself"),
    (["add", "target_groups", "smes-only", "--label", "en=X"], "already has a term"),
    (["add", "target_groups", "zz", "--label", "en=smes ONLY"], "is a name of \"smes-only\" already"),
    (["add", "target_groups", "zz", "--label", "en=X", "--synonym", "fr=PME"], "is a name of \"smes\" already"),
    (["rename", "target_groups", "smes-only", "sme"], "is a name of \"smes\" already"),
    (["add", "target_groups", "new", "--label", "en=X", "--broader", "nope"], "has no term \"nope\""),
  ])
  func changeThatMakesNoSenseIsRefusedWithTheReason(_ arguments: [String], _ reason: String) throws {
    let folder = try catalogue()
    let before = try files(in: folder)
    let run = try ProgramRun(arguments: ["vocabulary"] + arguments + ["--yes"], in: folder.path)
    #expect(run.status == 64 && run.errors.contains(reason), "\(run.errors)")
    #expect(try files(in: folder) == before)
  }

  @Test func recordThatCannotBeReadStopsTheChangeAndIsNamed() throws {
    let folder = try catalogue(["instruments/broken.yaml": "id: broken\ntarget_groups: [smes-only\n"])
    let before = try files(in: folder)
    let run = try ProgramRun(
      "vocabulary", "rename", "target_groups", "smes-only", "only-smes", "--yes", in: folder.path)
    #expect(run.status == 1 && run.errors.contains("instruments/broken.yaml:"), "\(run.errors)")
    #expect(try files(in: folder) == before)
  }
}
