extension TextAnalyzer {
  /// Words that the stemmers of different languages and versions, the cutting of texts and the folding of letters treat
  /// each in their way.
  private static let sample = """
    incubators connection universities generously skies R&D start-up l'innovation d’entreprises créations Straße \
    Hochschulen Förderung häufigkeit transferência inovações țări inovării tehnologică įmonės inovacijų universitetų \
    empresas tecnologías università ricerca bedrijven ondernemingen företagens højskolers yritysten vállalkozások \
    предприятия επιχειρήσεις işletmeler
    """
  private static let languages = [
    "bg", "cs", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv", "mt", "nl",
    "no", "pl", "pt", "ro", "sk", "sl", "sv",
  ]

  /// A text that is another one when words of texts become other tokens than before, whatever the reason. O(1).
  var fingerprint: String {
    var hash = StableHash()
    let words = WordSplitter.words(Self.sample)
    for language in Self.languages {
      for word in words { hash.add(token(word.text, language)) }
    }
    return String(hash.value, radix: 16)
  }
}
