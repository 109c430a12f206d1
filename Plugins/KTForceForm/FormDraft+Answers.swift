internal import CatalogueModel
internal import CataloguePlugins
internal import SourceTree

/// What the answers of a page become.
extension FormDraft {
  mutating func place(_ section: FormPage.Section) {
    let question = section.question.subject
    if question == .instrumentTitle || question == .practiceTitle { return }
    let name = Self.field(of: question)
    guard !FormPage.isPlaceholder(section.answer, in: text) else {
      if question == .kind {
        placeKind(nil, section)
      } else if let name {
        add(name, section.wording, blank(at: section.wording))
      }
      return
    }
    let length = section.answer.reduce(into: 0) { $0 += $1.range.count }
    guard length <= Self.longestAnswer else {
      return reportNotPlaced(section.answer, "is longer than a value of a record may be", field: name)
    }
    switch question {
    case .contact: placeContact(section)
    case .kind: placeKind(section.answer.first, section)
    case .priorities: placeTerms("priorities", "priorities", section)
    case .ktArea: placeTerms("kt_areas", "kt_areas", section)
    case .targetGroups: placeTerms("target_groups", "target_groups", section)
    case .country: placeCountries(section)
    case .aim, .overview: add(name ?? "", section.wording, prose(section.answer))
    case .created: placeDate(section)
    case .active: placeActive(section)
    case .outputs: placeOutputs(section)
    case .cofinancing: placeCofinancing(section)
    case .budget: add("budget", section.wording, .list([summary(section)]))
    case .resources: add("resources_needed", section.wording, summary(section))
    case .link: placeLinks(section)
    case .instrumentTitle, .practiceTitle: break
    }
  }

  private static func field(of subject: FormQuestion.Subject) -> String? {
    switch subject {
    case .contact: "contact"
    case .kind: "kind"
    case .priorities: "priorities"
    case .ktArea: "kt_areas"
    case .country: "countries"
    case .targetGroups: "target_groups"
    case .aim: "aim"
    case .overview: "overview"
    case .created: "created"
    case .active: "active"
    case .outputs: "outputs"
    case .cofinancing: "cofinancing"
    case .budget: "budget"
    case .resources: "resources_needed"
    case .link: "links"
    case .instrumentTitle, .practiceTitle: nil
    }
  }

  /// The name, the organisation, and an address if there is one.
  private mutating func placeContact(_ section: FormPage.Section) {
    var fields: [FormNode.Entry] = []
    var lines = section.answer
    if let address = lines.firstIndex(where: { line in Self.isAddress(text.string(line.range)) }) {
      let line = lines.remove(at: address)
      fields.append(.init("email", section.wording, scalar(line)))
    }
    if let name = lines.first { fields.insert(.init("name", section.wording, scalar(name)), at: 0) }
    if lines.count > 1 {
      fields.insert(.init("organisation", section.wording, scalar(lines[1])), at: 1)
      let reporter = [("name", scalar(lines[1])), ("role", FormNode.scalar("reporter", lines[1].range))]
      let entries = reporter.map { FormNode.Entry($0.0, section.wording, $0.1) }
      add("organisations", section.wording, .list([.map(entries)]))
    }
    add("contact", section.wording, .map(fields))
    reportNotPlaced(Array(lines.dropFirst(2)), "is more than a name and an organisation", field: "contact")
  }

  private static func isAddress(_ text: String) -> Bool {
    text.utf8.count < 200 && text.contains("@") && !text.contains(" ")
  }

  private mutating func placeKind(_ line: FormLine?, _ section: FormPage.Section) {
    let isStated = line.flatMap { FormPage.kind(statedBy: $0, in: text) } != nil
    guard let kind = page.kind else {
      if let line { reportNotUnderstood([line], "is neither instrument nor practice", field: "kind") }
      return
    }
    add("kind", section.wording, .scalar(kind.rawValue, isStated ? line?.range ?? section.wording : section.wording))
    if let line, !isStated { reportNotUnderstood([line], "is neither instrument nor practice", field: "kind") }
    if !isStated { reportGuessedKind(kind, at: section.wording) }
    reportNotPlaced(Array(section.answer.dropFirst()), "is more than the kind", field: "kind")
  }

