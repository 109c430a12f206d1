internal import JSONDocument
internal import SourceTree

/// Findings on their way to a person or a program.
struct Findings {
  private(set) var counts: [Severity: Int] = [:]
  private let renderer = DiagnosticRenderer(isColoured: Terminal.isColoured)

  /// Whether something has to be changed.
  var hasErrors: Bool { (counts[.error] ?? 0) > 0 }

  /// Prints findings to standard error.
  mutating func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics {
      counts[diagnostic.severity, default: 0] += 1
      Terminal.writeError(renderer.render(diagnostic))
    }
  }

  /// Counts findings that are shown in another way.
  mutating func count(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics { counts[diagnostic.severity, default: 0] += 1 }
  }

  /// `2 errors, 1 warning`; nil when nothing was found.
  var summary: String? {
    let parts = [Severity.error, .warning, .note].compactMap { severity in
      counts[severity].map { "\($0) \(severity.rawValue)\($0 == 1 ? "" : "s")" }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Prints one finding to standard error.
  static func print(_ diagnostic: Diagnostic) {
    Terminal.writeError(DiagnosticRenderer(isColoured: Terminal.isColoured).render(diagnostic))
  }

  /// A finding as one JSON object.
  static func json(_ diagnostic: Diagnostic) -> DataValue {
    var entries: [DataValue.Entry] = [
      .init("code", .string(diagnostic.code)), .init("severity", .string(diagnostic.severity.rawValue)),
      .init("message", .string(diagnostic.message)),
    ]
    if let location = diagnostic.location { entries += place(location) }
    if let field = diagnostic.field { entries.append(.init("field", .string(field.description))) }
    if !diagnostic.notes.isEmpty {
      let notes = diagnostic.notes.map { note in
        DataValue.map([.init("message", .string(note.message))] + (note.location.map(place) ?? []))
      }
      entries.append(.init("notes", .list(notes)))
    }
    if let fix = diagnostic.fix {
      let edits = fix.edits.map { edit in
        DataValue.map([
          .init("start", .number(String(edit.range.lowerBound))), .init("end", .number(String(edit.range.upperBound))),
          .init("replacement", .string(edit.replacement)),
        ])
      }
      entries.append(.init("fix", .map([.init("summary", .string(fix.summary)), .init("edits", .list(edits))])))
    }
    return .map(entries)
  }

  private static func place(_ location: SourceLocation) -> [DataValue.Entry] {
    var entries = [DataValue.Entry("file", .string(location.file))]
    if let line = location.line { entries.append(.init("line", .number(String(line)))) }
    if let column = location.column { entries.append(.init("column", .number(String(column)))) }
    if let range = location.byteRange {
      entries.append(.init("start", .number(String(range.lowerBound))))
      entries.append(.init("end", .number(String(range.upperBound))))
    }
    if let cell = location.cell { entries.append(.init("cell", .string(cell))) }
    return entries
  }
}
