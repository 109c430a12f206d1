package import SourceTree

/// What a form held when it was sent: a short digest of each answer, which comes back with the form.
///
/// It tells what somebody changed in the form from what the catalogue changed meanwhile. The answers themselves need not
/// travel twice.
package struct PrefilledAnswers: Sendable, Hashable {
  /// The word with which a mark begins: `{ktc-sent title.en 3f2a91c0 created 77ab01de}`.
  package static let word = "ktc-sent"
  private static let columns = 72
  private var digests: [String: String] = [:]

  /// Notes what a record says; nil for the form of a new one. O(size).
  package init(_ record: Record?) {
    guard let record else { return }
    for field in Record.fields where !field.description.isWrittenByTool {
      let path = FieldPath([.key(field.description.name)])
      if let texts = field.texts {
        for entry in texts.get(record).entries { note(.prose(entry.text), at: path.appending(entry.language)) }
      } else if let value = field.encode(record, EncodingOptions()) {
        note(value, at: path)
      }
    }
  }

  /// Reads the words of all marks, without braces, each beginning with `word`. O(words).
  package init(words: [String]) {
    var path: String?
    for word in words where word != Self.word {
      if let known = path {
        digests[known] = word
        path = nil
      } else {
        path = word
      }
    }
  }

  /// Reads the marks in the comments at the head of a file; nil when there are none. O(head).
  package init?(commentsOf bytes: [UInt8]) {
    var words: [String] = []
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.endIndex
      let line = bytes[start..<end]
      start = end + 1
      if line.allSatisfy({ $0 == 0x20 }) { continue }
      guard line.prefix(4).contains(0x23) else { break }
      let inner = line.drop { $0 != 0x7B }.dropFirst().prefix { $0 != 0x7D }
      let found = inner.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      if found.first == Self.word { words += found }
    }
    guard !words.isEmpty else { return nil }
    self.init(words: words)
  }

  /// Whether the form held no answer: that of a new record.
  package var isEmpty: Bool { digests.isEmpty }

  /// Whether the form held an answer at a place.
  package func holds(_ path: FieldPath) -> Bool { digests[path.description] != nil }

  /// Whether the form said this at a place; nil stands for no answer. O(size).
  package func said(_ value: DataValue?, at path: FieldPath) -> Bool {
    digests[path.description] == value.map { Self.digest($0) }
  }

  /// The marks, each short enough for a line of an e-mail. O(answers).
  package var marks: [String] {
    var lines: [String] = []
    var line = "{" + Self.word
    for (path, digest) in digests.sorted(by: { $0.key < $1.key }) {
      let entry = " \(path) \(digest)"
      if line.utf8.count + entry.utf8.count >= Self.columns {
        lines.append(line + "}")
        line = "{" + Self.word
      }
      line += entry
    }
    return lines + [line + "}"]
  }

  private mutating func note(_ value: DataValue, at path: FieldPath) {
    digests[path.description] = Self.digest(value)
  }

  /// 32 bits by FNV-1a (Fowler, Noll and Vo) of what an e-mail does not change in an answer.
  private static func digest(_ value: DataValue) -> String {
    var hash: UInt32 = 0x811C_9DC5
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
      hash = (hash ^ 0xFF) &* 0x0100_0193
    }
    for line in FieldChange.differences(FieldPath([]), nil, MailedText.joined(value)) {
      add(line.path.description)
      add(line.new ?? "")
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
