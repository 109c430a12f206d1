package import CatalogueModel

/// One place of a catalogue that names a person.
package struct PersonalTrace: Sendable, Hashable {
  /// What kind of place it is.
  package enum Kind: String, Sendable, Hashable {
    /// The contact of a record, of which the person is a part.
    case contact
    /// Who did something: a stamp of a record, or an entry of the history.
    case by
    /// An address for e-mail.
    case mailbox
    /// A field of the catalogue's own, under an `x_` key.
    case ownKey = "own key"
    /// Words of a text.
    case text
    /// A comment, or a file that is no YAML.
    case comment
    /// The name of a field, or of a file.
    case name
    /// A file of another kind than text.
    case binary
  }

  /// What becomes of it.
  package enum Fate: String, Sendable, Hashable {
    /// It is taken out, with the key that it stands under.
    case removed
    /// Other words are put in its place.
    case replaced
    /// A person has to decide.
    case left
  }

  /// What kind of place it is.
  package var kind: Kind
  /// What becomes of it.
  package var fate: Fate
  /// The file, from the catalogue's folder on.
  package var file: String
  /// The line; nil where the file as a whole is meant.
  package var line: Int?
  /// The field of a record, or where else in the file it stands.
  package var field: String?
  /// The line, or what of it is near.
  package var excerpt: String?
  /// With whom a contact was shared.
  package var share: Contact.Share?
}
