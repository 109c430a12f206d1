/// One kind of thing that a record needs care for, and how much it counts in the ranking.
package enum CareKind: String, Sendable, Hashable, CaseIterable {
  case invalid
  case contradiction
  case endedButActive = "ended-but-active"
  case setAside = "set-aside"
  case retiredTerm = "retired-term"
  case unsafeURL = "unsafe-url"
  case unreachableURL = "unreachable-url"
  case stale
  case missingOutputs = "missing-outputs"
  case missingEvidence = "missing-evidence"
  case doubted
  case disputed
  case incompleteSource = "incomplete-source"
  case unencryptedURL = "unencrypted-url"
  case movedURL = "moved-url"
  case missingTranslation = "missing-translation"

  /// How many points one finding counts.
  package var weight: Int {
    switch self {
    case .invalid: 12
    case .contradiction, .endedButActive: 10
    case .setAside, .retiredTerm, .unsafeURL, .unreachableURL: 8
    case .stale, .missingOutputs: 6
    case .missingEvidence, .doubted: 4
    case .disputed, .incompleteSource: 3
    case .unencryptedURL, .movedURL, .missingTranslation: 1
    }
  }

  /// How many findings of the kind count in one record; more of the same would hide what else is wrong.
  package static let mostCounted = 3

  /// What it means, in a sentence.
  package var meaning: String {
    switch self {
    case .invalid: "a finding of severity error"
    case .contradiction: "two terms contradict each other"
    case .endedButActive: "it ended or was withdrawn, and is marked active"
    case .setAside: "an answer that an import could not place"
    case .retiredTerm: "a term was retired"
    case .unsafeURL:
      "an address that should not be followed: of a private network, with a password, by number, or that may look like another"
    case .unreachableURL: "an address that does not answer (--online)"
    case .stale: "nobody reviewed or changed it for long"
    case .missingOutputs: "no result, or only plans"
    case .missingEvidence: "no result says by what source or how well it is established"
    case .doubted: "a shown value is doubted"
    case .disputed: "sources disagree about a value"
    case .incompleteSource: "a source of which only a part was read"
    case .unencryptedURL: "an address with http instead of https"
    case .movedURL: "an address that leads to another (--online)"
    case .missingTranslation: "a title or an aim that is missing in a language of the catalogue"
    }
  }
}
