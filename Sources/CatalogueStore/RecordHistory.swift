package import CatalogueModel
package import SourceTree
internal import YAMLDocument

/// The superseded versions of one record, as `history/ID/` keeps them.
package struct RecordHistory: Sendable {
  /// Why a version was superseded.
  package enum Action: String, Sendable, Hashable, CaseIterable {
    /// Another version of a record of the catalogue took its place.
    case replaced
    /// Another version of a draft took its place in the inbox.
    case replacedInInbox = "replaced in inbox"
    /// A draft in the inbox was imported again.
    case importedAgain = "imported again"

    /// Whether it was done to a draft in the inbox rather than to a record of the catalogue.
    package var isOfInbox: Bool { self != .replaced }
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

  /// The versions, the oldest first.
  package private(set) var versions: [Version] = []
  /// What of the log cannot be understood.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Reads the log of a folder. A log that is missing tells of no versions. O(versions).
  init(of folder: String, _ fileSystem: any FileSystem) {
    let path = FilePath.join(folder, "log.yaml")
    do {
      guard try fileSystem.status(of: path) != nil else { return }
      let bytes = try fileSystem.contents(of: path, limit: YAMLLimits().bytes)
      let read = YAMLReader().readDocument(SourceText(name: path, bytes: bytes))
      diagnostics = read.diagnostics
      guard let root = read.tree?.root else { return }
      for entry in root.items { add(entry, folder) }
      if root.kind != .list { report("this is no list of versions", root) }
    } catch {
      diagnostics.append(Diagnostic(StoreRules.unreadableFile, "\(error)", at: SourceLocation(file: path)))
    }
    versions.sort { $0.number < $1.number }
  }

  private mutating func add(_ entry: SourceNode, _ folder: String) {
    guard let number = entry["version"].flatMap({ Int($0.text) }), number > 0 else {
      return report("this entry names no version", entry)
    }
    guard let day = entry["on"].flatMap({ PartialDate($0.text) }) else {
      return report("this entry has no day that could be understood", entry["on"] ?? entry)
    }
    // An action that is not known here was done by another version of the program, to a record that readers know of.
    let action = entry["action"].flatMap { Action(rawValue: $0.text) }
    let file = RecordFile(
      path: FilePath.join(folder, "\(number).yaml"), area: action?.isOfInbox == true ? .inbox : .outside)
    versions.append(Version(number: number, file: file, replaced: day))
  }

  private mutating func report(_ message: String, _ node: SourceNode) {
    diagnostics.append(Diagnostic(StoreRules.brokenHistory, message, at: node.location))
  }
}

extension Catalogue {
  /// The folder of the superseded versions of a record.
  func historyFolder(of id: String) -> String { FilePath.join(root ?? ".", "history/" + id) }

  /// What is kept of the superseded versions of a record. O(versions).
  package func history(of id: String) -> RecordHistory { RecordHistory(of: historyFolder(of: id), fileSystem) }
}
