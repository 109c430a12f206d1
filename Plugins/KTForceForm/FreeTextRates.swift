internal import CatalogueModel

/// What free text says about co-financing: shares with what they apply to, and the highest amount.
///
/// Only what is certain is taken; the text itself is kept whole as the summary.
struct FreeTextRates {
  /// A value with the bytes that it was read from.
  struct Value {
    var text: String
    var range: Range<Int>
  }

  /// One share, or a range of shares.
  struct Rate {
    var percent: Value?
    var from: Value?
    var to: Value?
    var appliesTo: Value?
    var range: Range<Int>
  }

  /// The highest amount.
  struct Ceiling {
    var amount: Value
    var currency: Value
    var per: Value
    var range: Range<Int>
  }

  /// The shares in the order of the text.
  private(set) var rates: [Rate] = []
  /// The highest amounts that are stated with their currency and what they are counted per.
  private(set) var ceilings: [Ceiling] = []
  /// Places that look like a share or a highest amount and could not be understood fully.
  private(set) var doubts: [Range<Int>] = []

  private let bytes: [UInt8]
  private let bases: Vocabulary?

  /// Reads the lines of an answer. O(length).
  init(_ bytes: [UInt8], _ lines: [FormLine], bases: Vocabulary?) {
    self.bytes = bytes
    self.bases = bases
    for line in lines { read(TextToken.tokens(of: bytes, line.range)) }
  }

  /// The highest amount, when the text states exactly one and leaves no doubt.
  var maximum: Ceiling? { ceilings.count == 1 && unclearCeilings == 0 ? ceilings[0] : nil }

  private var unclearCeilings = 0

  // MARK: Clauses

  private mutating func read(_ tokens: [TextToken]) {
    var start = 0
    for index in 0...tokens.count where index == tokens.count || ends(tokens, index) {
      readClause(tokens[start..<index])
      start = index + 1
    }
  }

  /// Whether a sign ends a clause: `;`, `|`, a slash or a bullet between blanks, the full stop of a sentence.
  private func ends(_ tokens: [TextToken], _ index: Int) -> Bool {
    let token = tokens[index]
    guard token.kind == .sign else { return false }
    switch token.text {
    case ";", "|", "•": return true
    case "/": return isApart(token)
    case ".":
      guard index > 0, index + 1 < tokens.count else { return true }
      let isBlankBehind = tokens[index + 1].range.lowerBound > token.range.upperBound
      return isBlankBehind && !Self.abbreviations.contains(tokens[index - 1].lower)
    default: return false
    }
  }

  private func isApart(_ token: TextToken) -> Bool {
    let before = token.range.lowerBound - 1
    let after = token.range.upperBound
    return (before < 0 || bytes[before] <= 0x20) && (after >= bytes.count || bytes[after] <= 0x20)
  }

  private static let abbreviations: Set<String> = [
    "max", "min", "approx", "ca", "incl", "excl", "e.g", "g", "i.e", "eg", "resp", "appl", "no",
  ]

  private mutating func readClause(_ clause: ArraySlice<TextToken>) {
    let amounts = findCeilings(in: clause)
    let shares = findShares(in: clause)
    var heading: ArraySlice<TextToken>?
    for (number, share) in shares.enumerated() {
      let previousEnd = number == 0 ? clause.startIndex : shares[number - 1].tokens.upperBound
      var before = clause[previousEnd..<share.tokens.lowerBound]
      if number > 0 { before = label(endingWith: before) ?? before[before.endIndex...] }
      var end = number + 1 < shares.count ? shares[number + 1].tokens.lowerBound : clause.endIndex
      if number + 1 < shares.count, let next = label(endingWith: clause[share.tokens.upperBound..<end]) {
        end = next.startIndex
      }
      if let ceiling = amounts.first(where: { $0.lowerBound >= share.tokens.upperBound }) {
        end = min(end, ceiling.lowerBound)
      }
      // The words before "70 %, max. 500 EUR" may themselves be those of an amount.
      if let ceiling = amounts.last(where: { $0.upperBound <= share.tokens.lowerBound }) {
        before = clause[max(before.startIndex, ceiling.upperBound)..<before.endIndex]
      }
      let own = named(before)
      if number == 0, before.last.map(isColon) == true { heading = own }
      var rate = share.rate
      rate.appliesTo = condition(
        after: clause[share.tokens.upperBound..<max(end, share.tokens.upperBound)], before: before, own: own,
        heading: number == 0 || own != nil ? own : heading)
      rate.range =
        min(
          share.range.lowerBound, rate.appliesTo?.range.lowerBound ?? .max)..<max(
          share.range.upperBound, rate.appliesTo?.range.upperBound ?? 0)
      if share.isShare { rates.append(rate) } else { doubts.append(share.range) }
    }
  }

