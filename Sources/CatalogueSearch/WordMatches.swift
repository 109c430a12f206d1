/// The documents that hold a word, and how often each does, weighted by part.
package struct WordMatches: Sendable, Equatable {
  /// The documents.
  package private(set) var set: DocumentSet
  /// The documents, each once, in no certain order.
  package private(set) var documents: [Int32] = []
  /// How often each of them holds the word, in units.
  private(set) var units: [Int32] = []

  /// So many units are one occurrence of weight 1. Whole numbers, so that a sum is the same in whatever order it was
  /// added up.
  static let scale = 65_536.0

  /// Nothing.
  init() { set = DocumentSet() }

  /// Documents, each with how often it holds the word, in units. O(documents).
  init(_ set: DocumentSet, units: (Int) -> Int32) {
    self.set = set
    let count = set.count
    // An array with room for nothing writes its length into memory that all empty arrays share.
    guard count > 0 else { return }
    var found: [Int32] = []
    found.reserveCapacity(count)
    set.forEach { found.append(Int32(truncatingIfNeeded: $0)) }
    documents = found
    self.units = [Int32](unsafeUninitializedCapacity: count) { all, filled in
      for (position, document) in found.enumerated() {
        all.initializeElement(at: position, to: units(Int(document)))
      }
      filled = count
    }
  }

  /// How many documents there are. O(1).
  package var count: Int { documents.count }

  /// How often a document holds the word, by its place among the documents. O(1).
  func frequency(at position: Int) -> Double { Double(units[position]) / Self.scale }

  /// A weight in units. O(1).
  static func units(_ weight: Double) -> Int32 { Int32((min(weight, 1000) * scale).rounded()) }

  /// Adds to what documents that are in a set count for, and adds the others of the set. O(documents + limit).
  mutating func add(_ value: Double, toEach set: DocumentSet) {
    guard !set.isEmpty else { return }
    var rest = set
    let units = Self.units(value)
    for position in documents.indices where set.contains(Int(documents[position])) {
      self.units[position] = Int32(clamping: Int(self.units[position]) + Int(units))
      rest.remove(Int(documents[position]))
    }
    rest.forEach { document in
      documents.append(Int32(truncatingIfNeeded: document))
      self.units.append(units)
    }
    self.set.formUnion(set)
  }
}
