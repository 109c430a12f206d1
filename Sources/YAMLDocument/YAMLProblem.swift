internal import CLibYAML
internal import SourceTree

/// What libyaml could not read, said in words that tell what to change.
///
/// libyaml names its own states ("did not find expected key while parsing a block mapping"); the reader of a
/// message has never heard of a block mapping. Its words are kept as a note.
struct YAMLProblem {
  let diagnostic: Diagnostic

  /// Explains why a parser stopped.
  ///
  /// - Parameter lastScalar: The bytes of the scalar that was read last; it may be what is really wrong.
  init(_ parser: yaml_parser_t, source: SourceText, offsets: inout OffsetCursor, lastScalar: Range<Int>) {
    let problem = parser.problem.map { String(cString: $0) } ?? "unknown problem"
    let context = parser.context.map { String(cString: $0) } ?? ""
    let problemOffset = offsets.offset(of: parser.problem_mark)
    let contextOffset = context.isEmpty ? problemOffset : offsets.offset(of: parser.context_mark)
    let cause = YAMLCause(
      problem: problem, context: context, offset: problemOffset, start: contextOffset, lastScalar: lastScalar,
      lines: SourceLines(source.bytes))
    let finding = cause.explanation
    let location = source.location(of: finding.offset..<(finding.offset + 1))
    let detail = Diagnostic.Note("libyaml: \(problem)\(context.isEmpty ? "" : ", \(context)")")
    let fix = cause.fix(of: finding).map { fix in
      let edits = fix.edits.map { edit in
        TextEdit(
          replacing: (edit.range.lowerBound + source.baseOffset)..<(edit.range.upperBound + source.baseOffset),
          with: edit.replacement)
      }
      return Diagnostic.Fix(fix.summary, edits: edits)
    }
    diagnostic = Diagnostic(finding.rule, finding.message, at: location, notes: [detail], fix: fix)
  }
}

/// What libyaml says about a fault, and the lines around it, from which the everyday mistake behind it is told.
private struct YAMLCause {
  /// What libyaml did not find, or found where it may not be.
  let problem: String
  /// What it was reading.
  let context: String
  /// Where it stopped.
  let offset: Int
  /// Where what it was reading began.
  let start: Int
  let lastScalar: Range<Int>
  let lines: SourceLines

  typealias Explanation = (rule: DiagnosticRule, message: String, offset: Int)

  var explanation: Explanation {
    if let conflict = lines.conflictMark {
      return (YAMLRules.syntax, "git left two versions here; keep one of them, and delete the lines of marks", conflict)
    }
    if let separator = lines.separator(near: offset) ?? lines.separator(near: start) {
      let message = "a line break that cannot be seen (U+2028) stands here; replace it by a blank"
      return (TextInspection.controlCharacter, message, separator)
    }
    if context.contains("quoted scalar"), problem.contains("end of stream") || problem.contains("document indicator") {
      let mark = lines[start] == 0x27 ? "'" : "\""
      return (YAMLRules.unclosedQuote, "the text that begins here with \(mark) is never closed with \(mark)", start)
    }
    if let tab = lines.tabOfIndentation(at: offset) {
      return (YAMLRules.tab, "a tab stands here; indent with spaces instead", tab)
    }
    if context.contains("quoted scalar") { return escape }
    if context.contains("block scalar") {
      let mark = lines.character(at: start)
      let message = "after \(mark) the text begins on the next line; move it there, or put it between quotation marks"
      return (YAMLRules.specialCharacter, message, start)
    }
    if problem.contains("cannot start any token") || problem.contains("mapping keys are not allowed") {
      return specialCharacter
    }
    if problem.contains("mapping values are not allowed") { return secondColon }
    if problem.contains("could not find expected ':'") { return missingColon }
    if problem.contains("found unexpected ':'") {
      return (YAMLRules.colon, "a colon cannot stand here; put the text between quotation marks", offset)
    }
    if problem.contains("',' or") { return bracket }
    if problem.contains("node content") { return missingValue }
    if problem.contains("<document start>") { return afterTheEnd }
    if problem.contains("did not find expected key") || problem.contains("expected '-' indicator") { return stray }
    if problem.contains("block sequence entries are not allowed") {
      let message =
        "a list item (-) cannot begin on the line of its field; move it to the next line, or put a text between "
        + "quotation marks"
      return (YAMLRules.syntax, message, offset)
    }
    if context.contains("anchor") || context.contains("alias") {
      return (YAMLRules.alias, "a text cannot begin with & or * here; put it between quotation marks", start)
    }
    if problem.contains("tag") || context.contains("tag") {
      return (YAMLRules.tag, "a text cannot begin with ! here; put it between quotation marks", start)
    }
    if lines[offset] == 0x25 { return directive(at: offset) }
    if context.contains("directive") { return directive(at: start) }
    return (YAMLRules.syntax, "this cannot be read as YAML; compare it with the lines before", offset)
  }

