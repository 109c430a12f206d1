internal import CatalogueModel
internal import CataloguePlugins
internal import SourceTree

/// What is said about a page, and what of it is kept beside the record.
extension FormDraft {
  /// Navigation and notices of the site pass; every other group of lines is reported and kept.
  mutating func placeRest(_ lines: [FormLine]) {
    var run: [FormLine] = []
    var runs = 0
    for line in lines {
      let isBoilerplate = Boilerplate.contains(text.bytes, line.range)
      let isNew = line.gap > 0 || line.number > (run.last?.number ?? line.number) + 1
      if (isBoilerplate || isNew), runs < Self.longestList, !run.isEmpty {
        reportNotPlaced(run, "belongs to no question of the form", field: nil)
        runs += 1
        run = []
      }
      if !isBoilerplate { run.append(line) }
    }
    reportNotPlaced(run, "belongs to no question of the form", field: nil)
  }

  mutating func reportNotPlaced(_ lines: [FormLine], _ reason: String, field: String?) {
    guard let first = lines.first, let last = lines.last else { return }
    let more = lines.count > 1 ? " (with \(lines.count - 1) more \(lines.count == 2 ? "line" : "lines"))" : ""
    let message =
      "\"\(text.string(first.range).shortened)\"\(more) \(reason); put it where it belongs, or leave it out"
    let range = first.range.lowerBound..<last.range.upperBound
    report(ImportRules.notPlaced, nil, message, at: range, field: field)
    keep(lines, at: range, field: field)
  }

  mutating func reportNotUnderstood(_ lines: [FormLine], _ reason: String, field: String) {
    guard let first = lines.first, let last = lines.last else { return }
    let range = first.range.lowerBound..<last.range.upperBound
    let message = "\"\(text.string(first.range).shortened)\" \(reason); it was kept in `x_unplaced`"
    report(ImportRules.notUnderstood, nil, message, at: range, field: field)
    keep(lines, at: range, field: field)
  }

  mutating func keep(_ lines: [FormLine], at range: Range<Int>, field: String?) {
    let value = lines.map { text.string($0.range) }.joined(separator: "\n")
    unplaced.append(
      UnplacedInput(field: field.map { FieldPath($0) }, value: .string(value), location: location(of: range)))
  }

  mutating func report(
    _ rule: DiagnosticRule, _ severity: Severity?, _ message: String, at range: Range<Int>, field: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(rule, severity: severity, message, at: location(of: range), field: field.map { FieldPath($0) }))
  }

  func location(of range: Range<Int>) -> SourceLocation {
    source.location(of: (range.lowerBound - base)..<(range.upperBound - base))
  }
}
