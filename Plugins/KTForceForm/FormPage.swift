internal import CatalogueModel

/// One page of the form: what stands before it, its questions with their answers, and what stands after it.
struct FormPage {
  /// A question with the lines of its answer.
  struct Section {
    /// The question.
    var question: FormQuestion
    /// The line of the question, counted from 0 among those that are not blank.
    var line: Int
    /// The bytes of the wording.
    var wording: Range<Int>
    /// The lines of the answer; none when it is blank.
    var answer: [FormLine]
  }

  /// The lines before the first question.
  var before: [FormLine] = []
  /// The questions in the order of the page, each once.
  var sections: [Section] = []
  /// The lines after the last answer, and lines that repeat a question.
  var after: [FormLine] = []
  /// The part of a question with which a cut page ends.
  var fragment: (question: FormQuestion, line: FormLine)?
  /// Instrument or practice, by the answer or else by the questions.
  var kind: RecordKind?
  /// Whether the text ends before the last question of the kind.
  var isCut = true
  /// The best address that the head of the page gives.
  var url: String?
  /// The title that the head of the page gives.
  var headTitle: String?

  /// The section of a subject.
  subscript(subject: FormQuestion.Subject) -> Section? { sections.first { $0.question.subject == subject } }

  /// The kind that an answer states; nil when it states neither.
  static func kind(statedBy line: FormLine, in text: FormText) -> RecordKind? {
    let units = FoldedText(text.bytes, line.range, limit: 60).units
    if units.starts(with: "innovationinstrument".utf8) || units.elementsEqual("instrument".utf8) { return .instrument }
    let isPractice = units.starts(with: "knowledgetransferpractice".utf8) || units.elementsEqual("practice".utf8)
    return isPractice ? .practice : nil
  }

  /// Whether an answer says nothing.
  static func isPlaceholder(_ answer: [FormLine], in text: FormText) -> Bool {
    guard answer.count <= 1 else { return false }
    guard let line = answer.first else { return true }
    var units = FoldedText(text.bytes, line.range, limit: 40).units[...]
    while units.last == 0x2E { units.removeLast() }
    return units.isEmpty || units.elementsEqual("noinformationprovided".utf8)
  }
}

/// Divides a text into pages and their questions. O(lines).
struct FormSplitter {
  private let text: FormText
  private var matches: [(line: Int, match: FormQuestion.Match)] = []

  /// Finds the questions.
  init(_ text: FormText) {
    self.text = text
    for (index, line) in text.lines.enumerated() {
      if let match = FormQuestion.match(text.bytes, line.range) { matches.append((index, match)) }
    }
  }

