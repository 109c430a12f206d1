internal import CatalogueModel
internal import Digests
package import SourceTree
internal import YAMLDocument

extension Catalogue {
  /// What was last noted of a record, when its file now holds other bytes than were left then: somebody changed it by
  /// hand. O(bytes + entries).
  package func noteBeforeHandChange(of file: RecordFile, _ bytes: [UInt8]) -> RecordHistory.Entry? {
    guard file.area == .instruments || file.area == .practices else { return nil }
    let last = history(of: file.id).entries.last { $0.digest != nil && $0.action?.isOfInbox != true }
    guard let last, last.digest != SHA256.hexadecimal(of: bytes) else { return nil }
    return last
  }

  /// Notes which records were changed by hand since the last action that `history/` tells of, or why that cannot be
  /// told. Only records with a history are read. O(their bytes).
  package func handChanges(in files: [RecordFile]) -> [Diagnostic] {
    let ids: Set<String>
    do {
      ids = try idsWithHistory()
    } catch {
      return [Diagnostic(StoreRules.unreadableFile, "\(error)", at: SourceLocation(file: historyPath))]
    }
    guard !ids.isEmpty else { return [] }
    let noted = files.filter { ids.contains($0.id) }
    return Self.onAllCores(noted) { piece in
      piece.compactMap { file in
        guard let bytes = try? fileSystem.contents(of: file.path, limit: YAMLLimits().bytes),
          let last = noteBeforeHandChange(of: file, bytes)
        else { return nil }
        let what = last.action.map { "it was \($0.rawValue)" } ?? "another version of the program wrote it"
        let message = "it was changed by hand since \(last.on), when \(what); `ktc fix` stamps it"
        return Diagnostic(StoreRules.changedByHand, message, at: SourceLocation(file: file.path))
      }
    }
  }
}
