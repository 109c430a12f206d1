/// How long the parts of all documents are together.
struct PartTotals {
  private static let parts = SearchDocument.Part.allCases

  /// One more than the largest document.
  var limit = 0
  /// How many documents there are.
  var documents = 0
  /// The words of each part in all documents.
  var words = PartTotals.parts.map { _ in 0 }

  /// Nothing.
  init() {}

  /// Totals as they were kept; nothing for anything else. O(parts).
  init(text: String) {
    let numbers = text.split(separator: " ").compactMap { Int($0) }
    guard numbers.count == Self.parts.count + 2 else { return }
    limit = max(0, numbers[0])
    documents = numbers[1]
    words = Array(numbers[2...])
  }

  /// The totals, to be kept. O(parts).
  var text: String { ([limit, documents] + words).map(String.init).joined(separator: " ") }

  /// What an occurrence counts for in each part, by the byte of its length. O(parts).
  func makeWeights() -> PartWeights {
    var weights = PartWeights()
    for part in Self.parts {
      let mean = max(Double(words[part.rawValue]) / Double(max(documents, 1)), 1)
      for byte in UInt8.min...UInt8.max {
        let relative = PartLengths.length(byte) / mean
        let weight = part.weight / (1 - Ranking.lengthShare + Ranking.lengthShare * relative)
        weights.own.append(WordMatches.units(weight))
        weights.otherNames.append(WordMatches.units(weight * Ranking.otherNameShare))
      }
    }
    return weights
  }
}

/// What an occurrence counts for in each part, by the byte of its length, in the units of `WordMatches`.
struct PartWeights {
  /// An occurrence of the word itself.
  var own: [Int32] = []
  /// An occurrence of another name of what it means.
  var otherNames: [Int32] = []
}
