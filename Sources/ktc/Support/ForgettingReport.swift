internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree

/// Tells what forgetting a person comes to.
struct ForgettingReport {
  let plan: Forgetting.Plan
  let isDone: Bool

  /// The report. O(places).
  func text(_ git: GitTraces?, _ reach: PartnerReach, exports: String) -> String {
    var text = ""
    text += section(isDone ? "Removed" : "To be removed", plan.traces.filter { $0.fate == .removed })
    text += section(
      isDone ? "Replaced by \"[removed]\"" : "To be replaced by \"[removed]\"",
      plan.traces.filter { $0.fate == .replaced })
    text += section("Left for a person to decide", plan.traces.filter { $0.fate == .left })
    text += lines("Could not be looked at", plan.unread)
    if !plan.companions.isEmpty {
      text += lines(
        "Stood beside the person in a contact; name these, too, where they are the person's", plan.companions)
    }
    text += partners(reach, exports)
    text += lines("Git", gitLines(git))
    return DiagnosticRenderer.printable(text)
  }

  private func lines(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "\(title):\n" + lines.map { "  \($0)\n" }.joined()
  }

  private func section(_ title: String, _ traces: [PersonalTrace]) -> String {
    lines(
      title,
      traces.map { trace in
        let place = trace.file + (trace.line.map { ":\($0)" } ?? "")
        let field = trace.field.map { " \($0)" } ?? ""
        let share = trace.share.map { ", share: \($0.rawValue)" } ?? ""
        switch trace.kind {
        case .contact, .by, .mailbox, .ownKey:
          return "\(place): \(trace.kind.rawValue)\(share)\(field == " contact" ? "" : field)"
        case .text, .comment:
          return "\(place):\(field)\(field.isEmpty ? " " : ": ")\(trace.excerpt ?? "")"
        case .name where trace.line == nil:
          return "\(place): the name of the file; `ktc rename` gives a record another one"
        case .name: return "\(place): the name of a field; change it by hand"
        case .binary: return "\(place): a file of another kind than text; look at it with the program that made it"
        }
      })
  }

  private func partners(_ reach: PartnerReach, _ exports: String) -> String {
    var told = reach.recipients.map { recipient -> String in
      let ids = recipient.ids.joined(separator: ", ")
      guard let exported = recipient.exported else {
        return "\(recipient.name): its profile takes such contacts; it may have got those of \(ids)"
      }
      return exported.isEmpty
        ? "\(recipient.name): its profile takes such contacts, but its last export in \(exports) holds none of \(ids)"
        : "\(recipient.name): its last export in \(exports) holds \(exported.joined(separator: ", ")); tell it, and export anew"
    }
    told += reach.unclear.map { "\($0): its profile cannot be read" }
    if told.isEmpty, plan.traces.contains(where: { $0.kind == .contact }) {
      told = ["none; no contact of the person passes to any profile in partners/"]
    }
    if plan.traces.contains(where: { $0.kind == .text && $0.fate != .removed }) {
      told.append("words within texts went to whoever got the record")
    }
    if !told.isEmpty { told.append("no folder of exports is changed; delete them, or export anew") }
    return lines("Partners that may have it", told)
  }

  private func gitLines(_ git: GitTraces?) -> [String] {
    guard let git else { return plan.traces.isEmpty ? [] : ["the catalogue lies in no work tree of git"] }
    guard git.commits + git.signed > 0 else { return ["no commit holds the name as it is written here"] }
    var lines = [
      "\(git.commits) commit\(git.commits == 1 ? "" : "s") brought the name in or took it out; git keeps what it was"
    ]
    if git.signed > 0 {
      lines.append(
        "\(git.signed) commit\(git.signed == 1 ? " is" : "s are") by the person, or names them in its message")
    }
    lines.append(
      "rewriting history is a decision of the repository's owner: git filter-repo --replace-text FILE, and everyone clones anew"
    )
    return lines
  }
}
