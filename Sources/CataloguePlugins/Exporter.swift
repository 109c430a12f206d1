public import CatalogueModel
public import SourceTree

/// Writes records in one format.
///
/// An exporter is a value without state; the state of one export lives in the writer it makes. Records come one at
/// a time, in id order, already through the personal-data gate, and a writer keeps no more of them than it must.
public protocol Exporter: Sendable {
  /// What the format is.
  var format: FormatDescription { get }
  /// What becomes of each field.
  var fidelity: Fidelity { get }
  /// Why the format does not take a record, as the end of a sentence; nil when it takes it. Writers pass over what is
  /// refused, and the caller tells of it.
  func refusal(of record: Record) -> String?
  /// What those who take the format would object to in a record, such as a text longer than its box. Each finding names
  /// its field; the caller adds the place where the field was written.
  func findings(about record: Record, in context: ExportContext) -> [Diagnostic]
  /// The fields whose length the format itself measures by the limits of the context, because what it writes of them is
  /// not their text alone.
  var measuredFields: Set<String> { get }
  /// Whether an export of all records tells which were withdrawn, so that its writer is handed those, too,
  /// before all others.
  var tellsWithdrawals: Bool { get }
  /// Begins an export. Throws what the destination throws.
  func makeWriter(to destination: any ExportDestination, in context: ExportContext) throws -> any RecordWriter
}

extension Exporter {
  /// Every record is taken.
  public func refusal(of record: Record) -> String? { nil }
  /// Nobody objects to anything.
  public func findings(about record: Record, in context: ExportContext) -> [Diagnostic] { [] }
  /// Texts are measured as they are.
  public var measuredFields: Set<String> { [] }
  /// A withdrawn record is not there.
  public var tellsWithdrawals: Bool { false }
}

/// One export under way.
public protocol RecordWriter {
  /// Writes the next record. Throws what the destination throws.
  mutating func write(_ record: Record) throws
  /// Writes what comes after the last record. Throws what the destination throws.
  mutating func finish() throws
}

/// Where an export goes. The caller decides whether that is a file, a folder, memory or standard output, and
/// publishes it whole or not at all.
public protocol ExportDestination: AnyObject {
  /// Adds bytes to the one file of a format whose layout is `file`. Throws when they cannot be written.
  func write(_ bytes: [UInt8]) throws
  /// Begins the next file of a format whose layout is `folder`; `name` may hold `/`. Throws for a name that would
  /// leave the folder, and when the file cannot be made.
  func beginFile(named name: String) throws
}

extension ExportDestination {
  /// Adds text.
  public func write(_ text: String) throws { try write(Array(text.utf8)) }
}

/// What an exporter may know beside the records. Everything that could differ from run to run is in here, so that
/// the same catalogue gives the same bytes.
public struct ExportContext: Sendable {
  /// The catalogue's settings.
  public var settings: CatalogueSettings
  /// The vocabularies, for labels and matches.
  public var vocabularies: VocabularySet
  /// The languages that the reader understands, the best one first.
  public var languages: [String]
  /// The day of the export.
  public var today: PartialDate
  /// The `x_` keys for which a table has columns of their own, such as what a search says of each record.
  public var ownColumns: [String] = []
  /// What follows the records in a format that is one object, such as the counts of a search.
  public var ownEntries: [DataValue.Entry] = []
  /// How many characters of a field those who take the export accept, by the field's name.
  public var limits: [String: Int] = [:]
  /// The formats that are written to the same folder, the exporter's own among them; none when it stands alone.
  public var companions: [FormatDescription] = []

  /// Makes a context.
  public init(settings: CatalogueSettings, vocabularies: VocabularySet, languages: [String], today: PartialDate) {
    self.settings = settings
    self.vocabularies = vocabularies
    self.languages = languages
    self.today = today
  }
}
