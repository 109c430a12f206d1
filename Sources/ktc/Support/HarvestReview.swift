internal import CatalogueModel
internal import CataloguePlugins
internal import SourceTree

/// Looks at each record with the eyes of a partner while it is exported, and tells what the partner has against it.
final class HarvestReview {
  private let partner: Partner
  private let check: PartnerCheck
  private var findings = Findings()
  /// The records that are not sent.
  private(set) var refused: [String] = []

  init(_ partner: Partner) {
    self.partner = partner
    check = partner.check
  }

  /// Whether the partner is sent a record. What it would object to is told.
  func accepts(_ passed: Selection.Passed) -> Bool {
    let objections = check.findings(about: passed.record).filter { $0.severity > .note }
    if objections.isEmpty { return true }
    let isLeftOut = partner.name != nil && partner.profile.refused != .sent
    findings.report(
      objections.map { objection in
        var objection = objection
        if !isLeftOut { objection.severity = .warning }
        return passed.placed(objection)
      })
    if isLeftOut { refused.append(passed.record.id ?? "") }
    return !isLeftOut
  }
}
