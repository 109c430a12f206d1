internal import CareLetters
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree

/// What goes back to whoever handed in a draft that was not taken: the reason, and what to change, in the language of the
/// record where there are sentences in it. Plain text that is Markdown as well, so that it can be pasted into an e-mail.
struct ReviewLetter {
  let draft: WaitingDraft
  let action: RecordHistory.Action
  let why: String
  let findings: [Diagnostic]
  /// The name of the file that goes with it.
  let attachment: String

  /// The letter. O(findings).
  func text(in catalogue: CatalogueContext) -> String {
    let language = LocalizedText.primary(draft.record?.language ?? catalogue.defaultLanguage)
    guard let texts = LetterTexts(language) ?? LetterTexts("en") else { return "" }
    func say(_ key: String, _ values: [String: String] = [:]) -> String { texts.sentence(key, values) ?? "" }
    let settings = catalogue.settings
    let title = draft.title(in: texts.language)
    var text = "# \(say("reviewTitle", ["title": title]))\n\n"
    var values = ["title": title, "id": draft.id]
    values["catalogue"] = texts.name(of: settings)
    values["date"] = draft.since.map(texts.date)
    text += say(draft.since == nil ? "reviewThanks" : "reviewThanksSince", values) + "\n\n"
    text += say(action == .returned ? "reviewReturned" : "reviewRejected") + "\n\n## \(say("reviewWhy"))\n\n\(why)\n"
    if action == .returned {
      text += changes(texts) + "\n## \(say("reviewWhat"))\n\n\(say("reviewChange", ["file": attachment]))\n"
    } else {
      text += "\n\(say("reviewSent", ["file": attachment]))\n"
    }
    if let enquiries = settings.enquiries {
      let places = [enquiries.organisation, enquiries.mailbox, enquiries.url].compactMap(\.self)
      if !places.isEmpty { text += "\n\(say("reviewQuestions", ["places": places.joined(separator: ", ")]))\n" }
    }
    return DiagnosticRenderer.printable(text)
  }

  private func changes(_ texts: LetterTexts) -> String {
    func list(_ severity: Severity, _ key: String) -> String {
      let items = findings.filter { $0.severity == severity }
      guard !items.isEmpty else { return "" }
      let lines = items.map { finding in
        let place = finding.location?.line.flatMap { texts.sentence("reviewLine", ["line": String($0)]) }
        return "- \(place.map { "\($0): " } ?? "")\(finding.message)\n"
      }
      return "\n## \(texts.sentence(key) ?? "")\n\n\(lines.joined())"
    }
    let lists = list(.error, "reviewErrors") + list(.warning, "reviewWarnings")
    // Findings are told in English, as the program tells them to everybody.
    let remark = lists.isEmpty || texts.language == "en" ? nil : texts.sentence("reviewEnglish")
    return lists + (remark.map { "\n\($0)\n" } ?? "")
  }
}
