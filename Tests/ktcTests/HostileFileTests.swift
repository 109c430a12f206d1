internal import Foundation
internal import TestSupport
internal import Testing

/// Files that are made to take all memory or all time: the program says what is wrong with them, at once, within 200 MB,
/// and reads what stands beside them. The times are guards against hanging, not measurements.
@Suite struct HostileFileTests {
  /// Whether the tests run under a sanitizer, which needs several times the memory.
  private static let isSanitized = dlsym(nil, "__asan_init") != nil || dlsym(nil, "__tsan_init") != nil

  /// Runs a line of the shell, in which `$KTC` is the program, and checks how much memory it took at most.
  private func run(_ line: String, in folder: TemporaryFolder) throws -> ProgramRun {
    let measure = """
      import resource, subprocess, sys
      code = subprocess.call(["/bin/sh", "-c", sys.argv[1]])
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=open("peak", "w"))
      sys.exit(code)
      """
    try folder.write(measure, to: "measure.py")
    try folder.write(line, to: "line.sh")
    let run = try ProgramRun(shell: "exec python3 measure.py \"$(cat line.sh)\"", in: folder.path, timeout: 120)
    let peak = Int(try folder.read("peak").split(separator: "\n")[0]) ?? 0
    #expect(Self.isSanitized || (1...200).contains(peak), "\(peak) MB for \(line)")
    return run
  }

  private func catalogue() throws -> TemporaryFolder {
    try TemporaryFolder.withCatalogue(["instruments/good.yaml": TemporaryFolder.record("good")])
  }

  private static func repeated(_ unit: String, _ bytes: Int) -> String {
    String(repeating: unit, count: bytes / unit.utf8.count)
  }

  /// Lists of nine aliases of the list before, nine times over: a billion words when they are followed.
  private static let bomb =
    "x_a: &a [lol, lol]\n"
    + "bcdefghi".map { "x_\($0): &\($0) [" + (0..<9).map { _ in "*a" }.joined(separator: ", ") + "]\n" }.joined()

  static let records: [(name: String, text: @Sendable () -> String, code: String)] = [
    ("aliases of aliases", { bomb }, "yaml-alias"), ("brackets", { repeated("[", 128 << 10) }, "nesting-too-deep"),
    ("braces", { repeated("{a: ", 128 << 10) }, "nesting-too-deep"),
    ("a text of 10 MB", { "aim: " + repeated("word ", 10 << 20) + "\n" }, "document-too-large"),
    ("a text of a megabyte", { "aim: " + repeated("x", (1 << 20) - 10) + "\n" }, "text-too-long"),
    ("hyphens", { repeated("- ", 128 << 10) }, "nesting-too-deep"),
    ("bytes that are no text", { repeated("\u{1}", 1 << 20) }, "not-text"),
  ]

  @Test(arguments: records.map(\.name)) func aRecordIsRefusedWithItsReason(name: String) throws {
    let record = try #require(Self.records.first { $0.name == name })
    let folder = try catalogue()
    try folder.write(record.text(), to: "instruments/bad.yaml")
    let validated = try run("$KTC validate", in: folder)
    #expect(validated.status == 1)
    #expect(validated.errors.contains("[\(record.code)]"), "\(validated.errors.prefix(2000))")
    #expect(try run("$KTC list --format ids", in: folder).lines.contains("good"))
    let imported = try run("$KTC import --dry-run --from yaml - < instruments/bad.yaml", in: folder)
    #expect([0, 1, 65].contains(imported.status), "\(imported.errors.prefix(2000))")
    #expect(imported.errors.contains("[\(record.code)]"), "\(imported.errors.prefix(2000))")
  }

  static let inputs: [(format: String, text: @Sendable () -> String)] = [
    ("json", { "[{\"id\": \"" + repeated("x", 10 << 20) + "\"}]" }), ("json", { repeated("[", 128 << 10) }),
    ("jsonl", { "{\"id\": \"" + repeated("x", 10 << 20) + "\"}\n{\"id\": \"b\"}\n" }),
    ("csv", { "id,title.en\na,\"" + repeated("x\n", 64 << 10) + "\"\nb,Two\n" }),
    ("csv", { "id,title.en\n" + repeated("a,\"\n", 64 << 10) }), ("csv", { "id," + repeated("x_a,", 64 << 10) + "\n" }),
    ("text-form", { repeated("{ktc-form practice en}\n{title.en}: a\n", 64 << 10) }),
    ("interreg", { "# A\n\n## Location\n\n" + repeated("> ", 128 << 10) }),
    ("interreg", { "<h1>A</h1><h2>Location</h2>" + repeated("<b>", 128 << 10) }),
    ("ktforce-form", { "What is the aim/objective?\n" + repeated("word ", 1 << 20) + "\n" }),
    ("ktforce-form", { "<html><body><p>What is the aim/objective?</p>" + repeated("<div>", 1 << 20) }),
    ("stip", { "InitiativeID|NameEnglish\nhttps://a.example/1|" + repeated("x", 1 << 20) + "\n" }),
  ]

