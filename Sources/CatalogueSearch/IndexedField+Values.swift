package import CatalogueModel
internal import TextFolding

extension IndexedField {
  /// The values by which a record is looked up and counted, whether in an index or by itself. O(values).
  ///
  /// - Parameter status: The record's status, which its folder gives where it states none.
  package func values(of record: Record, _ status: RecordStatus) -> [String] {
    // A line break would end a value where the index keeps it, and a zero byte the text.
    allValues(of: record, status).map { value in
      value.utf8.contains { $0 < 0x20 }
        ? value.split { $0.isNewline || $0 == "\0" }.joined(separator: " ") : value
    }
  }

  private func allValues(of record: Record, _ status: RecordStatus) -> [String] {
    switch self {
    case .kind: record.kind.map { [$0.rawValue] } ?? []
    case .country: record.countries
    case .level: record.level.map { [$0] } ?? []
    case .priority: record.priorities
    case .area: record.ktAreas
    case .type: record.instrumentTypes
    case .target: record.targetGroups
    case .active: [record.active.map { $0 ? "yes" : "no" } ?? "unknown"]
    case .status: [status.rawValue]
    case .language: record.textLanguages.sorted()
    case .year: [String(record.created?.description.prefix(4) ?? "")]
    case .id: record.id.map { [$0] } ?? []
    case .organisation: record.organisations.compactMap(\.name).map(TextFolding.folded)
    case .region: record.regions.flatMap { [$0.nuts, $0.name].compactMap(\.self) }.map(TextFolding.folded)
    }
  }
}

extension IndexedDate {
  /// The date of a record by which it is looked up; nil when it is unknown.
  package func date(of record: Record) -> PartialDate? {
    switch self {
    case .created: record.created
    case .ended: record.ended
    }
  }
}

extension Record {
  /// The languages of its title, aim and overview, without regions.
  package var textLanguages: Set<String> {
    var languages: Set<String> = []
    for text in [title, aim, overview] {
      for entry in text.entries { languages.insert(LocalizedText.primary(entry.language)) }
    }
    return languages
  }
}
