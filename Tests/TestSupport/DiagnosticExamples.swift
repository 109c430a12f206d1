internal import CatalogueModel
internal import CatalogueStore
internal import Foundation
package import SourceTree
internal import YAMLDocument

/// Runs the examples of diagnostic rules: the bad one has to be found where its `↓` stands, the good one not at all.
package enum DiagnosticExamples {
  /// Whether the examples of a rule can be run here; those of commands and importers belong to tests of their own.
  package static func canRun(_ rule: DiagnosticRule) -> Bool {
    switch rule.example {
    case .record, .file, .catalogue: true
    case .command, .input, .query: false
    }
  }

  /// What is wrong with the examples of a rule, in words; nothing when both do what they should. Throws when a
  /// temporary catalogue cannot be written.
  package static func problems(with rule: DiagnosticRule) throws -> [String] {
    switch rule.example {
    case .record: recordProblems(rule)
    case .file: fileProblems(rule)
    case .catalogue: try catalogueProblems(rule)
    case .command, .input, .query: []
    }
  }

  /// The lines of a record, made whole: the keys that it lacks follow behind it, from a record that has no finding.
  package static func completed(_ lines: String, id: String = "example", kind: String = "instrument") -> String {
    let kind = value(of: "kind", in: lines) ?? kind
    let present = Set(lines.split(separator: "\n").compactMap(key))
    let rest = base(id: id, kind: kind).filter { !present.contains($0.key) }
    return lines + (lines.hasSuffix("\n") ? "" : "\n") + rest.map { "\($0.key): \($0.value)\n" }.joined()
  }

  /// All findings about the text of a record, judged as a published one.
  package static func findings(inRecord text: String) -> [Diagnostic] {
    let read = YAMLReader().readDocument(SourceText(name: "example.yaml", text))
    guard let tree = read.tree else { return read.diagnostics }
    let draft = Draft(tree, in: Fixtures.context)
    return read.diagnostics + draft.diagnostics + draft.findings(in: Fixtures.context, as: .published)
  }

  // MARK: Records and files

  private static func recordProblems(_ rule: DiagnosticRule) -> [String] {
    let bad = MarkedText(rule.bad)
    var problems = missing(rule, at: bad.offset, in: findings(inRecord: completed(bad.text)))
    let found = findings(inRecord: completed(rule.good))
    problems += found.filter { $0.code == rule.code || $0.severity == .error }.map {
      "the good example has: \(shown($0))"
    }
    return problems
  }

  private static func fileProblems(_ rule: DiagnosticRule) -> [String] {
    func findings(_ text: String) -> [Diagnostic] {
      YAMLReader().readDocument(SourceText(name: "example.yaml", text)).diagnostics
    }
    let bad = MarkedText(rule.bad)
    return missing(rule, at: bad.offset, in: findings(bad.text))
      + findings(rule.good).map { "the good example has: \(shown($0))" }
  }

  private static func missing(_ rule: DiagnosticRule, at offset: Int?, in found: [Diagnostic]) -> [String] {
    guard let offset else { return ["the bad example has no ↓"] }
    if found.contains(where: { $0.code == rule.code && $0.location?.byteRange?.lowerBound == offset }) { return [] }
    return ["the bad example is not found at byte \(offset), but has: \(found.map(shown))"]
  }

  // MARK: Catalogues

  private static func catalogueProblems(_ rule: DiagnosticRule) throws -> [String] {
    var problems: [String] = []
    let files = self.files(of: rule.bad)
    guard let marked = files.first(where: { $0.text.contains("↓") }) else { return ["the bad example has no ↓"] }
    let offset = MarkedText(marked.text).offset
    let found = try findings(inCatalogue: files.map { ($0.path, MarkedText($0.text).text) })
    let isFound = found.contains { path, finding in
      finding.code == rule.code && path == marked.path && finding.location?.byteRange?.lowerBound == offset
    }
    if !isFound {
      let others = found.map { "\($0.path): \(shown($0.finding))" }
      problems.append("the bad example is not found at byte \(offset ?? 0) of \(marked.path), but has: \(others)")
    }
    for (path, finding) in try findings(inCatalogue: self.files(of: rule.good))
    where finding.code == rule.code || finding.severity == .error {
      problems.append("the good example has in \(path): \(shown(finding))")
    }
    return problems
  }

  /// The files of an example, each begun by a line `--- path`.
  private static func files(of example: String) -> [(path: String, text: String)] {
    var files: [(path: String, text: String)] = []
    for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("--- ") {
        files.append((String(line.dropFirst(4)), ""))
      } else if let last = files.indices.last {
        files[last].text += line + "\n"
      }
    }
    return files
  }

  /// Writes the files, records made whole, into a temporary catalogue with the vocabularies that ship inside the
  /// program, and collects all findings by path.
  private static func findings(
    inCatalogue files: [(path: String, text: String)]
  ) throws -> [(path: String, finding: Diagnostic)] {
    var contents: [String: String] = [:]
    for file in files {
      let folder = FilePath.parent(of: file.path)
      let isRecord = folder != "vocabularies" && folder != "."
      let kind = folder.hasPrefix("practices") ? "practice" : "instrument"
      contents[file.path] =
        isRecord ? completed(file.text, id: FilePath.stem(of: file.path), kind: kind) : file.text
    }
    let root = try TemporaryFolder.withCatalogue(contents).path
    let catalogue = try Catalogue(at: root, today: Fixtures.today)
    let recordFiles = catalogue.recordFiles(in: [.instruments, .practices, .inbox])
    var found = catalogue.diagnostics + recordFiles.diagnostics
    var check = CrossRecordCheck()
    catalogue.forEachRecord(in: recordFiles.files) { loaded in
      found += loaded.diagnostics
      check.see(loaded)
    }
    found += check.findings()
    return found.map { (String(($0.location?.file ?? "").dropFirst(root.utf8.count + 1)), $0) }
  }

  // MARK: Records without findings

  private static func base(id: String, kind: String) -> [(key: String, value: String)] {
    [
      ("id", id),
      ("kind", kind),
      ("title", "Example \(id)"),
      ("countries", "[FR]"),
      kind == "practice" ? ("kt_areas", "[technology-licensing]") : ("priorities", "[knowledge-transfer]"),
      ("target_groups", "[smes-only]"),
      ("aim", "Help small firms to work with universities."),
      ("overview", "A firm hands in a voucher, and the university is paid for it."),
    ]
  }

  private static func key(of line: Substring) -> String? {
    guard let first = line.first, first.isLetter, let colon = line.firstIndex(of: ":") else { return nil }
    return String(line[..<colon])
  }

  private static func value(of name: String, in lines: String) -> String? {
    let line = lines.split(separator: "\n").first { key(of: $0) == name }
    return line.map { $0.dropFirst(name.count + 1).filter { $0 != " " } }
  }

  private static func shown(_ finding: Diagnostic) -> String {
    let place = finding.location?.byteRange.map { " at byte \($0.lowerBound)" } ?? ""
    return "\(finding.severity) \(finding.code)\(place): \(finding.message)"
  }
}

/// A text with a `↓` before the place that it is about.
package struct MarkedText: Sendable {
  /// The text without the mark.
  package let text: String
  /// The byte at which the mark stood.
  package let offset: Int?

  /// Takes the mark out of a text.
  package init(_ marked: String) {
    let parts = marked.split(separator: "↓", maxSplits: 1, omittingEmptySubsequences: false)
    text = parts.joined()
    offset = parts.count == 2 ? parts[0].utf8.count : nil
  }
}
