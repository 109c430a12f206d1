internal import CLibYAML
internal import SourceTree

/// What libyaml could not read, said in words that tell what to change.
///
/// libyaml names its own states ("did not find expected key while parsing a block mapping"); the reader of a
/// message has never heard of a block mapping. Its words are kept as a note.
struct YAMLProblem {
  let diagnostic: Diagnostic

  init(_ parser: yaml_parser_t, source: SourceText, offsets: inout OffsetCursor) {
    let problem = parser.problem.map { String(cString: $0) } ?? "unknown problem"
    let context = parser.context.map { String(cString: $0) } ?? ""
    let problemOffset = offsets.offset(of: parser.problem_mark)
    let contextOffset = context.isEmpty ? problemOffset : offsets.offset(of: parser.context_mark)
    let finding = Self.explain(problem, context, at: problemOffset, from: contextOffset, in: source.bytes)
    let location = source.location(of: finding.offset..<(finding.offset + 1))
    let detail = Diagnostic.Note("libyaml: \(problem)\(context.isEmpty ? "" : ", \(context)")")
    diagnostic = Diagnostic(finding.rule, finding.message, at: location, notes: [detail])
  }

  private typealias Finding = (rule: DiagnosticRule, message: String, offset: Int)

  private static func explain(
    _ problem: String, _ context: String, at offset: Int, from start: Int, in bytes: [UInt8]
  ) -> Finding {
    if context.contains("quoted scalar"), problem.contains("end of stream") || problem.contains("document indicator") {
      let mark = start < bytes.count && bytes[start] == 0x27 ? "'" : "\""
      return (YAMLRules.unclosedQuote, "the text that begins here with \(mark) is never closed with \(mark)", start)
    }
    if let tab = tabOfIndentation(at: offset, in: bytes) {
      return (YAMLRules.tab, "a tab stands here; indent with spaces instead", tab)
    }
    if problem.contains("escape") {
      return (
        YAMLRules.escape, "\"\\\(scalar(at: offset, in: bytes))\" means nothing here; write \\\\ for a backslash",
        max(0, offset - 1)
      )
    }
    if problem.contains("cannot start any token") {
      let character = scalar(at: offset, in: bytes)
      return (
        YAMLRules.specialCharacter,
        "a text cannot begin with \(character) here; put the text between quotation marks", offset
      )
    }
    if problem.contains("mapping values are not allowed") {
      return (
        YAMLRules.colon,
        "a second colon stands on this line; put the text between quotation marks, or check how the line is indented",
        offset
      )
    }
    if problem.contains("could not find expected ':'") {
      let place = problem == context ? offset : start
      return (YAMLRules.colon, "a colon is missing after this name; write `name: text`", place)
    }
    if problem.contains("',' or") {
      let bracket = problem.contains("']'") ? "]" : "}"
      return (YAMLRules.bracket, "the bracket opened here is not closed with \(bracket), or a comma is missing", start)
    }
    if problem.contains("end of stream"), context.contains("flow") {
      return (YAMLRules.bracket, "the bracket opened here is never closed", start)
    }
    if problem.contains("did not find expected key") || problem.contains("expected '-' indicator")
      || problem.contains("expected <block end>")
    {
      return stray(at: offset, in: bytes)
    }
    if problem.contains("block sequence entries are not allowed") {
      return (YAMLRules.syntax, "a list item (-) cannot begin on the same line as its field; move it to the next line", offset)
    }
    if problem.contains("block mapping") || problem.contains("mapping keys are not allowed") {
      return (YAMLRules.indentation, "this line is not indented like the lines it belongs with", offset)
    }
    if problem.contains("anchor") || problem.contains("alias") || context.contains("anchor") || context.contains("alias") {
      return (YAMLRules.alias, "a text cannot begin with & or * here; put it between quotation marks", start)
    }
    if problem.contains("tag") || context.contains("tag") {
      return (YAMLRules.tag, "a text cannot begin with ! here; put it between quotation marks", start)
    }
    return (YAMLRules.syntax, "this cannot be read as YAML; compare it with the lines before", offset)
  }

  /// "Did not find expected key" has two everyday causes: a wrong indentation, and text after a closing quote.
  private static func stray(at offset: Int, in bytes: [UInt8]) -> Finding {
    var index = min(offset, bytes.count)
    while index > 0, bytes[index - 1] == 0x20 { index -= 1 }
    if index > 0, bytes[index - 1] == 0x22 || bytes[index - 1] == 0x27 {
      let mark = Character(Unicode.Scalar(bytes[index - 1]))
      return (
        YAMLRules.unclosedQuote,
        "there is text after the closing \(mark); double a quotation mark that belongs to the text, or use the other kind",
        offset
      )
    }
    return (
      YAMLRules.indentation,
      "this line is not indented like the lines it belongs with; give them the same number of blanks", offset
    )
  }

  /// The tab among the blanks before `offset` on its line, or at it.
  private static func tabOfIndentation(at offset: Int, in bytes: [UInt8]) -> Int? {
    var index = min(offset, bytes.count)
    while index > 0, bytes[index - 1] != 0x0A, bytes[index - 1] != 0x0D { index -= 1 }
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 {
      if bytes[index] == 0x09 { return index }
      index += 1
    }
    return offset < bytes.count && bytes[offset] == 0x09 ? offset : nil
  }

  private static func scalar(at offset: Int, in bytes: [UInt8]) -> String {
    guard offset < bytes.count else { return "" }
    return String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).first.map(String.init) ?? ""
  }
}
