internal import CatalogueModel
internal import Glibc

/// How likely it is that two records are about the same thing.
///
/// Each thing that agrees adds points, each that does not takes some away; from 50 on a pair is told. What many records
/// have in common, such as the word "innovation" or the page of a ministry, says little.
struct DuplicateScore {
  private let prints: [RecordFingerprint]
  private let words: WordList
  private let rarity: [Double]
  private let carriers: [String: Int]

  /// From this score on a pair is told.
  private static let threshold = 50
  /// The more records beyond this name an address, the likelier it is that of a list, or of an organisation.
  private static let commonAddress = 3
  /// Two texts that have less in common are two.
  private static let sameText = 0.5

  init(_ prints: [RecordFingerprint], _ words: WordList) {
    self.prints = prints
    self.words = words
    var counts = [Int](repeating: 0, count: words.letters.count)
    var carriers: [String: Int] = [:]
    for print in prints {
      for word in Set(print.names.flatMap(\.words)) { counts[word] += 1 }
      for address in print.addresses { carriers[address, default: 0] += 1 }
    }
    self.carriers = carriers
    // In a small catalogue nothing is known of how common a word is; then all weigh nearly alike.
    let total = Double(prints.count + 20)
    rarity = counts.enumerated().map { index, count in
      (1 + log(total / Double(max(count, 1)))) * (words.letters[index].count > 3 ? 1 : 0.3)
    }
  }

  /// The pair, when it is likely. O(words of the names).
  func likelyDuplicate(_ left: Int, _ right: Int) -> LikelyDuplicate? {
    var (first, second) = (prints[left], prints[right])
    guard !first.linked.contains(second.side.id), !second.linked.contains(first.side.id) else { return nil }
    var reasons: [LikelyDuplicate.Reason] = []
    func add(_ kind: LikelyDuplicate.Kind, _ points: Int, _ text: String) {
      reasons.append(.init(kind: kind, text: text, points: points))
    }
    let origin = first.origins.first(where: second.origins.contains)
    if let origin { add(.origin, 70, "the same origin: \(origin)") }
    let address = first.addresses.filter(second.addresses.contains).min { (carriers[$0] ?? 0) < (carriers[$1] ?? 0) }
    if origin == nil, let address {
      let points = 30 * Self.commonAddress / max(Self.commonAddress, carriers[address] ?? 0)
      if points > 0 { add(.address, points, "the same page: \(address)") }
    }
    compareTexts(first, second, add)
    let isElsewhere =
      !first.countries.isEmpty && !second.countries.isEmpty && first.countries.isDisjoint(with: second.countries)
    // No title outweighs another country.
    if isElsewhere, reasons.isEmpty { return nil }
    compareNames(first, second, add)
    compareFacts(first, second, isElsewhere, add)
    let sum = reasons.reduce(0) { $0 + $1.points }
    // One place cannot list one thing twice, whatever else was changed since.
    let score = min(100, origin == nil ? sum : max(sum, Self.threshold + 5))
    guard score >= Self.threshold else { return nil }
    let order = { (print: RecordFingerprint) in (print.isSubject ? 0 : print.isDraft ? 2 : 1, print.side.id) }
    if order(second) < order(first) { swap(&first, &second) }
    return LikelyDuplicate(
      first: first.side, second: second.side, score: score,
      reasons: reasons.filter { $0.points > 0 }.sorted { $0.points > $1.points },
      doubts: reasons.filter { $0.points < 0 })
  }

  private func compareTexts(
    _ first: RecordFingerprint, _ second: RecordFingerprint, _ add: (LikelyDuplicate.Kind, Int, String) -> Void
  ) {
    guard let one = first.text, let other = second.text else { return }
    let similarity = one.similarity(to: other)
    guard similarity >= Self.sameText else { return }
    let words = similarity == 1 ? "the same text" : "nearly the same text (\(Int((similarity * 100).rounded())) %)"
    let most: Double = one.isLong && other.isLong ? 60 : 45
    add(.text, Int((most - 70 * (1 - similarity)).rounded()), words)
  }

