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
    var text = text
    return text.withUTF8 { bytes in
      var words: [Word] = []
      words.reserveCapacity(bytes.count / 6)
      var position = 0
      while position < bytes.count {
        if let letters = plainWord(bytes, position) {
          words.append(Word(text: lowercase(bytes, letters), range: letters))
          position = letters.upperBound
        } else if bytes[position] < 0x80, !isASCIIWord(bytes[position]) {
          position += 1
        } else {
          position = addWords(from: bytes, position, to: &words)
        }
      }
      return words
    }
  }

  /// A word of ASCII letters and digits that begins here, and that nothing else could continue. Most words are such.
  private static func plainWord(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    var end = start
    while end < bytes.count, isASCIIWord(bytes[end]) { end += 1 }
    guard end > start else { return nil }
    if end < bytes.count, bytes[end] >= 0x80 || bytes[end] == 0x26 { return nil }
    return start..<end
  }

  private static func lowercase(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(unsafeUninitializedCapacity: range.count) { target in
      for (offset, position) in range.enumerated() {
        let byte = bytes[position]
        target[offset] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      }
      return range.count
    }
  }

  private static func isASCIIWord(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  /// Adds the words of a piece of text up to the next blank, by the rules for all scripts. The end of the piece.
  private static func addWords(from bytes: UnsafeBufferPointer<UInt8>, _ start: Int, to words: inout [Word]) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != 0x20, bytes[end] != 0x0A { end += 1 }
    let piece = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    for word in wordsOfAnyScript(piece) {
      words.append(Word(text: word.text, range: word.range.lowerBound + start..<word.range.upperBound + start))
    }
    return end
  }

  private static func wordsOfAnyScript(_ text: String) -> [Word] {
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
