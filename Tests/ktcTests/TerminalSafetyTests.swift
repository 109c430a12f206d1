internal import Foundation
internal import TestSupport
internal import Testing

/// What a record, a file name or an argument says must not command the terminal that it is shown in.
@Suite struct TerminalSafetyTests {
  /// Sets the title of a terminal, rings, colours by a C1 control, and turns the direction of writing.
  private static let raw = "\u{1B}]0;t\u{7}\u{9B}31m\u{202E}x\u{2066}y"
  private static let escaped = "\\e]0;t\\a\\x9b31m\\u202Ex\\u2066y"

  private static func folder() throws -> TemporaryFolder {
    let fields = """
      organisations:
        - { name: "Org \(escaped)", role: reporter }
      contact: { name: "Person \(escaped)", email: a@example.org, share: public }
      links:
        - { type: related, name: "\(escaped)" }
      x_note: "\(escaped)"
      # a comment \(raw)
      """
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/one.yaml": TemporaryFolder.record("one", title: "\"Voucher \(escaped)\"", fields),
      "instruments/two.yaml": TemporaryFolder.record("two", title: "\"Voucher \(escaped)\"", fields),
      "instruments/name\(raw).yaml": "kind: instrument\n",
      "instruments/commented.yaml": "# \(raw)\n" + TemporaryFolder.record("commented").replacing(": [", with: ":   ["),
      "inbox/draft.yaml": TemporaryFolder.record("draft", title: "\"Voucher \(escaped)\"", fields),
      "partners/network.yaml": "title: \"\(escaped)\"\nformats: [json]\n",
      "queries/asked.yaml": "title: \"\(escaped)\"\nquery: voucher\n",
      "table.csv": "id,kind,title.en,\(raw)\nthree,instrument,\"t \(raw)\",\(raw)\n",
    ])
    let settings = try folder.read("catalogue.yaml")
    try folder.write(settings.replacing("Example", with: "\"\(escaped)\""), to: "catalogue.yaml")
    return folder
  }

  private static let commands: [[String]] = [
    ["validate"], ["list"], ["list", "--format", "json"], ["list", "--format", "csv"], ["list", "--format", "yaml"],
    ["search", "voucher", "--facets"], ["search", "voucher", "--format", "json"],
    ["search", "voucher", "--why", "one"],
    ["search", "\(raw)"], ["show", "one"], ["show", "one", "--format", "json"], ["related", "one"],
    ["compare", "one", "two"], ["compare", "one", "two", "--format", "csv"], ["stats", "--by", "org"],
    ["form", "instrument", "--for", "one"], ["form", "instrument", "--for", "one", "--text"],
    ["fix", "--dry-run"], ["fmt", "--dry-run"], ["set", "--dry-run", "countries=PT", "voucher"], ["duplicates"],
    ["duplicates", "--format", "csv"], ["review", "list"], ["review", "show", "draft"],
    ["import", "--dry-run", "table.csv"], ["import", "--plan", "table.csv"], ["export", "--to", "csv"],
    ["check", "--for", "network"], ["partners"], ["queries"], ["log", "one"], ["contacts"],
    ["contacts", "--format", "csv"], ["forget", "Person", "--dry-run"], ["audit", "--by", "reporter"],
    ["audit", "--by", "reporter", "--letters", "letters", "--dry-run"], ["audit", "--format", "json"],
    ["vocabulary", "list", "\(raw)"], ["init", "\(raw)", "--dry-run"], ["new", "\(raw)"], ["\(raw)"], ["--\(raw)"],
    ["list", "--\(raw)"], ["list", "--format", "\(raw)"], ["list", "--catalogue", "\(raw)"],
  ]

  /// What may command a terminal, but for tabs and line ends; a terminal ends lines by CR and LF.
  private static func commands(in text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: false
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }

  @Test(arguments: 0..<commands.count) func nothingShownCommandsTheTerminal(_ number: Int) throws {
    let arguments = Self.commands[number]
    let folder = try Self.folder()
    let typed = arguments.map { "'\($0)'" }.joined(separator: " ")
    // `script` gives the program a terminal.
    let run = try ProgramRun(
      shell: "script -qec \"'$KTC' $TYPED\" /dev/null </dev/null", environment: ["TYPED": typed], in: folder.path)
    #expect(!run.output.isEmpty)
    #expect(Self.commands(in: run.text).isEmpty, "\(arguments): \(run.text.debugDescription)")
  }

  @Test(arguments: 0..<commands.count) func whatIsSaidBesideTheResultsIsSafeEverywhere(_ number: Int) throws {
    let run = try ProgramRun(arguments: Self.commands[number], in: try Self.folder().path)
    #expect(Self.commands(in: run.errors).isEmpty, "\(Self.commands[number]): \(run.errors.debugDescription)")
  }

  @Test(arguments: ["json", "sarif", "github"]) func findingsAreSafeInTheLogOfAForge(_ format: String) throws {
    let run = try ProgramRun("validate", "--format", format, in: try Self.folder().path)
    #expect(run.status == 1)
    #expect(Self.commands(in: run.text).isEmpty, "\(run.text.debugDescription)")
    guard format != "github" else { return }
    #expect(try JSONSerialization.jsonObject(with: run.output) is NSObject)
  }

  @Test func lettersHoldNoControlCharacters() throws {
    let folder = try Self.folder()
    let run = try ProgramRun("audit", "--by", "reporter", "--letters", "letters", in: folder.path)
    let letters = run.lines.filter { $0.hasSuffix("letter.txt") }
    #expect(!letters.isEmpty, "\(run.errors)")
    for letter in letters { #expect(Self.commands(in: try folder.read(letter)).isEmpty, "\(letter)") }
  }
}
