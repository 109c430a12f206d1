package import SourceTree

/// The rules about partners: their profiles, and what they would refuse.
package enum PartnerRules {
  /// All of them, in the order of the reference.
  package static let all = [profile, unknown, notTaken, required, limit]

  package static let profile = DiagnosticRule(
    "partner-profile", .error, "The profile of a partner says something that cannot be.",
    advice: "docs/partners.md tells what a profile holds; `ktc formats` lists the formats.", example: .command,
    bad:
      "catalogue/partners/portal.yaml:2:13: error: there is no format \"cvs\" to export to; did you mean \"csv\"? [partner-profile]",
    good: "formats: [{ format: csv }]")
  package static let unknown = DiagnosticRule(
    "partner-unknown", .error, "A partner is named that has no profile.",
    advice: "`ktc partners` lists the profiles; a new one is a file in `partners/`.", example: .command,
    bad: "error: there is no partner \"portl\"; did you mean \"portal\"? [partner-unknown]",
    good: "ktc export --partner portal --output out")
  package static let notTaken = DiagnosticRule(
    "partner-not-taken", .error, "A format that a partner wants does not take a record.",
    advice: "Narrow the `filters` of the profile, or complete the record.", example: .command,
    bad:
      "catalogue/instruments/voucher.yaml:2:7: error: interreg does not take it: the form takes good practices; an instrument is the policy that a practice names [partner-not-taken]",
    good: "filters: { kind: [practice] }")
  package static let required = DiagnosticRule(
    "partner-required", .error, "A record lacks a field without which a partner refuses it.",
    advice: "Write the field. A contact counts only when its `share` lets this partner have it.", example: .command,
    bad:
      "catalogue/practices/contest.yaml:1:1: error: interreg-europe refuses a record without organisations; write the field [partner-required]",
    good: "organisations: [{ name: Ville de Grenoble, role: owner }]")
  package static let limit = DiagnosticRule(
    "partner-limit", .error, "A field holds more than a partner takes.",
    advice: "Shorten it, or ask the partner whether the limit holds.", example: .command,
    bad:
      "catalogue/practices/contest.yaml:14:1: error: aim has 214 characters, and interreg-europe takes 160; shorten it by 54 [partner-limit]",
    good: "limits: [{ field: aim, characters: 160 }]")
}
