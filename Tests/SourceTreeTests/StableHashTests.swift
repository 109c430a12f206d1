internal import Testing

@testable import SourceTree

/// A hash that finds out what changed.
@Suite struct StableHashTests {
  private func value(_ texts: String...) -> UInt64 {
    var hash = StableHash()
    for text in texts { hash.add(text) }
    return hash.value
  }

  @Test func theSameTextsHaveTheSameHashInEveryRun() {
    #expect(value("knowledge transfer", "voucher") == value("knowledge transfer", "voucher"))
    #expect(value("knowledge transfer") == 17_782_536_422_565_373_008)
  }

  @Test func eachByteCounts() {
    let text = "innovation vouchers, 2004"
    let whole = value(text)
    for position in text.indices {
      var other = text
      other.replaceSubrange(position...position, with: text[position] == "x" ? "y" : "x")
      #expect(value(other) != whole)
    }
  }

  @Test func whereOneTextEndsAndTheNextBeginsCounts() {
    #expect(value("ab", "c") != value("a", "bc"))
    #expect(value("ab", "") != value("", "ab"))
    #expect(value("voucher") != value("voucher\0"))
    #expect(value() != value(""))
  }
}
