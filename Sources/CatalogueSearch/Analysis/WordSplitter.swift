internal import TextFolding

/// Cuts text into words in small letters, each with its bytes.
///
/// Apostrophes and dashes of every kind end a word (`l'innovation` holds `innovation`); `&` between letters does not
/// (`R&D` is the word `rd`).
enum WordSplitter {
  /// A word and where it stands.
  struct Word: Hashable {
    /// The word in small letters, accents kept for the stemmer.
    var text: String
    /// Its bytes in the text.
    var range: Range<Int>
  }

  /// The words of a text in order. O(length).
  static func words(_ text: String) -> [Word] {
    var words: [Word] = []
    var scalars = String.UnicodeScalarView()
    var start = 0
    var offset = 0
    var end = 0
    var previousWasLetter = false
    func finish() {
      guard !scalars.isEmpty else { return }
      words.append(Word(text: TextFolding.composed(String(scalars)).lowercased(), range: start..<end))
      scalars = .init()
    }
    var iterator = text.unicodeScalars.makeIterator()
    var next = iterator.next()
    while let scalar = next {
      let width = UTF8.width(scalar)
      next = iterator.next()
      if isWordScalar(scalar) {
        if scalars.isEmpty { start = offset }
        scalars.append(scalar)
        end = offset + width
        previousWasLetter = true
      } else if scalar == "&", previousWasLetter, let following = next, isWordScalar(following) {
        previousWasLetter = false
      } else if scalar.value == 0xAD || scalar.value == 0x200C || scalar.value == 0x200D {
        // Soft hyphens and joiners are invisible; words go on across them.
      } else {
        finish()
        previousWasLetter = false
      }
      offset += width
    }
    finish()
    return words
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let value = scalar.value | 0x20
      return (0x61...0x7A).contains(value) || (0x30...0x39).contains(scalar.value)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
      return scalar.value != 0x02BC
    default: return false
    }
  }
}
