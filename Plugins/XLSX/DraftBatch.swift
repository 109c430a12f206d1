internal import CatalogueModel
internal import Dispatch
internal import RecordTable
internal import SourceTree
internal import Synchronization

/// Some rows of a sheet of which drafts are made, by whichever core comes to it first.
final class DraftBatch: Sendable {
  /// A row, and what was found when it was read.
  typealias Row = (table: TableRow, found: [Diagnostic])

  private let rows: [Row]
  private let header: TableHeader
  private let catalogue: CatalogueContext
  private let isClaimed = Mutex(false)
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

  /// Has the drafts made on the core behind a queue, unless somebody made them before their turn came.
  func start(on queue: DispatchQueue) { queue.async { [self] in _ = makeUnlessClaimed() } }

  /// Makes the drafts here: one for each row that holds something, in order. Returns false, with nothing done, when they
  /// are being made already. O(bytes).
  func makeUnlessClaimed() -> Bool {
    guard claim() else { return false }
    let drafts = rows.compactMap { TableRowReader.draft(of: $0.table, under: header, in: catalogue, found: $0.found) }
    made.withLock { $0 = drafts }
    isMade.signal()
    return true
  }

  /// Sees to it that nobody begins to make drafts that nobody wants. Returns false when somebody has begun.
  @discardableResult
  func claim() -> Bool {
    isClaimed.withLock { isClaimed in
      defer { isClaimed = true }
      return !isClaimed
    }
  }

  /// Waits for the drafts, which somebody is making. They can be had once.
  func wait() -> [Draft] {
    isMade.wait()
    return made.withLock { made in
      defer { made = [] }
      return made ?? []
    }
  }
}
