internal import Synchronization

/// Where the lines of a text begin, found out with the first question.
final class LineTable: Sendable {
  private let starts = Mutex<[Int]?>(nil)

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
