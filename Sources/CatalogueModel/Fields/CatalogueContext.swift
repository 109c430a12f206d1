/// What reading a record needs to know of the catalogue that it is read for.
public struct CatalogueContext: Sendable {
  /// The vocabularies.
  public var vocabularies: VocabularySet
  /// The catalogue's settings.
  public var settings: CatalogueSettings
  /// The current day, by which dates are judged.
  public var today: PartialDate
  /// Whether a value in another notation is taken for what it certainly means, as `2019.05.03` for a date, and a note
  /// says so. A file of the catalogue is mended instead; what comes from elsewhere is not ours to mend.
  package var takesCertainReadings = false

  /// Makes a context.
  public init(vocabularies: VocabularySet, settings: CatalogueSettings, today: PartialDate) {
    self.vocabularies = vocabularies
    self.settings = settings
    self.today = today
  }

  /// The language of plain-string texts of records that name none.
  public var defaultLanguage: String { settings.language ?? "en" }
}
