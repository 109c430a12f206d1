internal import Foundation
internal import TestSupport
internal import Testing

/// What README, CONTRIBUTING and the pages in `docs/` say of commands is true.
@Suite struct DocumentationTests {
  private static let pages: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: BundledCatalogue.repository + "/docs")) ?? []
    // These two are made from the program; another test keeps them fresh.
    let written = names.filter { $0.hasSuffix(".md") && !["diagnostics.md", "record-reference.md"].contains($0) }
    return ["README.md", "CONTRIBUTING.md", "SECURITY.md"] + written.sorted().map { "docs/" + $0 }
  }()

  private static func text(_ page: String) throws -> String {
    try String(contentsOfFile: BundledCatalogue.repository + "/" + page, encoding: .utf8)
  }

  // MARK: Shown in full

  /// A command of a page, and what the page shows of its output.
  private struct Shown: CustomStringConvertible {
    var page: String
    var line: String
    var output: [String]
    var description: String { "\(page): \(line)" }
  }

  /// The commands behind `$ ` in blocks of code; those of one block follow each other.
  private static let sessions: [[Shown]] = pages.flatMap { page in
    var sessions: [[Shown]] = []
    var isCode = false
    for line in ((try? text(page)) ?? "").components(separatedBy: "\n") {
      if line.hasPrefix("```") {
        isCode.toggle()
        if isCode { sessions.append([]) }
      } else if isCode, line.hasPrefix("$ ") {
        sessions[sessions.count - 1].append(Shown(page: page, line: String(line.dropFirst(2)), output: []))
      } else if isCode, var last = sessions.last?.last {
        last.output.append(line)
        sessions[sessions.count - 1][sessions[sessions.count - 1].count - 1] = last
      }
    }
    return sessions.filter { !$0.isEmpty }
  }

  private static let voucher = """
    # yaml-language-server: $schema=record.schema.json
    id: voucher
    title: Innovation voucher   # the short name
    kind: instrument
    countries: [Norway]
    priorities: Knowledge transfer
    target_groups: [SMEs onyl]
    created: 1 May 2006
    ended: 05/06/2008
    aim: Help small firms to work with universities.
    overview: A firm hands in a voucher, and the university is paid for it.

    """
  private static let mended = voucher.replacing("[Norway]", with: "[\"NO\"]")
    .replacing("Knowledge transfer", with: "[knowledge-transfer]").replacing("[SMEs onyl]", with: "[smes-only]")
    .replacing("1 May 2006", with: "2006-05-01").replacing("ended: 05/06/2008\n", with: "")

  /// What has to be there before a command, by its beginning: files, and a line of the shell.
  private static let before: [(command: String, files: [String: String], line: String)] = [
    (
      "ktc submit voucher.yaml",
      [
        "voucher.yaml": TemporaryFolder.record("voucher").replacing("target_groups: [smes-only]\n", with: "")
          .replacing("countries: [FR]\n", with: "countries: [FR]\ntarget_groups: [SMEs onyl]\n")
      ], ""
    ),
    ("ktc fix voucher.yaml", ["voucher.yaml": voucher], ""), ("ktc fmt --dry-run", ["voucher.yaml": mended], ""),
    ("ktc set countries+=SE", ["instruments/voucher.yaml": mended.replacing("=record", with: "=../record")], ""),
    (
      "ktc log poles", [:],
      "ktc rename competitiveness-clusters poles --why Shorter && echo '# more' >> instruments/poles.yaml"
    ),
    ("ktc contacts", [:], ana), ("ktc forget", [:], ana + "; git init -q; git add -A; \(commit)"),
  ]
  private static let ana = """
    echo 'contact: { name: Ana Example, email: ana@example.org, share: partners }' >> instruments/infratech.yaml; \
    sed -i 's/^submitted: .*/submitted: { on: 2026-11-21, by: Ana Example }/' instruments/neotec-initiative.yaml
    """
  private static let commit = "git -c user.name=A -c user.email=a@example.org commit -qm Begin"

  /// A page that goes through the mail of one day, which is not kept: its commands have to exist, and no more.
  private static let walks: Set = ["docs/curating.md"]

  @Test(arguments: 0..<sessions.count) func whatIsShownOfACommandIsWhatItPrints(_ number: Int) throws {
    let session = Self.sessions[number]
    guard let first = session.first, !Self.walks.contains(first.page) else { return }
    let folder = try TemporaryFolder()
    for name in ["catalogue.yaml", "record.schema.json", "instruments", "practices", "vocabularies", "partners"] {
      try FileManager.default.copyItem(
        atPath: BundledCatalogue.repository + "/catalogue/" + name, toPath: folder(name))
    }
    let ktc = "ktc() { \"$KTC\" \"$@\"; }; "
    if let before = Self.before.first(where: { first.line.hasPrefix($0.command) }) {
      for (name, content) in before.files { try folder.write(content, to: name) }
      let run = try ProgramRun(shell: ktc + before.line, in: folder.path)
      #expect(run.status == 0, "\(before.line): \(run.errors)")
    }
    for shown in session {
      let run = try ProgramRun(shell: ktc + "{ \(shown.line); } 2>&1", in: folder.path)
      let fails = shown.output.contains { $0.contains("error") }
      // What was to be asked and could not be is wrong usage, by the status.
      let isUnasked = shown.output.contains("Nothing was changed. Add --yes to make the change.")
      #expect(run.status == (isUnasked ? 64 : fails ? 1 : 0), "\(shown): \(run.text)")
      var printed = run.text.split(separator: "\n", omittingEmptySubsequences: false)[...]
      for line in shown.output where line != "…" {
        guard let place = printed.firstIndex(where: { $0 == line }) else {
          Issue.record("\(shown) does not print \"\(line)\" there, but: \(run.text)")
          break
        }
        printed = printed[(place + 1)...]
      }
    }
  }

  // MARK: Named

  /// The commands that a page names in running text or shows, in words.
  private static func commands(_ page: String) throws -> [[Substring]] {
    let text = try text(page)
    let inline = text.matches(of: /`(ktc [^`]+)`/).map { $0.1 }
    let shown = text.matches(of: /(?m)^(?:\$ )?(ktc .*)$/).map { $0.1 }
    return (inline + shown).map { command in
      // Quoted words are values, and a comment or a pipe ends the command.
      let plain = command.replacing(/'[^']*'|"[^"]*"/, with: "VALUE").replacing(/\s[#|>].*$/, with: "")
      return plain.split(whereSeparator: \.isWhitespace).map { Substring($0) }
    }
  }

  private static let help: [String: String] = {
    var help: [String: String] = [:]
    func visit(_ words: [String]) {
      guard let run = try? ProgramRun(arguments: ["help"] + words), run.status == 0 else { return }
      help[words.joined(separator: " ")] = run.text
      let listed = run.text.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().joined(separator: "\n")
      for match in listed.matches(of: /(?m)^  ([a-z]+)(?: |$)/) { visit(words + [String(match.1)]) }
    }
    visit([])
    // Help does not list it: it is for `make`.
    visit(["reference"])
    return help
  }()

  @Test(arguments: pages) func everyCommandThatIsNamedExistsWithItsOptions(_ page: String) throws {
    for words in try Self.commands(page) {
      var path: [String] = []
      // `retire|merge` names several at once.
      for alternatives in words.dropFirst() {
        let names = alternatives.split(separator: "|").map(String.init)
        guard names.allSatisfy({ Self.help[(path + [$0]).joined(separator: " ")] != nil }) else { break }
        path.append(names[0])
      }
      let isOption = words.dropFirst().first?.hasPrefix("-") == true
      #expect(!path.isEmpty || isOption, "\(page): \(words.joined(separator: " "))")
      let help = Self.help[path.joined(separator: " ")] ?? ""
      for word in words where word.hasPrefix("--") && word.count > 2 {
        let option = word.prefix { $0 != "=" && $0 != "|" && $0 != "," }
        #expect(help.contains(option), "\(page): \(words.joined(separator: " ")) has no \(option)")
      }
    }
  }

  @Test(arguments: pages) func everyTargetOfMakeThatIsNamedExists(_ page: String) throws {
    let makefile = try Self.text("Makefile")
    let page = try Self.text(page)
    for match in page.matches(of: /(?:`|\n)make ([a-z-]+)/) {
      #expect(makefile.contains("\n\(match.1):"), "make \(match.1)")
    }
  }

  @Test func theMapNamesEveryFolder() throws {
    let map = try Self.text("CONTRIBUTING.md").components(separatedBy: "## Add a field")[0]
    for place in ["", "Sources/"] {
      let folder = BundledCatalogue.repository + "/" + place
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) where !name.hasPrefix(".") {
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
        // The C libraries have one line for all, and a machine has folders of its own for what is built.
        guard isFolder.boolValue,
          !(place + name).hasPrefix("Sources/C") || name.hasPrefix("Ca") || name.hasPrefix("Cu"),
          !["out", "letters", "Sources"].contains(name)
        else { continue }
        #expect(map.contains("`\(place)\(name)"), "CONTRIBUTING.md says nothing of \(place)\(name)")
      }
    }
  }

  @Test(arguments: pages) func everyFileThatIsLinkedOrNamedExists(_ page: String) throws {
    let folder = URL(fileURLWithPath: BundledCatalogue.repository + "/" + page).deletingLastPathComponent()
    let text = try Self.text(page)
    for match in text.matches(of: /\]\((?!https?:|#)([^)#\s]+)[^)]*\)/) {
      let path = folder.appendingPathComponent(String(match.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(page) links to \(match.1)")
    }
    for match in text.matches(of: /`((?:Sources|Plugins|Tests|Scripts|Benchmarks)\/[A-Za-z0-9_.+\/-]+)`/) {
      let path = BundledCatalogue.repository + "/" + match.1
      #expect(FileManager.default.fileExists(atPath: path), "\(page) names \(match.1)")
    }
  }
}
