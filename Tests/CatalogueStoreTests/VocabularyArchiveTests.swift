internal import CatalogueModel
internal import CatalogueStore
internal import Foundation
internal import TestSupport
internal import Testing

/// The vocabularies that are kept beside the index, so that a start need not parse them.
@Suite struct VocabularyArchiveTests {
  private static let archive = ".ktc/vocabularies"

  /// A catalogue whose vocabularies were last written a minute ago.
  private static func catalogue() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withCatalogue()
    try folder.write("", to: ".ktc/.gitignore")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder("vocabularies")) {
      try age("vocabularies/" + name, in: folder)
    }
    return folder
  }

  private static func age(_ name: String, in folder: TemporaryFolder) throws {
    let time = Date(timeIntervalSinceNow: -60)
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: folder(name))
  }

  private static func open(_ folder: TemporaryFolder) throws -> Catalogue {
    try Catalogue(at: folder.path, today: Fixtures.today)
  }

  private static func terms(_ catalogue: Catalogue) -> [String: [Term]] {
    Dictionary(uniqueKeysWithValues: catalogue.context.vocabularies.all.map { ($0.name, $0.terms) })
  }

  private static let full = """
    title: { en: Levels, fr: Niveaux }
    field: level
    terms:
      - code: wide
        label: { en: Wide }
      - code: old
        label: { en: Old }
        replaced_by: wide
      - code: local
        label: { en: Local, lt: Vietinis }
        synonyms: { en: [near, "next door"], el: [τοπικός] }
        definition: { en: Of one place. }
        broader: wide
        covers: [old]
        conflicts_with: [wide]
        for_search: true
        matches:
          - { scheme: stip-2021, code: L1, match: exact }
          - { uri: "https://example.org/l", match: narrow }

    """

  @Test func whatWasKeptIsWhatTheFilesSay() throws {
    let folder = try Self.catalogue()
    try folder.write(Self.full, to: "vocabularies/levels.yaml")
    try Self.age("vocabularies/levels.yaml", in: folder)
    let read = try Self.open(folder)
    #expect(read.diagnostics.isEmpty)
    read.keepVocabularies()
    #expect(folder.exists(Self.archive))
    let kept = try Self.open(folder)
    #expect(Self.terms(kept) == Self.terms(read))
    #expect(kept.context.vocabularies.all.map(\.title) == read.context.vocabularies.all.map(\.title))
    #expect(kept.context.vocabularies.all.map(\.field) == read.context.vocabularies.all.map(\.field))
    #expect(try kept.hasTrueVocabularies())
  }

  /// Shown by another archive for the same state of the files, which no program would make.
  @Test func whatWasKeptIsReadInsteadOfTheFiles() throws {
    let folder = try Self.catalogue()
    let name = "vocabularies/levels.yaml"
    try folder.write(Self.full, to: name)
    try Self.age(name, in: folder)
    try Self.open(folder).keepVocabularies()
    let time = try FileManager.default.attributesOfItem(atPath: folder(name))[.modificationDate]
    let handle = try #require(FileHandle(forUpdatingAtPath: folder(name)))
    try handle.write(contentsOf: Data(Self.full.replacing("Wide", with: "Vast").utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: time as Any], ofItemAtPath: folder(name))
    let catalogue = try Self.open(folder)
    #expect(catalogue.context.vocabularies["levels"]?.label("wide", ["en"]) == "Wide")
    #expect(try !catalogue.hasTrueVocabularies())
    try catalogue.removeKeptVocabularies()
    #expect(try Self.open(folder).context.vocabularies["levels"]?.label("wide", ["en"]) == "Vast")
  }

  @Test func aChangeAfterItWasReadIsNoticed() throws {
    let folder = try Self.catalogue()
    let catalogue = try Self.open(folder)
    #expect(try !catalogue.hasOutdatedVocabularies())
    try folder.write(Self.full, to: "vocabularies/more.yaml")
    #expect(try catalogue.hasOutdatedVocabularies())
    #expect(try !Self.open(folder).hasOutdatedVocabularies())
    #expect(try !Catalogue(builtIn: Fixtures.today).hasOutdatedVocabularies())
  }

  @Test(arguments: ["changed", "added", "removed", "renamed", "replaced"])
  func filesAreReadAgainWhenOneWas(_ what: String) throws {
    let folder = try Self.catalogue()
    try folder.write(Self.full, to: "vocabularies/levels.yaml")
    try Self.age("vocabularies/levels.yaml", in: folder)
    try Self.open(folder).keepVocabularies()
    let files = FileManager.default
    switch what {
    case "changed": try folder.write(Self.full.replacing("Local", with: "Close"), to: "vocabularies/levels.yaml")
    case "added": try folder.write(Self.full, to: "vocabularies/extra.yaml")
    case "removed": try files.removeItem(atPath: folder("vocabularies/levels.yaml"))
    case "renamed":
      try files.moveItem(atPath: folder("vocabularies/levels.yaml"), toPath: folder("vocabularies/a.yaml"))
    default:
      try files.copyItem(atPath: folder("vocabularies/levels.yaml"), toPath: folder("copy"))
      try files.removeItem(atPath: folder("vocabularies/levels.yaml"))
      try files.moveItem(atPath: folder("copy"), toPath: folder("vocabularies/levels.yaml"))
      try Self.age("vocabularies/levels.yaml", in: folder)
    }
    let after = try Self.open(folder)
    #expect(try after.hasTrueVocabularies())
    after.keepVocabularies()
    if what == "removed" || what == "renamed" { try Self.open(folder).keepVocabularies() }
    #expect(try Self.open(folder).hasTrueVocabularies())
  }

  @Test func damagedOneIsNotBelieved() throws {
    let folder = try Self.catalogue()
    let read = try Self.open(folder)
    read.keepVocabularies()
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: folder(Self.archive))))
    for position in stride(from: 0, to: whole.count, by: whole.count / 97) {
      var damaged = whole
      damaged[position] ^= 0x10
      try folder.write(bytes: damaged, to: Self.archive)
      #expect(Self.terms(try Self.open(folder)) == Self.terms(read), "byte \(position)")
      try folder.write(bytes: Array(whole.prefix(position)), to: Self.archive)
      #expect(Self.terms(try Self.open(folder)) == Self.terms(read), "cut at \(position)")
    }
  }

  @Test func vocabulariesWithFindingsAreNotKept() throws {
    let folder = try Self.catalogue()
    try folder.write(Self.full + "  - label: { en: No code }\n", to: "vocabularies/levels.yaml")
    try Self.age("vocabularies/levels.yaml", in: folder)
    let catalogue = try Self.open(folder)
    #expect(!catalogue.diagnostics.isEmpty)
    catalogue.keepVocabularies()
    #expect(!folder.exists(Self.archive))
  }

  /// The clock of a file system ticks slowly: a file may change again and look the same.
  @Test func filesThatWereJustWrittenAreNotKept() throws {
    let folder = try Self.catalogue()
    try folder.write(Self.full, to: "vocabularies/levels.yaml")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: 5)], ofItemAtPath: folder("vocabularies/levels.yaml"))
    try Self.open(folder).keepVocabularies()
    #expect(!folder.exists(Self.archive))
  }
}
