package import SourceTree

/// The rules about what is likely or doubtful, which a person has to decide.
package enum CurationRules {
  /// All of them, in the order of the reference.
  package static let all = [likelyDuplicate]

  package static let likelyDuplicate = DiagnosticRule(
    "likely-duplicate", .warning, "A record is probably about the same thing as another one.",
    advice:
      "Compare the two with `ktc compare`. Hand it in as a new version with `--update` and the other's id, join them with `ktc merge`, or link the two: linked records are told apart.",
    example: .command,
    bad:
      "voucher.yaml:1:5: warning: this is probably innovation-voucher-lithuania (72 %): similar names (91 %): \"Innovation vouchers\" and \"Innovation voucher\", both in LT [likely-duplicate]",
    good: "links: [{ type: related, target: innovation-voucher-lithuania }]")
}
