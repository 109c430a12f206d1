package import CatalogueModel
internal import Digests
internal import SourceTree

/// Finds a person in every file of a catalogue, and plans that the catalogue forgets them.
///
/// All files in the catalogue's folder are looked at but those of git and of the program itself (`.ktc`, which is purged
/// afterwards); links are not followed.
package struct Forgetting {
  private let catalogue: Catalogue
  private let removal: PersonalDataRemoval
  private let largest: Int

  /// What was found, and what is planned.
  package struct Plan: Sendable {
    /// The places, by file and line.
    package var traces: [PersonalTrace] = []
    /// The files that change, from the catalogue's folder on.
    package var changed: [String] = []
    /// Files that could not be looked at, and why.
    package var unread: [String] = []
    /// Names and addresses that stood in a contact beside the person's, in order.
    package var companions: [String] = []
    /// The contacts that were shared, by the id of their record.
    package var shared: [String: Contact.Share] = [:]
  }

  /// Prepares to forget a person.
  ///
  /// - Parameters:
  ///   - replacesText: Whether words within texts are replaced, too.
  ///   - matchers: What finds the person.
  ///   - catalogue: The catalogue that is searched.
  ///   - largest: How many bytes a file may have that is looked at.
  package init(_ matchers: [PersonMatcher], in catalogue: Catalogue, replacesText: Bool, largest: Int = 1 << 28) {
    self.catalogue = catalogue
    self.largest = largest
    removal = PersonalDataRemoval(matchers: matchers, replacesText: replacesText)
  }

  /// Looks at every file, and plans the changes. Throws `FileError`. O(bytes of the catalogue).
  package func plan(in changes: inout CatalogueTransaction) throws -> Plan {
    var plan = Plan()
    guard let root = catalogue.root else { return plan }
    var digests: [String: String] = [:]
    var touched: Set<String> = []
    var changedRecords: [String: String] = [:]
    // Logs come last, since they hold the digests of what is changed before.
    let paths = try files(in: root, &plan)
    let logs = paths.filter(Self.isLog)
    for path in paths.filter({ !Self.isLog($0) }) + logs {
      guard let before = contents(path, &plan) else { continue }
      let name = catalogue.relativePath(of: path)
      if isNamed(inPath: name) { plan.traces.append(PersonalTrace(kind: .name, fate: .left, file: name)) }
      var outcome = removal.apply(to: before, of: name)
      if outcome.traces.isEmpty, before.contains(0) || String(validating: before, as: UTF8.self) == nil {
        plan.unread.append("\(name): it is no text in UTF-8; look at it with the program that made it")
      }
      plan.traces += outcome.traces
      plan.companions += outcome.companions.filter { !plan.companions.contains($0) }
      note(outcome.traces, of: name, &plan)
      if Self.isLog(path) { outcome.bytes = Self.replacing(digests, in: outcome.bytes) }
      guard outcome.bytes != before else { continue }
      if !Self.isLog(path) {
        digests[SHA256.hexadecimal(of: before)] = SHA256.hexadecimal(of: outcome.bytes)
      }
      changes.write(outcome.bytes, to: path)
      plan.changed.append(name)
      guard let id = Self.recordID(of: name) else { continue }
      touched.insert(id)
      if !name.hasPrefix("history/") { changedRecords[id] = changedRecords[id] ?? path }
    }
    for id in touched.sorted() { try noteForgotten(id, at: changedRecords[id], &changes) }
    plan.traces.sort { ($0.file, $0.line ?? 0) < ($1.file, $1.line ?? 0) }
    return plan
  }

  /// Notes that a record was changed; its path when the change is not only in its history.
  private func noteForgotten(_ id: String, at path: String?, _ changes: inout CatalogueTransaction) throws {
    var left = try path.flatMap { try changes.contents(of: $0) }
    // Where somebody changed the file by hand before, the history goes on to say so.
    if let path, let noted = catalogue.history(of: id).entries.last(where: { $0.digest != nil })?.digest,
      SHA256.hexadecimal(of: try catalogue.fileSystem.wholeContents(of: path)) != noted
    {
      left = nil
    }
    try changes.note(.forgotten, of: id, leaving: left, why: "personal data were removed")
  }

  private func isNamed(inPath name: String) -> Bool {
    name.split(separator: "/").contains { part in removal.matchers.contains { $0.isNamed(in: String(part)) } }
  }

  private func note(_ traces: [PersonalTrace], of name: String, _ plan: inout Plan) {
    guard let id = Self.recordID(of: name), !name.hasPrefix("inbox/") else { return }
    for trace in traces {
      guard trace.kind == .contact, let share = trace.share, share != .never, plan.shared[id] != .public else {
        continue
      }
      plan.shared[id] = share
    }
  }

  /// The id of the record that a file is about; nil for other files and for drafts.
  private static func recordID(of name: String) -> String? {
    let parts = name.split(separator: "/").map(String.init)
    guard parts.count > 1, FilePath.isYAML(name) else { return nil }
    switch parts[0] {
    case "instruments", "practices": return FilePath.stem(of: name)
    case "history": return parts.count == 3 ? parts[1] : nil
    default: return nil
    }
  }

  private static func isLog(_ path: String) -> Bool { path.hasSuffix("/log.yaml") && path.contains("history/") }

  /// A log whose digests are those of the files as they now are. O(bytes).
  private static func replacing(_ digests: [String: String], in bytes: [UInt8]) -> [UInt8] {
    guard !digests.isEmpty else { return bytes }
    let mark = Array("sha256:".utf8)
    var edits: [TextEdit] = []
    var index = 0
    while index + mark.count + 64 <= bytes.count {
      if bytes[index] == mark[0], bytes[index...].starts(with: mark) {
        let range = (index + mark.count)..<(index + mark.count + 64)
        if let new = digests[String(decoding: bytes[range], as: UTF8.self)] {
          edits.append(TextEdit(replacing: range, with: new))
        }
      }
      index += 1
    }
    return TextEdit.apply(edits, to: bytes)
  }

  // MARK: Files

  private func contents(_ path: String, _ plan: inout Plan) -> [UInt8]? {
    do {
      let bytes = try catalogue.fileSystem.contents(of: path, limit: largest)
      if bytes.count <= largest { return bytes }
      plan.unread.append("\(catalogue.relativePath(of: path)): it is too large")
    } catch {
      plan.unread.append("\(error)")
    }
    return nil
  }

  /// The files in a folder and below it, hidden ones too, in order of their paths; those of git and of the program are
  /// left out.
  private func files(in root: String, _ plan: inout Plan) throws -> [String] {
    let own = try catalogue.fileSystem.realPath(of: root)
    var found: [String] = []
    var waiting = [root]
    while let folder = waiting.popLast() {
      for entry in try catalogue.fileSystem.entries(in: folder)
      where !(folder == root && [".git", ".ktc"].contains(entry.name)) {
        let path = FilePath.join(folder, entry.name)
        if entry.isRegularFile {
          found.append(path)
          continue
        }
        let name = catalogue.relativePath(of: path)
        let real = try catalogue.fileSystem.realPath(of: path)
        guard let real, real == own.map({ FilePath.join($0, name) }) else {
          plan.unread.append("\(name): it is a link; look at what it leads to")
          continue
        }
        switch try catalogue.fileSystem.status(of: path)?.kind {
        case .directory: waiting.append(path)
        case .file: found.append(path)
        default: break
        }
      }
    }
    return found.sorted()
  }
}

