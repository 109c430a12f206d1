package import CatalogueModel
package import SourceTree

/// What a partner would refuse, told before anything is sent.
package struct PartnerCheck: Sendable {
  private let name: String
  private let profile: PartnerProfile
  private let exporters: [any Exporter]
  private let context: ExportContext
  /// The fields whose length the formats themselves measure.
  private let measured: Set<String>

  /// A check by the profile of a name, whose formats are written in a context.
  package init(_ name: String, _ profile: PartnerProfile, _ exporters: [any Exporter], in context: ExportContext) {
    self.name = name
    self.profile = profile
    self.exporters = exporters
    self.context = context
    measured = exporters.reduce(into: []) { $0.formUnion($1.measuredFields) }
  }

  /// What the partner has against a record, as the partner would see it. An error means that it refuses the record; a
  /// note is only good to know. Each finding names its field. O(size of the record).
  package func findings(about record: Record) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for exporter in exporters {
      if let why = exporter.refusal(of: record) {
        let message = "\(exporter.format.id) does not take it: \(why)"
        findings.append(Diagnostic(PartnerRules.notTaken, message, field: "kind"))
        continue
      }
      for var finding in exporter.findings(about: record, in: context) where !findings.contains(finding) {
        // What those who take the format object to, they refuse.
        if finding.severity == .warning { finding.severity = .error }
        findings.append(finding)
      }
    }
    for field in Record.fields where profile.required.contains(field.description.name) && field.isEmpty(record) {
      findings.append(missing(field.description.name))
    }
    for limit in profile.limits { findings += excess(of: limit, in: record) }
    return findings
  }

  private func missing(_ field: String) -> Diagnostic {
    let isPersonal = field == "contact"
    let advice = isPersonal ? "write one whose share lets this partner have it" : "write the field"
    return Diagnostic(
      PartnerRules.required, "\(name) refuses a record without \(field); \(advice)", field: FieldPath(field))
  }

  private func excess(of limit: PartnerProfile.Limit, in record: Record) -> [Diagnostic] {
    guard let name = limit.field, let field = Record.fields.first(where: { $0.description.name == name }),
      let value = field.encode(record, EncodingOptions())
    else { return [] }
    var findings: [Diagnostic] = []
    func report(_ count: Int, _ most: Int, _ unit: String, _ where: String = "") {
      guard count > most else { return }
      let message =
        "\(name)\(`where`) has \(count) \(unit), and \(self.name) takes \(most); shorten it by \(count - most)"
      findings.append(
        Diagnostic(
          PartnerRules.limit, message, field: FieldPath(name),
          notes: limit.note.map { [.init("the limit: \($0)")] } ?? []
        ))
    }
    if let most = limit.mostItems, case .list(let items) = value { report(items.count, most, "items") }
    if let most = limit.mostCharacters, !measured.contains(name) {
      if case .texts(let texts) = value {
        for text in read(texts) { report(Self.characters(text.value), most, "characters", " (\(text.key))") }
      } else {
        report(Self.characters(value), most, "characters")
      }
    }
    return findings
  }

  /// The texts in the languages that the partner's people read; all where none is.
  private func read(_ texts: [DataValue.Entry]) -> [DataValue.Entry] {
    let read = texts.filter { text in
      profile.languages.contains { LocalizedText.primary($0) == LocalizedText.primary(text.key) }
    }
    return read.isEmpty ? texts : read
  }

  /// The characters of all texts and figures in a value. O(size).
  private static func characters(_ value: DataValue) -> Int {
    switch value {
    case .list(let items): items.map(characters).reduce(0, +)
    case .map(let entries), .texts(let entries): entries.map { characters($0.value) }.reduce(0, +)
    default: value.scalarText?.count ?? 0
    }
  }
}
