internal import SourceTree

/// What holds for every finding and for every tree.
enum FindingChecks {
  /// Checks that findings name places within an input, and that people can be told of them.
  static func check(_ findings: [Diagnostic], within size: Int) {
    let renderer = DiagnosticRenderer(isColoured: true)
    for finding in findings {
      _ = renderer.render(finding)
      for location in [finding.location] + finding.notes.map(\.location) {
        guard let range = location?.byteRange else { continue }
        require(
          range.lowerBound >= 0 && range.upperBound <= size, "\(finding.code) is about \(range) of \(size) bytes")
        require(location?.line ?? 1 >= 1 && location?.column ?? 1 >= 1, "\(finding.code) is before the first line")
      }
      var end = 0
      for edit in (finding.fix?.edits ?? []).sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
        require(
          edit.range.lowerBound >= end && edit.range.upperBound <= size,
          "the fix of \(finding.code) changes \(edit.range) of \(size) bytes")
        end = edit.range.upperBound
      }
    }
  }

  /// Checks that the nodes of a tree stand in order and within each other.
  static func check(_ tree: SourceTree) {
    if let root = tree.root { check(root, within: 0..<tree.source.bytes.count) }
  }

  /// Checks that the texts of a tree stand within its source, where fields come in another order than the text has.
  static func checkTexts(_ tree: SourceTree) {
    for scalar in tree.scalars {
      _ = scalar.text
      require(
        scalar.range.upperBound <= tree.source.bytes.count,
        "a text at \(scalar.range) leaves the \(tree.source.bytes.count) bytes")
    }
  }

  private static func check(_ node: SourceNode, within outer: Range<Int>) {
    let range = node.range
    require(
      range.lowerBound >= outer.lowerBound && range.upperBound <= outer.upperBound,
      "a \(node.kind) at \(range) leaves \(outer)")
    var start = range.lowerBound
    func checkChild(_ child: SourceNode) {
      require(child.range.lowerBound >= start, "a node at \(child.range) begins before \(start)")
      start = child.range.lowerBound
      check(child, within: range)
    }
    switch node.kind {
    case .scalar: _ = node.text
    case .list: for item in node.items { checkChild(item) }
    case .map:
      for (key, value) in node.entries {
        checkChild(key)
        checkChild(value)
      }
    }
  }
}
