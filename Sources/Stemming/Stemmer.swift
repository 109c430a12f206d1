internal import CLibStemmer
internal import TextFolding

/// Reduces the words of one language to their stems by Snowball, then folds accents: the other order hurts French.
///
/// One stemmer serves one thread.
package final class Stemmer {
  /// The language, without region.
  package let language: String
  private let handle: OpaquePointer?

  /// The Snowball algorithm of each language. Languages without one are folded only.
  private static let algorithms = [
    "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "eu": "basque",
    "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian", "lt": "lithuanian",
    "nl": "dutch", "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian",
    "sv": "swedish",
  ]

  /// Makes a stemmer for a language tag; its region does not matter.
  package init(_ tag: String) {
    language = tag.prefix { $0 != "-" }.lowercased()
    handle = Self.algorithms[language].flatMap { sb_stemmer_new($0, "UTF_8") }
  }

  deinit { if let handle { sb_stemmer_delete(handle) } }

  /// The folded stem of a word in small letters. O(length).
  package func stem(_ word: String) -> String {
    TextFolding.folded(snowball(spelling(word)))
  }

  /// Whether a word that begins with an ASCII letter or digit keeps it in its stem: Irish changes the beginnings of
  /// words, the other algorithms their ends.
  package var keepsBeginnings: Bool { language != "ga" }

  /// The word as its Snowball algorithm knows it.
  private func spelling(_ word: String) -> String {
    switch language {
    case "en": EnglishSpelling.unified(word)
    case "ro": Self.withCedillas(word)
    default: word
    }
  }

  private func snowball(_ word: String) -> String {
    guard let handle else { return word }
    var word = word
    return word.withUTF8 { bytes in
      guard let stem = sb_stemmer_stem(handle, bytes.baseAddress, Int32(clamping: bytes.count)) else { return "" }
      return String(decoding: UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))), as: UTF8.self)
    }
  }

  /// libstemmer 2.2 knows Romanian only with the cedillas of older fonts, not with the commas of today.
  private static func withCedillas(_ word: String) -> String {
    guard word.unicodeScalars.contains(where: { $0 == "ș" || $0 == "ț" }) else { return word }
    return String(String.UnicodeScalarView(word.unicodeScalars.map { $0 == "ș" ? "ş" : $0 == "ț" ? "ţ" : $0 }))
  }
}
