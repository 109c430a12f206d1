internal import CatalogueModel
internal import FieldTexts
internal import SourceTree
internal import TextFolding

/// Reads one answer by the shape of its field.
struct AnswerReading {
  private let answer: FlatText
  private let place: AnswerPlace
  private let texts: FieldTexts
  private let catalogue: CatalogueContext
  /// What was understood otherwise than it was written, and where.
  private(set) var notes: [(message: String, range: Range<Int>)] = []
  /// What was not understood.
  private(set) var rest: [FlatText] = []

  /// Prepares the reading of an answer that is not blank.
  init(_ answer: FlatText, _ place: AnswerPlace, _ texts: FieldTexts, _ catalogue: CatalogueContext) {
    self.answer = answer
    self.place = place
    self.texts = texts
    self.catalogue = catalogue
  }

  /// The value; nil when the answer says nothing, such as a list in which nothing is ticked. O(length + options).
  mutating func value() -> PlacedValue? {
    guard let range = answer.range else { return nil }
    func scalar(_ text: String) -> PlacedValue { .scalar(text, .init(range)) }
    switch place.shape {
    case .localizedProse: return scalar(answer.paragraphs)
    case .localizedLine, .localizedLists, .text(.line): return scalar(answer.onOneLine)
    case .text(.url), .text(.mailbox), .text(.email): return scalar(address(answer.onOneLine))
    case .text: return scalar(answer.onOneLine)
    case .date: return scalar(date(answer.onOneLine, range))
    case .number(_, let maximum): return scalar(number(answer.onOneLine, isShare: maximum == 100))
    case .boolean, .choice, .term: return single()
    case .list(.term), .list(.text(.country)):
      let items = chosen().map { PlacedValue.scalar($0.text, .init($0.range)) }
      return items.isEmpty ? nil : .list(items)
    case .list: return .list(lines())
    case .group: return scalar(answer.onOneLine)
    }
  }

  // MARK: Short answers

  /// The address without what mail programs add: `a@example.org<mailto:a@example.org>`, `<https://example.org>`.
  private func address(_ text: String) -> String {
    var text = text
    if let opening = text.firstIndex(of: "<"), opening != text.startIndex { text = String(text[..<opening]) }
    text = text.hasPrefix("<") && text.hasSuffix(">") ? String(text.dropFirst().dropLast()) : text
    return String((text.hasPrefix("mailto:") ? text.dropFirst(7) : text[...]).trimmingBlanks)
  }

  /// A date as files have it, where it is certain which one is meant.
  private mutating func date(_ text: String, _ range: Range<Int>) -> String {
    let plain = text.map { "\u{2010}\u{2011}\u{2013}".contains($0) ? "-" : String($0) }.joined()
    guard PartialDate(plain) == nil, let guess = PartialDate.guess(plain) else { return plain }
    notes.append(("\"\(text)\" was read as \(guess)", range))
    return guess.description
  }

  /// A number as files have it: without blanks between thousands, and with a point where the comma cannot stand between
  /// thousands. With words beside it, it stays as it was written.
  private func number(_ text: String, isShare: Bool) -> String {
    let figures = text.filter { !$0.isWhitespace && !"%'’".contains($0) }
    guard figures.allSatisfy({ $0.isNumber || ".,-+".contains($0) }) else { return text }
    let parts = figures.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, isShare || parts[1].count != 3, !figures.contains(".") else { return figures }
    return parts.joined(separator: ".")
  }

  /// Several texts, one a line, without marks of a list.
  private func lines() -> [PlacedValue] {
    answer.lines.compactMap { line in
      let line = withoutListMark(line.trimmed)
      return line.range.map { .scalar(line.onOneLine, .init($0)) }
    }
  }

  private func withoutListMark(_ line: FlatText) -> FlatText {
    let words = line.words
    guard words.count > 1, ["-", "*", "•", "–"].contains(line[words[0]].string) else { return line }
    return line[words[1].lowerBound..<line.bytes.count]
  }

  // MARK: Choices

  /// A word that may be chosen.
  private struct Option {
    var code: String
    var names: [String]
  }

  /// The words that may be chosen, by their codes and by their folded names; the first of those that are alike.
  private struct OptionTable {
    private(set) var options: [String: Option] = [:]
    private(set) var codes: [String: String] = [:]

    init(_ all: [Option]) {
      for option in all {
        if options[option.code] == nil { options[option.code] = option }
        for name in option.names.map(TextFolding.folded) where codes[name] == nil { codes[name] = option.code }
      }
    }
  }

  private struct Chosen {
    var text: String
    var range: Range<Int>
  }

  private var options: [Option] {
    let path = place.names.joined(separator: ".")
    switch place.shape {
    case .term(let name), .list(.term(let name)):
      return (catalogue.vocabularies[name]?.terms ?? []).map { Option(code: $0.code, names: $0.names) }
    case .choice(let words): return words.map { Option(code: $0, names: [texts.choice($0, of: path)]) }
    case .boolean: return ["yes", "no", "unknown"].map { Option(code: $0, names: [texts.message($0)]) }
    default: return []
    }
  }