  // MARK: Repairs

  /// The change that certainly mends a fault: quotation marks round a text that needs them, a blank behind a colon,
  /// blanks for tabs. Whether the record can then be read, who makes the change has to look.
  func fix(of finding: Explanation) -> Diagnostic.Fix? {
    if finding.rule.code == YAMLRules.tab.code { return lines.blanksForTabs(onLineOf: finding.offset) }
    if context.contains("flow") { return nil }
    if finding.rule.code == YAMLRules.specialCharacter.code {
      // Behind a bracket or the mark of a block something else may be meant than a text.
      let mayBeMore = [0x5B, 0x7B, 0x7C, 0x3E].contains(lines[finding.offset])
      return mayBeMore ? nil : lines.quotes(from: finding.offset)
    }
    guard finding.rule.code == YAMLRules.colon.code else { return nil }
    let line = lines.line(at: finding.offset)
    if lines.tightColon(in: line) == finding.offset {
      let place = finding.offset + 1
      return Diagnostic.Fix("put a blank behind the colon", edits: [TextEdit(replacing: place..<place, with: " ")])
    }
    guard let value = lines.firstValue(in: line, before: finding.offset) else { return nil }
    // `title: en: Voucher` may be meant as a group.
    let isGroup = lines.isName(value..<finding.offset) && (0x61...0x7A).contains(lines[value])
    return isGroup ? nil : lines.quotes(from: value)
  }

  // MARK: Texts

  private var escape: Explanation {
    // libyaml stops at the backslash, or at the digits that should follow its letter.
    let backslash = (max(0, offset - 2)...offset).last { lines[$0] == 0x5C } ?? offset
    let shown = "\\" + lines.character(at: backslash + 1)
    return (YAMLRules.escape, "\"\(shown)\" means nothing here; write \\\\ for a backslash", backslash)
  }

  private var specialCharacter: Explanation {
    let message = "a text cannot begin with \(lines.character(at: offset)) here; put the text between quotation marks"
    return (YAMLRules.specialCharacter, message, offset)
  }

