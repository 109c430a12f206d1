/// Finds the name that was probably meant.
package enum NearestName {
  /// The candidates within a distance that a slip of the finger explains, nearest first, at most three.
  ///
  /// A distance counts insertions, deletions, replacements and transpositions of neighbours (optimal string
  /// alignment). Names of up to four letters may differ by one, up to eight by two, longer ones by a third.
  /// O(candidates × length²).
  package static func candidates(for name: String, among names: some Sequence<String>) -> [String] {
    let typed = Array(name.lowercased().unicodeScalars.prefix(120))
    let limit = typed.count <= 4 ? 1 : typed.count <= 8 ? 2 : max(2, typed.count / 3)
    var found: [(name: String, distance: Int)] = []
    for candidate in names {
      let other = Array(candidate.lowercased().unicodeScalars.prefix(120))
      guard abs(other.count - typed.count) <= limit else { continue }
      let distance = distance(typed, other)
      if distance <= limit, distance < max(typed.count, other.count) { found.append((candidate, distance)) }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best = found.first?.distance else { return [] }
    var result: [String] = []
    for candidate in found where candidate.distance <= best + 1 && !result.contains(candidate.name) {
      result.append(candidate.name)
    }
    return Array(result.prefix(3))
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
}