  // MARK: Shares

  private struct Share {
    var tokens: Range<Int>
    var range: Range<Int>
    var rate: Rate
    var isShare: Bool
  }

  private func findShares(in clause: ArraySlice<TextToken>) -> [Share] {
    var shares: [Share] = []
    var index = clause.startIndex
    while index < clause.endIndex {
      guard clause[index].kind == .number else {
        index += 1
        continue
      }
      let first = index
      var end = endOfPercent(clause, index + 1)
      var second: Int?
      let joint = end ?? index + 1
      if joint + 1 < clause.endIndex, clause[joint + 1].kind == .number, isRange(clause, joint, from: first),
        let secondEnd = endOfPercent(clause, joint + 2)
      {
        second = joint + 1
        end = secondEnd
      }
      guard let end else {
        index += 1
        continue
      }
      let range = clause[first].range.lowerBound..<clause[end - 1].range.upperBound
      let values = [first, second].compactMap { $0 }.map { Self.percent(clause[$0]) }
      var rate = Rate(range: range)
      if values.count == 2 { (rate.from, rate.to) = (values[0], values[1]) } else { rate.percent = values[0] }
      let isShare = values.allSatisfy { $0.flatMap { DecimalNumber($0.text) }.map { $0.doubleValue <= 100 } == true }
      shares.append(Share(tokens: first..<end, range: range, rate: rate, isShare: isShare))
      index = end
    }
    return shares
  }

  /// The token behind `%` or `percent`; nil when there is none.
  private func endOfPercent(_ clause: ArraySlice<TextToken>, _ index: Int) -> Int? {
    guard index < clause.endIndex else { return nil }
    let token = clause[index]
    if token.kind == .percent || token.lower == "percent" || token.lower == "pct" { return index + 1 }
    if token.lower == "per", index + 1 < clause.endIndex, clause[index + 1].lower == "cent" { return index + 2 }
    return nil
  }

  private func isRange(_ clause: ArraySlice<TextToken>, _ joint: Int, from first: Int) -> Bool {
    let word = clause[joint].lower
    let before = first > clause.startIndex ? clause[first - 1].lower : ""
    return word == "-" || word == "to" || (word == "and" && before == "between")
  }

  /// The share of figures, whose comma is a decimal sign.
  private static func percent(_ token: TextToken) -> Value? {
    let text = token.text.replacing(",", with: ".")
    return DecimalNumber(text).map { Value(text: $0.description, range: token.range) }
  }

  // MARK: What a share applies to

  private func isColon(_ token: TextToken) -> Bool { token.isSign(":") || token.isSign("=") }

  /// The label with which the words between two shares end: `large firms:`.
  private func label(endingWith tokens: ArraySlice<TextToken>) -> ArraySlice<TextToken>? {
    guard let last = tokens.last, isColon(last) else { return nil }
    let start = tokens.lastIndex { $0.isSign(",") || $0.lower == "and" } ?? tokens.startIndex - 1
    return tokens[(start + 1)...]
  }

