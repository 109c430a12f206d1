/// Takes a value piece by piece, in the order in which it is written.
///
/// A `DataValue` of every field of every record would cost more than writing it: formats that write all of a record
/// receive it without one.
package protocol ValueReceiver: AnyObject {
  /// A text, a code or a date.
  func text(_ text: String)
  /// A number as it is written in JSON.
  func number(_ text: String)
  /// A truth value.
  func boolean(_ value: Bool)
  /// A scalar written without quotes whose type its reader decides.
  func plain(_ text: String)
  /// Opens a list.
  func beginList()
  /// Closes the innermost list.
  func endList()
  /// Opens a map.
  func beginMap()
  /// The key of the next value of a map.
  func key(_ key: String)
  /// Closes the innermost map.
  func endMap()
}

extension ValueReceiver {
  /// Takes a whole value. O(size).
  package func value(_ value: DataValue) {
    switch value {
    case .string(let text), .prose(let text), .date(let text): self.text(text)
    case .number(let text): number(text)
    case .boolean(let value): boolean(value)
    case .plain(let text): plain(text)
    case .list(let items):
      beginList()
      for item in items { self.value(item) }
      endList()
    case .map(let entries), .texts(let entries):
      beginMap()
      for entry in entries {
        key(entry.key)
        self.value(entry.value)
      }
      endMap()
    }
  }
}
