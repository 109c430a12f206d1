package import SourceTree

/// Writes values as JSON (RFC 8259), piece by piece, so that a list of any length can be written with the memory of one
/// item.
///
/// The texts of a catalogue are mostly written as they are: eight letters at a time are looked at and copied.
package final class JSONWriter: ValueReceiver {
  /// What was written last.
  private enum Place { case start, opening, key, value }

  private let bytes: ByteBuffer
  private let isPretty: Bool
  private let escapesForbidden: Bool
  private let escapesMarkup: Bool
  /// What cannot stand in a text (RFC 8259, 7).
  private let special: StopBytes
  private var place = Place.start
  private var depth = 0

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - isPretty: Puts every entry on a line of its own, indented by two blanks.
  ///   - escapesMarkup: Writes every `<` as `\u003C`, so that no text can end or open an element, or a comment, of an
  ///     HTML page that holds the JSON in a `script` element (HTML, 4.12.1.3).
  ///   - escapesForbidden: Writes every character that no text of a catalogue may hold, such as bidirectional controls,
  ///     as `\u` and digits, so that who reads the JSON in a terminal or a log sees it.
  ///   - bytes: Where the JSON is written to.
  package init(
    isPretty: Bool = false, escapesMarkup: Bool = false, escapesForbidden: Bool = false,
    to bytes: ByteBuffer = ByteBuffer()
  ) {
    self.isPretty = isPretty
    self.escapesForbidden = escapesForbidden
    self.escapesMarkup = escapesMarkup
    special = StopBytes(0x22, 0x5C, escapesMarkup ? 0x3C : nil, below: 0x20)
    self.bytes = bytes
  }

  /// Opens an object.
  package func beginObject() { open(0x7B) }
  /// Closes the innermost object.
  package func endObject() { close(0x7D) }
  /// Opens a list.
  package func beginList() { open(0x5B) }
  /// Closes the innermost list.
  package func endList() { close(0x5D) }
  /// Opens an object.
  package func beginMap() { open(0x7B) }
  /// Closes the innermost object.
  package func endMap() { close(0x7D) }

  /// Writes the key of the next value.
  package func key(_ key: String) {
    separate()
    quote(key)
    place = .key
  }

  /// Writes a value. O(bytes).
  package func write(_ value: DataValue) { self.value(value) }

  /// Writes a text. O(bytes).
  package func text(_ text: String) {
    separate()
    quote(text)
    endValue()
  }

  /// Writes a number in the notation of JSON.
  package func number(_ text: String) {
    separate()
    bytes.append(text)
    endValue()
  }

  /// Writes a truth value.
  package func boolean(_ value: Bool) { number(value ? "true" : "false") }

  /// Writes a scalar as what it looks like. O(bytes).
  package func plain(_ text: String) {
    switch text {
    case "true", "false": number(text)
    case "null", "": number("null")
    default: Self.isNumber(text) ? number(text) : self.text(text)
    }
  }

  /// Begins another JSON text.
  package func restart() { place = .start }

  /// How many bytes were written since the last call of `take`.
  package var count: Int { bytes.count }

  /// Ends a line, after a whole JSON text; another may follow.
  package func endLine() {
    bytes.append(0x0A)
    restart()
  }

  /// Takes what was written since the last call.
  package func take() -> [UInt8] { bytes.take() }

  /// One value as JSON on one line, without a line break at its end.
  package static func line(_ value: DataValue) -> [UInt8] {
    let writer = JSONWriter()
    writer.write(value)
    return writer.take()
  }

  /// One value as indented JSON, ending in a line break, with every forbidden character as `\u` and digits.
  package static func pretty(_ value: DataValue) -> [UInt8] {
    let writer = JSONWriter(isPretty: true, escapesForbidden: true)
    writer.write(value)
    return writer.take()
  }

  // MARK: Layout

  private func open(_ byte: UInt8) {
    separate()
    bytes.append(byte)
    if isPretty { bytes.append(0x0A) }
    place = .opening
    depth += 1
  }

  private func close(_ byte: UInt8) {
    depth -= 1
    if isPretty {
      bytes.append(0x0A)
      bytes.append(repeating: 0x20, count: depth * 2)
    }
    bytes.append(byte)
    endValue()
  }

  /// Writes what stands between the last piece and the next.
  private func separate() {
    switch place {
    case .start: return
    case .key:
      bytes.append(0x3A)
      if isPretty { bytes.append(0x20) }
      return
    case .value:
      bytes.append(0x2C)
      if isPretty { bytes.append(0x0A) }
    case .opening: break
    }
    if isPretty { bytes.append(repeating: 0x20, count: depth * 2) }
  }

  private func endValue() {
    place = .value
    // A file of lines ends in a line break.
    if isPretty, depth == 0 { bytes.append(0x0A) }
  }

  // MARK: Texts

  private func quote(_ text: String) {
    text.withBytes { quote($0) }
  }

  private func quote(_ text: UnsafeBufferPointer<UInt8>) {
    if escapesForbidden, TextInspection.firstForbidden(in: text) != nil {
      let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
      bytes.append(0x22)
      for scalar in scalars { quote(scalar) }
      return bytes.append(0x22)
    }
    // The longest escape is six times as long, and letters are copied by eight.
    var end = bytes.room(for: text.count * 6 + 16)
    end[0] = 0x22
    end += 1
    if var rest = text.baseAddress {
      let last = rest + text.count
      while true {
        let clean = special.copy(rest, last - rest, to: end)
        rest += clean
        end += clean
        if rest == last { break }
        end = Self.escape(rest[0], to: end)
        rest += 1
      }
    }
    end[0] = 0x22
    bytes.end(at: end + 1)
  }

  /// Writes one character of a text in which there are forbidden ones; those are all of the basic plane.
  private func quote(_ scalar: Unicode.Scalar) {
    guard scalar.value >= 0x7F, TextInspection.isForbidden(scalar.value) else {
      let text = Array(String(scalar).utf8)
      var end = bytes.room(for: 6)
      if text[0] < 0x20 || text[0] == 0x22 || text[0] == 0x5C || (text[0] == 0x3C && escapesMarkup) {
        end = Self.escape(text[0], to: end)
      } else {
        for byte in text {
          end[0] = byte
          end += 1
        }
      }
      return bytes.end(at: end)
    }
    bytes.append("\\u")
    for shift in [12, 8, 4, 0] { bytes.append(Self.digit(UInt8(scalar.value >> UInt32(shift) & 0x0F))) }
  }

  private static func escape(_ byte: UInt8, to end: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    end[0] = 0x5C
    switch byte {
    case 0x22, 0x5C: end[1] = byte
    case 0x08: end[1] = 0x62
    case 0x09: end[1] = 0x74
    case 0x0A: end[1] = 0x6E
    case 0x0C: end[1] = 0x66
    case 0x0D: end[1] = 0x72
    default:
      end[1] = 0x75
      end[2] = 0x30
      end[3] = 0x30
      end[4] = digit(byte >> 4)
      end[5] = digit(byte & 0x0F)
      return end + 6
    }
    return end + 2
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

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
}