  /// The words before a share that name what it applies to: with a colon behind, or with nothing but such a name.
  private func named(_ tokens: ArraySlice<TextToken>) -> ArraySlice<TextToken>? {
    var words = tokens
    while let first = words.first, first.kind == .sign || first.lower == "and" { words.removeFirst() }
    let hasColon = words.last.map(isColon) == true
    while let last = words.last, last.kind == .sign, !last.isSign(")") { words.removeLast() }
    while !hasColon, let last = words.last, Self.limits.contains(last.lower) || last.isSign(".") { words.removeLast() }
    guard let last = words.last, !words.allSatisfy({ Self.limits.contains($0.lower) || $0.kind == .sign }) else {
      return nil
    }
    guard hasColon || (words.count <= 5 && Self.beneficiaries.contains(last.lower)) else { return nil }
    return words
  }

  private func condition(
    after: ArraySlice<TextToken>, before: ArraySlice<TextToken>, own: ArraySlice<TextToken>?,
    heading: ArraySlice<TextToken>?
  ) -> Value? {
    var words = after
    var isBracketed = false
    if words.first?.isSign("(") == true {
      guard let close = words.firstIndex(where: { $0.isSign(")") }) else { return value(of: own) }
      words = words[(words.startIndex + 1)..<close]
      isBracketed = true
    }
    while let last = words.last, Self.connectors.contains(last.lower) || (last.kind == .sign && !last.isSign(")")) {
      words.removeLast()
    }
    if let first = words.first, Self.prepositions.contains(first.lower) {
      words.removeFirst()
    } else if !isBracketed {
      return value(of: own)
    }
    if words.last?.isSign(")") == true, !words.contains(where: { $0.isSign("(") }) { words.removeLast() }
    guard let found = value(of: words), found.text.utf8.count <= 160 else { return value(of: own) }
    guard let heading, let name = value(of: heading) else { return found }
    return Value(text: "\(found.text) (\(name.text))", range: found.range)
  }

  private func value(of tokens: ArraySlice<TextToken>?) -> Value? {
    guard let first = tokens?.first, let last = tokens?.last else { return nil }
    let range = first.range.lowerBound..<last.range.upperBound
    return Value(text: String(decoding: bytes[range], as: UTF8.self), range: range)
  }

  private static let prepositions: Set<String> = ["for", "of", "to", "in", "on"]
  private static let connectors: Set<String> = [
    "and", "or", "up", "to", "max", "maximum", "a", "of", "at", "most", "the", "with", "by", "between", "from", "is",
  ]
  private static let limits: Set<String> = [
    "a", "about", "aid", "approx", "approximately", "at", "between", "co", "co-financing", "cofinancing", "financing",
    "from", "funding", "grant", "intensity", "is", "max", "maximal", "maximum", "most", "not", "of", "percentage",
    "rate", "rates", "support", "than", "more", "the", "to", "up",
  ]
  private static let beneficiaries: Set<String> = [
    "advice", "applicants", "beneficiaries", "centres", "companies", "consultancy", "costs", "enterprises", "firms",
    "institutes", "institutions", "investments", "organisations", "organizations", "partners", "projects", "research",
    "researchers", "services", "smes", "start-ups", "studies", "training", "universities", "vouchers",
  ]

  // MARK: Highest amounts

  /// The amounts that a word such as "max." marks as the highest; those that are certain are kept.
  private mutating func findCeilings(in clause: ArraySlice<TextToken>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = clause.startIndex
    while index < clause.endIndex {
      guard clause[index].kind == .number, endOfPercent(clause, index + 1) == nil,
        let money = money(in: clause, at: index)
      else {
        index += 1
        continue
      }
      index = money.tokens.upperBound
      var end = money.tokens.upperBound
      var start = lengthOfLimit(before: money.tokens.lowerBound, in: clause).map { money.tokens.lowerBound - $0 }
      if end < clause.endIndex, ["max", "maximum"].contains(clause[end].lower) {
        start = start ?? money.tokens.lowerBound
        end += end + 1 < clause.endIndex && clause[end + 1].isSign(".") ? 2 : 1
      }
      guard let start else { continue }
      let base = base(in: clause, at: end)
      let range = clause[start].range.lowerBound..<clause[(base?.end ?? end) - 1].range.upperBound
      if let amount = money.amount, let currency = money.currency, let base {
        ceilings.append(Ceiling(amount: amount, currency: currency, per: base.value, range: range))
      } else {
        unclearCeilings += 1
        doubts.append(range)
      }
      found.append(start..<(base?.end ?? end))
      index = max(index, base?.end ?? end)
    }
    return found
  }

