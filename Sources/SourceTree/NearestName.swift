/// Finds the name that was probably meant.
package enum NearestName {
  /// Of a longer name only so many scalars are compared.
  private static let longest = 120

  /// The candidates within a distance that a slip of the finger explains, nearest first, at most three.
  ///
  /// A distance counts insertions, deletions, replacements and transpositions of neighbours (optimal string
  /// alignment). Names of up to four letters may differ by one, up to eight by two, longer ones by a third.
  /// O(candidates × length²) at worst; a candidate is left as soon as it is seen to be too far.
  ///
  /// - Parameters:
  ///   - name: What was written.
  ///   - names: What may have been meant.
  ///   - most: The most slips, whatever the length; for a look among thousands of names, or many looks.
  package static func candidates(
    for name: String, among names: some Sequence<String>, within most: Int = .max
  ) -> [String] {
    let typed = letters(of: name)
    let usual = typed.count <= 4 ? 1 : typed.count <= 8 ? 2 : max(2, typed.count / 3)
    // What is further than one more than the nearest so far is not told.
    var limit = min(usual, most)
    var found: [(name: String, distance: Int)] = []
    var measure = BoundedDistance(to: typed)
    for candidate in names {
      // A scalar has a byte at least, so that most are known by their length.
      guard min(candidate.utf8.count, longest) >= typed.count - limit else { continue }
      guard let distance = measure.distance(of: candidate, within: limit) else { continue }
      found.append((candidate, distance))
      limit = min(limit, distance + 1)
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best = found.first?.distance else { return [] }
    var result: [String] = []
    for candidate in found where candidate.distance <= best + 1 && !result.contains(candidate.name) {
      result.append(candidate.name)
      if result.count == 3 { break }
    }
    return result
  }

  /// The optimal string alignment distance. O(left × right).
  package static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty { return right.count }
    if right.isEmpty { return left.count }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    var current = last
    for row in 1...left.count {
      current[0] = row
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          best = min(best, beforeLast[column - 2] + 1)
        }
        current[column] = best
      }
      (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[right.count]
  }

  /// `; did you mean "a" or "b"?` for a message, or nothing.
  package static func question(_ names: [String]) -> String {
    names.isEmpty ? "" : "; did you mean " + names.map { "\"\($0)\"" }.joined(separator: " or ") + "?"
  }

  private static func letters(of name: String) -> [Unicode.Scalar] {
    Array(name.lowercased().unicodeScalars.prefix(longest))
  }

  /// Measures many names against one, as far as they are near it; the rows of the table are made once.
  private struct BoundedDistance {
    private let typed: [Unicode.Scalar]
    private var letters: [Unicode.Scalar] = []
    private var beforeLast: [Int]
    private var last: [Int]
    private var current: [Int]

    init(to typed: [Unicode.Scalar]) {
      self.typed = typed
      beforeLast = [Int](repeating: 0, count: typed.count + 1)
      last = beforeLast
      current = beforeLast
    }

    /// The distance of a name; nil when it is beyond the limit, or when the two have nothing in common. O(length ×
    /// limit).
    mutating func distance(of name: String, within limit: Int) -> Int? {
      letters.removeAll(keepingCapacity: true)
      if name.utf8.allSatisfy({ $0 < 0x80 }) {
        for byte in name.utf8.prefix(longest) {
          letters.append(Unicode.Scalar((0x41...0x5A).contains(byte) ? byte | 0x20 : byte))
        }
      } else {
        letters = NearestName.letters(of: name)
      }
      guard abs(letters.count - typed.count) <= limit else { return nil }
      let distance = fill(within: limit)
      return distance <= limit && distance < max(typed.count, letters.count) ? distance : nil
    }

    /// Fills the table row by row, only near its diagonal: what is further off is beyond the limit.
    private mutating func fill(within limit: Int) -> Int {
      let width = typed.count
      let beyond = limit + 1
      for column in 0...width { last[column] = column }
      var wasNear = true
      for row in stride(from: 1, through: letters.count, by: 1) {
        let first = max(1, row - limit)
        let end = min(width, row + limit)
        current[first - 1] = first == 1 ? row : beyond
        var nearest = current[first - 1]
        for column in stride(from: first, through: end, by: 1) {
          let cost = letters[row - 1] == typed[column - 1] ? 0 : 1
          var best = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
          if row > 1, column > 1, letters[row - 1] == typed[column - 2], letters[row - 2] == typed[column - 1] {
            best = min(best, beforeLast[column - 2] + 1)
          }
          current[column] = best
          nearest = min(nearest, best)
        }
        if end < width { current[end + 1] = beyond }
        // A transposition looks back over two rows.
        if nearest > limit, !wasNear { return beyond }
        wasNear = nearest <= limit
        (beforeLast, last, current) = (last, current, beforeLast)
      }
      return last[width]
    }
  }
}
