internal import CatalogueModel
internal import CatalogueStore
internal import TextFolding

/// What of a record tells whether another one is about the same thing.
struct RecordFingerprint {
  /// A title, acronym or former name.
  struct Name {
    /// As it is written.
    var text: String
    /// Folded, blank by blank.
    var folded: String
    /// The numbers of its words in the list of all words.
    var words: [Int]
    /// The language of a title; nil of another name.
    var language: String?
    /// The figures in it, such as years.
    var figures: Set<String>
  }

  var side: LikelyDuplicate.Side
  var isDraft: Bool
  /// Whether somebody asked about this one.
  var isSubject: Bool
  var kind: RecordKind?
  var names: [Name]
  var origins: [String]
  var addresses: [String]
  var countries: Set<String>
  var regions: Set<String>
  var organisations: [String: String]
  var created: PartialDate?
  /// A sample of what it says, wherever it says enough.
  var text: TextSketch?
  /// The ids of records that it is linked with: somebody has told them apart.
  var linked: Set<String>

  init(_ record: Record, of file: RecordFile, isSubject: Bool, words: inout WordList) {
    side = .init(
      id: record.id ?? file.id, path: file.path, title: record.title.entries.first?.text ?? record.id ?? file.id)
    isDraft = file.area == .inbox || file.area == .outside
    self.isSubject = isSubject
    kind = record.kind
    var names: [Name] = []
    func add(_ text: String, _ language: String?) {
      let split = TextFolding.words(text).map(String.init)
      let folded = split.joined(separator: " ")
      guard folded.utf8.count > 2, !names.contains(where: { $0.folded == folded }) else { return }
      let figures = split.filter { $0.allSatisfy(\.isNumber) }
      names.append(
        Name(
          text: text, folded: folded, words: split.map { words.number(of: $0) }, language: language,
          figures: Set(figures)))
    }
    for entry in record.title.entries { add(entry.text, LocalizedText.primary(entry.language)) }
    for name in record.alsoKnownAs { add(name, nil) }
    self.names = names
    origins = []
    if let origin = record.origin {
      if let source = origin.source, let id = origin.id { origins.append(source + " " + id) }
      if let address = origin.url.flatMap(Self.telling) { origins.append(address) }
    }
    let pages = record.sources.compactMap(\.url) + [record.enquiries?.url].compactMap(\.self)
    addresses = Array(Set((pages + [record.origin?.url].compactMap(\.self)).compactMap(Self.telling))).sorted()
    countries = Set(record.countries)
    regions = Set(record.regions.compactMap { $0.nuts ?? $0.name.map(TextFolding.folded) })
    organisations = [:]
    for organisation in record.organisations {
      if let name = organisation.name { organisations[TextFolding.words(name).joined(separator: " ")] = name }
    }
    created = record.created
    text = TextSketch(record)
    linked = Set(record.links.compactMap(\.target))
  }

  /// An address without what does not matter; nil for the front page of a site, which stands in many records.
  private static func telling(_ address: String) -> String? {
    var rest = address.lowercased()[...]
    for prefix in ["https://", "http://", "www."] where rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
    if let mark = rest.firstIndex(of: "#") { rest = rest[..<mark] }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    return rest.contains("/") || rest.contains("?") ? String(rest) : nil
  }
}

/// The words of all names, each by its number.
struct WordList {
  private var numbers: [String: Int] = [:]
  /// The letters of each word.
  private(set) var letters: [[UInt8]] = []

  /// The number of a word.
  mutating func number(of word: String) -> Int {
    if let number = numbers[word] { return number }
    letters.append(Array(word.utf8))
    numbers[word] = letters.count - 1
    return letters.count - 1
  }

  /// Whether two words are one in two spellings or forms: a letter or two differ, but not the first. O(letters²).
  func isNearlySame(_ first: Int, _ second: Int) -> Bool {
    let first = letters[first]
    let second = letters[second]
    let shorter = min(first.count, second.count)
    guard shorter > 4, first[0] == second[0], abs(first.count - second.count) < 3 else { return false }
    // Figures are never misspelt: 2007 is not 2008.
    guard !(0x30...0x39).contains(first[0]) else { return false }
    // An ending more is another form: program, programme, programmes.
    if first.starts(with: second) || second.starts(with: first) { return true }
    let most = shorter > 8 ? 2 : 1
    var row = Array(0...second.count)
    for (position, letter) in first.enumerated() {
      var diagonal = row[0]
      row[0] = position + 1
      var best = row[0]
      for (column, other) in second.enumerated() {
        let above = row[column + 1]
        row[column + 1] = min(above + 1, row[column] + 1, diagonal + (letter == other ? 0 : 1))
        diagonal = above
        best = min(best, row[column + 1])
      }
      if best > most { return false }
    }
    return row[second.count] <= most
  }
}
