import LinkedData
import Testing

/// IRIs hold only what IRIs may hold.
@Suite struct IRITextTests {
  @Test(arguments: [
    ("https://example.org/a?b=c&d=(e)#f", "https://example.org/a?b=c&d=(e)#f"),
    ("https://example.org/a b\"<c>", "https://example.org/a%20b%22%3Cc%3E"),
    ("https://example.org/{a}|\\^`", "https://example.org/%7Ba%7D%7C%5C%5E%60"),
    ("https://example.org/100%", "https://example.org/100%25"),
    ("https://example.org/%C3%A9%zz", "https://example.org/%C3%A9%25zz"),
    ("https://example.org/pôle/שלום", "https://example.org/pôle/שלום"),
    ("https://[2001:db8::1]/[x]", "https://[2001:db8::1]/%5Bx%5D"),
    ("https://example.org/#a#b", "https://example.org/#a%23b"),
    ("https://example.org/\u{1}\u{7F}\n\u{202E}x", "https://example.org/%01%7F%0A%E2%80%AEx"),
    ("https://example.org/\u{E000}\u{FFFE}\u{85}🎓", "https://example.org/%EE%80%80%EF%BF%BE%C2%85🎓"),
    ("", ""),
  ])
  func encodesWhatNoIRIMayHold(text: String, iri: String) { #expect(IRIText.encoded(text) == iri) }

  @Test func encodingTwiceIsEncodingOnce() {
    for text in ["https://example.org/a b%", "https://example.org/#é#%41"] {
      #expect(IRIText.encoded(IRIText.encoded(text)) == IRIText.encoded(text))
    }
  }

  @Test func aSegmentHasNoDelimiters() {
    #expect(IRIText.segment("a/b?c#d:e é") == "a%2Fb%3Fc%23d%3Ae%20%C3%A9")
    #expect(IRIText.segment("smes-only_1.0~") == "smes-only_1.0~")
  }

  @Test func aPartOfAFragmentIsNoSecondFragment() {
    #expect(RDFResource(iri: "https://example.org/a").part("b").text == "https://example.org/a#b")
    #expect(RDFResource(iri: "https://example.org/#a").part("b").text == "https://example.org/#a/b")
    #expect(RDFResource(blank: "a").part("b") == RDFResource(blank: "a-b"))
  }
}
