import SourceTree
import Testing
import TestSupport

/// The first look at bytes from outside.
@Suite struct TextInspectionTests {
  private func inspect(_ bytes: [UInt8]) -> TextInspection.Result {
    TextInspection.inspect(SourceText(name: "x.yaml", bytes: bytes))
  }

  /// What a reader may rely on, whatever the bytes were.
  private func check(_ bytes: [UInt8]) {
    let result = inspect(bytes)
    guard result.isReadable else {
      #expect(!result.diagnostics.isEmpty)
      return
    }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    #expect(result.text.bytes.count == bytes.count - mark)
    #expect(result.text.baseOffset == mark)
    #expect(String(validating: result.text.bytes, as: UTF8.self) != nil, "\(bytes)")
    #expect(inspect(result.text.bytes).diagnostics.isEmpty, "what was cleaned is clean: \(bytes)")
    for finding in result.diagnostics { _ = DiagnosticRenderer().render(finding) }
  }

  @Test func everyByteIsHandledWhereverItStands() {
    for value in UInt8.min...UInt8.max {
      check([value])
      for length in [1, 31, 32, 33, 64] {
        let text = [UInt8](repeating: 0x61, count: length)
        check(text + [value])
        check([value] + text)
        check(text + [value] + text)
        check(text + [0xC3, value] + text)
        check(text + [0xE2, 0x80, value] + text)
        check(text + [0xF0, 0x9F, value, 0x93] + text)
      }
    }
  }

  @Test(arguments: 0..<20)
  func randomBytesAreHandled(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<500 {
      let count = Int.random(in: 0..<120, using: &random)
      let isText = Bool.random(using: &random)
      check(
        (0..<count).map { _ in
          isText && Int.random(in: 0..<10, using: &random) > 0
            ? UInt8.random(in: 0x20..<0x7F, using: &random) : UInt8.random(in: 0...255, using: &random)
        })
    }
  }

  @Test func everyScalarIsEitherTextOrNamed() {
    for value in UInt32(0x80)...0x10FFFF {
      // Planes without letters are all alike.
      if value > 0x30000, value % 0x1000 > 2 { continue }
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = "a" + String(scalar) + "b"
      let result = inspect(Array(text.utf8))
      #expect(result.diagnostics.isEmpty != TextInspection.isForbidden(value), "U+\(String(value, radix: 16))")
    }
  }

  @Test func takesTheByteOrderMarkAway() {
    let result = inspect([0xEF, 0xBB, 0xBF] + Array("a: 1".utf8))
    #expect(result.text.bytes == Array("a: 1".utf8))
    #expect(result.text.baseOffset == 3)
    #expect(result.text.location(of: 3..<4).column == 4)
    #expect(result.text.location(of: 3..<4).byteRange == 6..<7)
  }

  @Test func findsEveryBadPlaceOfAFile() {
    let bytes = Array("a: ".utf8) + [0xE9] + Array("\nb: \u{7}\nc: \u{202E}".utf8)
    let codes = inspect(bytes).diagnostics.map { ($0.code, $0.location?.line) }
    #expect(codes.map(\.0) == ["bad-utf-8", "control-character", "bidirectional-control"])
    #expect(codes.map(\.1) == [1, 2, 3])
  }

  @Test func tellsManyBadPlacesInOneSentence() {
    let foreign = inspect([UInt8](repeating: 0xE9, count: 1 << 20))
    #expect(foreign.diagnostics.count == 1)
    #expect(foreign.diagnostics.first?.message.contains("\(1 << 20) bytes") == true)
    let result = inspect([UInt8](repeating: 0x7F, count: 1 << 20))
    #expect(result.diagnostics.count == TextInspection.mostFindings + 1)
    #expect(result.diagnostics.last?.message.contains("\((1 << 20) - TextInspection.mostFindings) more") == true)
  }

  @Test func findsForbiddenCharactersMadeFromEscapes() {
    func first(_ text: String) -> Unicode.Scalar? {
      var text = text
      return text.withUTF8 { TextInspection.firstForbidden(in: $0) }
    }
    #expect(first("plain é 🎓 text that is longer than one chunk of 32 bytes") == nil)
    #expect(first("a\u{2066}b\u{7}") == "\u{2066}")
    #expect(first("a\u{0}") == "\u{0}")
  }
}
