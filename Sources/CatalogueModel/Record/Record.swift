public import SourceTree

/// One innovation instrument or knowledge-transfer practice.
///
/// A record is lenient: every field may be missing, because a draft is an incomplete record. Which fields a
/// published record needs is the field table's business (`Record.fields`). Each property is one entry of that
/// table, under the same name in snake case.
public struct Record: Sendable, Hashable {
  /// The permanent id, equal to the file name without extension.
  public var id: String?
  /// Instrument or practice.
  public var kind: RecordKind?
  /// The name, per language.
  public var title = LocalizedText()
  /// Acronyms, former and local names.
  public var alsoKnownAs: [String] = []
  /// The BCP 47 tag of texts given as plain strings.
  public var language: String?
  /// ISO 3166-1 alpha-2 codes, or `EU`.
  public var countries: [String] = []
  /// The regions within the countries.
  public var regions: [Region] = []
  /// Code of the vocabulary `levels`.
  public var level: String?
  /// Codes of the vocabulary `priorities`.
  public var priorities: [String] = []
  /// Codes of the vocabulary `kt_areas`.
  public var ktAreas: [String] = []
  /// Codes of the vocabulary `instrument_types`.
  public var instrumentTypes: [String] = []
  /// Codes of the vocabulary `target_groups`.
  public var targetGroups: [String] = []
  /// Who may apply, on what conditions.
  public var eligibility = LocalizedText()
  /// Names of the fields that the cataloguer chose because the source states none.
  public var inferred: [String] = []
  /// What it is for.
  public var aim = LocalizedText()
  /// What it is and how it works.
  public var overview = LocalizedText()
  /// When it began.
  public var created: PartialDate?
  /// When it ended.
  public var ended: PartialDate?
  /// Whether it is active; nil is unknown, which is not false.
  public var active: Bool?
  /// Its periods.
  public var phases: [Phase] = []
  /// Its results, achieved unless planned.
  public var outputs: [Output] = []
  /// What share of the costs it pays, up to which amount.
  public var cofinancing: Cofinancing?
  /// What it costs to run.
  public var budget: [Budget] = []
  /// What is needed to do the same.
  public var resourcesNeeded: Resources?
  /// How one knows that it works.
  public var evidenceOfSuccess = LocalizedText()
  /// What was difficult.
  public var difficulties = LocalizedText()
  /// Whether and how others may take it over.
  public var transferability = LocalizedText()
  /// Who owns, funds, runs or reported it.
  public var organisations: [Organisation] = []
  /// Where a reader may ask; public.
  public var enquiries: Enquiries?
  /// A person; personal data, kept back unless shared.
  public var contact: Contact?
  /// Links to other records and to things outside.
  public var links: [Link] = []
  /// Where the facts come from.
  public var sources: [Source] = []
  /// Where sources disagree or a value is doubted.
  public var disputed: [Dispute] = []
  /// Where an imported record came from.
  public var origin: Origin?
  /// Draft, published or withdrawn; nil means that the folder decides.
  public var status: RecordStatus?
  /// When and by whom it was handed in.
  public var submitted: Stamp?
  /// When and by whom it was last changed.
  public var modified: Stamp?
  /// When and by whom it was last reviewed.
  public var reviewed: Stamp?
  /// The SPDX id of the licence.
  public var licence: String?

  /// Entries whose keys begin with `x_`: the catalogue's own, kept as they are and never exported.
  public var extras: [DataValue.Entry] = []

  /// Makes an empty draft.
  public init() {}
}

/// What a record describes.
public enum RecordKind: String, Sendable, Hashable, CaseIterable {
  case instrument, practice

  /// The kind in a sentence: `an instrument` or `a practice`.
  package var withArticle: String { self == .instrument ? "an instrument" : "a practice" }
}

/// Where a record stands in its life.
public enum RecordStatus: String, Sendable, Hashable, CaseIterable {
  case draft, published, withdrawn
}
