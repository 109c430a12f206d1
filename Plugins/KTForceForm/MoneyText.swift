internal import CatalogueModel

/// Amounts of money in free text, in the notations of several countries.
enum MoneyText {
  /// The amount that figures mean: `42.000`, `42,000` and `42 000` are forty-two thousand, `1,5` with a million behind
  /// it is a million and a half. Nil when nobody can be sure.
  static func amount(_ figures: String, timesTenTo exponent: Int) -> DecimalNumber? {
    var groups: [String] = [""]
    var marks: [Character] = []
    for character in figures {
      if character.isASCII, character.isNumber {
        groups[groups.count - 1].append(character)
      } else {
        marks.append(character.isWhitespace ? " " : character)
        groups.append("")
      }
    }
    guard groups.allSatisfy({ !$0.isEmpty }) else { return nil }
    var decimals = ""
    if let last = marks.last, last != " ", last != "'" {
      let isOnlyMark = marks.filter { $0 == last }.count == 1
      let length = groups[groups.count - 1].count
      if isOnlyMark, length != 3 {
        decimals = groups.removeLast()
        marks.removeLast()
      } else if isOnlyMark, marks.count == 1, exponent > 0 {
        // "7,875 million" may be seven thousand or nearly eight.
        return nil
      }
    }
    guard Set(marks).count <= 1, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    guard groups.count == 1 || groups[0].count <= 3, decimals.count <= max(2, exponent) else { return nil }
    let whole = groups.joined()
    guard exponent > 0 else { return DecimalNumber(decimals.isEmpty ? whole : whole + "." + decimals) }
    return DecimalNumber(whole + decimals + String(repeating: "0", count: exponent - decimals.count))
  }

  /// The power of ten of a word between figures and currency; nil when it is no such word.
  static func exponent(_ word: String) -> Int? {
    switch word {
    case "million", "millions", "mio", "mln", "m": 6
    case "thousand", "thousands", "k": 3
    default: nil
    }
  }

  /// The ISO 4217 code of a sign, code or name of a currency; nil for other words and for the dollar sign, which many
  /// currencies have.
  static func currency(_ word: String) -> String? {
    switch word {
    case "€", "euro", "euros", "Euro", "Euros", "EURO", "EUROS", "eur", "Eur": "EUR"
    case "£": "GBP"
    default: CodeList.currencies.contains(word) ? word : CodeList.currencies.code(named: word)
    }
  }
}
