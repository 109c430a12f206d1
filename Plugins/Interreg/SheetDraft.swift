internal import CatalogueModel
internal import CataloguePlugins
internal import CommonMark
internal import SourceTree

/// Makes a draft of one sheet: the answers become a tree whose nodes stand on the lines of the file.
///
/// What the lists of the boxes become is in `SheetDraft+Facts.swift`.
struct SheetDraft {
  /// A line of a list, or a paragraph of its own.
  struct Line {
    var text: String
    var number: Int
  }

  let text: SheetText
  let catalogue: CatalogueContext
  private let sheet: SheetText.Sheet

  private(set) var entries: [PlacedValue.Entry] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var unplaced: [UnplacedInput] = []
  /// What stands in the box for the title.
  private var titleText: String?

  init(_ sheet: SheetText.Sheet, of text: SheetText, in catalogue: CatalogueContext) {
    self.sheet = sheet
    self.text = text
    self.catalogue = catalogue
  }

  /// Reads every answer. O(sheet).
  mutating func make() -> Draft {
    let start = sheet.title?.line ?? sheet.sections.first?.heading.line ?? 1
    add("kind", start, scalar("practice", start))
    for block in sheet.before where block.text != SheetPage.introduction {
      keepAside(block, ImportRules.notPlaced, "this stands above the first box of the form; it was kept aside")
    }
    var seen: Set<SheetBox> = []
    for section in sheet.sections {
      guard let box = SheetBox(heading: section.heading.text) else {
        reportHeading(section)
        continue
      }
      guard seen.insert(box).inserted else {
        keepAside(section, "\"\(box.label)\" stands twice; what stands below the second was kept aside")
        continue
      }
      read(box, section)
    }
    if let title = sheet.title {
      if titleText == nil {
        add("title", title.line, .map([entry("en", title.line, title.text)]))
      } else if title.text != titleText {
        let message = "this is not what stands in the box \"\(SheetBox.title.label)\"; the box was taken"
        keepAside(title, ImportRules.notPlaced, message)
      }
    }
    var builder = SourceTreeBuilder(source: text.source)
    PlacedValue.map(entries).add(to: &builder, fallback: text.place(ofLine: start))
    var draft = Draft(builder.finish(), in: catalogue)
    draft.diagnostics = (diagnostics + draft.diagnostics).map { finding in
      var finding = finding
      finding.fix = nil
      if text.isHTML, let line = finding.location?.line { finding.location = text.location(ofLine: line) }
      return finding
    }
    draft.unplaced = unplaced + draft.unplaced
    return draft
  }

  // MARK: Boxes

  private mutating func read(_ box: SheetBox, _ section: SheetText.Section) {
    let blocks = section.blocks.filter { !isMissingMark($0, in: box) }
    var parts: [(part: SheetPart?, blocks: [CommonMarkTree.Block])] = [(nil, [])]
    for block in blocks {
      if block.kind == .heading(3), let part = SheetPart(rawValue: block.text) {
        parts.append((part, []))
      } else {
        parts[parts.count - 1].blocks.append(block)
      }
    }
    for (part, blocks) in parts where !blocks.isEmpty { read(box, part, blocks) }
  }

  /// Whether a paragraph is what the sheet itself wrote into an empty box.
  private func isMissingMark(_ block: CommonMarkTree.Block, in box: SheetBox) -> Bool {
    block.kind == .paragraph && block.text == box.missingText
  }

  private mutating func read(_ box: SheetBox, _ part: SheetPart?, _ blocks: [CommonMarkTree.Block]) {
    switch (box, part) {
    case (.details, .eligibility): addProse("eligibility", blocks)
    case (.details, .beneficiaries): addTerms("target_groups", Self.lines(of: blocks))
    case (.resources, .figures): addFigures(Self.lines(of: blocks))
    case (.evidence, .results): addOutputs(Self.lines(of: blocks), isPlanned: false)
    case (.evidence, .expected): addOutputs(Self.lines(of: blocks), isPlanned: true)
    case (_, .some): for block in blocks { keepAside(block, ImportRules.notPlaced, "this part belongs to another box") }
    case (.title, nil): addTitle(blocks)
    case (.summary, nil): addProse("aim", blocks)
    case (.details, nil): addProse("overview", blocks)
    case (.evidence, nil): addProse("evidence_of_success", blocks)
    case (.difficulties, nil): addProse("difficulties", blocks)
    case (.transfer, nil): addProse("transferability", blocks)
    case (.resources, nil): add([prose(blocks, "summary")].compactMap(\.self), toGroup: "resources_needed")
    default: addFacts(of: box, Self.lines(of: blocks))
    }
  }

