internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree

/// What goes back to whoever handed in a draft that was not taken: the reason, and what to change. Plain text that is
/// Markdown as well, so that it can be pasted into an e-mail.
struct ReviewLetter {
  let draft: WaitingDraft
  let action: RecordHistory.Action
  let why: String
  let findings: [Diagnostic]
  /// The name of the file that goes with it.
  let attachment: String

  /// The letter. O(findings).
  func text(settings: CatalogueSettings) -> String {
    let title = draft.title.isEmpty ? draft.id : draft.title
    let name = settings.title.preferred(["en"]) ?? "the catalogue"
    let on = draft.since.map { ", which reached us on \($0)" } ?? ""
    var text = "# About your record: \(title)\n\n"
    text += "Thank you for your record \"\(title)\" (\(draft.id)) for \(name)\(on).\n\n"
    if action == .returned {
      text += "We ask you to change it before it can be published.\n\n## Why\n\n\(why)\n"
      text += changes
      text += """

        ## What to do

        Change the file \(attachment), which came with this letter, and send it back. It is the record as you sent it, so
        nothing has to be written twice. Lines are counted from its top.

        """
    } else {
      text += "It was not taken into the catalogue.\n\n## Why\n\n\(why)\n"
      text += "\nThe file \(attachment), which came with this letter, is the record as you sent it.\n"
    }
    if let enquiries = settings.enquiries {
      let places = [enquiries.organisation, enquiries.mailbox, enquiries.url].compactMap(\.self)
      if !places.isEmpty { text += "\nQuestions: \(places.joined(separator: ", "))\n" }
    }
    return DiagnosticRenderer.printable(text)
  }

  private var changes: String {
    let told = findings.filter { $0.severity > .note }
    guard !told.isEmpty else { return "" }
    func list(_ severity: Severity, _ title: String) -> String {
      let items = told.filter { $0.severity == severity }
      guard !items.isEmpty else { return "" }
      let lines = items.map { finding in
        let place = finding.location?.line.map { "line \($0): " } ?? ""
        return "- \(place)\(finding.message)\n"
      }
      return "\n## \(title)\n\n\(lines.joined())"
    }
    return list(.error, "What has to be changed") + list(.warning, "What you may want to look at")
  }
}
