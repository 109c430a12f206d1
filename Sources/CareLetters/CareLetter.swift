package import CatalogueModel
package import Curation
internal import FieldTexts
internal import SourceTree
internal import TextFolding

/// A message to one organisation that reported records: what it should look at and supply.
///
/// It tells of the records only what anybody may see, and nothing about persons.
package struct CareLetter: Sendable {
  /// The organisation.
  package let organisation: String
  /// Its records that need something of it, in the order in which they need it.
  package let records: [RecordCare]
  /// The language of the letter.
  package let language: String
  private let catalogue: CatalogueContext

  /// What an organisation can answer. The rest is the catalogue's own work.
  private static let answerable: [CareKind] = [
    .invalid, .contradiction, .endedButActive, .unsafeURL, .unreachableURL, .stale, .missingOutputs, .missingEvidence,
    .doubted, .disputed, .incompleteSource, .missingTranslation,
  ]

  /// Makes the letter to an organisation; nil when it has nothing to answer. O(findings).
  package init?(to group: CareGroup, in catalogue: CatalogueContext) {
    organisation = group.name
    self.catalogue = catalogue
    let language = Self.language(of: group, in: catalogue)
    self.language = language
    records = group.records.filter { !Self.questions(about: $0, language, catalogue).isEmpty }
    if organisation.isEmpty || records.isEmpty { return nil }
  }

  /// The language of most of its records' countries; else of their texts; else of the catalogue.
  private static func language(of group: CareGroup, in catalogue: CatalogueContext) -> String {
    func mostFrequent(_ languages: [String]) -> String? {
      let known = languages.filter(LetterTexts.languages.contains)
      let counts = Dictionary(known.map { ($0, 1) }, uniquingKeysWith: +)
      return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
    let records = group.records.map(\.record)
    return mostFrequent(records.flatMap { $0.countries.compactMap(LetterTexts.language) })
      ?? mostFrequent(records.compactMap { $0.language.map(LocalizedText.primary) })
      ?? mostFrequent([LocalizedText.primary(catalogue.defaultLanguage)]) ?? "en"
  }

  /// What a record's organisation is asked. A language that it does not speak is none of its business.
  private static func questions(
    about care: RecordCare, _ language: String, _ catalogue: CatalogueContext
  ) -> [CareFinding] {
    var seen: Set<String> = []
    return care.findings.filter { finding in
      guard answerable.contains(finding.kind) else { return false }
      if finding.kind == .missingTranslation { return finding.details.contains { [language, "en"].contains($0) } }
      // Several doubts about one field are one question.
      return seen.insert("\(finding.kind.rawValue) \(fieldName(of: finding) ?? "") \(finding.details)").inserted
    }
  }

  /// The name of the field that a finding is about, which for a doubt is that which it names.
  private static func fieldName(of finding: CareFinding) -> String? {
    if finding.kind == .doubted || finding.kind == .disputed {
      return finding.details.first.map { String($0.prefix { $0 != "." && $0 != "[" }) }
    }
    guard case .key(let name)? = finding.field?.steps.first else { return nil }
    return name
  }

  /// The letter as text, wrapped for e-mail, its subject first. O(findings).
  ///
  /// - Parameters:
  ///   - until: By when an answer is asked for.
  ///   - attachment: The name of the form for a record; nil when none is attached.
  package func text(until: PartialDate?, attachment: (Record) -> String?) -> String {
    guard let texts = LetterTexts(language) else { return "" }
    let fields = FieldTexts(language)
    let settings = catalogue.settings
    let title = texts.name(of: settings)
    var lines: [String] = []
    func add(_ key: String, _ values: [String: String] = [:], indent: String = "") {
      guard let sentence = texts.sentence(key, values) else { return }
      lines += Self.wrapped(sentence, indent: indent)
    }
    let subject = texts.sentence(
      records.count == 1 ? "subjectOne" : "subject", ["catalogue": title, "count": String(records.count)])
    lines += ["Subject: \(subject ?? title)", ""]
    add("greeting", ["organisation": organisation])
    lines.append("")
    add("intro", ["catalogue": title])
    for (position, care) in records.enumerated() {
      lines.append("")
      let name = care.record.title.preferred([language, "en"]) ?? care.record.id ?? ""
      lines += Self.wrapped("\(position + 1). \(name)", indent: "   ", first: "")
      if let id = care.record.id {
        if let uri = settings.uri(of: id) { lines.append("   \(uri)") } else { add("id", ["id": id], indent: "   ") }
      }
      for finding in Self.questions(about: care, language, catalogue) {
        let sentence = sentence(for: finding, texts)
        let labelled = Self.fieldName(of: finding).flatMap {
          texts.sentence("labelled", ["label": Self.label($0, fields), "text": sentence])
        }
        lines += Self.wrapped("- " + (labelled ?? sentence), indent: "     ", first: "   ")
      }
      let missing = Self.missingFields(of: care).map { Self.label($0, fields) }
      if !missing.isEmpty { add("more", ["fields": missing.joined(separator: ", ")], indent: "   ") }
      if let file = attachment(care.record) { add("form", ["file": file], indent: "   ") }
    }
    lines.append("")
    if let until { add("until", ["date": texts.date(until)]) }
    if records.contains(where: { attachment($0.record) != nil }) { add("how") }
    if let address = settings.enquiries.flatMap({ $0.mailbox ?? $0.url }) { add("address", ["address": address]) }
    lines.append("")
    add("thanks")
    lines += ["", settings.publisher ?? title]
    // Mail programs and terminals must find no command in it.
    return DiagnosticRenderer.printable(lines.joined(separator: "\n") + "\n")
  }

  private func sentence(for finding: CareFinding, _ texts: LetterTexts) -> String {
    let key = finding.kind == .stale && finding.details.isEmpty ? "staleUnknown" : finding.kind.rawValue
    let wanted = finding.details.filter { [language, "en"].contains($0) }
    let names = wanted.map { CodeList.languages.name(of: $0, in: language) ?? $0 }
    // Within a sentence most languages write the names of languages small.
    let languages = ["en", "de"].contains(language) ? names : names.map { $0.lowercased() }
    let day = finding.kind == .stale ? finding.details.first.flatMap { PartialDate($0) } : nil
    let detail = day.map(texts.date) ?? finding.details.first ?? ""
    let sentence = texts.sentence(key, ["detail": detail, "languages": languages.joined(separator: ", ")])
    return ([sentence ?? finding.message] + particulars(of: finding, texts)).joined(separator: " ")
  }

  /// What exactly is the matter, where the record tells: which terms, which other value, what the cataloguer noted.
  private func particulars(of finding: CareFinding, _ texts: LetterTexts) -> [String] {
    var told: [String?] = []
    if finding.kind == .contradiction, let field = Self.fieldName(of: finding), !finding.details.isEmpty {
      let vocabulary = catalogue.vocabularies[field]
      let terms = finding.details.map { vocabulary?.label($0, [language, "en"]) ?? $0 }
      told.append(texts.sentence("terms", ["terms": terms.joined(separator: ", ")]))
    }
    if let value = finding.value { told.append(texts.sentence("value", ["value": value])) }
    if let note = finding.note { told.append(texts.sentence("note", ["note": note])) }
    return told.compactMap(\.self)
  }

  /// The fields that a complete record has, but for those that a question is about already.
  private static func missingFields(of care: RecordCare) -> [String] {
    let asked = Set(care.findings.compactMap(fieldName))
    var names: [String] = []
    for met in care.completeness.parts where !met.isMet && !asked.contains(met.part.field) {
      if !names.contains(met.part.field) { names.append(met.part.field) }
    }
    return names
  }

  private static func label(_ name: String, _ fields: FieldTexts?) -> String {
    guard let field = Record.fields.first(where: { $0.description.name == name })?.description else { return name }
    return fields?.label(of: name, field) ?? field.label
  }

  /// A text in lines that no e-mail program breaks anew. O(length).
  private static func wrapped(_ text: String, indent: String, first: String? = nil) -> [String] {
    var lines: [String] = []
    var line = first ?? indent
    var isEmpty = true
    // What a no-break space holds together stays together.
    for word in text.split(whereSeparator: { $0.isWhitespace && $0 != "\u{A0}" }) {
      if !isEmpty, TextFolding.columns(line) + TextFolding.columns(String(word)) >= 76 {
        lines.append(line)
        line = indent
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
