/// Two records that are probably about the same thing, and why.
package struct LikelyDuplicate: Sendable, Hashable {
  /// One of the two.
  package struct Side: Sendable, Hashable {
    /// Its id.
    package var id: String
    /// Its file.
    package var path: String
    /// Its title, in the language that comes first.
    package var title: String
  }

  /// Something that speaks for it, or against it.
  package struct Reason: Sendable, Hashable {
    /// What was compared.
    package var kind: Kind
    /// In words.
    package var text: String
    /// What it adds to the score; below nothing when it speaks against.
    package var points: Int
  }

  /// What of two records is compared.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case origin, address, text, title, country, region, organisation, created, kind
  }

  /// The record that was asked about; without such a one, that of the catalogue before a draft, then by id.
  package var first: Side
  /// The other.
  package var second: Side
  /// How likely it is: 50, from which on a pair is told, to 100.
  package var score: Int
  /// What speaks for it, the weightiest first.
  package var reasons: [Reason]
  /// What speaks against it.
  package var doubts: [Reason]

  /// The same, told from the other side.
  package var turned: LikelyDuplicate {
    LikelyDuplicate(first: second, second: first, score: score, reasons: reasons, doubts: doubts)
  }

  /// Both in one line: `similar titles (82 %), both in FR; but one is a practice`.
  package var explanation: String {
    let doubt = doubts.isEmpty ? "" : "; but " + doubts.map(\.text).joined(separator: ", ")
    return reasons.map(\.text).joined(separator: ", ") + doubt
  }
}
