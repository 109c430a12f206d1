internal import Curation
internal import DelimitedText
internal import SourceTree

/// Pairs of likely duplicates on their way to a person or a program.
enum DuplicateListing {
  /// The pairs, each in two lines for its records and one for its reasons.
  static func text(_ pairs: [LikelyDuplicate]) -> String {
    let blocks = pairs.map { pair in
      let sides = [pair.first, pair.second].map { "  \($0.id)  \($0.title)\n" }.joined()
      return "\(pair.score) %\n\(sides)  \(pair.explanation)\n"
    }
    return DiagnosticRenderer.printable(blocks.joined(separator: "\n"))
  }

  /// A pair as a warning about its first.
  static func warning(_ pair: LikelyDuplicate, at place: SourceLocation? = nil) -> Diagnostic {
    let message = "this is probably \(pair.second.id) (\(pair.score) %): \(pair.explanation)"
    return Diagnostic(
      CurationRules.likelyDuplicate, message, at: place ?? SourceLocation(file: pair.first.path), field: "title")
  }

  /// The pairs as rows of CSV.
  static func csv(_ pairs: [LikelyDuplicate]) -> [UInt8] {
    CSVRows.bytes(
      header: ["score", "first", "first_title", "second", "second_title", "reasons", "doubts"],
      rows: pairs.map { pair in
        [
          String(pair.score), pair.first.id, pair.first.title, pair.second.id, pair.second.title,
          pair.reasons.map(\.text).joined(separator: "; "), pair.doubts.map(\.text).joined(separator: "; "),
        ]
      })
  }

  /// The pairs as values for JSON.
  static func json(_ pairs: [LikelyDuplicate]) -> DataValue {
    func side(_ side: LikelyDuplicate.Side) -> DataValue {
      .map([
        .init("id", .string(side.id)), .init("title", .string(side.title)), .init("file", .string(side.path)),
      ])
    }
    func list(_ reasons: [LikelyDuplicate.Reason]) -> DataValue {
      .list(
        reasons.map { reason in
          .map([
            .init("about", .string(reason.kind.rawValue)), .init("points", .number(String(reason.points))),
            .init("text", .string(reason.text)),
          ])
        })
    }
    return .list(
      pairs.map { pair in
        .map([
          .init("score", .number(String(pair.score))), .init("first", side(pair.first)),
          .init("second", side(pair.second)), .init("reasons", list(pair.reasons)),
          .init("doubts", list(pair.doubts)),
        ])
      })
  }
}
