/// What differs between two versions of a text, line by line, as people read it: `-` what goes, `+` what comes, with
/// lines around them for context.
struct UnifiedDiff {
  /// Lines of this many on both sides together are compared one by one; the middle of longer texts, between what both
  /// begin and end with, is shown as replaced, since the work grows with the square of the differences.
  private static let mostLines = 8_000

  private let oldName: String
  private let newName: String
  private var lines: [Line] = []

  private struct Line {
    var mark: Mark
    var bytes: ArraySlice<UInt8>
  }

  private enum Mark: String {
    case same = " "
    case gone = "-"
    case come = "+"
  }

  /// Compares two versions of a file. O(lines × differing lines).
  ///
  /// - Parameters:
  ///   - name: What the file is called.
  ///   - old: The bytes before; nil when there was no file.
  ///   - new: The bytes after; nil when the file goes.
  init(of name: String, from old: [UInt8]?, to new: [UInt8]?) {
    oldName = old == nil ? "/dev/null" : name
    newName = new == nil ? "/dev/null" : name
    compare(Self.lines(of: old ?? []), Self.lines(of: new ?? []))
  }

  /// Whether both versions are the same.
  var isEmpty: Bool { lines.allSatisfy { $0.mark == .same } }

  /// The difference with three lines of context, ending in a line break; nothing when there is none. O(lines).
  ///
  /// - Parameters:
  ///   - isColoured: Whether to colour it for a terminal.
  ///   - isPrintable: Whether control characters are made visible, so that a text cannot steer the terminal. Without it
  ///     the bytes are those of the files, as `patch` takes them.
  func bytes(isColoured: Bool = Terminal.isOutputColoured, isPrintable: Bool = Terminal.isOutput) -> [UInt8] {
    guard !isEmpty else { return [] }
    var result: [UInt8] = []
    // Where every line ends in CRLF, showing the CR would tell nobody anything.
    let endsAlike = lines.allSatisfy { $0.bytes.suffix(2).elementsEqual([0x0D, 0x0A]) }
    func put(_ bytes: some Sequence<UInt8>, colour: String? = nil) {
      var shown = Array(bytes)
      if isPrintable {
        if endsAlike, shown.last == 0x0D { shown.removeLast() }
        shown = Array(Terminal.visible(shown).utf8)
      }
      if isColoured, let colour {
        result += Array("\u{1B}[\(colour)m".utf8) + shown + Array("\u{1B}[0m\n".utf8)
      } else {
        result += shown + [0x0A]
      }
    }
    put("--- \(oldName)".utf8, colour: "1")
    put("+++ \(newName)".utf8, colour: "1")
    var (oldBefore, newBefore, end) = (0, 0, 0)
    for hunk in hunks {
      oldBefore += lines[end..<hunk.lowerBound].count { $0.mark != .come }
      newBefore += lines[end..<hunk.lowerBound].count { $0.mark != .gone }
      end = hunk.upperBound
      let oldCount = lines[hunk].count { $0.mark != .come }
      let newCount = lines[hunk].count { $0.mark != .gone }
      put("@@ -\(Self.part(oldBefore, oldCount)) +\(Self.part(newBefore, newCount)) @@".utf8, colour: "36")
      oldBefore += oldCount
      newBefore += newCount
      for line in lines[hunk] {
        let colour: String? = line.mark == .same ? nil : line.mark == .gone ? "31" : "32"
        let isWhole = line.bytes.last == 0x0A
        put(Array(line.mark.rawValue.utf8) + (isWhole ? line.bytes.dropLast() : line.bytes), colour: colour)
        if !isWhole { put("\\ No newline at end of file".utf8) }
      }
    }
    return result
  }

  /// The parts that are shown: the differing lines with three lines around them.
  private var hunks: [Range<Int>] {
    var result: [Range<Int>] = []
    for (position, line) in lines.enumerated() where line.mark != .same {
      let around = max(0, position - 3)..<min(lines.count, position + 4)
      if let last = result.last, last.upperBound >= around.lowerBound {
        result[result.count - 1] = last.lowerBound..<around.upperBound
      } else {
        result.append(around)
      }
    }
    return result
  }

  /// Where a part begins on one side, and how many lines it has: `3,7`.
  private static func part(_ before: Int, _ count: Int) -> String {
    "\(count == 0 ? before : before + 1)\(count == 1 ? "" : ",\(count)")"
  }

  private mutating func compare(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
    let start = zip(old, new).prefix { $0 == $1 }.count
    let most = min(old.count, new.count) - start
    let end = zip(old.reversed(), new.reversed()).prefix(most).prefix { $0 == $1 }.count
    let goes = Array(old[start..<(old.count - end)])
    let comes = Array(new[start..<(new.count - end)])
    lines += old[..<start].map { Line(mark: .same, bytes: $0) }
    if goes.count + comes.count > Self.mostLines {
      lines += goes.map { Line(mark: .gone, bytes: $0) } + comes.map { Line(mark: .come, bytes: $0) }
    } else {
      lines += Self.difference(goes, comes)
    }
    lines += old[(old.count - end)...].map { Line(mark: .same, bytes: $0) }
  }

  private static func difference(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Line] {
    var gone: Set<Int> = []
    var come: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): come.insert(offset)
      }
    }
    var result: [Line] = []
    var before = 0
    var after = 0
    while before < old.count || after < new.count {
      if gone.contains(before) {
        result.append(Line(mark: .gone, bytes: old[before]))
        before += 1
      } else if come.contains(after) || before == old.count {
        result.append(Line(mark: .come, bytes: new[after]))
        after += 1
      } else {
        result.append(Line(mark: .same, bytes: old[before]))
        before += 1
        after += 1
      }
    }
    return result
  }

  /// The lines, each with its line break.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var result: [ArraySlice<UInt8>] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      result.append(rest[...end])
      rest = rest[(end + 1)...]
    }
    return rest.isEmpty ? result : result + [rest]
  }
}
