internal import DelimitedText
internal import JSONDocument
internal import SourceTree

/// Makes the text of a cell of the value that it receives; the next cell takes its place.
package final class CellText: ValueReceiver {
  private let bytes = ByteBuffer()
  /// Writes groups into the same cell.
  private let json: JSONWriter
  private var isList = false
  private var items = 0

  /// Makes an empty cell.
  package init() { json = JSONWriter(to: bytes) }

  /// The text, until the next cell begins.
  var text: UnsafeBufferPointer<UInt8> { bytes.bytes }

  /// Begins a cell. Returns what its value is to be told to.
  func begin(asJSON: Bool) -> any ValueReceiver {
    bytes.clear()
    items = 0
    json.restart()
    return asJSON ? json : self
  }

  /// The cell of a text, which is not looked into.
  func set(_ text: String) {
    bytes.clear()
    bytes.append(text)
  }

  package func text(_ text: String) {
    guard isList else { return bytes.append(text) }
    if items > 0 { bytes.append(" | ") }
    items += 1
    text.withBytes { CSVCell.appendItem($0, to: bytes) }
  }

  package func number(_ text: String) { self.text(text) }
  package func boolean(_ value: Bool) { text(value ? "true" : "false") }
  package func plain(_ text: String) { self.text(text) }
  package func beginList() { isList = true }
  package func endList() { isList = false }
  // Values with parts are written as JSON.
  package func beginMap() {}
  package func key(_ key: String) {}
  package func endMap() {}
}
