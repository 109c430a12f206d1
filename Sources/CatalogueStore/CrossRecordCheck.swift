internal import CatalogueModel
package import SourceTree
internal import TextFolding

/// Checks records against each other: ids that stand twice, links that lead nowhere.
///
/// Records are shown to it one by one; only ids, names, links and positions stay in memory.
package struct CrossRecordCheck {
  private var ids: [String: String] = [:]
  private var published: Set<String> = []
  private var drafts: [String: String] = [:]
  private let knowsTargets: Bool
  private var titles: [(title: String, id: String)] = []
  private var targets: [(id: String, location: SourceLocation?, field: FieldPath)] = []
  private var outsideNames: [(name: String, from: String, location: SourceLocation?, field: FieldPath)] = []
  private var duplicates: [Diagnostic] = []

  /// Starts with no record seen.
  ///
  /// - Parameter knowsTargets: Whether all records that a link may lead to will be seen; outside any catalogue they
  ///   are not known, and links are not judged.
  package init(knowsTargets: Bool = true) { self.knowsTargets = knowsTargets }

  /// Takes note of a record. A draft in the inbox with the id of a record is a proposed revision of it. O(links).
  package mutating func see(_ loaded: LoadedRecord) {
    guard let draft = loaded.draft else {
      // A file that cannot be read still holds its id, so that links to it are not reported as well.
      if loaded.file.area != .outside { ids[loaded.file.id] = loaded.file.path }
      return
    }
    if let id = draft.record.id, loaded.file.area != .outside {
      if loaded.file.area != .inbox {
        if published.insert(id).inserted {
          ids[id] = loaded.file.path
        } else if let first = ids[id] {
          duplicates.append(
            Diagnostic(
              StoreRules.duplicateID, "the id \"\(id)\" is also that of \(first)", at: draft.location(of: "id"),
              field: "id"))
        }
      } else {
        if let first = drafts[id] {
          duplicates.append(
            Diagnostic(
              StoreRules.duplicateID, "the id \"\(id)\" is also that of \(first)", at: draft.location(of: "id"),
              field: "id"))
        }
        drafts[id] = drafts[id] ?? loaded.file.path
        ids[id] = ids[id] ?? loaded.file.path
      }
      for entry in draft.record.title.entries { titles.append((entry.text, id)) }
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
    for file in files where ids[file.id] == nil { ids[file.id] = file.path }
  }

  /// What was found, once all records were seen. O(links × ids) only for links that lead nowhere.
  package func findings() -> [Diagnostic] {
    var findings = duplicates
    for link in targets where knowsTargets && ids[link.id] == nil {
      let near = NearestName.candidates(for: link.id, among: ids.keys)
      let message = "no record has the id \"\(link.id)\"\(NearestName.question(near))"
      findings.append(Diagnostic(StoreRules.unknownLink, message, at: link.location, field: link.field))
    }
    // Where no link is a name, and that is nearly everywhere, no title needs folding.
    let wanted = Set(outsideNames.map { TextFolding.folded($0.name) })
    var named: [String: String] = [:]
    for (title, id) in titles where !wanted.isEmpty {
      let folded = TextFolding.folded(title)
      if wanted.contains(folded) { named[folded] = id }
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
