/// A value to be written: what a record looks like once its types are spelt out, before any format.
///
/// Unlike a `SourceTree` it has no positions. The cases keep what a format needs to choose its notation: a YAML
/// writer leaves a date plain and quotes the same characters in a text, a JSON writer quotes both.
public enum DataValue: Sendable, Hashable {
  /// A short text or a code.
  case string(String)
  /// A text of several sentences, for which formats have a notation of their own.
  case prose(String)
  /// A date of year, month or day precision, such as `2006-05`.
  case date(String)
  /// A number as it is written in JSON.
  case number(String)
  /// A truth value.
  case boolean(Bool)
  /// A scalar written without quotes whose type its reader decides; only `x_` keys have such values.
  case plain(String)
  /// Values in order.
  case list([DataValue])
  /// Entries in order.
  case map([Entry])
  /// Texts by language tag, in order. Formats write it like a map.
  case texts([Entry])

  /// One entry of a map.
  public struct Entry: Sendable, Hashable {
    /// The key.
    public var key: String
    /// The value.
    public var value: DataValue

    /// Makes an entry.
    public init(_ key: String, _ value: DataValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a node as it was written, for keys whose type nobody knows. O(nodes).
  ///
  /// Quotation marks matter only where a text without them looks like something else; a blank is `~`.
  public init(_ node: SourceNode) {
    switch node.kind {
    case .scalar where node.isBlank: self = .plain("~")
    case .scalar:
      let text = node.text
      self = node.style == .plain && Self.looksTyped(text) && Self.standsPlain(text) ? .plain(text) : .string(text)
    case .list: self = .list(node.items.map(DataValue.init))
    case .map: self = .map(node.entries.map { Entry($0.key.text, DataValue($0.value)) })
    }
  }

  /// Whether some YAML reader takes a text without quotation marks for a boolean, null, number, date or merge key
  /// (YAML 1.1 types repository; YAML 1.2, 10.3). O(length).
  package static func looksTyped(_ text: String) -> Bool {
    var found = false
    text.withBytes { found = looksTyped($0) }
    return found
  }

  /// Whether a text that looks typed may stand without quotation marks wherever a value may. Readers differ about `=`,
  /// and nobody means anything by it. O(length).
  package static func standsPlain(_ text: String) -> Bool {
    text != "=" && text != "-" && !text.isEmpty && !text.hasPrefix("- ") && !text.hasPrefix("---")
      && !text.hasPrefix("...") && !text.hasSuffix(":") && !text.contains(": ")
  }

  /// Whether some YAML reader takes a text without quotation marks for something else, by its bytes. O(length).
  package static func looksTyped(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    // No word of these is longer than `false`.
    if text.count <= 5 {
      switch String(decoding: text, as: UTF8.self).lowercased() {
      case "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", ".nan": return true
      default: break
      }
    }
    guard let first = text.first, (0x30...0x39).contains(first) || first == 0x2B || first == 0x2D || first == 0x2E
    else { return false }
    // Numbers in every notation, sexagesimal ones, and dates with or without a time.
    return text.allSatisfy { byte in
      switch byte {
      case 0x30...0x3A, 0x41...0x46, 0x61...0x66, 0x20, 0x2B, 0x2D, 0x2E, 0x5F: true
      // i, n, o, t, x, z
      case 0x69, 0x6E, 0x6F, 0x74, 0x78, 0x7A, 0x49, 0x4E, 0x4F, 0x54, 0x58, 0x5A: true
      default: false
      }
    }
  }

  /// The value of an entry of a map, by its key. O(entries).
  public subscript(key: String) -> DataValue? {
    switch self {
    case .map(let entries), .texts(let entries): entries.first { $0.key == key }?.value
    default: nil
    }
  }

  /// The text of a scalar; nil for lists and maps.
  public var scalarText: String? {
    switch self {
    case .string(let text), .prose(let text), .date(let text), .number(let text), .plain(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .list, .map, .texts: nil
    }
  }
}
