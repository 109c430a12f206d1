internal import CatalogueModel
internal import Dispatch
internal import RecordTable
internal import SourceTree
internal import Synchronization

/// Some rows of a sheet of which drafts are made, on another core if wanted.
final class DraftBatch: Sendable {
  /// A row, and what was found when it was read.
  typealias Row = (table: TableRow, found: [Diagnostic])

  private let rows: [Row]
  private let header: TableHeader
  private let catalogue: CatalogueContext
  private let made = Mutex<[Draft]?>(nil)
  private let isMade = DispatchSemaphore(value: 0)

  /// Takes the rows of a sheet with these columns.
  init(_ rows: [Row], under header: TableHeader, in catalogue: CatalogueContext) {
    self.rows = rows
    self.header = header
    self.catalogue = catalogue
  }

  /// Whether the drafts are there.
  var isDone: Bool { made.withLock { $0 != nil } }

  /// Begins on another core. Each batch is started once at most.
  func start() {
    DispatchQueue.global().async { [self] in
      let drafts = make()
      made.withLock { $0 = drafts }
      isMade.signal()
    }
  }

  /// Waits for the drafts of a batch that was started. They can be had once.
  func wait() -> [Draft] {
    isMade.wait()
    return made.withLock { made in
      defer { made = [] }
      return made ?? []
    }
  }

  /// Makes the drafts here: one for each row that holds something, in order. O(bytes).
  func make() -> [Draft] {
    rows.compactMap { TableRowReader.draft(of: $0.table, under: header, in: catalogue, found: $0.found) }
  }
}
