/// What people send instead of the answers, or what the answers became on their way. Nothing can be read from it with
/// certainty, and what to do instead is clear.
enum StrayInput {
  /// The page of `ktc form` itself, which holds no answers.
  case formPage
  /// An e-mail that was saved as a page.
  case mailAsPage
  /// A whole e-mail whose text is encoded, or that has parts.
  case encodedMail
  /// A text form that went through a spreadsheet.
  case table

  /// Recognises an input by its first bytes and its name; nil for all else. O(head).
  init?(_ head: some Collection<UInt8>, named name: String?) {
    let text = String(decoding: head, as: UTF8.self)
    let hasForm = text.contains("{ktc-form ")
    let first = text.first { !$0.isWhitespace && $0 != "\u{FEFF}" }
    if first == "<" {
      if text.contains("<script type=\"application/json\" id=\"data\">{\"kind\":") {
        self = .formPage
      } else if hasForm {
        self = .mailAsPage
      } else {
        return nil
      }
    } else if Self.beginsAsMail(text) {
      let lower = text.prefix(1 << 14).lowercased()
      let isEncoded = ["quoted-printable", "base64"].contains { lower.contains("content-transfer-encoding: \($0)") }
      guard isEncoded || !hasForm else { return nil }
      self = .encodedMail
    } else if hasForm, Self.isTable(text, name) {
      self = .table
    } else {
      return nil
    }
  }

  /// What to do instead.
  var advice: String {
    switch self {
    case .formPage:
      "this is the page of the form itself, without answers; ask for the file ID.yaml that it saves"
    case .mailAsPage:
      "this is an e-mail that was saved as a page; save it as plain text in UTF-8, and import that"
    case .encodedMail:
      "this is a whole e-mail; save its attachment, or its text as a text file in UTF-8, and import that"
    case .table:
      "this text form went through a spreadsheet, which changes answers; ask for it as a text file"
    }
  }

  /// Whether a text begins with the head of an e-mail (RFC 5322, 2.2).
  private static func beginsAsMail(_ text: String) -> Bool {
    var names: Set<String> = []
    for line in text.prefix(1 << 13).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(60) {
      // A line that begins with a blank goes on with the one before.
      if line.first?.isWhitespace == true, !names.isEmpty { continue }
      guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
        line[..<colon].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
      else { break }
      names.insert(line[..<colon].lowercased())
    }
    return names.contains("from")
      && !names.isDisjoint(with: ["mime-version", "content-type", "message-id", "received"])
  }

  /// Whether the lines look as a spreadsheet writes them: between quotation marks, or with empty cells behind.
  private static func isTable(_ text: String, _ name: String?) -> Bool {
    if let name = name?.lowercased(), name.hasSuffix(".csv") || name.hasSuffix(".tsv") { return true }
    let line = text.split(whereSeparator: \.isNewline).first { $0.contains("{ktc-form ") } ?? ""
    return line.hasPrefix("\"") || [";", ",", "\t"].contains(line.last)
  }
}
