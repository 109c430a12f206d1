internal import CYAJL
package import SourceTree

/// Writes values as JSON (RFC 8259) through yajl's generator, piece by piece, so that a list of any length can be
/// written with the memory of one item.
package final class JSONWriter {
  private let generator: yajl_gen?
  private let escapesMarkup: Bool

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - isPretty: Puts every entry on a line of its own, indented by two blanks.
  ///   - escapesMarkup: Writes every `<` as `\u003C`, so that no text can end or open an element, or a comment, of an
  ///     HTML page that holds the JSON in a `script` element (HTML, 4.12.1.3).
  package init(isPretty: Bool = false, escapesMarkup: Bool = false) {
    self.escapesMarkup = escapesMarkup
    generator = yajl_gen_alloc(nil)
    if isPretty { ktc_yajl_beautify(generator, Self.indent) }
  }

  deinit { if let generator { yajl_gen_free(generator) } }

  /// Opens an object.
  package func beginObject() { yajl_gen_map_open(generator) }
  /// Closes the innermost object.
  package func endObject() { yajl_gen_map_close(generator) }
  /// Opens a list.
  package func beginList() { yajl_gen_array_open(generator) }
  /// Closes the innermost list.
  package func endList() { yajl_gen_array_close(generator) }
  /// Writes the key of the next value.
  package func key(_ key: String) { string(key) }

  /// Writes a value. O(bytes).
  package func write(_ value: DataValue) {
    switch value {
    case .string(let text), .prose(let text), .date(let text): string(text)
    case .number(let text): number(text)
    case .boolean(let value): yajl_gen_bool(generator, value ? 1 : 0)
    case .plain(let text):
      switch text {
      case "true", "false": yajl_gen_bool(generator, text == "true" ? 1 : 0)
      case "null", "": yajl_gen_null(generator)
      default: Self.isNumber(text) ? number(text) : string(text)
      }
    case .list(let items):
      beginList()
      for item in items { write(item) }
      endList()
    case .map(let entries), .texts(let entries):
      beginObject()
      for entry in entries {
        key(entry.key)
        write(entry.value)
      }
      endObject()
    }
  }

  /// Takes what was written since the last call.
  package func take() -> [UInt8] {
    var start: UnsafePointer<UInt8>?
    var length = 0
    yajl_gen_get_buf(generator, &start, &length)
    defer { yajl_gen_clear(generator) }
    let written = UnsafeBufferPointer(start: start, count: length)
    guard escapesMarkup, written.contains(0x3C) else { return Array(written) }
    // Outside of texts and keys JSON has no such byte.
    var escaped: [UInt8] = []
    escaped.reserveCapacity(length + 64)
    for byte in written {
      if byte == 0x3C { escaped += #"\u003C"#.utf8 } else { escaped.append(byte) }
    }
    return escaped
  }

  /// One value as JSON on one line, without a line break at its end.
  package static func line(_ value: DataValue) -> [UInt8] {
    let writer = JSONWriter()
    writer.write(value)
    return writer.take()
  }

  /// One value as indented JSON, ending in a line break.
  package static func pretty(_ value: DataValue) -> [UInt8] {
    let writer = JSONWriter(isPretty: true)
    writer.write(value)
    return writer.take()
  }

  private func string(_ text: String) {
    var text = text
    text.withUTF8 { _ = yajl_gen_string(generator, $0.baseAddress, $0.count) }
  }

  private func number(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { _ = yajl_gen_number(generator, $0.baseAddress, $0.count) }
    }
  }

  /// Whether the text is a number by the grammar of RFC 8259, section 6.
  package static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
    func skipDigits() -> Int {
      let count = rest.prefix { isDigit($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == 0x2D { rest = rest.dropFirst() }
    if rest.first == 0x30 { rest = rest.dropFirst() } else if skipDigits() == 0 { return false }
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      if skipDigits() == 0 { return false }
    }
    if rest.first == 0x65 || rest.first == 0x45 {
      rest = rest.dropFirst()
      if rest.first == 0x2B || rest.first == 0x2D { rest = rest.dropFirst() }
      if skipDigits() == 0 { return false }
    }
    return rest.isEmpty
  }

  // yajl keeps the pointer for as long as the generator lives.
  nonisolated(unsafe) private static let indent = UnsafePointer(strdup("  "))
}
