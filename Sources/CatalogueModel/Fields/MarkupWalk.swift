/// Walks over what may be markup in CommonMark: not what is escaped or stands in code spans (CommonMark 0.31, 2.4 and 6.1).
enum MarkupWalk {
  /// The first thing that `find` makes of a place; nil when it finds none. O(length), and what `find` takes.
  static func first<Found>(in text: String, _ find: (_ bytes: [UInt8], _ index: Int) -> Found?) -> Found? {
    let bytes = Array(text.utf8)
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x5C: index += 2
      case 0x60:
        let start = index
        while index < bytes.count, bytes[index] == 0x60 { index += 1 }
        index = endOfCode(bytes, from: index, ticks: index - start) ?? index
      default:
        if let found = find(bytes, index) { return found }
        index += 1
      }
    }
    return nil
  }

  /// Where a code span ends that so many backticks began; nil when it never does. O(length).
  private static func endOfCode(_ bytes: [UInt8], from start: Int, ticks: Int) -> Int? {
    var index = start
    var run = 0
    while index < bytes.count {
      run = bytes[index] == 0x60 ? run + 1 : 0
      index += 1
      if run == ticks, index >= bytes.count || bytes[index] != 0x60 { return index }
    }
    return nil
  }
}
