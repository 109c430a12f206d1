internal import CatalogueModel
internal import CataloguePlugins
internal import SourceTree

/// Makes a draft of a page: the answers become a tree whose nodes stand on the lines of the page, and the field table
/// reads the tree.
///
/// What an answer becomes is in `FormDraft+Answers.swift`, what has no place in `FormDraft+Findings.swift`.
struct FormDraft {
  let text: FormText
  let page: FormPage
  let catalogue: CatalogueContext
  /// The text of this page alone, so that finding a line does not cost a look at all pages before it.
  let source: SourceText
  /// Where `source` begins in the bytes of the text.
  let base: Int

  var entries: [FormNode.Entry] = []
  var diagnostics: [Diagnostic] = []
  var unplaced: [UnplacedInput] = []

  /// How many entries of one list are taken from one answer; what is beyond is no list.
  static let longestList = 100
  /// How many bytes of an answer a record holds; files take values of 256 KiB.
  static let longestAnswer = 200_000

  /// Prepares a draft.
  init(_ page: FormPage, of text: FormText, in catalogue: CatalogueContext) {
    self.page = page
    self.text = text
    self.catalogue = catalogue
    let lines = page.before + page.after + page.sections.flatMap { [text.lines[$0.line]] + $0.answer }
    let start = lines.map(\.range.lowerBound).min() ?? 0
    let end = max(lines.map(\.range.upperBound).max() ?? 0, page.fragment?.line.range.upperBound ?? 0)
    let first = lines.min { $0.range.lowerBound < $1.range.lowerBound }?.number ?? 1
    base = start
    source = SourceText(
      name: text.name, bytes: Array(text.bytes[start..<max(start, end)]), firstLine: first,
      baseOffset: text.baseOffset + start)
  }

  /// Reads every answer. O(page).
  mutating func make() -> Draft {
    placeTitle()
    for section in page.sections { place(section) }
    placeWhole()
    placeRest(page.after)
    if page.isCut { reportCut() }
    var builder = SourceTreeBuilder(source: source)
    FormNode.map(entries).add(to: &builder, from: base)
    var draft = Draft(builder.finish(), in: catalogue)
    // Nobody mends the page that a record came from; the draft holds the mended value where there is one.
    diagnostics = (diagnostics + draft.diagnostics).map { finding in
      var finding = finding
      finding.fix = nil
      if text.isHTML {
        finding.location?.column = nil
        finding.location?.byteRange = nil
      }
      return finding
    }
    draft.diagnostics = diagnostics.enumerated().sorted { first, second in
      (first.element.location?.line ?? 0, first.offset) < (second.element.location?.line ?? 0, second.offset)
    }.map(\.element)
    draft.unplaced += unplaced
    // A question without an answer was passed over, not answered with nothing.
    draft.returned = .nothing
    return draft
  }

  // MARK: Title

  /// The sections for the title, the one of the page's kind first.
  private var titleSections: [FormPage.Section] {
    let subjects: [FormQuestion.Subject] =
      page.kind == .practice ? [.practiceTitle, .instrumentTitle] : [.instrumentTitle, .practiceTitle]
    return subjects.compactMap { page[$0] }
  }

  private mutating func placeTitle() {
    let stated = titleSections.first { !FormPage.isPlaceholder($0.answer, in: text) }
    var lines = stated?.answer ?? []
    let heading = page.before.last { !Boilerplate.contains(text.bytes, $0.range) }
    if let heading {
      let isCutShort =
        page.isCut && page.fragment == nil && stated?.line == page.sections.last?.line
        && FoldedText(text.bytes, heading.range, limit: 1000).units.starts(with: folded(lines))
      if lines.isEmpty || isCutShort { lines = [heading] }
    }
    placeBefore(except: lines)
    let question = stated?.wording ?? titleSections.first?.wording
    if let first = lines.first, let last = lines.last {
      let range = first.range.lowerBound..<last.range.upperBound
      let title = lines.map { text.string($0.range) }.joined(separator: " ")
      addTitle(title, range, question ?? range)
    } else if let title = page.headTitle.map(Self.ownTitle), !title.isEmpty {
      let range = text.lines[page.sections[0].line].range
      addTitle(title, range.lowerBound..<range.lowerBound, question ?? range)
    } else if let question {
      add("title", question, blank(at: question))
    }
    for section in titleSections where section.line != stated?.line {
      guard !FormPage.isPlaceholder(section.answer, in: text), folded(section.answer) != folded(lines) else { continue }
      reportNotPlaced(section.answer, "is a second title", field: "also_known_as")
    }
  }

  private mutating func addTitle(_ title: String, _ range: Range<Int>, _ question: Range<Int>) {
    add("title", question, .scalar(title, range))
    if let name = OtherLanguage.bracketedName(in: title) {
      add("also_known_as", question, .list([.scalar(name, range)]))
    }
    self.title = (title, range)
  }

  private var title: (text: String, range: Range<Int>)?

  /// The title of a page without the name of its site: `Voucher | KTForce`.
  private static func ownTitle(_ title: String) -> String {
    var parts = title.split(separator: " | ")
    if parts.count > 1 { parts.removeLast() }
    return parts.joined(separator: " | ")
  }

  private func folded(_ lines: [FormLine]) -> [UInt8] {
    var folded = FoldedText()
    for line in lines { folded.append(text.bytes, line.range) }
    return folded.units
  }

  /// What stands before the form: the title again, navigation, and what has to be told.
  private mutating func placeBefore(except title: [FormLine]) {
    let units = folded(title)
    placeRest(
      page.before.filter { line in
        !title.contains { $0.range == line.range }
          && FoldedText(text.bytes, line.range, limit: units.count + 1).units != units
      })
  }

  // MARK: The page as a whole

  private mutating func placeWhole() {
    let place = text.lines[page.sections[0].line].range
    if page[.kind] == nil, let kind = page.kind {
      let range = page.sections.first { $0.question.kind == kind }?.wording ?? place
      add("kind", range, .scalar(kind.rawValue, range))
      reportGuessedKind(kind, at: range)
    }
    func value(_ text: String) -> FormNode { .scalar(text, title?.range ?? place) }
    func group(_ values: [(String, String?)]) -> FormNode {
      .map(values.compactMap { name, text in text.map { FormNode.Entry(name, place, value($0)) } })
    }
    add("language", place, value("en"))
    let source = group([
      ("key", "ktforce-form"), ("title", title?.text), ("url", page.url), ("publisher", "KTForce project"),
      ("complete", page.isCut ? "false" : "true"),
    ])
    add("sources", place, .list([source]))
    let origin = group([
      ("source", "KTForce form"),
      ("id", page.url.flatMap(PageAddress.slug) ?? title.flatMap { Slug.make(from: $0.text) }),
      ("url", page.url), ("importer", "ktforce-form"), ("on", catalogue.today.description),
    ])
    add("origin", place, origin)
  }

  private mutating func reportCut() {
    guard let section = page.sections.last else { return }
    let last = page.fragment?.line ?? section.answer.last ?? text.lines[section.line]
    let place =
      if let fragment = page.fragment { "within the question \"\(fragment.question.wording)\"" } else {
        (section.answer.isEmpty ? "behind" : "within or behind the answer to") + " \"\(section.question.wording)\""
      }
    let message = "the page seems cut: it ends \(place); what was read is kept, and the source is marked as incomplete"
    report(ImportRules.inputCut, .note, message, at: last.range.upperBound..<last.range.upperBound)
  }
}
