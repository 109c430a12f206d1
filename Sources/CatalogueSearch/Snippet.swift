package import CatalogueModel
internal import CommonMark

/// A piece of a record's text around the words that were found.
package struct Snippet: Sendable, Hashable {
  /// The piece, on one line.
  package var text: String
  /// The found words in it, as byte ranges.
  package var marks: [Range<Int>]
  /// The language of the text.
  package var language: String
  /// The field, or group of fields, that the text stands in.
  package var field: String

  /// The found words in Unicode scalars of the text, from 0, the end not included. O(length).
  package var scalarRanges: [Range<Int>] {
    let text = self.text.utf8
    return marks.map { mark in
      let start = text.index(text.startIndex, offsetBy: mark.lowerBound)
      let end = text.index(text.startIndex, offsetBy: mark.upperBound)
      let before = self.text.unicodeScalars.distance(from: text.startIndex, to: start)
      return before..<before + self.text.unicodeScalars.distance(from: start, to: end)
    }
  }

  private static let longest = 180

  /// A text as a page would show it, without the marks of CommonMark. O(length).
  fileprivate static func plain(_ text: SearchDocument.Text) -> SearchDocument.Text {
    guard mayBeMarked(text.text) else { return text }
    var plain = text
    plain.text = CommonMarkTree(parsing: text.text).text
    return plain
  }

  /// Whether a text has a sign by which CommonMark marks a piece of it, or begins a line with one that marks a block.
  private static func mayBeMarked(_ text: String) -> Bool {
    var isAtStart = true
    for byte in text.utf8 {
      switch byte {
      // * _ ` [ ] \ < & ~
      case 0x2A, 0x5F, 0x60, 0x5B, 0x5D, 0x5C, 0x3C, 0x26, 0x7E: return true
      // # > - + =
      case 0x23, 0x3E, 0x2D, 0x2B, 0x3D: if isAtStart { return true }
      case 0x0A, 0x0D: isAtStart = true
      case 0x20, 0x09: break
      default: isAtStart = false
      }
    }
    return false
  }

  /// The words of a text that are looked for, by themselves or in a phrase, both given by their first words. O(words).
  fileprivate static func found(_ wanted: [String: [[String]]], _ words: [WordSplitter.Word], _ tokens: [String])
    -> [(range: Range<Int>, token: String)]
  {
    var isFound: [Bool]?
    for (start, token) in tokens.enumerated() {
      // A word that cannot be one of them has no token.
      guard !token.isEmpty, let ways = wanted[token] else { continue }
      for way in ways where way.count <= tokens.count - start && zip(tokens[start...], way).allSatisfy(==) {
        var marks = isFound ?? [Bool](repeating: false, count: tokens.count)
        isFound = nil
        for position in start..<start + way.count { marks[position] = true }
        isFound = marks
      }
    }
    guard let isFound else { return [] }
    return tokens.indices.filter { isFound[$0] }.map { (words[$0].range, tokens[$0]) }
  }

  /// The part of a text, as long as a snippet may be, that holds most different words. O(words).
  fileprivate static func densest(_ found: [(range: Range<Int>, token: String)]) -> (range: Range<Int>, distinct: Int)?
  {
    var best: (range: Range<Int>, distinct: Int)?
    var start = 0
    var counts: [String: Int] = [:]
    for end in found.indices {
      counts[found[end].token, default: 0] += 1
      while found[end].range.upperBound - found[start].range.lowerBound > longest - 40, start < end {
        counts[found[start].token, default: 1] -= 1
        if counts[found[start].token] == 0 { counts[found[start].token] = nil }
        start += 1
      }
      if counts.count > best?.distinct ?? 0 {
        best = (found[start].range.lowerBound..<found[end].range.upperBound, counts.count)
      }
    }
    return best
  }

  fileprivate static func cut(_ text: SearchDocument.Text, _ found: [Range<Int>], around window: Range<Int>) -> Snippet
  {
    let bytes = Array(text.text.utf8)
    let room = max(0, longest - window.count)
    var start = max(0, window.lowerBound - room / 3)
    var end = min(bytes.count, start + longest)
    func isBoundary(_ index: Int) -> Bool {
      index <= 0 || index >= bytes.count || bytes[index] == 0x20 || bytes[index] == 0x0A
    }
    while start > 0, start < window.lowerBound, !isBoundary(start) { start += 1 }
    while end < bytes.count, end > window.upperBound, !isBoundary(end) { end -= 1 }
    var result: [UInt8] = start > 0 ? Array("…".utf8) : []
    var marks: [Range<Int>] = []
    let shift = result.count - start
    // A line break or tab becomes one blank, so that every range keeps its length.
    result += bytes[start..<end].map { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 ? 0x20 : $0 }
    if end < bytes.count { result += Array("…".utf8) }
    for range in found where range.lowerBound >= start && range.upperBound <= end {
      marks.append(range.lowerBound + shift..<range.upperBound + shift)
    }
    return Snippet(
      text: String(decoding: result, as: UTF8.self), marks: marks, language: LocalizedText.primary(text.language),
      field: text.field)
  }
}

/// Finds the snippets of records for one answer; for one thread.
package struct SnippetFinder {
  private let context: CatalogueContext
  private let analyzer = TextAnalyzer()
  /// What is looked for, words and phrases, by their first words.
  private var ways: [String: [[String]]] = [:]
  private let beginnings: TokenBeginnings
  /// How many different words are looked for, by themselves or in a phrase.
  private let wordCount: Int

  /// Begins to look for words. O(words).
  package init(_ wanted: FoundWords, _ context: CatalogueContext) {
    self.context = context
    for word in wanted.words { ways[word, default: []].append([word]) }
    for phrase in wanted.phrases { ways[phrase.first ?? "", default: []].append(phrase) }
    beginnings = TokenBeginnings(ways.values.joined().joined())
    wordCount = Set(ways.values.joined().joined()).count
  }

  /// The piece of a record's texts that holds most of the found words; nil when none holds any. Titles are shown
  /// anyway and give no snippet. O(text).
  package func best(in record: Record) -> Snippet? {
    guard !ways.isEmpty else { return nil }
    let document = SearchDocument(record, defaultLanguage: context.defaultLanguage, withTerms: false)
    var best: (snippet: Snippet, distinct: Int)?
    for text in document.texts where text.part != .title && text.part != .terms {
      let language = LocalizedText.primary(text.language)
      guard beginnings.mayBegin(in: language) else { continue }
      let text = Snippet.plain(text)
      let words = WordSplitter.words(text.text)
      let tokens = analyzer.tokens(words, language, among: beginnings)
      let found = Snippet.found(ways, words, tokens)
      guard let window = Snippet.densest(found) else { continue }
      if window.distinct > best?.distinct ?? 0 {
        best = (Snippet.cut(text, found.map(\.range), around: window.range), window.distinct)
        // No other text can hold more.
        if window.distinct == wordCount { break }
      }
    }
    return best?.snippet
  }
}
