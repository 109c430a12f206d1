public import CatalogueModel

/// The one gate through which a record passes before any exporter, listing or search result sees it.
///
/// It keeps back the contact unless it is shared with the audience, every `by`, and the catalogue's own `x_` keys.
/// `share` governs what the program sends; who can read the repository is the repository's affair.
public struct PersonalDataGate: Sendable {
  /// Who will read what passes.
  public enum Audience: Sendable, Hashable {
    /// Anybody.
    case everybody
    /// A partner network whose profile asks for contacts.
    case partner
    /// A partner network that wants no contacts, not even those that anybody may see.
    case partnerWithoutContacts
  }

  /// Who will read what passes.
  public let audience: Audience

  /// Makes a gate.
  public init(for audience: Audience) { self.audience = audience }

  /// The record as the audience may see it. O(size).
  public func pass(_ record: consuming Record) -> Record {
    var passed = record
    if let contact = passed.contact {
      let isShared =
        switch audience {
        case .everybody: contact.share == .public
        case .partner: contact.share == .public || contact.share == .partners
        case .partnerWithoutContacts: false
        }
      if !isShared { passed.contact = nil }
    }
    passed.submitted?.by = nil
    passed.modified?.by = nil
    passed.reviewed?.by = nil
    if passed.submitted == Stamp() { passed.submitted = nil }
    if passed.modified == Stamp() { passed.modified = nil }
    if passed.reviewed == Stamp() { passed.reviewed = nil }
    passed.extras = []
    return passed
  }
}
