internal import ArgumentParser
internal import BuiltInPlugins
internal import JSONDocument
internal import ReferencePages
internal import SourceTree

/// Findings as people read them, or as the programs take them that check changes on a forge.
struct FindingReport {
  /// How findings are shown.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case human, json
    /// Static Analysis Results Interchange Format 2.1.0 (OASIS), which forges show beside the changed lines.
    case sarif
    /// Workflow commands, which GitHub shows as annotations.
    case github
  }

  /// What was counted.
  private(set) var findings = Findings()
  private let format: Format
  private let output: StandardOutput
  private let writer = JSONWriter(isPretty: true, escapesForbidden: true)

  /// Begins a report. Throws `FileError`.
  init(_ format: Format, _ output: StandardOutput) throws {
    self.format = format
    self.output = output
    switch format {
    case .human, .github: return
    case .json: writer.beginList()
    case .sarif: beginSARIF()
    }
    try output.write(writer.take())
  }

  /// Tells of findings. Throws `FileError`.
  mutating func report(_ diagnostics: [Diagnostic]) throws {
    guard format != .human else { return findings.report(diagnostics) }
    findings.count(diagnostics)
    for diagnostic in diagnostics {
      switch format {
      case .human: break
      case .json: writer.write(Findings.json(diagnostic))
      case .sarif: writer.write(Self.sarif(diagnostic))
      case .github: try output.write(Self.annotation(diagnostic))
      }
    }
    if format != .github { try output.write(writer.take()) }
  }

  /// Ends the report. Throws `FileError`.
  func finish() throws {
    switch format {
    case .human, .github: return
    case .json: writer.endList()
    case .sarif:
      writer.endList()
      writer.endObject()
      writer.endList()
      writer.endObject()
    }
    try output.write(writer.take())
    try output.write("\n")
  }

  // MARK: SARIF

  private func beginSARIF() {
    func text(_ key: String, _ value: String) {
      writer.key(key)
      writer.write(.string(value))
    }
    writer.beginObject()
    text("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    text("version", "2.1.0")
    writer.key("runs")
    writer.beginList()
    writer.beginObject()
    writer.key("tool")
    let rules = DiagnosticReference.chapters(BuiltInPlugins.all).flatMap(\.rules).map(Self.rule)
    writer.write(
      .map([
        .init(
          "driver",
          .map([
            .init("name", .string("ktc")), .init("version", .string(ProgramVersion.number)),
            .init("rules", .list(rules)),
          ]))
      ]))
    // SARIF 2.1.0, 3.14.17: our columns count Unicode scalars.
    text("columnKind", "unicodeCodePoints")
    writer.key("results")
    writer.beginList()
  }

  private static func rule(_ rule: DiagnosticRule) -> DataValue {
    .map([
      .init("id", .string(rule.code)), .init("shortDescription", message(rule.summary)),
      .init("help", message(rule.advice)),
      .init("defaultConfiguration", .map([.init("level", .string(rule.severity.rawValue))])),
    ])
  }

  private static func sarif(_ diagnostic: Diagnostic) -> DataValue {
    var entries: [DataValue.Entry] = [
      .init("ruleId", .string(diagnostic.code)), .init("level", .string(diagnostic.severity.rawValue)),
      .init("message", message(diagnostic.message)),
    ]
    if let location = diagnostic.location {
      entries.append(.init("locations", .list([.map([.init("physicalLocation", place(location))])])))
      if let fix = diagnostic.fix { entries.append(.init("fixes", .list([self.fix(fix, location.file)]))) }
    }
    return .map(entries)
  }

  /// A text in which nothing is taken for a placeholder or a link (SARIF 2.1.0, 3.11.5 and 3.11.6). A record could
  /// otherwise put links of its own into what a forge shows.
  private static func message(_ text: String) -> DataValue {
    var result = ""
    var backslashes = 0
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "]", rest.first == "(" { result += String(repeating: "\\", count: backslashes + 1) }
      result.unicodeScalars.append(scalar)
      if scalar == "{" || scalar == "}" { result.unicodeScalars.append(scalar) }
      backslashes = scalar == "\\" ? backslashes + 1 : 0
    }
    return .map([.init("text", .string(result))])
  }

  private static func place(_ location: SourceLocation) -> DataValue {
    var entries = [DataValue.Entry("artifactLocation", .map([.init("uri", .string(address(of: location.file)))]))]
    if let line = location.line {
      var region = [DataValue.Entry("startLine", .number(String(line)))]
      if let column = location.column { region.append(.init("startColumn", .number(String(column)))) }
      if let range = location.byteRange { region += bytes(range) }
      entries.append(.init("region", .map(region)))
    }
    return .map(entries)
  }

  private static func bytes(_ range: Range<Int>) -> [DataValue.Entry] {
    [
      .init("byteOffset", .number(String(range.lowerBound))), .init("byteLength", .number(String(range.count))),
    ]
  }

  private static func fix(_ fix: Diagnostic.Fix, _ file: String) -> DataValue {
    let replacements = fix.edits.map { edit in
      DataValue.map([
        .init("deletedRegion", .map(bytes(edit.range))),
        .init("insertedContent", .map([.init("text", .string(edit.replacement))])),
      ])
    }
    return .map([
      .init("description", message(fix.summary)),
      .init(
        "artifactChanges",
        .list([
          .map([
            .init("artifactLocation", .map([.init("uri", .string(address(of: file)))])),
            .init("replacements", .list(replacements)),
          ])
        ])),
    ])
  }

  /// A path as a relative reference (RFC 3986, 4.2).
  private static func address(of path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in (path.hasPrefix("/") ? "file://" + path : path).utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: result.append(byte)
      case 0x3A where path.hasPrefix("/"): result.append(byte)
      default: result += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  // MARK: GitHub

  /// A workflow command such as `::error file=x.yaml,line=3,col=5,title=unknown-term::…`.
  private static func annotation(_ diagnostic: Diagnostic) -> String {
    // Notes are called notices there.
    let level = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
    var properties: [String] = []
    if let location = diagnostic.location {
      properties.append("file=" + escaped(location.file, isProperty: true))
      if let line = location.line { properties.append("line=\(line)") }
      if let column = location.column { properties.append("col=\(column)") }
    }
    properties.append("title=" + escaped(diagnostic.code, isProperty: true))
    return "::\(level) \(properties.joined(separator: ","))::\(escaped(diagnostic.message, isProperty: false))\n"
  }

  /// What would end a command or one of its properties, as percent and two digits. Without it a record could give
  /// commands to the machine that checks it.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return DiagnosticRenderer.printable(result)
  }
}
