/// The rules that hold for a tree whatever it was read from.
package enum TreeRules {
  /// All of them, in the order of the reference.
  package static let all = [duplicateKey, documentTooLarge, tooDeep]

  package static let duplicateKey = DiagnosticRule(
    "duplicate-key", .error, "One field is written twice, so one of the two values would be lost.",
    advice: "Keep one of the two, or join them.", bad: "created: 2004\n↓created: 2006-05-01",
    good: "created: 2006-05-01")
  package static let documentTooLarge = DiagnosticRule(
    "document-too-large", .error, "One record is larger than 1 MiB.",
    advice: "Shorten it, or name longer documents in `sources`.", example: .command,
    bad: "file.yaml:1: error: this record is larger than the limit of 1048576 bytes; shorten it [document-too-large]",
    good: "file.yaml: no findings")
  package static let tooDeep = DiagnosticRule(
    "nesting-too-deep", .error, "Lists and groups lie within each other more than 64 deep.",
    advice: "No field of a record needs more than five levels; look for brackets that were never closed.",
    example: .file, bad: String(repeating: "[", count: 64) + "↓" + String(repeating: "[", count: 6) + "\n",
    good: "countries: [FR]\n")

  /// How many repeated keys of one map are told one by one; each costs a look at the text from its beginning.
  private static let mostDuplicates = 100

  /// Reports each key that stands twice in the map that was begun last and is still open; of very many, that there are
  /// more.
  package static func duplicates(in builder: SourceTreeBuilder, of source: SourceText) -> [Diagnostic] {
    let found = builder.duplicateKeys(atMost: mostDuplicates + 1)
    var findings = found.prefix(mostDuplicates).map { first, second, key in
      let earlier = source.location(of: first)
      return Diagnostic(
        duplicateKey, "\"\(key)\" is written twice, first on line \(earlier.line ?? 0); keep one",
        at: source.location(of: second), notes: [.init("the first \"\(key)\" is here", at: earlier)])
    }
    if found.count > mostDuplicates {
      let message = "from here on more is written twice; mend those that are told first"
      findings.append(Diagnostic(duplicateKey, message, at: source.location(of: found[mostDuplicates].second)))
    }
    return findings
  }
}
