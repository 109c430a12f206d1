internal import TextFolding

extension PartialDate {
  /// What a date in another notation most probably means: `1.5.2006`, `2006.05.01`, `1 May 2006`, `le 1er mai 2006`,
  /// `2006 m. gegužės 1 d.`, with the months of the six languages.
  ///
  /// Day and month of a date in figures are told apart only where one of them is over 12 or dots are used, as in
  /// most of Europe; else nil, because nobody can know. O(length × months).
  package static func guess(_ text: String) -> PartialDate? {
    let words = text.split { !($0.isLetter || $0.isNumber) }.map { TextFolding.folded(String($0)) }
    var numbers: [Int] = []
    var month: Int?
    for word in words {
      let digits = word.prefix { $0.isNumber }
      if let number = Int(digits),
        digits.count == word.count || ["st", "nd", "rd", "th", "er", "o"].contains(word.dropFirst(digits.count))
      {
        numbers.append(number)
      } else if fillers.contains(word) || weekdays.contains(word) {
        continue
      } else if let named = Self.month(named: word), month == nil {
        month = named
      } else {
        return nil
      }
    }
    guard let yearPosition = numbers.firstIndex(where: { $0 > 31 && $0 < 10000 && $0 >= 1000 }) else { return nil }
    let year = numbers.remove(at: yearPosition)
    if let month { return numbers.count <= 1 ? PartialDate(year: year, month: month, day: numbers.first) : nil }
    guard numbers.count == 2 else { return numbers.count < 2 ? PartialDate(year: year, month: numbers.first) : nil }
    if yearPosition == 0 { return PartialDate(year: year, month: numbers[0], day: numbers[1]) }
    if text.contains(".") || numbers[0] > 12 || numbers[0] == numbers[1] {
      return PartialDate(year: year, month: numbers[1], day: numbers[0])
    }
    return numbers[1] > 12 ? PartialDate(year: year, month: numbers[0], day: numbers[1]) : nil
  }

  /// The month of a name without accents, or of a beginning of at least three letters that only one month has in all
  /// languages.
  private static func month(named word: String) -> Int? {
    var found: Set<Int> = []
    for (position, names) in months.enumerated() {
      if names.contains(Substring(word)) { return position + 1 }
      if word.count >= 3, names.contains(where: { $0.hasPrefix(word) }) { found.insert(position + 1) }
    }
    return found.count == 1 ? found.first : nil
  }

  /// The months in English, French, German, Portuguese, Lithuanian (of the month, and the month) and Romanian.
  private static let months = [
    "january janvier januar janner janeiro sausio sausis ianuarie",
    "february fevrier februar fevereiro vasario vasaris februarie",
    "march mars marz marco kovo kovas martie",
    "april avril abril balandzio balandis aprilie",
    "may mai maio geguzes geguze",
    "june juin juni junho birzelio birzelis iunie",
    "july juillet juli julho liepos liepa iulie",
    "august aout agosto rugpjucio rugpjutis",
    "september sept septembre setembro rugsejo rugsejis septembrie",
    "october octobre oktober outubro spalio spalis octombrie",
    "november novembre novembro lapkricio lapkritis noiembrie",
    "december decembre dezember dezembro gruodzio gruodis decembrie",
  ].map { $0.split(separator: " ") }

  private static let fillers: Set = ["of", "de", "the", "le", "den", "m", "d", "men", "diena"]

  private static let weekdays = Set(
    [
      "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun",
      "lundi mardi mercredi jeudi vendredi samedi dimanche",
      "montag dienstag mittwoch donnerstag freitag samstag sonntag",
      "segunda terca quarta quinta sexta feira sabado domingo",
      "pirmadienis antradienis treciadienis ketvirtadienis penktadienis sestadienis sekmadienis",
      "luni marti miercuri joi vineri sambata duminica",
    ].flatMap { $0.split(separator: " ").map(String.init) })
}
