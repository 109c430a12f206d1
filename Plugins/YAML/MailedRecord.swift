internal import CatalogueModel

/// A record that was pasted into an e-mail rather than attached to it, and came out as something that is no YAML any
/// more. What was done to it could be undone only by guessing.
struct MailedRecord {
  /// What happened to it.
  private enum Change {
    case quoted, hardBlanks, embedded
  }

  private let change: Change
  /// The line on which the record begins.
  let line: Int

  /// Recognises one by its first bytes; nil where the first line of text is YAML, and where two lines below it are not
  /// fields of a record. O(head).
  init?(_ head: some Collection<UInt8>) {
    let fields = Set(Record.fields.map(\.description.name))
    var found: [Change: [Int]] = [:]
    var isFirst = true
    let text = String(decoding: head, as: UTF8.self)
    for (number, whole) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = whole.drop { $0 == "\u{FEFF}" }
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") && !line.contains("\u{A0}") { continue }
      let bare = line.drop { $0 == ">" || $0 == " " || $0 == "\u{A0}" }
      let key = bare.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      let rest = bare.dropFirst(key.count)
      let isEntry = !key.isEmpty && (rest == ":" || rest.hasPrefix(": ") || rest.hasPrefix(":\u{A0}"))
      let change: Change = line.hasPrefix(">") ? .quoted : rest.hasPrefix(":\u{A0}") ? .hardBlanks : .embedded
      if isFirst {
        // What begins like YAML, JSON or a table is for its reader to judge.
        guard change != .embedded || !isEntry && !"-{[%\"'<".contains(line.first ?? " ") else { return nil }
        isFirst = false
      }
      guard isEntry, fields.contains(String(key)), change != .embedded || bare.count == line.count else { continue }
      found[change, default: []].append(number + 1)
    }
    guard let (change, lines) = found.max(by: { $0.value.count < $1.value.count }), lines.count > 1 else { return nil }
    self.change = change
    line = lines[0]
  }

  /// What to do instead.
  var advice: String {
    switch change {
    case .quoted:
      "the lines of this record are quoted with >; ask for the file as an attachment, or take the signs away"
    case .hardBlanks:
      "the blanks of this record became hard blanks (U+00A0) on the way; ask for the file as an attachment"
    case .embedded:
      "this record stands within another text; keep only its own lines, which begin here, and import that"
    }
  }
}