  /// The lines of lists; a paragraph is a line of its own.
  static func lines(of blocks: [CommonMarkTree.Block]) -> [Line] {
    blocks.flatMap { block in
      block.kind == .list
        ? block.items.map { Line(text: $0.text, number: $0.line) } : [Line(text: block.text, number: block.line)]
    }.filter { !$0.text.isEmpty }
  }

  private mutating func addTitle(_ blocks: [CommonMarkTree.Block]) {
    let (language, rest) = languageNote(blocks)
    guard let first = rest.first else { return }
    let title = rest.map(\.text).joined(separator: " ")
    titleText = title
    add("title", first.line, .map([entry(language ?? "en", first.line, title)]))
  }

  private mutating func addProse(_ field: String, _ blocks: [CommonMarkTree.Block]) {
    if let entry = prose(blocks, field) { entries.append(entry) }
  }

  private func prose(_ blocks: [CommonMarkTree.Block], _ field: String) -> PlacedValue.Entry? {
    let (language, rest) = languageNote(blocks)
    guard let first = rest.first else { return nil }
    let text = entry(language ?? "en", first.line, self.text.markdown(of: rest))
    return PlacedValue.Entry(field, place(first.line), .map([text]))
  }

  /// What a line such as `In Swedish (sv):` says about the text below it.
  private func languageNote(
    _ blocks: [CommonMarkTree.Block]
  ) -> (language: String?, rest: ArraySlice<CommonMarkTree.Block>) {
    guard let text = blocks.first?.text, blocks[0].kind == .paragraph, text.hasPrefix("In "), text.hasSuffix("):"),
      let open = text.lastIndex(of: "(")
    else { return (nil, blocks[...]) }
    let tag = text[text.index(after: open)...].dropLast(2)
    let isTag = CodeList.languages.contains(LocalizedText.primary(String(tag))) && !tag.contains(" ")
    return isTag ? (String(tag), blocks.dropFirst()) : (nil, blocks[...])
  }

  // MARK: Values

  func place(_ line: Int) -> PlacedValue.Place { text.place(ofLine: line) }
  func scalar(_ text: String, _ line: Int) -> PlacedValue { .scalar(text, place(line)) }
  func entry(_ name: String, _ line: Int, _ text: String) -> PlacedValue.Entry {
    PlacedValue.Entry(name, place(line), scalar(text, line))
  }

  mutating func add(_ field: String, _ line: Int, _ value: PlacedValue) {
    entries.append(PlacedValue.Entry(field, place(line), value))
  }

  /// Adds entries to a group, which several lines may fill.
  mutating func add(_ values: [PlacedValue.Entry], toGroup field: String) {
    guard let first = values.first else { return }
    if let position = entries.firstIndex(where: { $0.name == field }), case .map = entries[position].value {
      entries[position].value.append(contentsOf: values)
    } else {
      entries.append(PlacedValue.Entry(field, first.place, .map(values)))
    }
  }

  /// Adds an item to a list, which two parts of a box may fill.
  mutating func addItem(_ item: PlacedValue, to field: String, _ line: Int) {
    if let position = entries.firstIndex(where: { $0.name == field }), case .list = entries[position].value {
      entries[position].value.append(item)
    } else {
      add(field, line, .list([item]))
    }
  }

  // MARK: Findings

  mutating func report(_ rule: DiagnosticRule, _ message: String, at line: Int) {
    diagnostics.append(Diagnostic(rule, message, at: text.location(ofLine: line)))
  }

  /// Keeps a line with the draft, and tells why.
  mutating func keepAside(_ line: Line, _ rule: DiagnosticRule, _ message: String) {
    report(rule, message, at: line.number)
    unplaced.append(UnplacedInput(value: .string(line.text), location: text.location(ofLine: line.number)))
  }

  private mutating func keepAside(_ block: CommonMarkTree.Block, _ rule: DiagnosticRule, _ message: String) {
    keepAside(Line(text: text.markdown(of: [block]), number: block.line), rule, message)
  }

  private mutating func keepAside(_ section: SheetText.Section, _ message: String) {
    report(InterregRules.heading, message, at: section.heading.line)
    guard !section.blocks.isEmpty else { return }
    let kept = "\(section.heading.text)\n\n\(text.markdown(of: section.blocks))"
    unplaced.append(UnplacedInput(value: .string(kept), location: text.location(ofLine: section.heading.line)))
  }

  private mutating func reportHeading(_ section: SheetText.Section) {
    let label = SheetBox.label(of: section.heading.text)
    let near = NearestName.question(NearestName.candidates(for: label, among: SheetBox.allCases.map(\.label)))
    let shown = label.count > 80 ? label.prefix(79) + "…" : label
    keepAside(section, "the form has no box \"\(shown)\"; what stands below it was kept aside\(near)")
  }
}
