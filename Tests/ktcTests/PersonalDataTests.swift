internal import Foundation
internal import TestSupport
internal import Testing

/// No personal data leaves the program unless it is shared with the public: a walk over everything that it prints or
/// writes.
@Suite struct PersonalDataTests {
  private static func contact(_ share: String) -> String {
    """
    contact:
      name: Ana PERSONALNAME\(share)
      organisation: PERSONALORG\(share)
      email: personalmail\(share)@example.org
      role: PERSONALROLE\(share)
    \(share == "unstated" ? "" : "  share: \(share)\n")
    """
  }

  private static let stamps = """
    submitted: { on: 2026-01-01, by: PERSONALSUBMITTER }
    modified: { on: 2026-01-02, by: PERSONALMODIFIER }
    reviewed: { by: PERSONALREVIEWER }
    x_note: PERSONALEXTRA
    x_group: { PERSONALKEY: [PERSONALNESTED] }

    """

  private static func catalogue() throws -> TemporaryFolder {
    var files: [String: String] = [:]
    for share in ["unstated", "never", "partners", "public"] {
      files["instruments/i-\(share).yaml"] = TemporaryFolder.record("i-\(share)", contact(share) + stamps)
      files["practices/p-\(share).yaml"] = TemporaryFolder.record(
        "p-\(share)", kind: "practice", contact(share) + stamps)
      files["inbox/d-\(share).yaml"] = TemporaryFolder.record("d-\(share)", contact(share) + stamps)
      files["instruments/w-\(share).yaml"] = TemporaryFolder.record(
        "w-\(share)", contact(share) + stamps + "status: withdrawn")
    }
    return try .withCatalogue(files)
  }