  /// The pages in order. Each begins with the contact person, whose line is followed by the question for the kind.
  func pages() -> [FormPage] {
    let starts = startsOfPages()
    var pages: [FormPage] = []
    var firstLine = 0
    var marks = text.marks[...]
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] : matches.count
      let endOfNext = number + 2 < starts.count ? starts[number + 2] : matches.count
      let endLine = end < matches.count ? headingLine(ofPageAt: end, upTo: endOfNext) : text.lines.count
      var page = makePage(Array(matches[start..<end]), from: firstLine, to: endLine)
      let earlier = start > 0 ? matches[start - 1].line : -1
      var best = FormText.Mark.Kind.title
      while let mark = marks.first, mark.line <= matches[start].line {
        marks.removeFirst()
        if mark.line <= earlier { continue }
        if mark.kind == .title {
          page.headTitle = mark.text
        } else if mark.kind.rawValue >= best.rawValue || page.url == nil {
          page.url = mark.text
          best = mark.kind
        }
      }
      pages.append(page)
      firstLine = endLine
    }
    return pages
  }

  // MARK: Where pages begin

  private func startsOfPages() -> [Int] {
    // Whether a question for the kind comes before the next contact person.
    var leadsToKind = [Bool](repeating: false, count: matches.count)
    var sawKind = false
    for index in matches.indices.reversed() {
      leadsToKind[index] = sawKind
      switch matches[index].match.question.subject {
      case .kind: sawKind = true
      case .contact: sawKind = false
      default: break
      }
    }
    var starts: [Int] = []
    var hasKind = false
    var isWhole = false
    for (index, found) in matches.enumerated() {
      let question = found.match.question
      let begins =
        switch question.subject {
        case .contact: leadsToKind[index] || isWhole
        case .kind: hasKind
        default: false
        }
      if starts.isEmpty || begins {
        starts.append(index)
        (hasKind, isWhole) = (false, false)
      }
      if question.subject == .kind { hasKind = true }
      if question.isLast { isWhole = true }
    }
    return starts
  }

  /// The line with which the page at a match begins: its title before the contact person, when it stands there.
  private func headingLine(ofPageAt start: Int, upTo end: Int) -> Int {
    let line = matches[start].line
    let earliest = matches[start - 1].line + 1
    var title: [UInt8]?
    for (line, match) in matches[start..<end]
    where [.instrumentTitle, .practiceTitle].contains(match.question.subject) {
      let answer = match.rest ?? (line + 1 < text.lines.count ? text.lines[line + 1].range : nil)
      guard let answer else { continue }
      let units = FoldedText(text.bytes, answer, limit: 500).units
      if !units.elementsEqual("noinformationprovided".utf8) { title = units }
    }
    guard let title else { return matches[start - 1].match.question.isLast && earliest < line ? line - 1 : line }
    for candidate in stride(from: line - 1, through: earliest, by: -1)
    where FoldedText(text.bytes, text.lines[candidate].range, limit: title.count + 1).units == title {
      return candidate
    }
    return line
  }

  // MARK: One page

  private func makePage(_ own: [(line: Int, match: FormQuestion.Match)], from firstLine: Int, to endLine: Int)
    -> FormPage
  {
    var page = FormPage()
    page.before = Array(text.lines[min(firstLine, own[0].line)..<own[0].line])
    var seen: Set<Int> = []
    for (position, found) in own.enumerated() {
      let end = position + 1 < own.count ? own[position + 1].line : endLine
      var lines = Array(text.lines[(found.line + 1)..<max(end, found.line + 1)])
      if let rest = found.match.rest {
        var line = text.lines[found.line]
        line.range = rest
        line.gap = 0
        lines.insert(line, at: 0)
      }
      if seen.insert(found.match.question.order).inserted {
        page.sections.append(
          .init(question: found.match.question, line: found.line, wording: found.match.wording, answer: lines))
      } else {
        page.after += [text.lines[found.line]] + lines
      }
    }
    page.kind = kind(of: page)
    page.isCut = !page.sections.contains { $0.question.isLast && (page.kind == nil || $0.question.kind == page.kind) }
    takeFragment(&page)
    takeTail(&page, among: own)
    return page
  }

  private func kind(of page: FormPage) -> RecordKind? {
    let stated = page[.kind]?.answer.first.flatMap { FormPage.kind(statedBy: $0, in: text) }
    return stated ?? page.sections.lazy.compactMap(\.question.kind).first
  }

  /// Takes the beginning of a question off the last answer of a page that was cut within it.
  private func takeFragment(_ page: inout FormPage) {
    guard page.isCut, let section = page.sections.last, let line = section.answer.last else { return }
    let units = FoldedText(text.bytes, line.range, limit: FormQuestion.longest).units
    guard let question = FormQuestion.begun(by: units, after: section.question.order) else { return }
    page.sections[page.sections.count - 1].answer.removeLast()
    page.fragment = (question, line)
  }

  /// Takes what comes after the form off the last answer.
  ///
  /// In HTML, an answer lies no further out of its question's element than the other answers of the page do. In a
  /// text, the last answer is the lines right behind the question, as far from it as other answers are.
  private func takeTail(_ page: inout FormPage, among own: [(line: Int, match: FormQuestion.Match)]) {
    guard let section = page.sections.last, !section.answer.isEmpty else { return }
    let answer = section.answer
    var end = answer.count
    if text.isHTML {
      if let allowed = usualDrop(before: section, among: own) {
        var least = Int.max
        let question = text.lines[section.line]
        for (position, line) in answer.enumerated() where line.range.lowerBound > question.range.upperBound {
          least = min(least, line.shallowest)
          if question.depth - least > allowed {
            end = position
            break
          }
        }
      }
    } else if section.question.isLast {
      let gap = page.sections.dropLast().compactMap { $0.answer.first?.gap }.max() ?? 0
      end = answer.indices.first { answer[$0].gap > ($0 == 0 ? gap : 0) } ?? answer.count
    }
    if section.question.isLast {
      end = answer[..<end].firstIndex { Boilerplate.contains(text.bytes, $0.range) } ?? end
    } else {
      while end > 0, Boilerplate.contains(text.bytes, answer[end - 1].range) { end -= 1 }
    }
    page.after += answer[end...]
    page.sections[page.sections.count - 1].answer.removeSubrange(end...)
  }

  /// How far out of their questions' elements the other answers of a page lie; nil when there are none.
  private func usualDrop(before last: FormPage.Section, among own: [(line: Int, match: FormQuestion.Match)]) -> Int? {
    var usual: Int?
    for (position, found) in own.enumerated() where found.line < last.line && position + 1 < own.count {
      let answer = text.lines[(found.line + 1)..<own[position + 1].line]
      guard let shallowest = answer.map(\.shallowest).min() else { continue }
      usual = max(usual ?? 0, text.lines[found.line].depth - shallowest)
    }
    return usual
  }
}
