internal import CataloguePlugins
internal import Dispatch
internal import Synchronization

/// Finds out on another core whether a sheet has merged ranges: they are told behind all of its rows, and count for them.
/// Most sheets have none, and unpacking alone tells so.
final class MergedCellSearch: Sendable {
  private let result = Mutex<Result<Bool, any Error>?>(nil)
  private let isFinished = DispatchSemaphore(value: 0)

  /// Begins to search. The archive has to stay open until the search is over.
  init(in part: String, of archive: WorkbookArchive) {
    let place = archive.place
    DispatchQueue.global().async { [self] in
      // Where there is no /proc it cannot be opened again; then there may be some.
      let again = try? WorkbookArchive(at: place)
      let found = Result { try again.map { try $0.open(part).map(Self.mentions) ?? false } ?? true }
      result.withLock { $0 = found }
      isFinished.signal()
    }
  }

  /// Whether the answer is there.
  var isOver: Bool { result.withLock { $0 != nil } }

  /// Waits for the answer, which can be had once: whether there may be any. Throws `ImportFailure` when the sheet is damaged or too big.
  func wait() throws -> Bool {
    isFinished.wait()
    return try result.withLock { $0 }?.get() ?? false
  }

  private static func mentions(_ stream: PartStream) throws -> Bool {
    var count = 0
    _ = stream.count("mergeCell", into: &count, endingWith: "")
    if let failure = stream.failure { throw failure }
    return count > 0
  }
}
