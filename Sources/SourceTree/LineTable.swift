internal import Synchronization

/// Where the lines of a text begin, and how many scalars stand before a place, found out with the first question.
final class LineTable: Sendable {
  private let starts = Mutex<[Int]?>(nil)
  /// How many scalars begin before each block.
  private let scalars = Mutex<[Int]?>(nil)
  /// The bytes of a block: few are counted for each question, and the table is small beside the text.
  private static let block = 512

  /// How many lines end before an offset, and where the line of the offset begins. O(bytes) the first time, O(log lines)
  /// then.
  func lineBreaks(before offset: Int, in bytes: [UInt8]) -> (count: Int, lineStart: Int) {
    starts.withLock { known in
      let starts = known ?? Self.starts(of: bytes)
      known = starts
      // The last line that begins at the offset or before it.
      var low = 0
      var high = starts.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= offset { low = middle } else { high = middle }
      }
      return (low, starts[low])
    }
  }

  /// How many scalars begin in a range of a line. O(bytes) the first time that a range is long, O(1) then.
  func scalarCount(_ range: Range<Int>, in bytes: [UInt8]) -> Int {
    guard range.count > 2 * Self.block else { return SourceText.scalarCount(bytes[range]) }
    let (low, high) = (range.lowerBound / Self.block, range.upperBound / Self.block)
    let between = scalars.withLock { known in
      let counts = known ?? Self.scalarCounts(of: bytes)
      known = counts
      return counts[high] - counts[low]
    }
    return between + SourceText.scalarCount(bytes[high * Self.block..<range.upperBound])
      - SourceText.scalarCount(bytes[low * Self.block..<range.lowerBound])
  }

  private static func scalarCounts(of bytes: [UInt8]) -> [Int] {
    var counts = [0]
    for start in stride(from: 0, to: bytes.count, by: block) {
      counts.append(counts[counts.count - 1] + SourceText.scalarCount(bytes[start..<min(start + block, bytes.count)]))
    }
    return counts
  }

  /// Lines end at LF, CRLF or CR.
  private static func starts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (index, byte) in bytes.enumerated()
    where byte == 0x0A || (byte == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A)) {
      starts.append(index + 1)
    }
    return starts
  }
}