  /// Text behind a closing quotation mark.
  private func afterQuote(_ mark: UInt8) -> Explanation {
    if let end = lines.endOfLine(after: lastScalar.lowerBound), end < lastScalar.upperBound,
      lines[lastScalar.lowerBound] == mark
    {
      // The closing mark is the opening one of a later text.
      let shown = mark == 0x27 ? "'" : "\""
      let line = lines.number(of: lastScalar.upperBound - 1)
      let message =
        "the text that begins here with \(shown) is not closed before the \(shown) on line \(line); close it"
      return (YAMLRules.unclosedQuote, message, lastScalar.lowerBound)
    }
    if lines[offset] == 0x2C {
      return (
        YAMLRules.syntax, "there is a comma after the text; delete it, as lines of a record end without one", offset
      )
    }
    let advice =
      mark == 0x27
      ? "write '' for a mark that belongs to the text"
      : "write \\\" for a mark that belongs to the text, or put ' round it"
    return (YAMLRules.unclosedQuote, "there is text after the closing \(mark == 0x27 ? "'" : "\""); \(advice)", offset)
  }

  // MARK: Colons

  /// A colon where no field name can be: the second one of a line, the first of a line that goes on a text, or of the
  /// line after one without a colon.
  private var secondColon: Explanation {
    let line = lines.line(at: offset)
    guard !lines.hasColon(in: line.start..<offset), let above = lines.line(before: line) else {
      let message =
        "a second colon stands on this line; put the text between quotation marks, or check how the line is indented"
      return (YAMLRules.colon, message, offset)
    }
    var first = above
    while first.indent == line.indent, !lines.hasColon(in: first.range), let before = lines.line(before: first) {
      first = before
    }
    if above.indent == line.indent, !lines.hasColon(in: above.range), first == above || !lines.hasValue(first) {
      return missingColon(at: above)
    }
    let number = lines.number(of: first.start)
    if lines.isName(line.content..<offset) {
      let message = "this line begins further right than line \(number), which has a value already; indent both alike"
      return (YAMLRules.indentation, message, line.content)
    }
    let message = "this colon stands within the text of line \(number); put the whole text between quotation marks"
    return (YAMLRules.colon, message, offset)
  }

  private var missingColon: Explanation { missingColon(at: lines.line(at: start)) }

  private func missingColon(at line: SourceLines.Line) -> Explanation {
    if let above = lines.line(before: line), above.isListItem, above.hyphen == line.indent {
      return (YAMLRules.syntax, "an item of a list begins with a hyphen and a blank; write them here", line.content)
    }
    if let colon = lines.tightColon(in: line) {
      return (YAMLRules.colon, "a blank is missing after this colon; write `name: text`", colon)
    }
    let message =
      lines.line(before: line) == nil
      ? "a colon is missing after this name; write `name: text`"
      : "this line has no colon; write `name: text`, or indent the line if it goes on the text above"
    return (YAMLRules.colon, message, line.content)
  }

  // MARK: Brackets

  private var bracket: Explanation {
    let closing = problem.contains("']'") ? "]" : "}"
    if lines.isClosed(bracketAt: start) {
      let message = "a comma is missing before this; a text with a colon or a comma goes between quotation marks"
      return (YAMLRules.bracket, message, offset)
    }
    return (YAMLRules.bracket, "the bracket opened here is not closed; add \(closing)", start)
  }

  private var missingValue: Explanation {
    if context.contains("flow"), lines[offset] == 0x2C {
      return (YAMLRules.bracket, "a value is missing before this comma; delete the comma", offset)
    }
    return context.contains("flow")
      ? (YAMLRules.bracket, "a value is missing here, or a bracket is of the wrong kind", offset) : specialCharacter
  }

  // MARK: Lines

  /// Text behind the end of what could be read.
  private var afterTheEnd: Explanation {
    let line = lines.line(at: offset)
    if let directive = lines.firstContent, lines[directive] == 0x25 { return self.directive(at: directive) }
    if lines.begins(line.start, with: "...") {
      return (YAMLRules.syntax, "a line cannot begin with three dots; delete them", line.start)
    }
    if let above = lines.line(before: line), lines.begins(above.start, with: "...") {
      return (YAMLRules.secondDocument, "a second record begins here; move it to a file of its own", offset)
    }
    if let quote = lines.quote(before: offset) { return afterQuote(quote) }
    return stray
  }

  private func directive(at offset: Int) -> Explanation {
    (YAMLRules.syntax, "a record needs no line that begins with %; delete it", offset)
  }

  /// Something that does not belong where it stands: text after a quotation mark or bracket, or a line that is not
  /// indented as it should be.
  private var stray: Explanation {
    if let quote = lines.quote(before: offset) { return afterQuote(quote) }
    if lines[offset] == 0x5D || lines[offset] == 0x7D {
      let message = "this \(lines.character(at: offset)) closes no bracket; delete it"
      return (YAMLRules.bracket, message, offset)
    }
    if let opening = lines.openingBracket(before: offset) {
      let shown = lines.character(at: opening)
      let message = "a text that begins with \(shown) is read as a list or group; put the text between quotation marks"
      return (YAMLRules.specialCharacter, message, opening)
    }
    let line = lines.line(at: offset)
    if line.isListItem, let above = lines.line(before: line), above.indent == line.hyphen, !above.isListItem {
      let message = "this list item (-) belongs to no field; write the field's name and a colon on a line before it"
      return (YAMLRules.syntax, message, offset)
    }
    let message = "this line is not indented like the lines it belongs with; give them the same number of blanks"
    return (YAMLRules.indentation, message, line.content == line.start ? offset : line.content)
  }
}
