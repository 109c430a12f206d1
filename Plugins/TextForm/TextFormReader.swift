internal import CatalogueModel
internal import CataloguePlugins
internal import FieldTexts
internal import SourceTree
internal import SubmissionForm
internal import TextFolding

/// Makes a draft of one text form: the answers become a tree whose nodes stand where the answers do, and the field
/// table reads the tree. What is no answer and no part of the form is reported at its line and kept.
struct TextFormReader {
  private let form: TextFormMarks.Form
  private let text: TextFormMarks
  private let source: SourceText
  private let catalogue: CatalogueContext
  private let blank: BlankForms.Blank
  private var answers = AnswerTree()
  private var diagnostics: [Diagnostic] = []
  private var unplaced: [UnplacedInput] = []
  private var answered: Set<String> = []
  /// The places with nothing behind them.
  private var blanks: [(place: AnswerPlace, range: Range<Int>)] = []

  /// Prepares the reading of a form that was made of a blank one.
  init(
    _ form: TextFormMarks.Form, of text: TextFormMarks, in source: SourceText, _ catalogue: CatalogueContext,
    blank: BlankForms.Blank
  ) {
    self.form = form
    self.text = text
    self.source = source
    self.catalogue = catalogue
    self.blank = blank
  }

  /// Reads the form. O(its length).
  func read() -> Draft {
    var reader = self
    return reader.makeDraft()
  }

  private mutating func makeDraft() -> Draft {
    let texts = blank.texts
    let kind = RecordKind(rawValue: form.kind.lowercased())
    var known = blank.words
    known.add("{ktc-form \(form.kind) \(form.language)}")
    readMarks(texts, known)
    let prefilled = prefilled
    if let prefilled { removeEmptied(prefilled) }
    guard !answers.isEmpty else {
      let message = "this form holds no answers and is left out"
      report(ImportRules.emptyImport, .note, message, at: form.start)
      return Draft(record: Record(), diagnostics: sorted(diagnostics))
    }
    if let kind {
      answers.set(["kind"], .scalar(kind.rawValue, .init(form.start)), at: form.start)
    } else {
      report(ImportRules.notUnderstood, nil, "\"\(form.kind)\" is neither instrument nor practice", at: form.start)
    }
    if !answers.holds("language"), !answers.holds("id") {
      answers.set(["language"], .scalar(texts.language, .init(form.start)), at: form.start)
    }
    var builder = SourceTreeBuilder(source: source)
    let root = answers.placed(Record.fields.map(\.description))
    root.add(to: &builder, fallback: .init(form.start))
    var draft = Draft(builder.finish(), in: catalogue)
    draft.diagnostics = sorted(
      (diagnostics + draft.diagnostics).map { finding in
        // Nobody mends the e-mail that a record came from.
        var finding = finding
        finding.fix = nil
        return finding
      })
    draft.unplaced += unplaced
    draft.hasPassedMail = true
    draft.prefilled = prefilled
    return draft
  }