  @Test(arguments: inputs.indices) func anImportEndsWithAnAnswer(number: Int) throws {
    let input = Self.inputs[number]
    let folder = try catalogue()
    try folder.write(input.text(), to: "input")
    let imported = try run("$KTC import --dry-run --from \(input.format) input", in: folder)
    #expect([0, 1, 65].contains(imported.status), "\(imported.status): \(imported.errors.prefix(2000))")
    #expect(!imported.errors.isEmpty)
  }

  @Test(arguments: [
    ("a sheet of blanks", "workbook-too-big", "parts[sheet] = parts[sheet] + b' ' * (48 << 20)"),
    (
      "a sheet of cells", "workbook-too-big",
      "parts[sheet] = parts[sheet].replace(b'</sheetData>', b'<row><c/></row>' * (3 << 20) + b'</sheetData>')"
    ),
    (
      "shared texts", "workbook-too-big", "parts['xl/sharedStrings.xml'] = b'<sst>' + b'<si/>' * (10 << 20) + b'</sst>'"
    ),
    ("one text", "workbook-too-big", "parts[sheet] = parts[sheet].replace(b'>good<', b'>' + b'x' * (48 << 20) + b'<')"),
    (
      "formats", "workbook-too-big",
      "parts['xl/styles.xml'] = b'<styleSheet><cellXfs>' + b'<xf/>' * (10 << 20) + b'</cellXfs></styleSheet>'"
    ),
  ])
  func aWorkbookThatUnpacksToMuchIsRefused(name: String, code: String, change: String) throws {
    let folder = try catalogue()
    #expect(try ProgramRun("export", "--to", "xlsx", "--output", "book.xlsx", in: folder.path).status == 0)
    let bomb = try PythonEdit.run(
      """
      import zipfile
      with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
      sheet = "xl/worksheets/sheet1.xml"
      rels = "xl/_rels/workbook.xml.rels"
      link = b'<Relationship Id="s" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
      if "xl/sharedStrings.xml" not in parts:
        parts[rels] = parts[rels].replace(b"</Relationships>", link)
        parts["xl/sharedStrings.xml"] = b"<sst/>"
      \(change)
      with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
          archive.writestr(name, content)
      """, on: Array(try Data(contentsOf: URL(fileURLWithPath: folder("book.xlsx")))))
    #expect(bomb.count < 4 << 20)
    try folder.write(bytes: bomb, to: "bomb.xlsx")
    let imported = try run("$KTC import --dry-run bomb.xlsx", in: folder)
    #expect(imported.status == 65)
    #expect(imported.errors.contains("[\(code)]"), "\(imported.errors.prefix(2000))")
  }

  @Test func pipesAndLinksInACircleAreNoRecords() throws {
    let folder = try catalogue()
    try #require(mkfifo(folder("pipe.yaml"), 0o600) == 0)
    try folder.link("loop.yaml", to: "loop.yaml")
    try folder.link("one.yaml", to: "two.yaml")
    try folder.link("two.yaml", to: "one.yaml")
    try folder.link("instruments/again", to: "..")
    for name in ["pipe.yaml", "loop.yaml", "one.yaml"] {
      for command in ["validate", "import --dry-run", "submit --dry-run", "fix --dry-run", "fmt --dry-run"] {
        let run = try run("$KTC \(command) \(name)", in: folder)
        #expect(run.status > 0, "\(command) \(name)")
        #expect(run.errors.contains(name), "\(command) \(name): \(run.errors)")
      }
    }
    #expect(try run("$KTC list --format ids", in: folder).lines.contains("good"))
  }

  @Test func aFileThatGrowsWhileItIsReadIsReadToItsLimit() throws {
    let folder = try catalogue()
    try folder.write(TemporaryFolder.record("growing"), to: "instruments/growing.yaml")
    let run = try run(
      """
      (while :; do printf '# %01000d\\n' 0; done >> instruments/growing.yaml) & writer=$!
      status=0
      for round in 1 2 3 4 5; do $KTC validate > /dev/null 2>> said || status=$?; [ $status -le 1 ] || break; done
      kill $writer
      exit $status
      """, in: folder)
    #expect((0...1).contains(run.status))
    let said = try folder.read("said")
    #expect(said.contains("no findings") || said.contains("larger than the limit"), "\(said.prefix(2000))")
  }
}
