internal import CatalogueModel
internal import SourceTree
internal import TextFolding

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
        let old = line.old.map(Self.flat)
        let new = line.new.map(Self.flat)
        return "  \(line.path)\n"
          + (old.map { "    - \(Self.shortened($0, to: room, beside: new))\n" } ?? "")
          + (new.map { "    + \(Self.shortened($0, to: room, beside: old))\n" } ?? "")
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

  private static func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0 == " " } }.joined(separator: " ⏎ ")
  }

  private static func shortened(_ text: String, to room: Int, beside other: String?) -> String {
    guard TextFolding.columns(text) > room, let other else { return Terminal.cut(text, to: room) }
    let same = zip(text, other).prefix { $0 == $1 }.count
    guard same > room / 2 else { return Terminal.cut(text, to: room) }
    return Terminal.cut("…" + text.dropFirst(same - room / 3), to: room)
  }
}
