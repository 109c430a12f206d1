internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct FormCommandTests {
  private static func catalogue() throws -> TemporaryFolder {
    try TemporaryFolder.withCatalogue([
      "instruments/voucher.yaml": TemporaryFolder.record(
        "voucher", "created: 2006\ncontact: { name: Ona Pavyzdė, email: ona@example.org }\nx_own: { kept: true }\n")
    ])
  }

  @Test(arguments: ["en", "fr", "de", "pt", "lt", "ro"]) func makesAPageInEachLanguage(_ language: String) throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun("form", "practice", "--language", language, "--output", "form.html", in: folder.path)
    #expect(run.status == 0 && run.text.isEmpty)
    #expect(run.errors.contains("ktc import"))
    let page = try folder.read("form.html")
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("<html lang=\"\(language)\">"))
    let text = try ProgramRun("form", "practice", "--language", language, "--text", in: folder.path)
    #expect(text.text.contains("{ktc-form practice \(language)}"))
  }

  @Test func leavesAFileThatIsThereAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "form.html")
    let run = try ProgramRun("form", "practice", "--output", "form.html", in: folder.path)
    #expect(run.status == 73)
    #expect(run.errors.contains("form.html exists already"))
    #expect(try folder.read("form.html") == "mine")
    let dry = try ProgramRun("form", "practice", "--output", "other.html", "--dry-run", in: folder.path)
    #expect(dry.status == 0 && dry.text.hasPrefix("<!DOCTYPE html>"))
    #expect(!folder.exists("other.html"))
  }

  @Test func saysWhatIsWrong() throws {
    let folder = try Self.catalogue()
    let language = try ProgramRun("form", "practice", "--language", "xx", in: folder.path)
    #expect(language.status == 64)
    #expect(language.errors.contains("en, fr, de, pt, lt, ro"))
    let id = try ProgramRun("form", "instrument", "--for", "vouchr", in: folder.path)
    #expect(id.status == 66)
    #expect(id.errors.contains("did you mean \"voucher\"?"))
    let kind = try ProgramRun("form", "practice", "--for", "voucher", in: folder.path)
    #expect(kind.status == 64)
    #expect(kind.errors.contains("ktc form instrument --for voucher"))
  }

  @Test(arguments: [[], ["--text"]]) func personsAndOwnKeysStayInTheCatalogue(_ more: [String]) throws {
    let folder = try Self.catalogue()
    let arguments = ["form", "instrument", "--for", "voucher", "--language", "lt"] + more
    let form = try ProgramRun(arguments: arguments, in: folder.path)
    #expect(form.status == 0)
    #expect(form.text.contains("voucher"))
    #expect(!form.text.contains("Ona") && !form.text.contains("ona@example.org") && !form.text.contains("x_own"))
    #expect(form.text.contains("2006"))
  }

  @Test func aTextFormThatNobodyChangedAsksForNothing() throws {
    let folder = try Self.catalogue()
    let form = try ProgramRun("form", "instrument", "--for", "voucher", "--language", "de", "--text", in: folder.path)
    try folder.write(form.text, to: "back.txt")
    let run = try ProgramRun("import", "back.txt", in: folder.path)
    #expect(run.status == 0)
    #expect(run.errors.contains("read as text-form"))
    #expect(run.errors.contains("none of them changed"))
    #expect(try folder.files(below: "inbox").isEmpty)
  }

  @Test func aChangedTextFormIsProposedAndKeepsWhatItDidNotHold() throws {
    let folder = try Self.catalogue()
    let form = try ProgramRun("form", "instrument", "--for", "voucher", "--language", "lt", "--text", in: folder.path)
    let answered = form.text.replacingOccurrences(of: "{created}: 2006", with: "{created}: 2007-03")
      .replacingOccurrences(of: "{ended}:", with: "{ended}: 2012")
      .replacingOccurrences(of: "{title.lt}:", with: "{title.lt}: Čekis")
    let mail =
      "Sveiki!\r\n" + answered.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)\r\n" }.joined()
    try folder.write("\u{FEFF}" + mail, to: "mail.txt")
    let plan = try ProgramRun("import", "--plan", "mail.txt", in: folder.path)
    #expect(plan.text.contains("voucher: 3 changes"))
    #expect(try ProgramRun("import", "mail.txt", in: folder.path).status == 0)
    let draft = try #require(try folder.files(below: "inbox").keys.first { $0.hasSuffix("voucher.yaml") })
    let run = try ProgramRun("submit", "--publish", "--update", "inbox/" + draft, in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let landed = try folder.read("instruments/voucher.yaml")
    for text in ["2007-03", "2012", "Čekis", "Ona Pavyzdė", "x_own", "Sveiki!"] {
      #expect(landed.contains(text), "\(text)")
    }
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }

  /// A form of the record as text, and the same as a page saves it, of the record as it is now.
  private static func forms(of folder: TemporaryFolder) throws -> [String: String] {
    let text = try ProgramRun("form", "instrument", "--for", "voucher", "--text", in: folder.path).text
    let marks = text.split(separator: "\n").filter { $0.hasPrefix("{ktc-sent") }.map { "# \($0)\n" }.joined()
    let record = try folder.read("instruments/voucher.yaml").split(separator: "\n").filter {
      !$0.hasPrefix("contact") && !$0.hasPrefix("x_")
    }
    #expect(!marks.isEmpty)
    return ["back.txt": text, "voucher.yaml": "# A remark.\n" + marks + record.joined(separator: "\n") + "\n"]
  }

  @Test(arguments: ["back.txt", "voucher.yaml"]) func anOldFormTakesNoLaterChangeBack(_ name: String) throws {
    let folder = try Self.catalogue()
    try folder.write(try #require(try Self.forms(of: folder)[name]), to: name)
    let change = try ProgramRun(
      "set", "level=regional", "created=2007", "title.en=Vouchers of 2026", "--all", "--yes", in: folder.path)
    #expect(change.status == 0, "\(change.errors)")
    let run = try ProgramRun("import", name, in: folder.path)
    #expect(run.errors.contains("none of them changed"), "\(run.errors)")
    #expect(run.errors.contains("voucher was changed after this form was made"))
    #expect(run.errors.contains("title.en, created"))
    #expect(try folder.files(below: "inbox").isEmpty)
  }

  @Test(arguments: ["back.txt", "voucher.yaml"]) func anOldFormThatChangesTheSameAnswerSaysSo(_ name: String) throws {
    let folder = try Self.catalogue()
    let form = try #require(try Self.forms(of: folder)[name]).replacingOccurrences(of: "2006\n", with: "2005\n")
    try folder.write(form, to: name)
    _ = try ProgramRun("set", "created=2007", "title.en=Vouchers of 2026", "--all", "--yes", in: folder.path)
    let plan = try ProgramRun("import", "--plan", name, in: folder.path)
    #expect(plan.text.contains("voucher: 1 change\n"), "\(plan.text)")
    #expect(plan.errors.contains("the catalogue says \"2007\", the form \"2005\""), "\(plan.errors)")
    #expect(plan.errors.contains("[changed-since-sent]"))
  }

  @Test func anAnswerThatWasEmptiedIsRemoved() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/voucher.yaml": TemporaryFolder.record(
        "voucher",
        "level: national\ncreated: 2006\nended: 2012\nactive: false\noutputs: [{ summary: Firms helped, value: 5 }]\n"
          + "enquiries: { organisation: Agency, url: \"https://example.org/\" }\n")
    ])
    let form = try ProgramRun("form", "instrument", "--for", "voucher", "--text", in: folder.path).text
    let start = try #require(form.range(of: "## Ended"))
    let end = try #require(form.range(of: "{ended}: 2012\n"))
    let emptied = form.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
      .replacingOccurrences(of: "{created}: 2006", with: "{created}:")
      .replacingOccurrences(of: "[x] national", with: "[ ] national")
      .replacingOccurrences(of: "[x] no ", with: "[ ] no ")
      .replacingOccurrences(of: "Firms helped", with: "").replacingOccurrences(
        of: "{outputs.1.value}: 5", with: "{outputs.1.value}:"
      )
      .replacingOccurrences(of: "{enquiries.organisation}: Agency", with: "{enquiries.organisation}:")
    try folder.write(emptied, to: "back.txt")
    let plan = try ProgramRun("import", "--plan", "back.txt", in: folder.path)
    // A question that is gone with its answer says nothing.
    #expect(plan.text.contains("voucher: 5 changes"), "\(plan.text)\(plan.errors)")
    for field in ["level", "created", "active", "outputs"] {
      #expect(plan.errors.contains("\(field) of voucher is removed"), "\(field)")
    }
    #expect(plan.text.contains("enquiries changed"))
    try folder.write(
      emptied.split(separator: "\n").filter { !$0.hasPrefix("{ktc-sent") }.joined(separator: "\n"), to: "old.txt")
    let old = try ProgramRun("import", "--plan", "old.txt", in: folder.path)
    #expect(!old.errors.contains("removed"), "\(old.errors)")
  }

  @Test(arguments: [String.Encoding.utf16, .utf16LittleEndian, .utf16BigEndian])
  func aFormInUTF16IsRead(_ encoding: String.Encoding) throws {
    let folder = try Self.catalogue()
    let form = try ProgramRun("form", "practice", "--language", "lt", "--text", in: folder.path).text
    let answered = form.replacingOccurrences(of: "{title.lt}:", with: "{title.lt}: Žinių diena")
    try folder.write(bytes: Array(try #require(answered.data(using: encoding))), to: "back.txt")
    let run = try ProgramRun("import", "back.txt", in: folder.path)
    #expect(run.errors.contains("read as text-form") && run.errors.contains("1 new"), "\(run.errors)")
    let draft = try #require(try folder.files(below: "inbox").keys.first)
    #expect(try folder.read("inbox/" + draft).contains("Žinių diena"))
  }

  @Test func aFormInUTF16ThatWasCutWithinACharacterIsRefused() throws {
    let folder = try Self.catalogue()
    let form = try ProgramRun("form", "practice", "--text", in: folder.path).text
    let whole = Array(try #require(form.data(using: .utf16LittleEndian)))
    // Half a unit at the end, and half of a character of two units within.
    for bytes in [whole.dropLast(), whole.prefix(2000) + [0x3D, 0xD8] + whole.dropFirst(2000)] {
      try folder.write(bytes: Array(bytes), to: "back.txt")
      let run = try ProgramRun("import", "back.txt", in: folder.path)
      #expect(run.errors.contains("it is UTF-16 with half a character in it"), "\(run.errors)")
      #expect(run.status == 65)
      #expect(try folder.files(below: "inbox").isEmpty)
    }
  }

  @Test func whatAnImportSetAsideIsNeverOutOfSight() throws {
    let folder = try Self.catalogue()
    let form = try ProgramRun("form", "practice", "--text", in: folder.path).text
    let answers = [
      "title.en": "Open day", "aim.en": "Show.", "overview.en": "Once a year.", "countries": "LT",
      "target_groups": "SMEs only", "kt_areas": "technology-licensing", "created": "in the spring of 2019",
      "ended": "2020.05.03",
    ]
    var answered = "Hello!\n" + form
    for (place, answer) in answers {
      answered = answered.replacingOccurrences(of: "{\(place)}:", with: "{\(place)}: \(answer)")
    }
    try folder.write(answered, to: "back.txt")
    _ = try ProgramRun("import", "back.txt", in: folder.path)
    let told = "not placed: created: \"in the spring of 2019\"; mend it with `ktc set created=…`"
    let show = try ProgramRun("review", "show", "open-day", in: folder.path)
    #expect(show.text.contains(told), "\(show.text)")
    let list = try ProgramRun("review", "list", "--format", "json", in: folder.path)
    #expect(list.text.contains("\"warnings\": 1"), "\(list.text)")
    #expect(try ProgramRun("review", "accept", "open-day", "--by", "Ana", in: folder.path).status == 0)
    #expect(try folder.read("practices/open-day.yaml").contains("ended: 2020-05-03"))
    let validated = try ProgramRun("validate", in: folder.path)
    #expect(validated.status == 0 && validated.errors.contains(told), "\(validated.errors)")
    #expect(try ProgramRun("audit", "open-day", in: folder.path).text.contains("set-aside"))
    #expect(try ProgramRun("set", "created=2019", "id:open-day", "--yes", in: folder.path).status == 0)
    #expect(!(try ProgramRun("validate", in: folder.path)).errors.contains("not placed"))
  }

  @Test func theFormOfAnotherCatalogueSaysWhereItIsSentWithoutHarm() throws {
    let folder = try Self.catalogue()
    let form = try ProgramRun("form", "practice", "--language", "lt", "--text", in: folder.path).text
    let start = try #require(form.range(of: "{ktc-form practice lt}\n"))
    let other = form.replacingCharacters(
      in: start.upperBound..<start.upperBound, with: "siųskite adresu\nhttps://elsewhere.example.org/enquiries.\n")
    try folder.write(other.replacingOccurrences(of: "{title.lt}:", with: "{title.lt}: Diena"), to: "back.txt")
    let run = try ProgramRun("import", "--plan", "back.txt", in: folder.path)
    #expect(!run.errors.contains("elsewhere") || !run.errors.contains("not-placed"), "\(run.errors)")
  }

  @Test func anEmptyFormWhoseIdIsTakenSaysSoAndNeverChangesTheKind() throws {
    let folder = try Self.catalogue()
    func answer(_ kind: String) -> String {
      "# {ktc-sent}\nid: voucher\nkind: \(kind)\nlanguage: en\ntitle: { en: Another voucher }\n"
    }
    try folder.write(answer("practice"), to: "practice.yaml")
    let other = try ProgramRun("import", "practice.yaml", in: folder.path)
    #expect(other.status == 1)
    #expect(
      other.errors.contains("the id \"voucher\" is that of an instrument, and this is a practice"), "\(other.errors)")
    #expect(try folder.files(below: "inbox").isEmpty)
    try folder.write(answer("instrument"), to: "instrument.yaml")
    let same = try ProgramRun("import", "--plan", "instrument.yaml", in: folder.path)
    #expect(same.errors.contains("this was the form of a new one"), "\(same.errors)")
  }

  @Test func aFormThatIsSentAgainTakesThePlaceOfTheFirst() throws {
    let folder = try Self.catalogue()
    func answer(_ title: String, _ aim: String) -> String {
      "id: open-day\nkind: practice\nlanguage: en\ntitle: { en: \(title) }\naim: { en: \(aim) }\n"
    }
    try folder.write(answer("Open day", "Show."), to: "open-day.yaml")
    try folder.write(answer("Open days", "Show more."), to: "open-day (1).yaml")
    try folder.write(answer("A day at the harbour", "Other."), to: "harbour.yaml")
    #expect(try ProgramRun("import", "open-day.yaml", in: folder.path).errors.contains("1 new"))
    let again = try ProgramRun("import", "open-day (1).yaml", in: folder.path)
    #expect(again.errors.contains("1 updated") && again.errors.contains("[overwrites-waiting]"), "\(again.errors)")
    #expect(try folder.files(below: "inbox").count == 1)
    let another = try ProgramRun("import", "harbour.yaml", in: folder.path)
    #expect(another.errors.contains("1 new"))
    #expect(another.errors.contains("a draft with the id \"open-day\" waits"), "\(another.errors)")
    #expect(another.errors.contains("this one is open-day-2"))
  }

  @Test func submitSaysThatAnOldFormTakesChangesBack() throws {
    let folder = try Self.catalogue()
    try folder.write(try #require(try Self.forms(of: folder)["voucher.yaml"]), to: "voucher.yaml")
    _ = try ProgramRun("set", "title.en=Vouchers of 2026", "--all", "--yes", in: folder.path)
    let run = try ProgramRun("submit", "--update", "voucher.yaml", in: folder.path)
    #expect(run.errors.contains("by now of title.en, contact; ktc import takes only what was changed"), "\(run.errors)")
    let draft = try folder.read("inbox/voucher.yaml")
    #expect(draft.contains("# A remark.") && !draft.contains("ktc-sent"))
  }

  @Test func commentsAndLayoutOfTheRecordStay() throws {
    let record = """
      # A remark at the top.
      id: voucher
      kind: instrument
      title:   'Innovation voucher'  # a remark behind

      countries: [ FR ]
      priorities:
          - knowledge-transfer   # why
      target_groups: [smes-only]
      # A remark between.
      aim: Help.
      created: 2006
      overview: |
        A firm hands it in.
      # The last remark.

      """
    let folder = try TemporaryFolder.withCatalogue(["instruments/voucher.yaml": record])
    let returned = """
      id: voucher
      kind: instrument
      language: en
      created:
      level: national
      overview: { en: "A firm hands it in.\\n\\nThen it is paid." }

      """
    try folder.write("\u{FEFF}" + returned.replacingOccurrences(of: "\n", with: "\r\n"), to: "voucher.yaml")
    let run = try ProgramRun("import", "voucher.yaml", in: folder.path)
    #expect(run.status == 0, "\(run.errors)")
    let draft = try #require(try folder.files(below: "inbox").keys.first { $0.hasSuffix("voucher.yaml") })
    let landed = try folder.read("inbox/" + draft).split(separator: "\n", omittingEmptySubsequences: false)
    let expected = record.replacingOccurrences(of: "created: 2006\n", with: "")
      .replacingOccurrences(of: "countries: [ FR ]", with: "countries: [ FR ]\nlevel: national")
      .replacingOccurrences(of: "  A firm hands it in.", with: "  A firm hands it in.\n\n  Then it is paid.")
      .replacingOccurrences(of: "overview: |\n", with: "overview: |-\n")
    #expect(landed.dropFirst().joined(separator: "\n") == expected)
  }
}