  private func compareNames(
    _ first: RecordFingerprint, _ second: RecordFingerprint, _ add: (LikelyDuplicate.Kind, Int, String) -> Void
  ) {
    var best: (similarity: Double, first: RecordFingerprint.Name, second: RecordFingerprint.Name)?
    for one in first.names {
      for other in second.names {
        let similarity = one.folded == other.folded ? 1 : min(0.98, similarity(one.words, other.words))
        if best.map({ $0.similarity < similarity }) ?? true { best = (similarity, one, other) }
      }
    }
    guard let best else { return }
    if best.similarity == 1 {
      // One word, or an acronym, is soon borne by two things.
      let areTitles = best.first.language != nil && best.second.language != nil
      let points = (best.first.words.count > 1 ? 50 : 40) - (areTitles ? 0 : 10)
      add(.title, points, "the same name: \"\(best.first.text)\"")
    } else if best.similarity >= 0.6 {
      let percent = Int((best.similarity * 100).rounded())
      add(
        .title, Int((50 * (best.similarity - 0.35) / 0.65).rounded()),
        "similar names (\(percent) %): \"\(best.first.text)\" and \"\(best.second.text)\"")
    }
    if let titles = similarityOfTitles(first, second), titles < 0.25 { add(.title, -15, "their titles differ") }
    let figures = (best.first.figures, best.second.figures)
    if !figures.0.isEmpty, !figures.1.isEmpty, figures.0 != figures.1 {
      add(.title, -30, "the figures in their titles differ")
    }
  }

  /// How near the titles in a language that both have come to each other; nil where there is none.
  private func similarityOfTitles(_ first: RecordFingerprint, _ second: RecordFingerprint) -> Double? {
    var best: Double?
    for one in first.names {
      guard let language = one.language, let other = second.names.first(where: { $0.language == language }) else {
        continue
      }
      best = max(best ?? 0, similarity(one.words, other.words))
    }
    return best
  }

  private func compareFacts(
    _ first: RecordFingerprint, _ second: RecordFingerprint, _ isElsewhere: Bool,
    _ add: (LikelyDuplicate.Kind, Int, String) -> Void
  ) {
    let countries = first.countries.intersection(second.countries).sorted()
    if isElsewhere { add(.country, -40, "they are of different countries") }
    if !countries.isEmpty { add(.country, 10, "both in \(countries.joined(separator: ", "))") }
    if !first.regions.isEmpty, !second.regions.isEmpty, first.regions.isDisjoint(with: second.regions) {
      add(.region, -15, "they are of different regions")
    }
    if let name = first.organisations.keys.sorted().first(where: { second.organisations[$0] != nil }) {
      add(.organisation, 10, "both name \(first.organisations[name] ?? name)")
    }
    if let one = first.created, let other = second.created {
      if one == other {
        add(.created, one.day == nil ? 8 : 15, "both created \(one)")
      } else if one.year == other.year {
        add(.created, 8, "both created in \(one.year)")
      } else if abs(one.year - other.year) > 1 {
        add(.created, -10, "created \(one) and \(other)")
      }
    }
    if let one = first.kind, let other = second.kind, one != other {
      add(.kind, -10, "one is an instrument, the other a practice")
    }
  }

  /// How much of the weight of two names their common words have, 0 to 1. O(words²).
  private func similarity(_ first: [Int], _ second: [Int]) -> Double {
    var rest = second
    var shared = 0.0
    var unmatched: [Int] = []
    for word in first {
      if let position = rest.firstIndex(of: word) {
        shared += 2 * rarity[word]
        rest.remove(at: position)
      } else {
        unmatched.append(word)
      }
    }
    for word in unmatched {
      guard let position = rest.firstIndex(where: { words.isNearlySame(word, $0) }) else { continue }
      shared += rarity[word] + rarity[rest[position]]
      rest.remove(at: position)
    }
    let total = (first + second).reduce(0) { $0 + rarity[$1] }
    return total == 0 ? 0 : shared / total
  }
}
