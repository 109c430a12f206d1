internal import CatalogueModel
internal import SourceTree

/// What differs between two versions of a record, place by place.
struct ChangedFields {
  /// The places that differ. What the program itself writes is left out.
  let lines: [FieldChange.Line]

  private static let written = Set(
    ["id", "status"] + Record.fields.map(\.description).filter(\.isWrittenByTool).map(\.name))

  /// Compares two versions. O(size).
  init(from old: Record, to new: Record) {
    lines = FieldChange.differences(FieldPath([]), old.encoded(), new.encoded()).filter { line in
      guard case .key(let name)? = line.path.steps.first else { return true }
      return !Self.written.contains(name)
    }
  }

  init(_ lines: [FieldChange.Line]) { self.lines = lines }

  /// The places, each with what stands there before and after; of long texts the part that differs. O(size).
  func text(width: Int) -> String {
    let room = max(20, width - 6)
    return DiagnosticRenderer.printable(
      lines.map { line in
        "  \(line.path)\n"
          + (line.old.map { "    - \(ShortenedText.line($0, to: room, beside: line.new))\n" } ?? "")
          + (line.new.map { "    + \(ShortenedText.line($0, to: room, beside: line.old))\n" } ?? "")
      }.joined())
  }

  /// The places as values for JSON.
  var json: DataValue {
    .list(
      lines.map { line in
        var entries = [DataValue.Entry("field", .string(line.path.description))]
        if let old = line.old { entries.append(.init("old", .string(old))) }
        if let new = line.new { entries.append(.init("new", .string(new))) }
        return .map(entries)
      })
  }
}
