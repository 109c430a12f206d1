import SourceTree
import TestSupport

/// Random bytes, texts and values that look like what breaks YAML readers and writers.
struct SeededSamples {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// Texts that some YAML reader takes for something else, or that need care when written.
  static let nastyTexts = [
    "", " ", "NO", "no", "yes", "on", "Off", "y", "N", "=", "<<", "~", "null", "Null", "true", "FALSE", "1.10", "1",
    "-1",
    "+1", "0", "007", "0x1F", "0o17", "0b101", "1e3", "1_000", "12:30:45", "1:20", ".5", "5.", ".inf", "-.INF", ".NaN",
    "2006-05-01", "2006-05-01 10:00:00", "2006-05-01T10:00:00Z", "1,5", "- a", "-", "--", "---", "--- a", "...",
    "... b",
    "# c", "#", "a #b", "a# b", "a: b", "a:", ":a", ": a", "a:b", "::", "'", "\"", "\\", "''", "\"\"", "it's",
    "\"a\" b",
    "'a' b", "a\\n", "%", "%YAML", "@a", "`a`", "!", "!a", "&a", "*a", "* a", "?", "? a", "|", "|-", ">", "> a", ",",
    ", a",
    "[", "]", "[a]", "{", "}", "{a: b}", "a, b", "a]b", " a", "a ", "  a  ", "\ta", "a\t", "a\tb", "\n", "a\n", "a\n\n",
    "\na", "a\nb", "a\n\nb", "a\n b", " a\nb", "a \nb", "a\n\n\n b\n", "a\n#b", "a\n---\nb", "a\n...\n", "a\r\nb",
    "a\rb",
    "\u{85}", "a\u{85}b", "a\u{2028}b", "\u{2029}", "\u{FEFF}a", "\u{7F}", "\u{0}", "a\u{7}b", "\u{1B}[0m", "\u{202E}a",
    "🎓", "👩‍🔬 a: 🏭", "é", "e\u{301}", "'\u{301}", "a'\u{301}\"b", " \u{301}a", "a\n \u{301}b", "#\u{301}", "a #\u{301}b",
    "a:\u{301} b", "-\u{301} a", "\u{A0}a", "a\u{A0}", "\u{200B}", "\u{E000}", "\u{FFFD}", "\u{10FFFD}", "中文：文", "Č: š",
    "https://example.org/a?b=c#d", "mailto:a@b", "C:\\x", "key: [a, b]", "end:", "a:\n", "- a\n- b\n", "a: b\nc: d\n",
    "x_1", "<b>", "a & b", "100 %", "50%", "€", "=1+1", "…", "1.5.2006", "08", "e3", "_", "nan", "Infinity", "+", "a =",
  ]

  private static let words = [
    "cluster", "Pôles", "ir", "a", "transfert", "NO", "à", "12", "#1", "b:", "(FUI)", "«", "»", "-", "R&D", "'s",
    "\"so\"",
    "http://example.org/very/long/path/that/no/blank/interrupts/and/that/is/longer/than/a/line/of/the/file/may/be/anywhere",
    "e\u{301}", "🏭", " ", "  ",
  ]

  mutating func element<Element>(of list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &random)]
  }

  mutating func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }

  /// A few bytes, mostly of YAML's own characters.
  mutating func bytes() -> [UInt8] {
    let alphabet = Array("ab: -\n\t\"'[]{},#&*!|>%@`?=\\~.0\r é\u{2028}".utf8)
    return (0..<number(0..<60)).map { _ in
      number(0..<20) == 0 ? UInt8(number(0..<256)) : element(of: alphabet)
    }
  }

  /// A text: a nasty one, two of them joined, or a paragraph.
  mutating func text() -> String {
    switch number(0..<6) {
    case 0, 1: return element(of: Self.nastyTexts)
    case 2: return element(of: Self.nastyTexts) + element(of: Self.nastyTexts)
    case 3: return element(of: Self.nastyTexts) + " " + element(of: Self.nastyTexts)
    default: return paragraphs()
    }
  }

  private mutating func paragraphs() -> String {
    let separator = element(of: ["\n", "\n\n", "\n\n\n"])
    let count = number(0..<4) + 1
    let lines = (0..<count).map { _ in (0..<number(1..<60)).map { _ in element(of: Self.words) }.joined(separator: " ")
    }
    return lines.joined(separator: separator) + (number(0..<4) == 0 ? "\n" : "")
  }

  /// A value of any kind, nested at most `depth` deep.
  mutating func value(depth: Int) -> DataValue {
    switch number(0..<(depth > 0 ? 12 : 8)) {
    case 0, 1, 2: return .string(text())
    case 3, 4: return .prose(text())
    case 5: return .date(element(of: ["2006", "2006-05", "2006-05-01"]))
    case 6: return .number(element(of: ["0", "71", "7.875", "-3", "500000"]))
    case 7:
      return number(0..<2) == 0
        ? .boolean(number(0..<2) == 0) : .plain(element(of: ["NO", "1.10", "~", "a b", "a, b", "=", ""]))
    case 8, 9: return .list((0..<number(0..<5)).map { _ in value(depth: depth - 1) })
    case 10: return .texts(entries { .prose($0.text()) })
    default: return .map(entries { $0.value(depth: depth - 1) })
    }
  }

  /// Entries with different names.
  mutating func entries(_ make: (inout SeededSamples) -> DataValue) -> [DataValue.Entry] {
    var entries: [DataValue.Entry] = []
    for _ in 0..<number(0..<5) {
      let key = number(0..<3) == 0 ? String(text().prefix(100)) : "key_\(number(0..<100))"
      if !entries.contains(where: { Array($0.key.utf8) == Array(key.utf8) }) { entries.append(.init(key, make(&self))) }
    }
    return entries
  }
}
