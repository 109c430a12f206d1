internal import CatalogueModel
internal import SourceTree
internal import TextFolding

/// Shows what differs between two versions of a record, field by field.
struct FieldChangeListing {
  let changes: [FieldChange]

  /// The changes as people read them, each place with `-` what stood there and `+` what stands there now. O(text).
  func text(_ width: Int) -> String {
    let room = max(40, width - 8)
    var text = ""
    for change in changes {
      text += "  \(change.path) \(change.kind.rawValue)\n"
      for line in change.lines {
        // The field is named above.
        let below = line.path.description.dropFirst(change.path.description.count).drop { $0 == "." }
        let inner = below.isEmpty ? "" : "\(below): "
        if let old = line.old { text += block("- " + inner, old, room) }
        if let new = line.new { text += block("+ " + inner, new, room) }
      }
    }
    return DiagnosticRenderer.printable(text)
  }

  /// A value behind its mark; a text of several lines keeps them, and long lines go on below.
  private func block(_ mark: String, _ value: String, _ room: Int) -> String {
    var text = ""
    var prefix = mark
    for line in value.split(separator: "\n", omittingEmptySubsequences: false) where !line.isEmpty {
      var rest = line.split(separator: " ")[...]
      repeat {
        var shown = prefix
        var isFirst = true
        while let word = rest.first,
          isFirst || TextFolding.columns(shown) + TextFolding.columns(String(word)) < room
        {
          shown += (isFirst ? "" : " ") + word
          isFirst = false
          rest.removeFirst()
        }
        text += "    \(shown)\n"
        prefix = String(mark.first ?? " ") + "   "
      } while !rest.isEmpty
    }
    return text.isEmpty ? "    \(mark)\n" : text
  }

  /// The changes as programs read them.
  var encoded: DataValue {
    .list(
      changes.map { change in
        .map([
          .init("field", .string(change.path.description)), .init("change", .string(change.kind.rawValue)),
          .init(
            "lines",
            .list(
              change.lines.map { line in
                .map(
                  [
                    DataValue.Entry("place", .string(line.path.description)),
                    line.old.map { DataValue.Entry("old", .string($0)) },
                    line.new.map { DataValue.Entry("new", .string($0)) },
                  ].compactMap(\.self))
              })),
        ])
      })
  }
}
