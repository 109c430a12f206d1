internal import Foundation
internal import TestSupport
internal import Testing

/// A catalogue or a folder of submissions may come from a stranger, with links to files of whoever reads it.
@Suite struct LinkSafetyTests {
  private static let secret = "password of the machine"

  /// A catalogue in a folder in which there is a secret as well.
  private static func folder() throws -> TemporaryFolder {
    let inner = try TemporaryFolder.withCatalogue([
      "instruments/one.yaml": TemporaryFolder.record("one"), "partners/network.yaml": "title: N\nformats: [json]\n",
      "queries/asked.yaml": "query: voucher\n",
    ])
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: inner.path, toPath: folder("cat"))
    try folder.write(secret + "\n", to: "secret.txt")
    try folder.write(TemporaryFolder.record("outer"), to: "outside/outer.yaml")
    return folder
  }

  private static let places = [
    "instruments/s.yaml", "inbox/s.yaml", "catalogue.yaml", "vocabularies/target-groups.yaml",
    "partners/network.yaml", "queries/asked.yaml",
  ]
  private static let readers: [[String]] = [
    ["validate"], ["validate", "--format", "sarif"], ["list"], ["search", "voucher"], ["search", "@asked"],
    ["fix", "--dry-run"], ["fmt", "--dry-run"], ["check", "--for", "network"], ["review", "list"], ["show", "s"],
    ["audit"], ["contacts"], ["import", "--dry-run", "instruments"], ["submit", "--dry-run", "instruments"],
    ["partners"], ["queries"], ["vocabulary", "list", "target-groups"],
  ]

  @Test(arguments: places) func nothingBehindALinkThatLeadsOutIsShown(_ place: String) throws {
    let folder = try Self.folder()
    try? FileManager.default.removeItem(atPath: folder("cat/" + place))
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: folder("cat/" + place)).deletingLastPathComponent().path,
      withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder("cat/" + place), withDestinationPath: folder("secret.txt"))
    for arguments in Self.readers {
      let run = try ProgramRun(arguments: arguments, in: folder("cat"))
      #expect(!run.text.contains(Self.secret) && !run.errors.contains(Self.secret), "\(arguments)")
    }
    let told = try ["partners", "queries"].first { place.hasPrefix($0) }.map { try ProgramRun($0, in: folder("cat")) }
    #expect(try (told ?? ProgramRun("validate", in: folder("cat"))).errors.contains("[outside-catalogue]"))
  }

  @Test func recordsInAFolderBehindALinkThatLeadsOutAreNoPartOfTheCatalogue() throws {
    let folder = try Self.folder()
    #expect(try ProgramRun("search", "voucher", "--format", "ids", in: folder("cat")).lines == ["one"])
    try FileManager.default.createSymbolicLink(
      atPath: folder("cat/practices"), withDestinationPath: folder("outside"))
    try FileManager.default.createSymbolicLink(
      atPath: folder("cat/instruments/more"), withDestinationPath: folder("outside"))
    #expect(try ProgramRun("list", "--format", "ids", in: folder("cat")).lines == ["one"])
    #expect(try ProgramRun("search", "voucher", "--format", "ids", in: folder("cat")).lines == ["one"])
    let run = try ProgramRun("validate", in: folder("cat"))
    #expect(run.errors.components(separatedBy: "[outside-catalogue]").count == 3, "\(run.errors)")
  }

  @Test func linksWithinTheCatalogueAreFollowed() throws {
    let folder = try Self.folder()
    try folder.write(TemporaryFolder.record("kept"), to: "cat/kept/kept.yaml")
    try FileManager.default.createSymbolicLink(atPath: folder("cat/instruments/more"), withDestinationPath: "../kept")
    #expect(try ProgramRun("list", "--format", "ids", in: folder("cat")).lines == ["kept", "one"])
  }

  @Test func nothingIsMadeBehindALinkThatLeadsOut() throws {
    let folder = try Self.folder()
    try FileManager.default.createDirectory(atPath: folder("empty"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: folder("cat/.ktc"), withDestinationPath: folder("empty"))
    let search = try ProgramRun("search", "voucher", "--format", "ids", in: folder("cat"))
    #expect(search.lines == ["one"])
    #expect(try ProgramRun("submit", folder("outside/outer.yaml"), in: folder("cat")).status == 66)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder("empty")).isEmpty)
  }

  @Test func anExportReplacesALinkAndLeavesWhatItLedTo() throws {
    let folder = try Self.folder()
    try FileManager.default.createDirectory(atPath: folder("out"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder("out/records.csv"), withDestinationPath: folder("secret.txt"))
    #expect(try ProgramRun("export", "--to", "csv", "--output", folder("out/"), in: folder("cat")).status == 0)
    #expect(try folder.read("secret.txt") == Self.secret + "\n")
  }
}
