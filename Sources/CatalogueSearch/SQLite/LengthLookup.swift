/// Looks up how long the parts of documents are. A part is read when it is first asked for.
///
/// A class with memory of its own, because it is asked for every posting that is read.
final class LengthLookup {
  /// How long the parts are in all.
  let totals: PartTotals

  private let columns: UnsafeMutableBufferPointer<UnsafeMutableRawBufferPointer>
  private let read: (Int, UnsafeMutableRawBufferPointer) throws -> Void
  private var failure: (any Error)?

  /// Lengths that are read by `read`, which is given a part by its number and the memory to fill, a byte for each
  /// document.
  init(_ totals: PartTotals, read: @escaping (Int, UnsafeMutableRawBufferPointer) throws -> Void) {
    self.totals = totals
    self.read = read
    columns = .allocate(capacity: SearchDocument.Part.allCases.count)
    columns.initialize(repeating: UnsafeMutableRawBufferPointer(start: nil, count: 0))
  }

  deinit {
    for column in columns { column.deallocate() }
    columns.deallocate()
  }

  /// One more than the largest document. O(1).
  var limit: Int { totals.limit }

  /// Where in the weights the weight of a part of a document stands. A part that cannot be read has no length; `check`
  /// then throws. O(1), and O(documents) for the first of a part.
  @inline(__always)
  func place(of document: Int, _ part: Int) -> Int {
    if columns[part].baseAddress == nil { fill(part) }
    let column = columns[part]
    return part * 256 + (document >= 0 && document < column.count ? Int(column[document]) : 0)
  }

  /// Throws why a part could not be read. O(1).
  func check() throws {
    if let failure { throw failure }
  }

  @inline(never)
  private func fill(_ part: Int) {
    // What has an address was read.
    let column = UnsafeMutableRawBufferPointer.allocate(byteCount: max(limit, 1), alignment: 1)
    do {
      try read(part, UnsafeMutableRawBufferPointer(rebasing: column[..<limit]))
    } catch {
      column.initializeMemory(as: UInt8.self, repeating: 0)
      failure = error
    }
    columns[part] = column
  }
}
