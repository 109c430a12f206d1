internal import Foundation
internal import TestSupport
internal import Testing

/// A person is removed from everything that a catalogue's folder holds, and nothing else is.
@Suite struct ForgetTests {
  private static let record = """
    # Told by José Pérez, in May.
    id: voucher
    kind: instrument
    title: Voucher # a title

    countries: [FR]
    priorities: [knowledge-transfer]
    target_groups: [smes-only]
    aim: José Pérez helps small firms.
    overview: |-
      A firm asks JOSE
      PEREZ, and is paid. Josep Perezo is somebody else.

      Write to jose.perez@example.org.
    enquiries: { organisation: Office, mailbox: jose.perez@example.org } # the office
    contact:
      name: "Jos\\u00e9 P\\u00e9rez" # a friend
      email: jp@example.org
      share: partners

    # Handed in twice.
    submitted: { on: 2026-01-10, by: "Pérez, José" }
    modified:
      by: Jose Perez
      on: 2026-02-01
    reviewed: { by: José Pérez }
    x_teller: jose perez
    x_more: { who: [Ana, José Pérez], note: "told by José Pérez", when: 2026 }

    """

  private static func catalogue() throws -> TemporaryFolder {
    let old = TemporaryFolder.record("voucher", "contact: { name: José Pérez, share: public }\nx_keep: 1\n")
    let digest = "aa"
    return try .withCatalogue([
      "instruments/voucher.yaml": record,
      "instruments/other.yaml": TemporaryFolder.record("other", "submitted: { on: 2026-01-10, by: Joseph Perezo }"),
      "inbox/batch/draft.yaml": TemporaryFolder.record("draft", "contact: { name: José Pérez }\nlanguage: en"),
      "history/voucher/1.yaml": old,
      "history/voucher/log.yaml": """
      - { action: published, on: 2026-01-10, by: José Pérez, digest: "sha256:\(digest)" }
      - { version: 1, action: replaced, on: 2026-02-01, by: Ana, why: José Pérez asked for it }

      """,
      "queries/mine.yaml": "query: \"perez jose\"\n", "README.md": "Ask José Pérez.\n",
      "partners/sheets.yaml": "title: Sheets\nformats: [{ format: json }]\ncontacts: partners\n",
      "partners/web.yaml": "title: Web\nformats: [{ format: json }]\ncontacts: none\n",
    ])
  }

  /// The files that hold the name in some spelling, those of the program itself too.
  private func naming(_ folder: TemporaryFolder) throws -> [String] {
    try folder.files().filter { name, bytes in
      let text = String(decoding: bytes, as: UTF8.self).folding(
        options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      let words = text.split { !$0.isLetter }.map(String.init)
      return zip(words, words.dropFirst()).contains { $0 == "jose" && $1 == "perez" || $0 == "perez" && $1 == "jose" }
        || text.contains("jos\\u00e9")
    }.map(\.key).sorted()
  }

  @Test func nothingIsWrittenUnlessSomebodySaysSo() throws {
    let folder = try Self.catalogue()
    let before = try folder.files().filter { !$0.key.hasPrefix(".ktc") }
    let run = try ProgramRun("forget", "josé pérez", in: folder.path)
    #expect(run.status == 64, "\(run.errors)")
    #expect(run.errors.contains("Nothing was changed. Add --yes to make the change."))
    let dry = try ProgramRun("forget", "josé pérez", "--yes", "--dry-run", in: folder.path)
    #expect(dry.status == 0 && dry.text == run.text)
    #expect(try folder.files().filter { !$0.key.hasPrefix(".ktc") } == before)
    #expect(run.text.contains("To be removed:\n"))
    for place in [
      "history/voucher/1.yaml:9: contact, share: public", "history/voucher/log.yaml:1: by [1].by",
      "inbox/batch/draft.yaml:9: contact, share: never", "instruments/voucher.yaml:15: mailbox enquiries.mailbox",
      "instruments/voucher.yaml:16: contact, share: partners", "instruments/voucher.yaml:22: by submitted.by",
      "instruments/voucher.yaml:24: by modified.by", "instruments/voucher.yaml:26: by reviewed.by",
      "instruments/voucher.yaml:27: own key x_teller", "instruments/voucher.yaml:28: own key x_more.who[2]",
      "README.md:1: Ask José Pérez.", "instruments/voucher.yaml:9: aim: ", "instruments/voucher.yaml:11: overview: ",
      "instruments/voucher.yaml:14: overview: ", "queries/mine.yaml:1: query: ",
    ] { #expect(run.text.contains("  " + place), "\(place)\n\(run.text)") }
    #expect(!run.text.contains("other.yaml"))
    #expect(run.text.contains("jp@example.org"), "the address beside the name is told")
    #expect(run.text.contains("sheets: its profile takes such contacts"), "\(run.text)")
    #expect(!run.text.contains("web: its profile"))
  }

  @Test func whatIsThePersonsGoesAndEveryOtherByteStays() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("forget", "Jose Perez", "--yes", in: folder.path)
    #expect(run.status == 1, "texts are left: \(run.errors)")
    let expected = """
      # Told by José Pérez, in May.
      id: voucher
      kind: instrument
      title: Voucher # a title

      countries: [FR]
      priorities: [knowledge-transfer]
      target_groups: [smes-only]
      aim: José Pérez helps small firms.
      overview: |-
        A firm asks JOSE
        PEREZ, and is paid. Josep Perezo is somebody else.

        Write to jose.perez@example.org.
      enquiries: { organisation: Office } # the office

      # Handed in twice.
      submitted: { on: 2026-01-10 }
      modified:
        on: 2026-02-01
      x_more: { who: [Ana], note: "told by José Pérez", when: 2026 }

      """
    #expect(try folder.read("instruments/voucher.yaml") == expected)
    #expect(try folder.read("history/voucher/1.yaml") == TemporaryFolder.record("voucher", "x_keep: 1\n"))
    #expect(try folder.read("inbox/batch/draft.yaml") == TemporaryFolder.record("draft", "language: en"))
    let log = try folder.read("history/voucher/log.yaml")
    #expect(log.hasPrefix("- { action: published, on: 2026-01-10, digest: \"sha256:aa\" }\n"), "\(log)")
    #expect(log.contains("action: forgotten") && log.contains("why: José Pérez asked for it"))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    #expect(
      try ProgramRun("show", "voucher", "--at", "2026-02-10", in: folder.path).status == 0, "it made no new state")
  }

