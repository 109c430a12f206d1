@testable import CatalogueModel
import Foundation
import SourceTree
import TestSupport
import Testing
import YAMLDocument

/// The bundled vocabularies, and vocabularies with faults.
@Suite struct VocabularyTests {
  private func vocabulary(_ name: String) throws -> Vocabulary {
    try #require(Fixtures.context.vocabularies[name])
  }

  private func read(_ text: String) throws -> (vocabulary: Vocabulary, diagnostics: [Diagnostic]) {
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "levels.yaml", text)).tree)
    return VocabularyFile.read(tree, name: "levels")
  }

  @Test func saysHowManyFindingsAreLeftOut() throws {
    let terms = (0..<500).map { "  - { code: a\($0), label: A, broader: none }\n" }.joined()
    let diagnostics = try read("title: Levels\nterms:\n" + terms).diagnostics
    #expect(diagnostics.count == 201)
    #expect(diagnostics.last?.message.hasPrefix("300 more") == true)
  }

  @Test func everyTermIsFoundByItsCodeAndNames() {
    for vocabulary in Fixtures.context.vocabularies.all {
      for term in vocabulary.terms {
        #expect(vocabulary.term(term.code) == term)
        for name in [term.code] + term.names {
          #expect(vocabulary.terms(named: name).contains(term), "\(vocabulary.name): \(name)")
          #expect(vocabulary.terms(named: name.uppercased()).contains(term), "\(vocabulary.name): \(name)")
        }
      }
    }
  }

  @Test(arguments: ["en", "fr", "de", "pt", "lt", "ro"])
  func targetGroupsAndAreasHaveLabelsInEveryLanguage(language: String) throws {
    for name in ["target_groups", "priorities", "kt_areas", "levels"] {
      for term in try vocabulary(name).terms { #expect(term.label[language] != nil, "\(name): \(term.code)") }
    }
  }

  @Test(arguments: [
    ("target_groups", "Nur KMU", "smes-only"), ("target_groups", "TOUTES LES ENTREPRISES", "all-companies"),
    ("target_groups", "imones", "all-companies"), ("kt_areas", "technology licensing", "technology-licensing"),
  ])
  func understandsLabelsAndSynonyms(name: String, text: String, code: String) throws {
    #expect(try vocabulary(name).terms(named: text).map(\.code) == [code])
  }

  @Test(arguments: ["SME", "PME", "KMU", "MVĮ", "IMM", "smes"])
  func aWordForSMEsIsForSearchingOnly(word: String) throws {
    let groups = try vocabulary("target_groups")
    let term = try #require(groups.terms(named: word).first)
    #expect(term.isForSearch)
    #expect(groups.narrowed(by: term).map(\.code).sorted() == ["all-companies", "smes-only"])
    let finding = try #require(try RecordSample.findings("target_groups: [\(word)]").first)
    #expect(finding.code == "search-only-term")
    #expect(finding.message.contains("smes-only") && finding.message.contains("all-companies"))
    #expect(finding.fix == nil, "nobody but the submitter knows which is meant")
  }

  @Test func aSearchFindsNarrowerAndCoveredTerms() throws {
    let (vocabulary, diagnostics) = try read(
      """
      terms:
        - { code: a, covers: [c] }
        - { code: b, broader: a }
        - { code: c }
        - { code: d, broader: b }
        - { code: e, broader: c, covers: [a] }
      """)
    #expect(diagnostics.isEmpty)
    #expect(vocabulary.expansion(of: "a") == ["a", "b", "c", "d", "e"])
    #expect(vocabulary.expansion(of: "b") == ["b", "d"])
    #expect(vocabulary.expansion(of: "unknown") == ["unknown"])
  }

  @Test func aNameOfTwoTermsIsAskedBack() throws {
    let (vocabulary, _) = try read(
      """
      terms:
        - { code: a, label: { en: Support, fr: Aide } }
        - { code: b, label: { en: Help, fr: Soutien }, synonyms: { fr: [aide] } }
      """)
    #expect(vocabulary.terms(named: "AIDE").map(\.code) == ["a", "b"])
    var context = Fixtures.context
    context.vocabularies = VocabularySet([vocabulary])
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "x", "level: Aide\n")).tree)
    let draft = Draft(tree, in: context)
    #expect(draft.record.level == "Aide", "nothing is chosen for the submitter")
    #expect(draft.diagnostics.first?.message == "\"Aide\" may mean \"a\" (Support) or \"b\" (Help); write the code")
  }

  @Test func suggestsTheNearestTerm() throws {
    let groups = try vocabulary("target_groups")
    #expect(groups.nearest(to: "SMEs onyl").map(\.code).first == "smes-only")
    #expect(groups.nearest(to: "all companis").map(\.code).first == "all-companies")
    #expect(groups.nearest(to: "zzzzzzzz").isEmpty)
    let message = try #require(try RecordSample.findings("target_groups: [SMEs onyl]").first).message
    #expect(message == "unknown target group \"SMEs onyl\"; did you mean \"smes-only\" (SMEs only)?")
  }

  @Test func findsTermsByTheirBeginning() throws {
    let groups = try vocabulary("target_groups")
    #expect(groups.terms(beginning: "Toutes les").map(\.code) == ["all-companies"])
    #expect(groups.terms(beginning: " ").isEmpty)
  }

  @Test(arguments: [
    ("target_groups", "target group"), ("priorities", "priority"), ("levels", "level"), ("kt_areas", "kt area"),
  ])
  func namesOneOfItsTerms(name: String, singular: String) {
    #expect(Vocabulary(name: name, title: .init(), field: name, terms: []).singular == singular)
  }

  @Test(arguments: [
    ("terms: [{ label: Local }]", "has no code"), ("terms: [{ code: a }, { code: a }]", "two terms"),
    ("terms: [{ code: a, covers: [b] }]", "\"b\""), ("terms: [{ code: a, replaced_by: b }]", "\"b\""),
    ("terms: [{ code: a, conflicts_with: [b] }]", "\"b\""), ("terms: [{ code: a, broader: b }]", "\"b\""),
  ])
  func reportsFaultsOfAVocabulary(text: String, says: String) throws {
    let diagnostics = try read(text).diagnostics
    #expect(diagnostics.map(\.code) == ["vocabulary-term"])
    #expect(diagnostics.first?.message.contains(says) == true)
  }

  @Test func aRetiredTermNamesItsSuccessor() throws {
    let (vocabulary, _) = try read("terms: [{ code: a, replaced_by: b }, { code: b }]")
    var context = Fixtures.context
    context.vocabularies = VocabularySet([vocabulary])
    let tree = try #require(YAMLReader().readDocument(SourceText(name: "x", "level: a\n")).tree)
    let finding = try #require(Draft(tree, in: context).diagnostics.first)
    #expect(finding.code == "retired-term" && finding.severity == .warning)
    #expect(finding.fix?.edits == [TextEdit(replacing: 7..<8, with: "b")])
  }

  @Test func bundledVocabulariesHaveNoFaults() throws {
    let folder = URL(fileURLWithPath: BundledCatalogue.repository + "/catalogue/vocabularies")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(files.count >= 6)
    for file in files {
      let source = SourceText(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
      let read = YAMLReader().readDocument(source)
      let tree = try #require(read.tree)
      let name = file.deletingPathExtension().lastPathComponent
      #expect(read.diagnostics + VocabularyFile.read(tree, name: name).diagnostics == [], "\(name)")
    }
  }
}