  private func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    findings.enumerated().sorted { first, second in
      (first.element.location?.line ?? 0, first.offset) < (second.element.location?.line ?? 0, second.offset)
    }.map(\.element)
  }

  // MARK: Between the marks

  private mutating func readMarks(_ texts: FieldTexts, _ known: KnownWords) {
    keep(text.text(form.range.lowerBound..<form.start.lowerBound), besides: known)
    let first = form.marks.first?.range.lowerBound ?? form.range.upperBound
    keep(text.text(form.start.upperBound..<first), besides: known, withAddress: true)
    var sawEnd = false
    for (position, mark) in form.marks.enumerated() {
      let next = position + 1 < form.marks.count ? form.marks[position + 1] : nil
      let gap = text.text(mark.range.upperBound..<(next?.range.lowerBound ?? form.range.upperBound))
      switch mark.kind {
      case .end where !sawEnd:
        sawEnd = true
        keep(gap, besides: KnownWords(""))
      case .form, .sent, .end: keep(gap, besides: known)
      case .answer(let place):
        let end = next.flatMap { startOfPrompt(before: $0, in: gap, texts) } ?? gap.bytes.count
        take(gap[0..<end].trimmed, at: place, mark, texts)
        keep(gap[end..<gap.bytes.count], besides: known)
      }
    }
    if !sawEnd, let last = form.marks.last {
      let message = "the form ends without its last line; what was read is kept"
      report(ImportRules.inputCut, nil, message, at: last.range)
    }
  }

  /// Where, within what stands between two marks, the form's own words before the second one begin: its question, that
  /// of its group, or the heading of a part of the form.
  private func startOfPrompt(before mark: TextFormMarks.Mark, in gap: FlatText, _ texts: FieldTexts) -> Int? {
    var labels = [texts.message("textEnd"), texts.message("textRepeat")]
    labels += FormOutline.sections(for: .instrument).map { texts.section($0.id) }
    if case .answer(let place) = mark.kind {
      let path = place.filter { Int($0) == nil }
      for depth in 1...max(path.count, 1) {
        if let label = TextQuestion.label(Array(path.prefix(depth)), texts) { labels.append(label) }
      }
    }
    let wanted = labels.map(KnownWords.words)
    let words = gap.words
    let folded = words.map { TextFolding.folded(gap[$0].string) }
    for index in words.indices {
      let isSign = gap.bytes[words[index]].allSatisfy { $0 == 0x23 || $0 == 0x3D }
      let start = isSign ? index + 1 : index
      for label in wanted where folded[start...].starts(with: label) {
        // The line that tells how to go on counting is the only one without a sign before it.
        if isSign || label == wanted[1] { return words[index].lowerBound }
      }
    }
    return nil
  }

  /// Keeps the lines that hold more than words of the form.
  ///
  /// - Parameter hasAddress: Whether the form says there where it is to be sent, which may be to another catalogue.
  private mutating func keep(_ rest: FlatText, besides known: KnownWords, withAddress hasAddress: Bool = false) {
    var chunk: [FlatText] = []
    var isKnown = false
    for line in rest.lines + [FlatText()] {
      isKnown = !line.isBlank && known.cover(line, withAddress: hasAddress, behindKnown: isKnown)
      if isKnown || line.isBlank {
        if !chunk.isEmpty { reportNotPlaced(chunk.map(\.trimmed)) }
        chunk = []
      } else {
        chunk.append(line)
      }
    }
  }

  private mutating func reportNotPlaced(_ lines: [FlatText]) {
    guard let start = lines.first?.range?.lowerBound, let end = lines.last?.range?.upperBound else { return }
    let whole = lines.map(\.string).joined(separator: "\n")
    keepUnplaced(whole, "\"\(Self.shortened(whole))\" belongs to no question of the form", at: start..<end)
  }

  private mutating func keepUnplaced(_ value: String, _ message: String, at range: Range<Int>, field: FieldPath? = nil)
  {
    report(ImportRules.notPlaced, nil, message, at: range, field: field)
    unplaced.append(UnplacedInput(field: field, value: .string(value), location: source.location(of: range)))
  }

  private mutating func report(
    _ rule: DiagnosticRule, _ severity: Severity?, _ message: String, at range: Range<Int>, field: FieldPath? = nil
  ) {
    let place = source.location(of: range)
    diagnostics.append(Diagnostic(rule, severity: severity, message, at: place, field: field))
  }

  private static func shortened(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").shortened
  }

  // MARK: What the form held

  /// What the form held when it was sent; nil for one that does not say so.
  private var prefilled: PrefilledAnswers? {
    var words: [String] = []
    for mark in form.marks {
      if case .sent(let more) = mark.kind { words += more }
    }
    return words.isEmpty ? nil : PrefilledAnswers(words: words)
  }

  /// Takes an answer that was there and is gone for a wish to remove it. Where a part of a group or of a list was
  /// emptied, the others tell.
  private mutating func removeEmptied(_ prefilled: PrefilledAnswers) {
    for (place, range) in blanks {
      let steps = place.topSteps
      guard !answers.holds(steps), prefilled.holds(FieldPath(steps.map(FieldPath.Step.key))) else { continue }
      answers.set(steps, .scalar("", .init(range)), at: range)
    }
  }

  // MARK: Answers

  private mutating func take(_ answer: FlatText, at place: [String], _ mark: TextFormMarks.Mark, _ texts: FieldTexts) {
    let name = place.joined(separator: ".")
    guard let found = AnswerPlace(place, language: texts.language) else {
      guard let range = answer.range else { return }
      let near = NearestName.question(
        NearestName.candidates(for: place[0], among: Record.fields.map(\.description.name)))
      return keepUnplaced(answer.string, "the form has no place {\(name)}\(near)", at: range)
    }
    guard let range = answer.range else { return blanks.append((found, mark.range)) }
    guard answered.insert(name).inserted else {
      let message = "{\(name)} is answered twice; the first answer was taken"
      return keepUnplaced(answer.string, message, at: range, field: found.path)
    }
    if ["-", "–", "—", "\u{2010}", "\u{2011}"].contains(answer.string) {
      return answers.set(found.steps, found.isWithinList ? nil : .scalar("", .init(range)), at: mark.range)
    }
    var reading = AnswerReading(answer, found, texts, catalogue)
    let value = reading.value()
    if let value {
      answers.set(found.steps, value, at: mark.range)
    } else if reading.rest.isEmpty {
      blanks.append((found, mark.range))
    }
    for (message, range) in reading.notes {
      report(ImportRules.notUnderstood, .note, message, at: range, field: found.path)
    }
    for rest in reading.rest {
      guard let range = rest.range else { continue }
      let message = "\"\(Self.shortened(rest.string))\" was not understood as an answer to {\(name)}"
      keepUnplaced(rest.string, message, at: range, field: found.path)
    }
  }
}