  mutating func reportGuessedKind(_ kind: RecordKind, at range: Range<Int>) {
    let message = "the page does not state its kind; its questions are those of \(kind.withArticle)"
    report(ImportRules.notUnderstood, .note, message, at: range)
  }

  private mutating func placeTerms(_ field: String, _ vocabulary: String, _ section: FormPage.Section) {
    let lines = Array(section.answer.prefix(Self.longestList))
    let found = TermLabels(catalogue.vocabularies[vocabulary]).find(in: lines, of: text)
    add(field, section.wording, .list(found.prefix(Self.longestList).map { .scalar($0.value, $0.range) }))
    var rest = Array(section.answer.dropFirst(Self.longestList))
    if found.count > Self.longestList, var line = lines.last {
      line.range = found[Self.longestList].range.lowerBound..<line.range.upperBound
      rest.insert(line, at: 0)
    }
    reportNotPlaced(rest, Self.beyondList, field: field)
  }

  private mutating func placeCountries(_ section: FormPage.Section) {
    var items: [FormNode] = []
    var rest: [FormLine] = []
    for line in section.answer {
      var start = line.range.lowerBound
      for index in line.range.lowerBound...line.range.upperBound
      where index == line.range.upperBound || [0x2C, 0x3B].contains(text.bytes[index]) {
        let part = FormText.trimmed(text.bytes, start..<index)
        start = index + 1
        if part.isEmpty { continue }
        guard items.count < Self.longestList else {
          var left = line
          left.range = part.lowerBound..<line.range.upperBound
          rest.append(left)
          break
        }
        items.append(.scalar(text.string(part), part))
      }
    }
    add("countries", section.wording, .list(items))
    reportNotPlaced(rest, Self.beyondList, field: "countries")
  }

  private mutating func placeDate(_ section: FormPage.Section) {
    let line = section.answer[0]
    if line.range.count < 200, let date = PartialDate.guess(text.string(line.range)) {
      add("created", section.wording, .scalar(date.description, line.range))
      reportNotPlaced(Array(section.answer.dropFirst()), "is more than a date", field: "created")
    } else {
      reportNotUnderstood(section.answer, "is no date", field: "created")
    }
  }

  private mutating func placeActive(_ section: FormPage.Section) {
    let line = section.answer[0]
    let units = FoldedText(text.bytes, line.range, limit: 40).units
    let word = String(decoding: units.filter { $0 != 0x2E }, as: UTF8.self)
    let meanings = [
      "notactive": false, "inactive": false, "no": false, "nolongeractive": false, "active": true, "yes": true,
      "stillactive": true,
    ]
    if let meaning = meanings[word] {
      add("active", section.wording, .scalar(meaning ? "true" : "false", line.range))
      reportNotPlaced(Array(section.answer.dropFirst()), "is more than whether it is active", field: "active")
    } else {
      reportNotUnderstood(section.answer, "says neither active nor not active", field: "active")
    }
  }

  private mutating func placeOutputs(_ section: FormPage.Section) {
    var items: [[FormLine]] = []
    for line in section.answer {
      var line = line
      if let marker = ListMarker.length(text.bytes, line.range) {
        line.range = (line.range.lowerBound + marker)..<line.range.upperBound
        items.append([line])
      } else if line.join == .item || items.isEmpty {
        items.append([line])
      } else {
        items[items.count - 1].append(line)
      }
    }
    let isList = section.answer[0].join == .item || ListMarker.length(text.bytes, section.answer[0].range) != nil
    let isClear = isList && (2...Self.longestList).contains(items.count)
    let outputs = isClear ? items : [section.answer]
    let summaries = outputs.map { FormNode.map([.init("summary", section.wording, prose($0, isItem: isClear))]) }
    add("outputs", section.wording, .list(summaries))
  }

