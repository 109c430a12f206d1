package import SourceTree

extension SourceTree {
  /// The bytes of texts under `|` and `>`, from the line break behind the mark on: all that stands there, blanks at the
  /// ends of lines too, belongs to the text. In order. O(bytes of the texts).
  package var blockTexts: [Range<Int>] {
    scalars.compactMap { node in
      guard node.style.isBlock else { return nil }
      let end = min(node.range.upperBound, source.bytes.count)
      var start = min(node.range.lowerBound, end)
      while start < end, source.bytes[start] != 0x0A, source.bytes[start] != 0x0D { start += 1 }
      return start..<end
    }
  }
}
