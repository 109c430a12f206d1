internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// What a listing says of a record beside the record itself, under a key of its own so that the record can be read
/// back as one.
struct FoundMark {
  /// The key, or the name of the column.
  static let key = "x_found"

  /// How well a query fits; nil when none was asked.
  var score: Double?
  /// Through which terms a word led there.
  var through: [String] = []
  /// The found words in their place.
  var snippet: Snippet?
  /// What became of the record, when that was asked.
  var change: ChangeMark?
  /// Whether it was in force at the time that was asked for; nil where nobody asked for those, too, of which it is
  /// unknown.
  var isInForce: InForceMark?

  /// Whether there is nothing to say.
  var isEmpty: Bool { score == nil && through.isEmpty && snippet == nil && change == nil && isInForce == nil }

  /// The mark as formats write it.
  var encoded: DataValue {
    .map(
      [
        score.map { DataValue.Entry("score", .number(Self.rounded($0))) },
        through.isEmpty ? nil : DataValue.Entry("through", .list(through.map { .string($0) })),
        snippet.map { DataValue.Entry("snippet", Self.encoded($0)) },
        change.map { DataValue.Entry("change", $0.encoded) },
        isInForce.map { DataValue.Entry(QueryField.inForce, .string($0.rawValue)) },
      ].compactMap(\.self))
  }

  /// A score with two decimals; more of them mean nothing.
  static func rounded(_ score: Double) -> String {
    let hundredths = Int((score * 100).rounded())
    let rest = abs(hundredths % 100)
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Ranges count Unicode scalars, as columns of findings do: the number is the same whether a reader holds the text
  /// as UTF-8, UTF-16 or UTF-32, and it is Python's own.
  private static func encoded(_ snippet: Snippet) -> DataValue {
    let ranges = snippet.scalarRanges.map { range in
      DataValue.list([.number(String(range.lowerBound)), .number(String(range.upperBound))])
    }
    return .map([
      DataValue.Entry("field", .string(snippet.field)), DataValue.Entry("language", .string(snippet.language)),
      DataValue.Entry("text", .string(snippet.text)), DataValue.Entry("ranges", .list(ranges)),
    ])
  }
}

/// Whether a record was in force at some time.
enum InForceMark: String { case yes, unknown }

/// What became of a record since a day.
struct ChangeMark {
  /// What became of it.
  let kind: RecordChange.Kind
  /// The day of the last change, as far as it is known.
  let on: PartialDate?
  /// The version before, as a path from the catalogue's folder on.
  let previous: String?

  init(_ change: RecordChange, in catalogue: Catalogue) {
    kind = change.kind
    on = change.on
    previous = change.previous.map { catalogue.relativePath(of: $0.file.path) }
  }

  /// What a person reads, such as `changed 2026-11-20`.
  var words: String { kind.rawValue + (on.map { " \($0)" } ?? "") }

  /// The change as formats write it.
  var encoded: DataValue {
    .map(
      [
        DataValue.Entry("kind", .string(kind.rawValue)), on.map { DataValue.Entry("on", .date($0.description)) },
        previous.map { DataValue.Entry("previous", .string($0)) },
      ].compactMap(\.self))
  }
}
