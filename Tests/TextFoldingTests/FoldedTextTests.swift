import Testing
import TextFolding

/// Comparing texts as people do.
@Suite struct FoldedTextTests {
  @Test(arguments: [
    ("SMEs Only", "smes only"), ("Pôles de Compétitivité", "poles de competitivite"), ("ĮMONĖS", "imones"),
    ("Größe", "grosse"), ("STRASSE", "strasse"), ("ﬁrm", "firm"), ("Ⅳ", "iv"), ("e\u{301}", "e"),
    ("Întreprinderi", "intreprinderi"),
    ("l’élan", "l'elan"), ("‘a’ `b´", "'a' 'b'"), ("2004–2006", "2004-2006"), ("a — b", "a - b"), ("  a \t b\n", "a b"),
    ("a\u{A0}\u{202F}b", "a b"), ("", ""), (" ", ""), ("\u{A0}", ""), ("é ", "e"), ("…", "..."), ("中文", "中文"),
    ("ŁÓDŹ", "łodz"), ("co\u{AD}operation é", "cooperation e"),
  ])
  func foldsCaseAccentsAndPunctuation(text: String, folded: String) {
    #expect(TextFolding.folded(text) == folded)
    #expect(TextFolding.folded(TextFolding.folded(text)) == folded)
  }

  @Test(arguments: ["Pôles", "É", "Å", "ǖ", "Č"])
  func composedAndDecomposedLettersFoldAlike(text: String) {
    let composed = TextFolding.composed(text)
    let decomposed = composed.unicodeScalars.count == text.unicodeScalars.count ? text : composed
    #expect(TextFolding.folded(composed) == TextFolding.folded(decomposed))
  }

  @Test func composesLettersWithTheirAccents() {
    #expect(Array(TextFolding.composed("e\u{301}").unicodeScalars) == ["\u{E9}"])
    #expect(Array(TextFolding.composed("plain").unicodeScalars) == Array("plain".unicodeScalars))
  }

  @Test func takesWordsOfLettersAndFigures() {
    #expect(TextFolding.words("Pôles 2.0: l’État, R&D!") == ["poles", "2", "0", "l", "etat", "r", "d"])
    #expect(TextFolding.words("—").isEmpty)
  }

  @Test(arguments: [("abc", 3), ("éa", 2), ("e\u{301}", 1), ("中文", 4), ("🎓", 2), ("a\u{200B}b", 2), ("", 0)])
  func countsColumnsOfATerminal(text: String, columns: Int) {
    #expect(TextFolding.columns(text) == columns)
  }

  @Test func foldsEveryScalarWithoutHarm() {
    for value in stride(from: UInt32(0), through: 0x1FFFF, by: 1) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let folded = TextFolding.folded(String(scalar))
      #expect(folded.unicodeScalars.count <= 32)
    }
  }
}
