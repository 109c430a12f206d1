internal import CatalogueModel

/// The labels of a vocabulary as the form shows them, misspellings and all: the terms' matches of scheme `ktforce`.
struct TermLabels {
  private let labels: [(units: [UInt8], code: String)]

  /// A label of an answer: the code of its term, or the text when it is no label of the form.
  struct Found {
    /// The code or the text.
    var value: String
    /// The bytes that it was read from.
    var range: Range<Int>
  }

  /// Takes the labels from a vocabulary, the longest first.
  init(_ vocabulary: Vocabulary?) {
    var labels: [(units: [UInt8], code: String)] = []
    for term in vocabulary?.terms ?? [] {
      for match in term.matches where match.scheme == "ktforce" {
        if let label = match.code { labels.append((FoldedText(label).units, term.code)) }
      }
    }
    self.labels = labels.sorted { $0.units.count > $1.units.count }
  }

  /// The labels of an answer: one a line, several on a line set apart by commas or the like, or one broken over lines.
  /// O(length × labels).
  func find(in lines: [FormLine], of text: FormText) -> [Found] {
    var folded = FoldedText()
    var ends: [Int] = []
    for line in lines {
      folded.append(text.bytes, line.range)
      ends.append(folded.units.count)
    }
    let lineEnds = Set(ends)
    var found: [Found] = []
    var position = 0
    var line = 0
    while position < folded.units.count {
      while line < ends.count, ends[line] <= position { line += 1 }
      if let length = Self.bullet(folded.units, position) {
        position += length
        continue
      }
      let lineEnd = line < ends.count ? ends[line] : folded.units.count
      var end = position
      var value: String?
      for label in labels where folded.has(label.units, at: position) {
        let after = position + label.units.count
        let isWhole = lineEnds.contains(after) || Self.separators.contains(folded.units[after])
        if isWhole {
          (end, value) = (after, label.code)
          break
        }
      }
      if value == nil {
        end = position
        while end < lineEnd, folded.units[end] != 0x3B, folded.units[end] != 0x7C { end += 1 }
      }
      let range = folded.starts[position]..<folded.ends[max(position, end - 1)]
      found.append(Found(value: value ?? text.string(range), range: range))
      position = max(end, position + 1)
    }
    return found
  }

  private static let separators = Array(",;|/".utf8)

  /// The length of a separator or list marker at a position.
  private static func bullet(_ units: [UInt8], _ position: Int) -> Int? {
    if separators.contains(units[position]) || "*-".utf8.contains(units[position]) { return 1 }
    if units[position...].starts(with: [0xE2, 0x80, 0xA2]) { return 3 }
    return units[position...].starts(with: [0xC2, 0xB7]) ? 2 : nil
  }
}