  /// The amount and currency around a figure; nil when there is no currency beside it.
  private func money(in clause: ArraySlice<TextToken>, at index: Int) -> (
    tokens: Range<Int>, amount: Value?, currency: Value?
  )? {
    var start = index
    var end = index + 1
    var exponent = 0
    if end < clause.endIndex, let power = MoneyText.exponent(clause[end].lower) {
      exponent = power
      end += 1
      if end < clause.endIndex, clause[end].lower == "of" { end += 1 }
    }
    var sign: TextToken?
    if end < clause.endIndex, isCurrency(clause[end]) {
      sign = clause[end]
      end += 1
    } else if index > clause.startIndex, isCurrency(clause[index - 1]) {
      sign = clause[index - 1]
      start -= 1
    }
    guard let sign else { return nil }
    let figures = clause[index]
    let last = exponent > 0 ? clause[index + 1] : figures
    let amount = MoneyText.amount(figures.text, timesTenTo: exponent).map {
      Value(text: $0.description, range: figures.range.lowerBound..<last.range.upperBound)
    }
    return (start..<end, amount, MoneyText.currency(sign.text).map { Value(text: $0, range: sign.range) })
  }

  private func isCurrency(_ token: TextToken) -> Bool {
    token.kind == .currency || (token.kind == .word && MoneyText.currency(token.text) != nil)
  }

  /// How many tokens before a place say that an amount is the highest; nil when none do.
  private func lengthOfLimit(before index: Int, in clause: ArraySlice<TextToken>) -> Int? {
    let words = clause[max(clause.startIndex, index - 5)..<index].map(\.lower)
    for length in stride(from: words.count, to: 0, by: -1)
    where Self.ceilingWords.contains(words.suffix(length).joined(separator: " ")) {
      return length
    }
    return nil
  }

  private static let ceilingWords: Set<String> = {
    let stems = [
      "max", "max .", "maximum", "maximal", "up to", "not exceeding", "not more than", "no more than", "at most",
      "limited to",
      "capped at", "ceiling", "cap", "up to a maximum", "up to max", "up to max .", "maximum amount", "maximum grant",
      "maximum support", "maximum funding",
    ]
    let ends = ["", " of", " :", " is"]
    return Set(stems.flatMap { stem in ends.map { stem + $0 } } + stems.map { "a " + $0 + " of" })
  }()

  /// What an amount is counted per: `per project`, `/year`.
  private func base(in clause: ArraySlice<TextToken>, at index: Int) -> (value: Value, end: Int)? {
    guard index + 1 < clause.endIndex, clause[index].lower == "per" || clause[index].isSign("/"), let bases else {
      return nil
    }
    let words = clause[(index + 1)...].prefix(3).prefix { $0.kind == .word }
    for count in stride(from: words.count, to: 0, by: -1) {
      let part = words.prefix(count)
      guard let found = value(of: part) else { continue }
      let terms = bases.terms(named: found.text)
      guard terms.count == 1, !terms[0].isForSearch else { continue }
      let end = index + 1 + count
      // "Per project and year" is another base than either.
      if end < clause.endIndex, ["and", "or", "/", "per"].contains(clause[end].lower) { return nil }
      return (Value(text: terms[0].code, range: found.range), end)
    }
    return nil
  }
}
