/// One spelling for the English words that Britain and America write differently: Snowball keeps `licence` and
/// `license` apart.
///
/// Texts and queries go through the same rules, so that a rule that catches a word too many (`enterprise`) does no
/// harm as long as no two words meet that differ in meaning.
enum EnglishSpelling {
  /// A word in small letters in the spelling that is used for matching. O(length).
  static func unified(_ word: String) -> String {
    guard word.utf8.count > 4 else { return word }
    for (british, american) in beginnings where word.hasPrefix(british) {
      return american + word.dropFirst(british.count)
    }
    for (british, american) in endings where word.hasSuffix(british) {
      let stem = word.dropLast(british.count)
      // `tour` and `prise` are other words than `tor` and `prize`.
      if stem.count > 2 { return stem + american }
    }
    return word
  }

  private static let beginnings = [
    ("programme", "program"), ("licenc", "licens"), ("defenc", "defens"), ("offenc", "offens"), ("practis", "practic"),
  ]

  /// The longest first.
  private static let endings: [(String, String)] = {
    var endings: [(String, String)] = []
    for ending in ["ation", "ations", "e", "es", "ed", "er", "ers", "ing"] {
      endings.append(("is" + ending, "iz" + ending))
      endings.append(("ys" + ending, "yz" + ending))
    }
    for ending in ["", "s", "ed", "ing", "al", "able"] { endings.append(("our" + ending, "or" + ending)) }
    for (british, american) in [("ogue", "og"), ("tre", "ter"), ("bre", "ber")] {
      endings += [(british, american), (british + "s", american + "s")]
    }
    return endings.sorted { $0.0.utf8.count > $1.0.utf8.count }
  }()
}
