/// One place of a record that holds, or seems to hold, personal data.
package struct PersonalDatum: Sendable, Hashable {
  /// What kind of place it is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A field of a contact.
    case contact
    /// Who did something.
    case by
    /// The mailbox for enquiries, which looks like a person's.
    case mailbox
    /// An e-mail address within a text.
    case address = "e-mail in text"
    /// A telephone number within a text.
    case phone = "phone in text"
    /// A field of the catalogue's own.
    case ownKey = "own key"
  }

  /// Who is sent it.
  package enum Audience: String, Sendable, Hashable, CaseIterable {
    /// Nobody: it is kept back.
    case nobody
    /// Partners whose profile takes it.
    case partners
    /// Everybody who reads the record.
    case everybody
  }

  /// The id of the record.
  package var id: String
  /// What kind of place it is.
  package var kind: Kind
  /// Who is sent it.
  package var audience: Audience
  /// The file.
  package var file: String
  /// The line.
  package var line: Int?
  /// The field.
  package var field: String
  /// What stands there.
  package var value: String
  /// Whether it is the name of an organisation that the record or the catalogue names, and so no person's.
  package var isOrganisation = false
}
