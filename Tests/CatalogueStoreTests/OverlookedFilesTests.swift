internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import TestSupport
internal import Testing

/// What cannot be read is said, and nothing is written in the belief that it was not there.
@Suite struct OverlookedFilesTests {
  private func catalogue(_ files: [String: String], unlistable folder: String) throws -> Catalogue {
    let place = try TemporaryFolder.withCatalogue(files)
    return try Catalogue(at: place.path, today: Fixtures.today, fileSystem: FaultyFileSystem(unlistable: folder))
  }

  @Test(arguments: ["instruments/north", "practices", "inbox"])
  func nothingIsHandedInWhereAnIDMayBeTakenUnseen(folder: String) throws {
    let catalogue = try catalogue([folder + "/voucher.yaml": TemporaryFolder.record("voucher")], unlistable: folder)
    let file = RecordFile(path: "voucher.yaml", area: .outside)
    let input = (file: file, bytes: Array(TemporaryFolder.record("voucher").utf8))
    #expect(throws: FileError.self) { try catalogue.prepare([input], SubmissionOptions()) }
    #expect(throws: FileError.self) { try ImportTargets(catalogue) { $0 } }
    #expect(throws: FileError.self) {
      var changes = CatalogueTransaction(catalogue, holding: try catalogue.lockForWriting())
      _ = try catalogue.relink(from: "voucher", to: "cheque", in: &changes)
    }
  }

  @Test func savedQueriesThatCannotBeListedAreNotTakenForNone() throws {
    let catalogue = try catalogue(["queries/a.yaml": "query: voucher\n"], unlistable: "queries")
    #expect(throws: FileError.self) { try catalogue.queryNames() }
    #expect(throws: FileError.self) { try catalogue.queryTree(named: "a") }
  }

  @Test func historyThatCannotBeListedIsSaid() throws {
    let catalogue = try catalogue(
      [
        "instruments/a.yaml": TemporaryFolder.record("a"),
        "history/a/log.yaml": "- { action: edited, on: 2026-01-01 }\n",
      ], unlistable: "history")
    let findings = catalogue.handChanges(in: catalogue.recordFiles(in: [.instruments]).files)
    #expect(findings.map(\.code) == ["unreadable-file"])
  }

  @Test(arguments: ["partners", "queries"])
  func aFilterThatCannotBeReadStandsAgainstTheChangeOfACode(folder: String) throws {
    let place = try TemporaryFolder.withCatalogue([folder + "/x.yaml": "query: [\n"])
    let catalogue = try Catalogue(at: place.path, today: Fixtures.today)
    let vocabulary = try #require(catalogue.context.vocabularies["target_groups"])
    let change = VocabularyChange.rename("smes-only", to: "small-firms-only")
    let migration = try VocabularyMigration(change, of: vocabulary, in: catalogue) { query, _, _, _ in query }
    #expect(migration.findings.contains { $0.severity == .error && $0.location?.file == place(folder + "/x.yaml") })
  }

  @Test func noteOfAVocabularyChangeThatCannotBeReadIsNoAbsenceOfOne() throws {
    for text in ["[\n", ""] {
      let place = try TemporaryFolder.withCatalogue(["history/_vocabularies/1/change.yaml": text])
      let catalogue = try Catalogue(at: place.path, today: Fixtures.today)
      #expect(throws: StoreFailure.self) { try VocabularyLog(catalogue).last() }
    }
    #expect(try VocabularyLog(Catalogue(at: TemporaryFolder.withCatalogue().path, today: Fixtures.today)).last() == nil)
  }

  @Test func commentsStayWhenAFieldGoes() throws {
    let text = TemporaryFolder.record(
      "voucher", "level: regional # since 2019\n# why: see the minutes\ncreated: 2006\n")
    let place = try TemporaryFolder.withCatalogue(["instruments/voucher.yaml": text])
    let catalogue = try Catalogue(at: place.path, today: Fixtures.today)
    let file = RecordFile(path: place("instruments/voucher.yaml"), area: .instruments)
    let draft = try #require(catalogue.load(file).draft)
    var record = draft.record
    record.created = nil
    let bytes = catalogue.bytes(of: draft, changedTo: record, at: file.path)
    let written = String(decoding: bytes, as: UTF8.self)
    #expect(written.contains("# since 2019") && written.contains("# why: see the minutes"), "\(written)")
    #expect(catalogue.load(file, bytes).draft?.record.created == nil)
  }
}
