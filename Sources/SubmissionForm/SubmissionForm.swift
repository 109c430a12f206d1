package import CatalogueModel
internal import CataloguePlugins
package import FieldTexts
internal import SourceTree

/// A form for one record: what is asked, in which language, and what the catalogue says already.
///
/// What goes into a form has passed the personal-data gate: a form is sent by e-mail, and nobody knows who reads it.
package struct SubmissionForm: Sendable {
  /// Instrument or practice.
  package let kind: RecordKind
  /// The texts of the form's language.
  package let texts: FieldTexts
  /// The record as anybody may see it; nil for a new one.
  package let record: Record?
  /// The vocabularies, the settings of the catalogue and the day.
  package let catalogue: CatalogueContext
  /// Whether the catalogue holds something about persons that is not in the form.
  package let keepsPersonsBack: Bool

  /// Makes a form. O(size of the record).
  ///
  /// - Parameter record: The record that the form is for, as the catalogue holds it; nil for a new one.
  package init(kind: RecordKind, texts: FieldTexts, record: Record? = nil, in catalogue: CatalogueContext) {
    self.kind = kind
    self.texts = texts
    self.catalogue = catalogue
    self.record = record.map(PersonalDataGate(for: .everybody).pass)
    keepsPersonsBack = record?.contact != nil && self.record?.contact == nil
  }

  /// The language of the form.
  package var language: String { texts.language }

  /// The organisation that reported the record and is asked to look at it again.
  package var reporter: String? { record?.organisations.first { $0.role == .reporter }?.name }

  /// The name by which a person knows the record.
  package var recordTitle: String? { record?.title.preferred([language, "en"]) ?? record?.id }

  /// Where the form is to be sent: a mailbox or a page of the catalogue.
  package var address: String? { catalogue.settings.enquiries.flatMap { $0.mailbox ?? $0.url } }

  /// What the catalogue is called.
  package var catalogueTitle: String { catalogue.settings.title.preferred([language, "en"]) ?? "KT Catalogue" }

  /// Marks of what the form holds, for the import that reads it when it comes back.
  package var marks: [String] { PrefilledAnswers(record).marks }

  /// The languages in which a text may be added: those of the form, of the record and of the network, then the others
  /// of the European Union.
  package var textLanguages: [String] {
    var tags = [language] + catalogue.settings.languages + FieldTexts.languages
    let used = record.map { record in Record.fields.compactMap { $0.texts?.get(record).entries.map(\.language) } } ?? []
    tags += used.flatMap(\.self) + Self.officialLanguages
    var seen: Set<String> = []
    return tags.filter { seen.insert($0).inserted }
  }

  /// The official languages of the European Union, and those of its neighbours in the programmes.
  private static let officialLanguages = [
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it", "lt", "lv", "mt", "nb",
    "nl", "nn", "no", "pl", "pt", "ro", "sk", "sl", "sq", "sr", "sv", "tr", "uk",
  ]
}
