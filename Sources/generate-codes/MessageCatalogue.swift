internal import Foundation

/// The translations of a compiled catalogue of messages, a `.mo` file.
///
/// The format is described in the GNU gettext manual, section "The Format of GNU MO Files":
/// https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
struct MessageCatalogue {
  /// The translations by original text.
  private let translations: [String: String]

  /// Reads a catalogue of the usual byte order, least significant first.
  init(_ data: Data) throws(GenerationError) {
    let bytes = [UInt8](data)
    guard try Self.number(in: bytes, at: 0) == 0x9504_12DE, try Self.number(in: bytes, at: 4) >> 16 == 0 else {
      throw GenerationError("not a little-endian .mo file of revision 0")
    }
    let count = try Self.number(in: bytes, at: 8)
    let originals = try Self.number(in: bytes, at: 12)
    let translated = try Self.number(in: bytes, at: 16)
    var translations: [String: String] = [:]
    for index in 0..<count {
      let original = try Self.string(in: bytes, describedAt: originals + 8 * index)
      // The empty text has the catalogue's header for a translation.
      if !original.isEmpty {
        translations[original] = try Self.string(in: bytes, describedAt: translated + 8 * index)
      }
    }
    self.translations = translations
  }

  /// The translation of a text, or nil when there is none.
  subscript(original: String) -> String? {
    translations[original]
  }

  /// The unsigned number of 32 bits at an offset.
  private static func number(in bytes: [UInt8], at offset: Int) throws(GenerationError) -> Int {
    guard offset >= 0, offset + 4 <= bytes.count else { throw GenerationError("a .mo file is cut short") }
    return bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// The string whose length and offset stand at an offset.
  private static func string(in bytes: [UInt8], describedAt offset: Int) throws(GenerationError) -> String {
    let length = try number(in: bytes, at: offset)
    let start = try number(in: bytes, at: offset + 4)
    guard start + length <= bytes.count else { throw GenerationError("a .mo file is cut short") }
    return String(decoding: bytes[start..<start + length], as: UTF8.self)
  }
}
