internal import Foundation
internal import TestSupport
internal import Testing

/// Texts of records must stay texts in every program that reads what `ktc` writes.
@Suite struct HostileTextTests {
  private static func folder(_ text: String) throws -> TemporaryFolder {
    let value = "'" + text.replacing("'", with: "''") + "'"
    let fields = """
      organisations:
        - { name: \(value), role: reporter }
      contact: { name: \(value), email: a@example.org, share: public }
      regions: [{ nuts: FRK2, name: \(value) }]
      sources:
        - { key: a, title: \(value), url: "https://example.org/" }
      status: published
      """
    return try .withCatalogue([
      "instruments/one.yaml": TemporaryFolder.record("one", title: value, fields),
      "instruments/two.yaml": TemporaryFolder.record("two", title: value, fields),
      "practices/three.yaml": TemporaryFolder.record("three", kind: "practice", title: value, fields),
    ])
  }

  private static let tables: [[String]] = [
    ["list", "--format", "csv"], ["compare", "one", "two", "--format", "csv"], ["contacts", "--format", "csv"],
    ["duplicates", "--format", "csv"], ["audit", "--format", "csv"], ["audit", "--by", "reporter", "--format", "csv"],
    ["formats", "--fidelity", "--format", "csv"], ["export", "--to", "csv", "--output", "-"],
  ]

  @Test(arguments: 0..<tables.count, ["=1+1", "+1", "-1+1", "@SUM(A1)", "＝1+1", "－1"])
  func noCellOfATableIsAFormula(_ number: Int, _ formula: String) throws {
    let arguments = Self.tables[number]
    let run = try ProgramRun(arguments: arguments, in: try Self.folder(formula).path)
    #expect(run.status == 0, "\(run.errors)")
    #expect(arguments[0] == "formats" || run.text.contains("'" + formula), "\(run.text)")
    let cells = run.text.replacing("\u{FEFF}", with: "").split { ",\n\r".contains($0) }
      .map { $0.drop { $0 == "\"" } }
    // Behind the comma of a list within a cell, or in a number, nothing is run.
    let formulas = cells.filter { cell in
      cell.first.map { "=+-@＝＋－＠".contains($0) } == true && Double(cell.filter { $0 != "\"" }) == nil
    }
    #expect(formulas.isEmpty, "\(formulas)")
  }

  private static let markup = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> ]]> --> [a](javascript:x)"

  @Test func noTextBecomesMarkupInAPage() throws {
    let folder = try Self.folder(Self.markup)
    let export = try ProgramRun(
      "export", "--to", "schemaorg,interreg,atom,cpsv-ap-jsonld,markdown", "--output", "out", in: folder.path)
    #expect(export.status == 0, "\(export.errors)")
    let comparison = try ProgramRun("compare", "one", "two", "--format", "html", in: folder.path)
    let form = try ProgramRun("form", "instrument", "--for", "one", in: folder.path)
    for page in [
      comparison.text, form.text, try folder.read("out/records.jsonld"), try folder.read("out/interreg/three.html"),
      try folder.read("out/changes.atom"), try folder.read("out/cpsv-ap.jsonld"),
    ] {
      #expect(page.contains("alert(1)"))
      for mark in ["<script>alert", "<img src=x", "href=\"javascript", "<!--<"] {
        #expect(!page.contains(mark), "\(mark) in \(page.prefix(200))")
      }
    }
    let markdown = try folder.read("out/markdown/instruments/one.md")
    #expect(markdown.contains("\\<script>alert"))
    #expect(!markdown.replacing("\\<", with: "").contains("<script"))
    #expect(markdown.contains("\\[a\\](javascript:x)"))
  }

  @Test func aTextWithALinkThatRunsAScriptIsNotExported() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/one.yaml": TemporaryFolder.record("one").replacing(
        "Help small", with: "Help [small](javascript:alert%281%29)")
    ])
    let run = try ProgramRun("export", "--to", "markdown", "--output", "out", in: folder.path)
    #expect(run.status == 1)
    #expect(run.errors.contains("[unsafe-link]"))
    #expect(!FileManager.default.fileExists(atPath: folder("out/markdown/instruments/one.md")))
  }
}
