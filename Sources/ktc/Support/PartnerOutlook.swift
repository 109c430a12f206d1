internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// What becomes of a record with a partner, before and after a change of it.
struct PartnerOutlook {
  /// What a partner does with a record.
  enum Fate: Equatable {
    /// Its filters let it pass, and it has nothing against it.
    case carries
    /// It gets the record all the same, with what it has against it.
    case completes([String])
    /// It refuses the record, for reasons.
    case refuses([String])
    /// Its filters do not let it pass.
    case passesOver

    /// Whether the record is in what the partner gets.
    var isCarried: Bool {
      switch self {
      case .carries, .completes: true
      case .refuses, .passesOver: false
      }
    }
  }

  /// The name of the partner's profile.
  let name: String
  /// What it does with the record as it is in the catalogue; nil when there is none.
  let before: Fate?
  /// What it would do with the record as it would be.
  let after: Fate

  /// What becomes of a record with all partners, in the order of their names, and the names of the profiles that cannot
  /// be used. Throws what reading the profiles throws.
  static func all(
    before: Record?, after: Record, in catalogue: Catalogue
  ) throws -> (outlooks: [PartnerOutlook], unusable: [String]) {
    let registry = try PluginRegistry(BuiltInPlugins.all)
    var outlooks: [PartnerOutlook] = []
    var unusable: [String] = []
    for name in try catalogue.partnerNames() {
      guard let partner = try Partner.read(name, in: catalogue, registry).partner else {
        unusable.append(name)
        continue
      }
      do {
        outlooks.append(
          PartnerOutlook(
            name: name, before: try before.map { try fate(of: $0, with: partner, catalogue) },
            after: try fate(of: after, with: partner, catalogue)))
      } catch is SearchEngine.Refusal {
        unusable.append(name)
      }
    }
    return (outlooks, unusable)
  }

  private static func fate(of record: Record, with partner: Partner, _ catalogue: Catalogue) throws -> Fate {
    var record = record
    record.status = .published
    record = record.withDefaults(of: catalogue.context.settings, status: .published)
    // The words of a record are those that anybody may see.
    let seen = SourceRecord(
      state: FileState(path: record.id ?? "", size: 0, modified: 0, inode: 0),
      record: PersonalDataGate(for: .everybody).pass(record), status: .published)
    var request = partner.request
    request.isExact = true
    let passes =
      request.text.allSatisfy(\.isWhitespace)
      ? try RecordFilter(request, in: catalogue.context.vocabularies).matches(seen.record, status: .published)
      : try !GoneRecords(records: [seen]).answer(request, catalogue.context).hits.isEmpty
    guard passes else { return .passesOver }
    let objections = partner.check.findings(about: partner.gate.pass(record)).filter { $0.severity == .error }
    if objections.isEmpty { return .carries }
    return partner.profile.refused == .sent
      ? .completes(objections.map(\.message)) : .refuses(objections.map(\.message))
  }

  /// What becomes of it, behind the name.
  var words: String {
    let had = before?.isCarried ?? false
    switch after {
    case .carries: return had ? "goes on carrying it" : "will carry it"
    case .completes(let things):
      let count = "\(things.count) thing\(things.count == 1 ? "" : "s") to mend"
      return "\(had ? "goes on getting" : "will get") it, with \(count): \(things.joined(separator: "; "))"
    case .refuses(let reasons):
      return (had ? "would drop it, and refuse the new version: " : "would refuse it: ")
        + reasons.joined(separator: "; ")
    case .passesOver:
      return had ? "would drop it: its filters no longer let it pass" : "does not take records like this one"
    }
  }

  /// All in one sentence: `3 partners will carry it; interreg-europe would refuse it: …`.
  static func summary(_ outlooks: [PartnerOutlook]) -> String {
    let carrying = outlooks.count { $0.after.isCarried }
    let partners = "\(carrying) of \(outlooks.count) partner\(outlooks.count == 1 ? "" : "s") will carry it"
    let refusing = outlooks.compactMap { outlook -> String? in
      if case .refuses(let reasons) = outlook.after {
        return "\(outlook.name) would refuse it: \(reasons.joined(separator: "; "))"
      }
      return outlook.before?.isCarried == true && !outlook.after.isCarried ? "\(outlook.name) would drop it" : nil
    }
    return ([partners] + refusing).joined(separator: "; ")
  }
}
