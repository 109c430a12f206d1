internal import CatalogueModel
package import SourceTree
internal import TextFolding

/// Checks records against each other: ids that stand twice, links that lead nowhere.
///
/// Records are shown to it one by one; only ids, names, links and positions stay in memory.
package struct CrossRecordCheck {
  /// The files that bear an id.
  private struct Bearers {
    /// The first record among the instruments and practices.
    var record: String?
    /// The first draft in the inbox.
    var draft: String?

    /// Takes note of a file; gives back the one before it in the same part of the catalogue.
    mutating func note(_ path: String, isDraft: Bool) -> String? {
      let first = isDraft ? draft : record
      if first != nil { return first }
      if isDraft { draft = path } else { record = path }
      return nil
    }
  }

  private var ids: [String: Bearers] = [:]
  private let knowsTargets: Bool
  private var titles: [(title: LocalizedText, id: String)] = []
  private var targets: [(id: String, location: SourceLocation?, field: FieldPath)] = []
  private var outsideNames: [(name: String, from: String, location: SourceLocation?, field: FieldPath)] = []
  private var duplicates: [Diagnostic] = []

  /// Starts with no record seen.
  ///
  /// - Parameters:
  ///   - knowsTargets: Whether all records that a link may lead to will be seen; outside any catalogue they are not
  ///     known, and links are not judged.
  ///   - records: How many records will be seen, where that is known: then room is made for them once.
  package init(knowsTargets: Bool = true, records: Int = 0) {
    self.knowsTargets = knowsTargets
    ids.reserveCapacity(records)
  }

  /// Takes note of a record. A draft in the inbox with the id of a record is a proposed revision of it. O(links).
  package mutating func see(_ loaded: LoadedRecord) {
    guard let draft = loaded.draft else {
      // A file that cannot be read still holds its id, so that links to it are not reported as well.
      if loaded.file.area != .outside { assume(existing: [loaded.file]) }
      return
    }
    if let id = draft.record.id, loaded.file.area != .outside {
      if let first = ids[id, default: Bearers()].note(loaded.file.path, isDraft: loaded.file.area == .inbox) {
        duplicates.append(
          Diagnostic(
            StoreRules.duplicateID, "the id \"\(id)\" is also that of \(first)", at: draft.location(of: "id"),
            field: "id"))
      }
      titles.append((draft.record.title, id))
    }
    for (position, link) in draft.record.links.enumerated() {
      if let target = link.target {
        // What was seen already needs no position.
        guard target != draft.record.id, ids[target] == nil else { continue }
        let path = FieldPath([.key("links"), .index(position), .key("target")])
        targets.append((target, draft.location(of: path), path))
      } else if let name = link.name, link.url == nil {
        let path = FieldPath([.key("links"), .index(position), .key("name")])
        outsideNames.append((name, draft.record.id ?? "", draft.location(of: path), path))
      }
    }
  }

  /// Takes note of records that exist but are not checked, so that links may lead to them. O(files).
  package mutating func assume(existing files: [RecordFile]) {
    for file in files where ids[file.id] == nil { ids[file.id] = Bearers() }
  }

  /// For how many different ids that no record has a near one is looked for. Beyond that it is no matter of spelling, and
  /// each look passes over all ids.
  private static let mostSuggestions = 200

  /// What was found, once all records were seen. O(links + ids), but for the looks at ids near those that no record has.
  package func findings() -> [Diagnostic] {
    var findings = duplicates
    var suggestions: [String: String] = [:]
    for link in targets where knowsTargets && ids[link.id] == nil {
      if suggestions[link.id] == nil, suggestions.count < Self.mostSuggestions {
        suggestions[link.id] = NearestName.question(NearestName.candidates(for: link.id, among: ids.keys, within: 3))
      }
      let message = "no record has the id \"\(link.id)\"\(suggestions[link.id] ?? "")"
      findings.append(Diagnostic(StoreRules.unknownLink, message, at: link.location, field: link.field))
    }
    // Where no link is a name, and that is nearly everywhere, no title needs folding.
    let wanted = Set(outsideNames.map { TextFolding.folded($0.name) })
    var named: [String: String] = [:]
    for (title, id) in titles where !wanted.isEmpty {
      for entry in title.entries {
        let folded = TextFolding.folded(entry.text)
        if wanted.contains(folded) { named[folded] = id }
      }
    }
    for link in outsideNames {
      if let id = named[TextFolding.folded(link.name)], id != link.from {
        let message = "a record bears this name; write `target: \(id)` if it is meant"
        findings.append(Diagnostic(StoreRules.linkByName, message, at: link.location, field: link.field))
      }
    }
    return findings
  }
}