  /// One of a few words. More than one is not understood.
  private mutating func single() -> PlacedValue? {
    var chosen = chosen()
    guard !chosen.isEmpty else { return nil }
    let first = chosen.removeFirst()
    for other in chosen { rest.append(part(other.range)) }
    if case .boolean = place.shape {
      let words = ["yes": "true", "no": "false"]
      return first.text == "unknown" ? nil : .scalar(words[first.text] ?? first.text, .init(first.range))
    }
    return .scalar(first.text, .init(first.range))
  }

  private func part(_ range: Range<Int>) -> FlatText {
    let (first, end) = (position(of: range.lowerBound), position(of: range.upperBound))
    return first < end ? answer[first..<end] : FlatText()
  }

  /// Where in the answer what stands at an offset of the file or behind it begins. O(log length).
  private func position(of offset: Int) -> Int {
    var (low, high) = (0, answer.offsets.count)
    while low < high {
      let middle = (low + high) / 2
      if answer.offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What is ticked, and what is written beside the list or instead of ticking.
  private mutating func chosen() -> [Chosen] {
    let ticks = ticks()
    let table = OptionTable(options)
    var chosen: [Chosen] = []
    var written = [answer[0..<(ticks.first?.range.lowerBound ?? answer.bytes.count)]]
    for (position, tick) in ticks.enumerated() {
      let end = position + 1 < ticks.count ? ticks[position + 1].range.lowerBound : answer.bytes.count
      let segment = answer[tick.range.upperBound..<end].trimmed
      let (code, extra) = split(segment, table)
      if tick.isTicked, let code, let range = code.range {
        chosen.append(Chosen(text: Self.plain(code.string), range: range))
      }
      if let extra { written.append(extra) }
    }
    for text in written { chosen += names(in: text, table) }
    return chosen
  }

  /// The boxes of a list: `[ ]`, `[x]`, and other marks that people make.
  private func ticks() -> [(range: Range<Int>, isTicked: Bool)] {
    var ticks: [(range: Range<Int>, isTicked: Bool)] = []
    var index = 0
    while let opening = answer.bytes[index...].firstIndex(of: 0x5B) {
      index = opening + 1
      guard let closing = answer.bytes[opening...].prefix(10).firstIndex(of: 0x5D) else { continue }
      let inner = answer[(opening + 1)..<closing].trimmed.string.lowercased()
      guard inner.isEmpty || ["x", "×", "х", "✓", "✔", "✗", "☑", "v", "*", "+", "_x_"].contains(inner) else { continue }
      ticks.append((opening..<(closing + 1), !inner.isEmpty))
      index = closing + 1
    }
    return ticks
  }

  /// The code behind a box, and what stands behind its label.
  private func split(_ segment: FlatText, _ table: OptionTable) -> (code: FlatText?, extra: FlatText?) {
    let words = segment.words
    guard let first = words.first else { return (nil, nil) }
    let code = segment[first]
    var position = 1
    if position < words.count, segment[words[position]].string == "=" { position += 1 }
    let folded = words[min(position, words.count)...].map { TextFolding.folded(segment[$0].string) }
    guard let option = table.options[Self.plain(code.string)] else {
      return (segment, nil)
    }
    for name in option.names {
      let label = name.split(separator: " ").map { TextFolding.folded(String($0)) }
      guard folded.starts(with: label) else { continue }
      position += label.count
      break
    }
    guard position < words.count else { return (code, nil) }
    return (code, segment[words[position].lowerBound..<segment.bytes.count])
  }

  /// Codes and names that are written out: one a line, or several with commas where no name has one.
  private func names(in text: FlatText, _ table: OptionTable) -> [Chosen] {
    text.lines.flatMap { line -> [Chosen] in
      let line = withoutListMark(line.trimmed)
      guard let range = line.range else { return [] }
      if let code = code(named: line.onOneLine, table) { return [Chosen(text: code, range: range)] }
      var chosen: [Chosen] = []
      var start = 0
      for index in line.bytes.indices.map(\.self) + [line.bytes.count] {
        let isEnd = index == line.bytes.count
        guard isEnd || [0x2C, 0x3B, 0x7C].contains(line.bytes[index]) else { continue }
        let part = line[start..<index].trimmed
        if let range = part.range {
          chosen.append(Chosen(text: code(named: part.onOneLine, table) ?? part.onOneLine, range: range))
        }
        start = index + 1
      }
      return chosen
    }
  }

  /// The code of a word that is a code, or the name of one in the form's language. The names of terms and countries are
  /// left to the field table, which tells how they were understood.
  private func code(named text: String, _ table: OptionTable) -> String? {
    if let option = table.options[Self.plain(text)] { return option.code }
    switch place.shape {
    case .list(.text(.country)):
      return CodeList.countries.code(named: text) != nil || CodeList.countries.contains(text) ? text : nil
    case .term, .list(.term):
      return table.codes[TextFolding.folded(text)] == nil ? nil : text
    default: return table.codes[TextFolding.folded(text)]
    }
  }

  /// A code with plain hyphens, and without the sign between it and its label.
  private static func plain(_ text: String) -> String {
    let hyphens = text.map { "\u{2010}\u{2011}\u{2012}\u{2013}".contains($0) ? "-" : String($0) }.joined()
    return String((hyphens.hasSuffix("=") ? hyphens.dropLast() : hyphens[...]).trimmingBlanks)
  }
}

extension Substring {
  /// The text without blanks around it.
  fileprivate var trimmingBlanks: Substring {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
    return self[start..<end]
  }
}