  @Test func afterwardsNoByteNamesThePerson() throws {
    let folder = try Self.catalogue()
    _ = try ProgramRun("search", "jose", in: folder.path)
    try folder.write("half a form of José Pérez", to: ".ktc/interview/x.yaml")
    #expect(try naming(folder).count >= 7)
    let run = try ProgramRun("forget", "José Pérez", "--in-prose", "--yes", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try naming(folder).isEmpty)
    let left = try folder.read("instruments/voucher.yaml")
    #expect(left.contains("# Told by [removed], in May.\n") && left.contains("aim: \"[removed] helps small firms.\"\n"))
    #expect(left.contains("  A firm asks [removed], and is paid. Josep Perezo is somebody else.\n"), "\(left)")
    #expect(left.contains("  Write to [removed].\n") && left.contains("note: \"told by [removed]\""))
    #expect(try folder.read("README.md") == "Ask [removed].\n")
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
    #expect(
      try ProgramRun("search", "firms", "--format", "ids", in: folder.path).lines.sorted() == ["other", "voucher"])
    #expect(try ProgramRun("forget", "José Pérez", in: folder.path).status == 1, "nobody is found any more")
  }

  @Test func anAddressIsFoundAsAWholeOnly() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record(
        "a", "enquiries: { organisation: O, mailbox: maria.ana@example.org }"),
      "instruments/b.yaml": TemporaryFolder.record("b", "enquiries: { organisation: O, mailbox: ANA@example.org }"),
      "instruments/c.yaml": TemporaryFolder.record("c", "enquiries: { organisation: O, mailbox: ana@example.org.uk }"),
    ])
    let run = try ProgramRun("forget", "ana@example.org", "--yes", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try folder.read("instruments/b.yaml").contains("enquiries: { organisation: O }\n"))
    #expect(
      try folder.read("instruments/a.yaml").contains("maria.ana@") && folder.read("instruments/c.yaml").contains("ana@")
    )
  }

  @Test func partnersAreToldOfAChangeByDay() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record(
        "a", "contact: { name: Ana Example, share: public }\nsubmitted: { on: 2026-01-10 }")
    ])
    _ = try ProgramRun("forget", "Ana Example", "--yes", in: folder.path)
    let run = try ProgramRun("list", "--since", "2026-11-20", in: folder.path)
    #expect(run.text.contains("changed 2026-11-20"), "\(run.text)\(run.errors)")
  }

  @Test func gitIsAskedForWhatItKeeps() throws {
    let folder = try Self.catalogue()
    let git = "git -c user.name='Jose Perez' -c user.email=a@example.org -c init.defaultBranch=main"
    _ = try ProgramRun(
      shell: "\(git) init -q . && printf '.ktc/\\n' > .gitignore && git add . && \(git) commit -qm one", in: folder.path
    )
    let run = try ProgramRun("forget", "Jose Perez", in: folder.path)
    #expect(run.text.contains("1 commit brought the name in or took it out"), "\(run.text)")
    #expect(run.text.contains("1 commit is by the person"))
    #expect(run.text.contains("git filter-repo"))
  }

  @Test(arguments: [
    ("Ana Silva-Costa", "Silva-Costa, Ana"), ("Ana Silva-Costa", "ana%20silva-costa"),
    ("José Müller-Ångström", "Müller-Ångström, José"), ("Anna-Maria Silva Costa", "Silva Costa, Anna-Maria"),
    ("Renée Müller", "https://example.org/?who=renee%20m%C3%BCller"), ("Renée Müller", "Ren&eacute;e&nbsp;M&#252;ller"),
    ("Renée Müller", "renee+muller"),
  ]) func aNameIsFoundHoweverItIsWritten(name: String, written: String) throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", "x_who: \"\(written)\""), "notes.txt": "Ask \(written) soon.\n",
    ])
    let run = try ProgramRun("forget", name, "--in-prose", "--yes", in: folder.path)
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    let left = try folder.read("instruments/a.yaml")
    #expect(left == TemporaryFolder.record("a") || left.contains("[removed]"), "\(left)")
    let note = try folder.read("notes.txt")
    #expect(note.hasSuffix("[removed] soon.\n") && !note.contains("ller") && !note.contains("osta"), "\(note)")
  }

  @Test func whatIsNoTextIsToldOf() throws {
    let folder = try TemporaryFolder.withCatalogue()
    try Data("A\0n\0a\0".utf8).write(to: URL(fileURLWithPath: folder("letter.txt")))
    try Data([0x1F, 0x8B, 0x08, 0xFF]).write(to: URL(fileURLWithPath: folder("old.yaml.gz")))
    let run = try ProgramRun("forget", "Ana Example", in: folder.path)
    #expect(run.status == 1)
    #expect(run.text.contains("Could not be looked at:\n  letter.txt: it is no text in UTF-8"), "\(run.text)")
    #expect(run.text.contains("  old.yaml.gz: it is no text in UTF-8"))
  }

  @Test func tooShortANameIsRefused() throws {
    let run = try ProgramRun("forget", "A.", in: try Self.catalogue().path)
    #expect(run.status == 64 && run.errors.contains("whole name"))
  }

  @Test func contactsListsEverythingPersonalWithItsPlaceAndAudience() throws {
    let folder = try Self.catalogue()
    let run = try ProgramRun("contacts", "--format", "csv", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let rows = run.text.split(separator: "\r\n").map(String.init)
    for row in [
      "voucher,contact,partners,instruments/voucher.yaml:17,contact.name,José Pérez",
      "voucher,by,nobody,instruments/voucher.yaml:24,modified.by,Jose Perez",
      "voucher,mailbox,everybody,instruments/voucher.yaml:15,enquiries.mailbox,jose.perez@example.org",
      "voucher,e-mail in text,everybody,instruments/voucher.yaml:10,overview,jose.perez@example.org",
      "voucher,own key,nobody,instruments/voucher.yaml:27,x_teller,jose perez",
      "draft,contact,nobody,inbox/batch/draft.yaml:9,contact.name,José Pérez",
    ] { #expect(rows.contains(row), "\(row)\n\(run.text)") }
    let shared = try ProgramRun("contacts", "--shared", "partners", "--format", "json", in: folder.path)
    #expect(shared.text.contains("jp@example.org") && !shared.text.contains("modified.by"))
    #expect(try ProgramRun("contacts", "vouchr", in: folder.path).status == 66)
  }

  @Test func organisationsAreNoPersonsUnlessAsked() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record(
        "a", "organisations: [{ name: Ville, role: reporter }]\nsubmitted: { on: 2026-01-10, by: Ville }")
    ])
    let run = try ProgramRun("contacts", in: folder.path)
    #expect(run.text.isEmpty && run.errors.contains("1 stamps name organisations"), "\(run.errors)")
    #expect(try ProgramRun("contacts", "--all", in: folder.path).text.contains("Ville"))
  }
}
