internal import CatalogueStore
internal import Foundation
internal import TestSupport
internal import Testing

/// Whether one sum over the states of all files tells every change.
@Suite struct FileDigestTests {
  private func digest(_ folder: TemporaryFolder) throws -> String {
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    return try #require(try catalogue.digest(ofRecordsIn: [.instruments, .practices, .inbox])).text
  }

  private static func catalogue() throws -> TemporaryFolder {
    try .withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a"), "instruments/b.yaml": TemporaryFolder.record("b"),
      "practices/deep/c.yml": TemporaryFolder.record("c", kind: "practice"),
    ])
  }

  @Test func isTheSameAsLongAsNothingChanges() throws {
    let folder = try Self.catalogue()
    let before = try digest(folder)
    try folder.write("notes", to: "instruments/notes.txt")
    try folder.write("hidden", to: "instruments/.a.yaml")
    #expect(try digest(folder) == before)
    #expect(before.hasSuffix("-3"))
  }

  @Test(arguments: ["added", "changed", "removed", "renamed", "moved", "replaced"])
  func tellsThatAFileWas(_ what: String) throws {
    let folder = try Self.catalogue()
    let before = try digest(folder)
    let files = FileManager.default
    switch what {
    case "added": try folder.write("id: d", to: "inbox/batch/d.yaml")
    case "changed": try folder.write("# longer\n" + folder.read("instruments/a.yaml"), to: "instruments/a.yaml")
    case "removed": try files.removeItem(atPath: folder("practices/deep/c.yml"))
    case "renamed": try files.moveItem(atPath: folder("instruments/a.yaml"), toPath: folder("instruments/z.yaml"))
    case "moved": try files.moveItem(atPath: folder("instruments/a.yaml"), toPath: folder("practices/a.yaml"))
    default:
      // The same bytes at the same time in another file.
      let time = try files.attributesOfItem(atPath: folder("instruments/a.yaml"))[.modificationDate]
      try files.copyItem(atPath: folder("instruments/a.yaml"), toPath: folder("copy"))
      try files.removeItem(atPath: folder("instruments/a.yaml"))
      try files.moveItem(atPath: folder("copy"), toPath: folder("instruments/a.yaml"))
      try files.setAttributes([.modificationDate: time as Any], ofItemAtPath: folder("instruments/a.yaml"))
    }
    #expect(try digest(folder) != before)
  }

  @Test func groupsTellWhereAFileWasChanged() throws {
    let folder = try Self.catalogue()
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    let areas: [RecordFile.Area] = [.instruments, .practices, .inbox]
    let before = try #require(try catalogue.digest(ofRecordsIn: areas))
    try folder.write("# longer\n" + folder.read("practices/deep/c.yml"), to: "practices/deep/c.yml")
    let after = try #require(try catalogue.digest(ofRecordsIn: areas))
    let changed = Set(after.groups.indices.filter { after.groups[$0] != before.groups[$0] })
    #expect(changed == [FileDigest.group(ofName: "c.yml")])
    let files = try #require(try catalogue.files(ofRecordsIn: areas, inGroups: changed))
    #expect(files.map { catalogue.relativePath(of: $0.path) } == ["practices/deep/c.yml"])
    #expect(files.map(\.status) == [try catalogue.fileSystem.status(of: folder("practices/deep/c.yml"))])
  }

  @Test func whereLinksLeadToFilesTheListOfAllIsAskedFor() throws {
    let folder = try Self.catalogue()
    try FileManager.default.createSymbolicLink(
      atPath: folder("practices/linked.yaml"), withDestinationPath: folder("instruments/a.yaml"))
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    #expect(try catalogue.files(ofRecordsIn: [.instruments, .practices], inGroups: [0]) == nil)
  }

  @Test func fileInCapitalLettersIsARecordToo() throws {
    let folder = try Self.catalogue()
    let before = try digest(folder)
    try folder.write("id: d", to: "inbox/D.YAML")
    #expect(try digest(folder) != before)
  }

  @Test func doesNotDependOnWhereTheCatalogueLies() throws {
    let folder = try Self.catalogue()
    let before = try digest(folder)
    let moved = try TemporaryFolder()
    try FileManager.default.moveItem(atPath: folder.path, toPath: moved("elsewhere"))
    let catalogue = try Catalogue(at: moved("elsewhere"), today: Fixtures.today)
    #expect(try catalogue.digest(ofRecordsIn: [.instruments, .practices, .inbox])?.text == before)
  }

  @Test func aLinkToAFolderAboveEnds() throws {
    let folder = try Self.catalogue()
    let before = try digest(folder)
    try FileManager.default.createSymbolicLink(
      atPath: folder("instruments/loop"), withDestinationPath: folder("instruments"))
    #expect(try digest(folder) == before)
  }
}
