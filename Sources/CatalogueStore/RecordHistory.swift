package import CatalogueModel
package import SourceTree
internal import YAMLDocument

/// What was done to one record, as `history/ID/` keeps it: the superseded versions, and who did what, when and why.
package struct RecordHistory: Sendable {
  /// What was done.
  package enum Action: String, Sendable, Hashable, CaseIterable {
    /// It came into the catalogue.
    case published
    /// Another version of a record of the catalogue took its place.
    case replaced
    /// It was changed by a command over fields or files: `set`, `fix`, `fmt`, `edit`, or with a vocabulary.
    case edited
    /// It was taken out of the catalogue's offer; a tombstone stays.
    case withdrawn
    /// It was published again after it had been withdrawn.
    case restored
    /// It goes on under another id; a tombstone points there.
    case renamed
    /// It became part of another record; a tombstone points there.
    case merged
    /// Personal data were removed from it.
    case forgotten
    /// A new version of it was handed in, and waits in the inbox.
    case proposed
    /// Another version of a draft took its place in the inbox.
    case replacedInInbox = "replaced in inbox"
    /// A draft in the inbox was imported again.
    case importedAgain = "imported again"
    /// A draft went back to who handed it in.
    case returned
    /// A draft was not taken.
    case rejected

    /// Whether it was done to a draft in the inbox rather than to a record of the catalogue.
    package var isOfInbox: Bool {
      switch self {
      case .proposed, .replacedInInbox, .importedAgain, .returned, .rejected: true
      default: false
      }
    }
  }

  /// One thing that was done.
  package struct Entry: Sendable, Hashable {
    /// What; nil when another version of the program did something that is not known here.
    package var action: Action?
    /// When.
    package var on: PartialDate
    /// By whom.
    package var by: String?
    /// For what reason.
    package var why: String?
    /// The version that it superseded.
    package var version: Version?
    /// The SHA-256 digest of the record's file as it was left, in hexadecimal digits.
    package var digest: String?
    /// The digest of the record's file from which the new version was made that was proposed.
    package var base: String?
  }

  /// A version that was superseded.
  package struct Version: Sendable, Hashable {
    /// Its number, from 1.
    package var number: Int
    /// Its file. What was a draft in the inbox counts as one.
    package var file: RecordFile
    /// When it was superseded.
    package var replaced: PartialDate

    /// Whether it was a draft in the inbox.
    package var isOfInbox: Bool { file.area == .inbox }
  }

  /// What was done, the oldest first.
  package private(set) var entries: [Entry] = []
  /// The versions, the oldest first.
  package var versions: [Version] { entries.compactMap(\.version).sorted { $0.number < $1.number } }
  /// What of the log cannot be understood.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Reads the log of a folder. A log that is missing tells of nothing. O(entries).
  init(of folder: String, _ fileSystem: any FileSystem) {
    let path = FilePath.join(folder, "log.yaml")
    do {
      guard try fileSystem.status(of: path) != nil else { return }
      let bytes = try fileSystem.contents(of: path, limit: YAMLLimits().bytes)
      let read = YAMLReader().readDocument(SourceText(name: path, bytes: bytes))
      diagnostics = read.diagnostics
      guard let root = read.tree?.root else { return }
      for entry in root.items { add(entry, folder) }
      if root.kind != .list { report("this is no list of what was done", root) }
    } catch {
      diagnostics.append(Diagnostic(StoreRules.unreadableFile, "\(error)", at: SourceLocation(file: path)))
    }
  }

  private mutating func add(_ entry: SourceNode, _ folder: String) {
    guard let day = entry["on"].flatMap({ PartialDate($0.text) }) else {
      return report("this entry has no day that could be understood", entry["on"] ?? entry)
    }
    // An action that is not known here was done by another version of the program, to a record that readers know of.
    let action = entry["action"].flatMap { Action(rawValue: $0.text) }
    var version: Version?
    if let node = entry["version"] {
      guard let number = Int(node.text), number > 0 else { return report("this is no number of a version", node) }
      let file = RecordFile(
        path: FilePath.join(folder, "\(number).yaml"), area: action?.isOfInbox == true ? .inbox : .outside)
      version = Version(number: number, file: file, replaced: day)
    } else if action == nil {
      return report("this entry names neither a version nor an action that is known", entry)
    }
    let prefix = "sha256:"
    func digest(_ key: String) -> String? {
      entry[key].map(\.text).flatMap { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
    }
    entries.append(
      Entry(
        action: action, on: day, by: entry["by"]?.text, why: entry["why"]?.text, version: version,
        digest: digest("digest"), base: digest("base")))
  }

  private mutating func report(_ message: String, _ node: SourceNode) {
    diagnostics.append(Diagnostic(StoreRules.brokenHistory, message, at: node.location))
  }
}

extension Catalogue {
  /// The folder of all superseded versions.
  var historyPath: String { FilePath.join(root ?? ".", "history") }

  /// The folder of the superseded versions of a record.
  func historyFolder(of id: String) -> String { FilePath.join(historyPath, id) }

  /// What is kept of what was done to a record. O(entries).
  package func history(of id: String) -> RecordHistory { RecordHistory(of: historyFolder(of: id), fileSystem) }
}
