internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct FixCommandTests {
  /// A file with faults that can be mended for certain, and with everything that must stay; `«old»new»` marks a repair.
  private static let marked = """
    %YAML 1.1
    --- # the record
    # yaml-language-server: $schema=../record.schema.json
    x_first:   {a: 1,   b: no}   # ours
    id: voucher
    kind: instrument«  »»
    title: {"en": Voucher,  «no»"no"»: Kupong}   # two languages


    countries: [«Norway»"NO"», «"Portugal"»PT», «Frnce»FR»]  # where
    «prioritys»priorities»:
    - «Knowledge transfer»knowledge-transfer»   # by its label
    target_groups: «»[»«SMEs onyl»smes-only»«»]»
    created: «1 May 2006»2006-05-01»
    ended: «'2008/05/06'»2008-05-06»
    # a comment with blanks«   »»
    active: «yes»true»
    language: en
    sources: [{key: a, url: «www.example.org»"https://www.example.org"», published: «31.12.2008»2008-12-31» }]
    overview: |
      Two blanks at the end  
      are the text's own.   
    aim: >-
      Help small firms
      to work with universities.

    x_last: [ 007, ~ ]
    licence: CC-BY-4.0 # the end

    """

  private static func text(mended: Bool) -> String {
    var result = ""
    for (position, piece) in marked.components(separatedBy: "«").enumerated() {
      guard position > 0 else {
        result += piece
        continue
      }
      let parts = piece.components(separatedBy: "»")
      result += (mended ? parts[1] : parts[0]) + parts[2...].joined(separator: "»")
    }
    return result
  }

  @Test(arguments: ["\n", "\r\n"], [false, true]) func touchesOnlyTheBytesOfTheRepairs(
    _ lineBreak: String, _ hasMark: Bool
  ) throws {
    func bytes(mended: Bool) -> [UInt8] {
      (hasMark ? [0xEF, 0xBB, 0xBF] : [])
        + Array(Self.text(mended: mended).replacingOccurrences(of: "\n", with: lineBreak).utf8)
    }
    let folder = try TemporaryFolder()
    try folder.write(bytes: bytes(mended: false), to: "voucher.yaml")
    let run = try ProgramRun("fix", "voucher.yaml", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.files() == ["voucher.yaml": bytes(mended: true)])
    let again = try ProgramRun("fix", "voucher.yaml", in: folder.path)
    #expect(again.text.isEmpty)
    #expect(again.errors.contains("nothing to repair"))
  }

  @Test func theDiffIsOneThatPatchTakes() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text(mended: false), to: "voucher.yaml")
    let run = try ProgramRun(shell: "$KTC fix --dry-run voucher.yaml 2>/dev/null | patch -s -p0", in: folder.path)
    #expect(run.status == 0, "\(run.text) \(run.errors)")
    #expect(try folder.read("voucher.yaml") == Self.text(mended: true))
  }

  @Test func dryRunShowsAndChangesNothing() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", country: "France")
    ])
    let before = try folder.files()
    let run = try ProgramRun("fix", "--dry-run", in: folder.path)
    #expect(run.status == 0)
    #expect(run.lines.contains("-countries: [France]"))
    #expect(run.lines.contains("+countries: [FR]"))
    #expect(run.errors.contains("1 file would change: 1 repair."))
    #expect(try folder.files() == before)
  }

  @Test func repairsTheCatalogueAndNotesIt() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", "created: May 2006"),
      "inbox/b.yaml": TemporaryFolder.record("b", country: "France"),
      "practices/c.yaml": TemporaryFolder.record("c", kind: "practice"),
    ])
    let untouched = try folder.read("practices/c.yaml")
    let run = try ProgramRun("fix", "--by", "Ville", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.read("instruments/a.yaml").contains("created: 2006-05\n"))
    #expect(try folder.read("instruments/a.yaml").contains("modified: { \"on\": 2026-11-20, by: Ville }\n"))
    #expect(try folder.read("history/a/1.yaml") == TemporaryFolder.record("a", "created: May 2006"))
    let log = try folder.read("history/a/log.yaml")
    #expect(log.contains("action: edited"))
    #expect(log.contains("by: Ville"))
    #expect(log.contains("digest: sha256:"))
    // A draft is nobody's yet; it is repaired and not stamped.
    #expect(try folder.read("inbox/b.yaml") == TemporaryFolder.record("b", country: "FR"))
    #expect(!folder.exists("history/b"))
    #expect(try folder.read("practices/c.yaml") == untouched)
    #expect(try ProgramRun("validate", in: folder.path).errors.contains("no findings"))
  }

  @Test func aRecordChangedByHandIsNotedByValidateAndStamped() throws {
    let folder = try TemporaryFolder.withCatalogue()
    try folder.write(TemporaryFolder.record("a"), to: "new.yaml")
    #expect(try ProgramRun("submit", "--publish", "new.yaml", in: folder.path).status == 0)
    try FileManager.default.removeItem(atPath: folder("new.yaml"))
    #expect(try ProgramRun("validate", in: folder.path).errors == "1 record checked: no findings.\n")
    let published = try folder.read("instruments/a.yaml")
    try folder.write(published.replacingOccurrences(of: "Help small", with: "Help all small"), to: "instruments/a.yaml")

    let noted = try ProgramRun("validate", in: folder.path)
    #expect(noted.status == 0)
    #expect(
      noted.errors.contains(
        "instruments/a.yaml: note: it was changed by hand since 2026-11-20, when it was published; `ktc fix` stamps it "
          + "[changed-by-hand]"))
    let run = try ProgramRun("fix", "a", in: folder.path)
    #expect(run.status == 0)
    #expect(run.lines.contains("+modified: { \"on\": 2026-11-20 }"))
    #expect(run.errors.contains("1 record stamped that was changed by hand"))
    #expect(try folder.read("history/a/log.yaml").contains("why: changed by hand"))
    #expect(try ProgramRun("validate", in: folder.path).errors == "1 record checked: no findings.\n")
    #expect(try ProgramRun("fix", in: folder.path).text.isEmpty)
  }

  @Test func whatNeedsAPersonIsToldWithStatus1() throws {
    let folder = try TemporaryFolder()
    let record = TemporaryFolder.record("a", country: "France", "created: 05/06/2008")
    try folder.write(record, to: "a.yaml")
    let run = try ProgramRun("fix", "a.yaml", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("a.yaml:9:10: error: \"05/06/2008\" is no date"))
    #expect(run.errors.contains("1 error left that a person has to mend"))
    #expect(try folder.read("a.yaml") == record.replacingOccurrences(of: "France", with: "FR"))
  }

  @Test func aRepairThatWouldLoseAValueIsNotMade() throws {
    let folder = try TemporaryFolder()
    let record = TemporaryFolder.record("a", "creatd: 2006\ncraeted: 2007\ntitel: Another")
    try folder.write(record, to: "a.yaml")
    let run = try ProgramRun("fix", "a.yaml", in: folder.path)
    #expect(run.status == 1)
    let mended = try folder.read("a.yaml")
    // Either could be the one that was meant; only one of them may take the name.
    #expect(mended.components(separatedBy: "created: ").count == 2)
    #expect(mended.contains("titel: Another"))
    #expect(!run.errors.contains("duplicate-key"))
  }

  @Test func textsThatYAMLCannotReadAreQuoted() throws {
    let folder = try TemporaryFolder()
    let broken = TemporaryFolder.record("a", title: "Clusters: a support # by name", "also_known_as:\n- @home\n- %off")
    try folder.write(broken, to: "a.yaml")
    let run = try ProgramRun("fix", "a.yaml", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let mended = try folder.read("a.yaml")
    #expect(mended.contains("title: \"Clusters: a support\" # by name\n"))
    #expect(mended.contains("- \"@home\"\n- \"%off\"\n"))
  }

  @Test func aFileThatStaysUnreadableIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    let broken = TemporaryFolder.record("a", title: "Clusters: a support", "also_known_as: [GAPI\n")
    try folder.write(broken, to: "a.yaml")
    let run = try ProgramRun("fix", "a.yaml", in: folder.path)
    #expect(run.status == 1)
    #expect(run.text.isEmpty)
    #expect(try folder.read("a.yaml") == broken)
  }

  @Test func controlCharactersAreDeleted() throws {
    let folder = try TemporaryFolder()
    try folder.write(TemporaryFolder.record("a", title: "\"Vou\u{7}cher\"") + "# a\u{8} b\n", to: "a.yaml")
    let run = try ProgramRun("fix", "a.yaml", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.read("a.yaml") == TemporaryFolder.record("a", title: "\"Voucher\"") + "# a b\n")
  }

  /// YAML takes U+2028 for the end of a line, so that what follows it has to stay indented.
  @Test func aRepairThatWouldDoHarmKeepsNoOtherFromBeingMade() throws {
    let folder = try TemporaryFolder()
    let text = { (before: String, after: String) in
      TemporaryFolder.record("a", "overview: |-\n  One\(before)\u{2028}\(after)two.\ndifficulties: three\(before)")
    }
    try folder.write(text("\u{F}\u{F}\u{F}\u{F}\u{F}", "\u{F}\u{F}\u{F}\u{F}\u{F}\u{F}"), to: "a.yaml")
    let run = try ProgramRun("fix", "a.yaml", in: folder.path)
    #expect(run.errors.contains("14 repairs"), "\(run.errors)")
    #expect(try folder.read("a.yaml") == text("", "\u{F}\u{F}"))
    let again = try ProgramRun("fix", "a.yaml", in: folder.path)
    #expect(again.errors.contains("nothing to repair"), "\(again.errors)")
    #expect(try folder.read("a.yaml") == text("", "\u{F}\u{F}"))
  }

  @Test(arguments: [["fix", "nowhere"], ["fix", "../up"], ["fix", "no/such.yaml"]])
  func whatIsNowhereIsMissing(_ arguments: [String]) throws {
    let folder = try TemporaryFolder.withCatalogue(["instruments/a.yaml": TemporaryFolder.record("a")])
    let run = try ProgramRun(arguments: arguments, in: folder.path)
    #expect(run.status == 66)
    #expect(run.text.isEmpty)
  }

  @Test func aLinkOutOfTheCatalogueIsNotWrittenThrough() throws {
    let folder = try TemporaryFolder.withCatalogue()
    let outside = try TemporaryFolder()
    try outside.write(TemporaryFolder.record("a", country: "France"), to: "a.yaml")
    try FileManager.default.createDirectory(atPath: folder("instruments"), withIntermediateDirectories: true)
    try folder.link("instruments/a.yaml", to: outside("a.yaml"))
    let run = try ProgramRun("fix", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.components(separatedBy: "instruments/a.yaml: error: this is a link that leads out").count == 2)
    #expect(try outside.read("a.yaml") == TemporaryFolder.record("a", country: "France"))
  }
}
