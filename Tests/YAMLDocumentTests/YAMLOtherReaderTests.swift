import Foundation
import SourceTree
import Testing
import YAMLDocument

/// What is written is read as the same text by PyYAML, which follows YAML 1.1 and types scalars by their look.
@Suite(.enabled(if: PyYAML.isInstalled, "PyYAML is not installed, so there is no other reader to compare with"))
struct YAMLOtherReaderTests {
  @Test func readsEveryTextAsTheSameText() throws {
    var samples = SeededSamples(seed: 99)
    var texts = SeededSamples.nastyTexts + (0..<500).map { _ in samples.text() }
    texts += SeededSamples.nastyTexts.map { $0 + String(repeating: " word", count: 40) }
    let strings = texts.map(DataValue.string)
    let nested = texts.map { DataValue.map([.init("a", .list([.string($0), .string("b")])), .init("c", .prose($0))]) }
    let written = YAMLWriter.write(.map([.init("plain", .list(strings)), .init("nested", .list(nested))]))
    let read = try PyYAML.load(written)
    let plain = try #require(read["plain"] as? [Any])
    let groups = try #require(read["nested"] as? [[String: Any]])
    #expect(plain.count == texts.count && groups.count == texts.count)
    for (index, text) in texts.enumerated() {
      #expect(
        (plain[index] as? String).map { Array($0.utf8) } == Array(text.utf8), "\(YAMLWriter.inline(.string(text)))")
      #expect((groups[index]["a"] as? [String])?.first.map { Array($0.utf8) } == Array(text.utf8))
      #expect((groups[index]["c"] as? String).map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test func readsEveryNameAsText() throws {
    let names = SeededSamples.nastyTexts
    let written = YAMLWriter.write(.map(names.map { .init($0, .string("x")) }))
    let read = try PyYAML.load(written)
    for name in names { #expect(read[name] as? String == "x", "\(name)") }
  }
}

/// Python's YAML reader, run as a separate program.
enum PyYAML {
  static let isInstalled = (try? run("import yaml", Data())) != nil

  struct Failure: Error {
    var message: String
  }

  /// The document, with every text that came back as something else shown by its Python type.
  static func load(_ text: String) throws -> [String: Any] {
    let script = """
      import json, sys, yaml
      value = yaml.safe_load(sys.stdin.buffer.read().decode('utf-8'))
      json.dump(value, sys.stdout, default=lambda other: {'type': str(type(other))})
      """
    let output = try run(script, Data(text.utf8))
    return try JSONSerialization.jsonObject(with: output) as? [String: Any] ?? [:]
  }

  private static func run(_ script: String, _ input: Data) throws -> Data {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("ktc-yaml-\(UUID().uuidString)")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(message: "python3 ended with \(process.terminationStatus)")
    }
    return data
  }
}
