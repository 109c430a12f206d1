import CatalogueModel
import SourceTree
import TestSupport
import Testing

/// What a record tells a receiver.
@Suite struct ReceivedValueTests {
  /// Notes what it is told.
  private final class Notes: ValueReceiver {
    private(set) var lines: [String] = []

    func text(_ text: String) { lines.append("text " + text) }
    func number(_ text: String) { lines.append("number " + text) }
    func boolean(_ value: Bool) { lines.append("boolean \(value)") }
    func plain(_ text: String) { lines.append("plain " + text) }
    func beginList() { lines.append("[") }
    func endList() { lines.append("]") }
    func beginMap() { lines.append("{") }
    func key(_ key: String) { lines.append("key " + key) }
    func endMap() { lines.append("}") }
  }

  @Test func recordsTellWhatTheyEncode() throws {
    var sample = try #require(try FormatSamples.bundled().first)
    sample.extras = [.init("x_own", .list([.plain("1"), .map([.init("a", .boolean(true))])]))]
    for record in try FormatSamples.bundled() + [sample, Record()] {
      let told = Notes()
      record.send(to: told)
      let encoded = Notes()
      encoded.value(record.encoded())
      #expect(told.lines == encoded.lines)
    }
  }

  @Test(arguments: Record.fields.map(\.description.name))
  func everyFieldTellsWhatItEncodes(name: String) throws {
    let index = try #require(Record.fields.firstIndex { $0.description.name == name })
    let field = Record.fields[index]
    let example = field.description.good
    let lines = example.contains("\n") ? "\(name):\n  " + example.replacing("\n", with: "\n  ") : "\(name): \(example)"
    let written = try RecordSample.draft(DiagnosticExamples.completed(lines)).record
    for record in [written, Record()] {
      let told = Notes()
      let hasValue = withUnsafePointer(to: record) { Record.fields.send(index, of: $0, to: told, isNamed: true) }
      let encoded = Notes()
      if let value = field.encode(record, EncodingOptions()) {
        encoded.key(name)
        encoded.value(value)
      }
      #expect(told.lines == encoded.lines)
      #expect(hasValue == !field.isEmpty(record))
    }
  }

  @Test func aDateIsWrittenAsItIsRead() {
    for text in ["0001", "0999-01", "2006", "2006-05", "2006-12-31", "9999-10-09"] {
      #expect(PartialDate(text)?.description == text)
    }
  }
}
