internal import SourceTree

extension TextAnalyzer {
  /// Words by language that its stemmer, the cutting of texts and the folding of letters treat in their way. Few, since
  /// every search begins with them.
  private static let samples: [(language: String, text: String)] = [
    ("bg", "предприятия"), ("cs", "inovačních"), ("da", "virksomhedernes"), ("de", "Förderungen Straße häufigkeit"),
    ("el", "επιχειρήσεις"), ("en", "incubators connection universities generously skies R&D start-up programmes"),
    ("es", "tecnologías"), ("et", "ettevõtetele"), ("eu", "berrikuntzaren"), ("fi", "yritysten"),
    ("fr", "l'innovation d’entreprises créations"), ("ga", "nuálaíochta"), ("hr", "poduzetništva"),
    ("hu", "vállalkozások"), ("it", "università"), ("lt", "įmonės inovacijų universitetų"), ("lv", "uzņēmumiem"),
    ("mt", "innovazzjoni"), ("nl", "ondernemingen"), ("no", "bedriftenes"), ("pl", "przedsiębiorstw"),
    ("pt", "transferência inovações"), ("ro", "inovării țări tehnologică"), ("sk", "podnikateľov"),
    ("sl", "podjetništva"), ("sv", "företagens"), ("tr", "işletmeler"),
  ]

  /// A text that is another one when words of texts become other tokens than before, whatever the reason. O(1).
  var fingerprint: String {
    var hash = StableHash()
    for (language, text) in Self.samples {
      for word in WordSplitter.words(text) { hash.add(token(word.text, language)) }
    }
    return String(hash.value, radix: 16)
  }
}
