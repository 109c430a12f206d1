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

  /// Adds a text, behind a bar when it is one of several.
  package func text(_ text: String) {
    guard isList else { return bytes.append(text) }
    if items > 0 { bytes.append(" | ") }
    items += 1
    text.withBytes { CSVCell.appendItem($0, to: bytes) }
  }

  /// Adds a number as it is written.
  package func number(_ text: String) { self.text(text) }
  /// Adds `true` or `false`.
  package func boolean(_ value: Bool) { text(value ? "true" : "false") }
  /// Adds a text that needs no quotation marks in YAML.
  package func plain(_ text: String) { self.text(text) }
  /// Begins several texts of one cell.
  package func beginList() { isList = true }
  /// Ends them.
  package func endList() { isList = false }
  /// Does nothing: values with parts are written as JSON.
  package func beginMap() {}
  /// Does nothing: values with parts are written as JSON.
  package func key(_ key: String) {}
  /// Does nothing: values with parts are written as JSON.
  package func endMap() {}
}