  private mutating func placeCofinancing(_ section: FormPage.Section) {
    var fields = [FormNode.Entry("summary", section.wording, prose(section.answer))]
    let length = section.answer.reduce(into: 0) { $0 += $1.range.count }
    guard length < 1 << 14 else {
      add("cofinancing", section.wording, .map(fields))
      return
    }
    let found = FreeTextRates(text.bytes, section.answer, bases: catalogue.vocabularies["amount_bases"])
    if !found.rates.isEmpty {
      fields.append(.init("rates", section.wording, .list(found.rates.map(node))))
    }
    if let maximum = found.maximum {
      let values = [("amount", maximum.amount), ("currency", maximum.currency), ("per", maximum.per)]
      let entries = values.map { FormNode.Entry($0.0, $0.1.range, .scalar($0.1.text, $0.1.range)) }
      fields.append(.init("maximum", maximum.range, .map(entries)))
    }
    add("cofinancing", section.wording, .map(fields))
    for range in found.doubts.prefix(Self.mostDoubts) {
      let message =
        "\"\(text.string(range).shortened)\" was kept in the summary only, because it is not certain what it means"
      report(ImportRules.notUnderstood, .note, message, at: range, field: "cofinancing")
    }
    let more = found.doubts.dropFirst(Self.mostDoubts)
    if let next = more.first {
      let message =
        "\(more.count) more \(more.count == 1 ? "place was" : "places were") kept in the summary only, from here on"
      report(ImportRules.notUnderstood, .note, message, at: next, field: "cofinancing")
    }
  }

  /// How many uncertain places of one answer are told one by one.
  private static let mostDoubts = 10
  /// Why something of a list is kept aside.
  private static let beyondList = "is beyond the longest list"

  private func node(_ rate: FreeTextRates.Rate) -> FormNode {
    let values = [("percent", rate.percent), ("from", rate.from), ("to", rate.to), ("applies_to", rate.appliesTo)]
    return .map(
      values.compactMap { name, value in value.map { FormNode.Entry(name, $0.range, .scalar($0.text, $0.range)) } })
  }

  private mutating func placeLinks(_ section: FormPage.Section) {
    let links = section.answer.prefix(Self.longestList).map { line in
      FormNode.map([
        .init("type", section.wording, .scalar("related", section.wording)),
        .init("name", section.wording, scalar(line)),
      ])
    }
    add("links", section.wording, .list(links))
    reportNotPlaced(Array(section.answer.dropFirst(Self.longestList)), Self.beyondList, field: "links")
  }

  // MARK: Nodes

  mutating func add(_ name: String, _ range: Range<Int>, _ value: FormNode) {
    entries.append(.init(name, range, value))
  }

  func blank(at range: Range<Int>) -> FormNode { .scalar("", range.upperBound..<range.upperBound) }

  func scalar(_ line: FormLine) -> FormNode { .scalar(text.string(line.range), line.range) }

  /// A group that holds the answer as its summary.
  func summary(_ section: FormPage.Section) -> FormNode {
    .map([.init("summary", section.wording, prose(section.answer))])
  }

  /// The lines of an answer as CommonMark: paragraphs parted by a blank line, items of lists marked.
  func prose(_ lines: [FormLine], isItem: Bool = false) -> FormNode {
    var result = ""
    for (index, line) in lines.enumerated() {
      if index > 0 { result += line.join == .paragraph ? "\n\n" : "\n" }
      if line.join == .item, !(isItem && index == 0) { result += "- " }
      result += text.string(line.range)
    }
    guard let first = lines.first, let last = lines.last else { return .scalar("", base..<base) }
    return .scalar(result, first.range.lowerBound..<last.range.upperBound)
  }
}