  /// The personal data in some bytes, but for what is shared with the public.
  private func leaks(_ bytes: some Collection<UInt8>) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    // Vocabularies have words such as Personalaustausch.
    return words.filter { word in
      !word.contains("publ") && Self.markers.contains { word.lowercased().hasPrefix("personal" + $0) }
    }
  }

  private static let markers = [
    "name", "org", "mail", "role", "submitter", "modifier", "reviewer", "extra", "key", "nested",
  ]

  private static let statuses = ["--status", "published", "--status", "draft", "--status", "withdrawn"]

  @Test func noExporterGetsToSeeIt() throws {
    let folder = try Self.catalogue()
    let formats = try ExportTests.Format.exported()
    #expect(formats.count >= 3)
    for format in formats {
      let run = try ProgramRun(
        arguments: ["export", "--to", format.id, "--output", "out/"] + Self.statuses, in: folder.path)
      #expect(run.status == 0, "\(format.id): \(run.errors)")
      let files = try folder.files(below: "out/" + (format.layout == "folder" ? format.id : ""))
      #expect(!files.isEmpty)
      for (name, bytes) in files {
        #expect(leaks(try PythonEdit.unpacked(bytes)).isEmpty, "\(format.id), \(name)")
        #expect(leaks(name.utf8).isEmpty)
      }
      #expect(leaks(run.output).isEmpty && leaks(run.errors.utf8).isEmpty)
      if format.layout == "file" {
        let printed = try ProgramRun(
          arguments: ["export", "--to", format.id, "--output", "-"] + Self.statuses, in: folder.path)
        #expect(leaks(try PythonEdit.unpacked(Array(printed.output))).isEmpty, "\(format.id)")
      }
    }
  }

  @Test func whatIsSharedWithThePublicPasses() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("list", "--format", "json", in: folder.path)
    #expect(run.text.contains("Ana PERSONALNAMEpublic"))
    #expect(run.text.contains("personalmailpublic@example.org"))
    #expect(run.text.contains("2026-01-01"), "the day of a stamp is no personal data")
  }

  @Test(arguments: ["table", "json", "jsonl", "csv", "yaml", "ids"])
  func noListingAndNoSearchResultHoldsIt(_ format: String) throws {
    let folder = try Self.catalogue()
    for command in [["list"], ["search", "voucher"], ["list", "--kind", "practice"]] {
      let run = try ProgramRun(arguments: command + ["--format", format] + Self.statuses, in: folder.path)
      #expect(run.status == 0, "\(run.errors)")
      #expect(!run.output.isEmpty)
      #expect(leaks(run.output).isEmpty, "\(command)")
      #expect(leaks(run.errors.utf8).isEmpty, "\(command)")
    }
  }

  @Test func itCannotBeSearchedFor() throws {
    let folder = try Self.catalogue()
    for word in [
      "PERSONALNAMEnever", "PERSONALNAMEpartners", "PERSONALORGunstated", "personalmailnever", "PERSONALSUBMITTER",
      "PERSONALMODIFIER", "PERSONALREVIEWER", "PERSONALEXTRA", "PERSONALNESTED", "PERSONALKEY",
    ] {
      for command in ["list", "search"] {
        // Without --exact a search shows what holds a part of the words, such as the name that is public.
        let exact = command == "search" ? ["--exact"] : []
        let run = try ProgramRun(
          arguments: [command, word, "--format", "ids"] + exact + Self.statuses, in: folder.path)
        #expect(run.lines.isEmpty, "\(command) \(word) finds \(run.lines)")
        #expect(run.status == 1)
      }
    }
    let shared = try ProgramRun("list", "PERSONALNAMEpublic", "--format", "ids", in: folder.path)
    #expect(shared.lines == ["i-public", "p-public"])
  }

  @Test func whatTheProgramKeepsForItselfHoldsNone() throws {
    let folder = try Self.catalogue()
    _ = try ProgramRun("search", "voucher", in: folder.path)
    _ = try ProgramRun("list", "voucher", in: folder.path)
    // The index also holds the names of terms, of which some are about personnel.
    let markers = ["name", "org", "mail", "role", "submitter", "modifier", "reviewer", "extra", "key", "nested"]
    for (name, bytes) in try folder.files(below: ".ktc") {
      // The index cuts words where they begin alike or a page ends; what is public may stand there in part.
      let found = leaks(bytes).map { $0.lowercased() }.filter { word in
        markers.contains { word.hasPrefix("personal" + $0) }
          && !["personalnamepublic", "personalmailpublic"].contains { $0.hasPrefix(word) }
      }
      #expect(found.isEmpty, "\(name)")
    }
  }

  @Test(arguments: ["sheet", "json", "yaml"]) func showIntoAPipeKeepsItBack(_ format: String) throws {
    let folder = try Self.catalogue()
    for id in ["i-never", "i-unstated", "i-partners", "i-public", "p-never", "d-never", "w-never"] {
      let run = try ProgramRun("show", id, "--format", format, in: folder.path)
      #expect(run.status == 0)
      #expect(!run.output.isEmpty)
      #expect(leaks(run.output).isEmpty, "\(id)")
      #expect(leaks(run.errors.utf8).isEmpty, "\(id)")
    }
  }

  @Test func showInATerminalPrintsIt() throws {
    let folder = try Self.catalogue()
    let script =
      "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn([os.environ['KTC'], 'show', 'i-never'])))"
    let run = try ProgramRun(shell: "exec python3 -c \"\(script)\"", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.text.contains("Ana PERSONALNAMEnever"))
    #expect(run.text.contains("personalmailnever@example.org"))
    #expect(run.text.contains("PERSONALSUBMITTER"))
  }

  @Test func indexOfTheCatalogueHoldsNone() throws {
    let run = try ProgramRun("reference", "index", in: try Self.catalogue().path)
    #expect(run.status == 0)
    #expect(run.text.contains("Example i-never"))
    #expect(leaks(run.output).isEmpty)
  }

  @Test func recordsOfTheRepositoryHoldNoContact() throws {
    let run = try ProgramRun(shell: "grep -rl '^contact:' catalogue; true", in: BundledCatalogue.repository)
    #expect(run.lines.isEmpty)
  }
}