extension Catalogue {
  /// Removes what the program keeps for itself of a person: the index, which is built anew when it is next asked, and
  /// whatever else names them. Returns the names of what was removed. Throws `FileError`. O(bytes).
  ///
  /// - Parameters:
  ///   - lock: The lock of the catalogue.
  ///   - always: Names that are removed whatever they hold.
  ///   - matchers: What finds the person.
  package func purgeOwnFolder(
    of matchers: [PersonMatcher], always: (String) -> Bool, holding lock: any FileLock
  ) throws -> [String] {
    defer { withExtendedLifetime(lock) {} }
    let folder = FilePath.join(root ?? ".", ".ktc")
    guard try fileSystem.status(of: folder)?.kind == .directory else { return [] }
    var removed: [String] = []
    var waiting = [folder]
    while let folder = waiting.popLast() {
      for entry in try fileSystem.entries(in: folder) where !["lock", ".gitignore"].contains(entry.name) {
        let path = FilePath.join(folder, entry.name)
        if !entry.isRegularFile, try fileSystem.status(of: path)?.kind == .directory {
          waiting.append(path)
        } else if try always(entry.name) || names(matchers, path) {
          try fileSystem.removeTree(path)
          removed.append(relativePath(of: path))
        }
      }
    }
    return removed.sorted()
  }

  private func names(_ matchers: [PersonMatcher], _ path: String) throws -> Bool {
    let bytes = try fileSystem.wholeContents(of: path)
    return matchers.contains { $0.isNamed(in: FilePath.name(of: path)) || !$0.ranges(in: bytes).isEmpty }
  }
}
