internal import Foundation
internal import TestSupport
internal import Testing

/// Ids, names and texts must lead to no other file and to no other program.
@Suite struct NameSafetyTests {
  /// A catalogue in a folder, with files around it that nobody may touch.
  private static func folder(_ records: [String: String] = [:]) throws -> TemporaryFolder {
    let files = ["instruments/one.yaml": TemporaryFolder.record("one")].merging(records) { $1 }
    let inner = try TemporaryFolder.withCatalogue(files)
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: inner.path, toPath: folder("cat"))
    try folder.write("title: Not yours\n", to: "victim.yaml")
    return folder
  }

  private static func outside(_ folder: TemporaryFolder) throws -> [String] {
    try folder.files(below: "").keys.filter { !$0.hasPrefix("cat/") }.sorted()
  }

  private static let commands: [[String]] = [
    ["show", "../victim"], ["edit", "../victim"], ["log", "../victim"], ["diff", "../victim"],
    ["related", "../victim"], ["compare", "../victim", "one"], ["form", "instrument", "--for", "../victim"],
    ["rename", "one", "../moved"], ["rename", "../victim", "mine"], ["withdraw", "../victim", "--why", "x"],
    ["restore", "../victim", "--why", "x"], ["merge", "one", "../victim", "--yes"],
    ["review", "accept", "../victim"], ["review", "reject", "../victim", "--why", "x"],
    ["search", "voucher", "--save", "../mine"], ["search", "@../victim"], ["check", "--for", "../victim"],
    ["export", "--partner", "../victim", "--output", "out"], ["set", "id=../moved", "one", "--yes"],
    ["vocabulary", "add", "../victim", "code", "--label", "en=X", "--yes"], ["vocabulary", "list", "../victim"],
    ["new", "instrument", "--output", "../victim.yaml"], ["submit", "evil.yaml"], ["submit", "--publish", "evil.yaml"],
    ["import", "evil.csv"], ["import", "evil.json"], ["audit", "--by", "reporter", "--letters", "letters"],
  ]

  @Test(arguments: 0..<commands.count) func noNameLeadsOutOfTheCatalogue(_ number: Int) throws {
    let folder = try Self.folder([
      "evil.yaml": TemporaryFolder.record("../../evil"), "evil.csv": "id,kind,title.en\n../../evil,instrument,../x\n",
      "evil.json": "[{\"id\": \"/tmp/evil\", \"kind\": \"instrument\", \"title\": {\"en\": \"../../x\"}}]",
      "instruments/two.yaml": TemporaryFolder.record(
        "two", "organisations: [{ name: ../../pwned, role: reporter }, { name: .., role: reporter }]"),
    ])
    let before = try Self.outside(folder)
    let run = try ProgramRun(
      arguments: Self.commands[number], environment: ["EDITOR": "true"], in: folder("cat"))
    #expect([0, 1, 64, 65, 66, 73].contains(run.status), "\(run.errors)")
    #expect(try Self.outside(folder) == before)
    #expect(try folder.read("victim.yaml") == "title: Not yours\n")
    #expect(!run.text.contains("Not yours") && !run.errors.contains("Not yours"))
  }

  @Test func noTextGoesThroughAShell() throws {
    let order = "$(touch pwned);`touch pwned`&&touch pwned"
    let folder = try Self.folder(["inbox/\(order).yaml": TemporaryFolder.record("draft"), "--help.yaml": "x: 1\n"])
    let environment = ["EDITOR": "true ; touch pwned", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"]
    let git = try ProgramRun(
      shell: "git init -q && git config user.name A && git config user.email a@example.org && git add -A "
        + "&& git commit -qm Begin && echo 'commits: true' >> catalogue.yaml",
      environment: environment, in: folder("cat"))
    #expect(git.status == 0, "\(git.errors)")
    for arguments in [
      ["edit", "inbox/\(order).yaml"], ["edit", "one"], ["validate", "inbox/\(order).yaml"],
      ["validate", "./--help.yaml"],
      ["review", "accept", order], ["review", "reject", order, "--why", "--amend \(order)", "--by", order],
      ["withdraw", "one", "--why", "--amend", "--by", "--author=\(order)"], ["forget", order],
      ["forget", "--output=pwned"],
      ["search", order],
    ] {
      let run = try ProgramRun(arguments: arguments, environment: environment, in: folder("cat"))
      #expect([0, 1, 64, 65, 66].contains(run.status), "\(arguments): \(run.errors)")
    }
    let made = try folder.files(below: "").keys.filter { $0.hasSuffix("pwned") }
    #expect(made.isEmpty)
  }

  @Test(arguments: ["interreg", "ktforce-form"]) func noPageHasFilesReadThroughEntities(_ format: String) throws {
    let folder = try Self.folder()
    try folder.write("password of the machine\n", to: "secret.txt")
    let entity = "<!DOCTYPE html [<!ENTITY e SYSTEM \"file://\(folder("secret.txt"))\">]>"
    try folder.write(
      entity + "<html><head><title>Practice &e;</title></head><body><h1>&e;</h1><p>Title: &e;</p></body></html>",
      to: "page.html")
    let run = try ProgramRun("import", "--from", format, "--dry-run", folder("page.html"), in: folder("cat"))
    #expect(run.status == 65 || run.status == 0)
    #expect(!run.text.contains("password") && !run.errors.contains("password"))
  }

  @Test(arguments: ["(", "\"", "-", "a", "a* ", "a OR ", "NOT ", "(a OR ", "title:", "created:1..", "é"])
  func queriesOfAnyFormAreAnsweredSoon(_ unit: String) throws {
    let query = String(repeating: unit, count: 60_000 / unit.utf8.count)
    let run = try ProgramRun("search", "--", query, in: try Self.folder()("cat"), timeout: 10)
    #expect([0, 1, 64].contains(run.status), "\(run.errors.prefix(500))")
  }
}
