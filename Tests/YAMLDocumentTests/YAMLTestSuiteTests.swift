import CLibYAML
import Foundation
import SourceTree
import TestSupport
import Testing
import YAMLDocument

/// The cases of yaml-test-suite (github.com/yaml/yaml-test-suite), where it lies beside the repository.
///
/// `Tests/Fixtures/yaml-test-suite/differences.tsv` lists each case that is answered otherwise than the suite says, and
/// why; the test fails when a case is missing there, or is listed and needs not be.
@Suite struct YAMLTestSuiteTests {
  private static let folder = BundledCatalogue.repository + "/../shared/standards/yaml-test-suite/src"
  private static let list = BundledCatalogue.repository + "/Tests/Fixtures/yaml-test-suite/differences.tsv"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: folder),
      "yaml-test-suite is not at ../shared/standards/yaml-test-suite; get it there to run its cases"))
  func everyCaseIsAnsweredAsTheSuiteSaysOrAsListed() throws {
    let cases = try YAMLTestSuite.cases(in: Self.folder)
    #expect(cases.count == 402)
    var found: [String] = []
    for test in cases {
      var difference: String?
      let time = ThreadTime.measure { difference = test.difference }
      #expect(time < ThreadTime.second, "\(test.id)")
      if let difference { found.append("\(test.id)\t\(difference)\t\(test.name)") }
    }
    let listed = try String(contentsOfFile: Self.list, encoding: .utf8).split(separator: "\n").map(String.init)
      .filter { !$0.hasPrefix("#") }
    #expect(found.filter { !listed.contains($0) } == [], "not in the list")
    #expect(listed.filter { !found.contains($0) } == [], "in the list, and not so")
  }
}

/// The suite as it is written: several cases a file, in YAML whose invisible characters are shown by others.
private enum YAMLTestSuite {
  static func cases(in folder: String) throws -> [YAMLTestCase] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.filter { $0.hasSuffix(".yaml") }.flatMap { name in
      let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      let read = YAMLReader().readDocument(SourceText(name: name, text))
      let items = Array(try #require(read.tree?.root, "\(name): \(read.diagnostics.map(\.message))").items)
      var last: [String: String] = [:]
      return items.enumerated().compactMap { position, item -> YAMLTestCase? in
        // What a case does not say is as in the case before it.
        for (key, value) in item.entries { last[key.text] = value.text }
        if item["fail"] == nil { last["fail"] = nil }
        // What the suite itself sets aside.
        if last["skip"] == "true" { return nil }
        let id = name.dropLast(".yaml".count) + (items.count > 1 ? "-\(position)" : "")
        return YAMLTestCase(
          id: String(id), name: last["name"] ?? "", yaml: shown(last["yaml"] ?? ""),
          tree: shown(last["tree"] ?? ""), isInvalid: last["fail"] == "true")
      }
    }
  }

  /// A text with the characters that stand for invisible ones replaced by those.
  private static func shown(_ text: String) -> String {
    var text = text.replacing("␣", with: " ").replacing("⇔", with: "\u{FEFF}").replacing("←", with: "\r")
    while text.contains("—»") { text = text.replacing("—»", with: "»") }
    text = text.replacing("»", with: "\t").replacing("↵", with: "")
    return text.hasSuffix("∎\n") ? String(text.dropLast(2)) : text
  }
}

private struct YAMLTestCase {
  let id: String
  let name: String
  let yaml: String
  let tree: String
  let isInvalid: Bool

  /// How the answer differs from what the suite says, and why; nil when it does not.
  var difference: String? {
    let read = YAMLReader().readDocument(SourceText(name: id, yaml))
    let isRefused = read.diagnostics.contains { $0.severity == .error }
    let parsed = LibYAMLEvents(yaml)
    if isInvalid { return isRefused ? nil : parsed.isComplete ? "libyaml accepts it" : "accepted" }
    let events = read.tree.map(TreeEvents.init)?.lines ?? []
    if !isRefused, events == expected { return nil }
    if !parsed.isComplete { return "libyaml refuses it" }
    if isRefused {
      let codes = Set(read.diagnostics.filter { $0.severity == .error }.map(\.code))
      return "refused on purpose: " + codes.sorted().joined(separator: ", ")
    }
    return parsed.lines == events ? "libyaml reads it otherwise" : "read otherwise"
  }

  /// The events of the suite, without what a tree does not hold: whether documents are marked.
  private var expected: [String] {
    tree.split(separator: "\n").map { line in
      let line = line.drop { $0 == " " }
      return line.hasPrefix("+DOC") ? "+DOC" : line.hasPrefix("-DOC") ? "-DOC" : String(line)
    }
  }
}

/// Events in the notation of the suite.
private struct EventNotation {
  private(set) var lines = ["+STR"]

  mutating func add(_ line: String) { lines.append(line) }

  mutating func addScalar(_ text: String, _ mark: String) {
    var shown = text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\t", with: "\\t")
    shown = shown.replacing("\r", with: "\\r").replacing("\u{8}", with: "\\b")
    add("=VAL " + mark + shown)
  }
}

/// The events of which a tree would come.
private struct TreeEvents {
  private var notation = EventNotation()
  var lines: [String] { notation.lines }

  init(_ tree: SourceTree) {
    notation.add("+DOC")
    if let root = tree.root { add(root, isWithinFlow: false) }
    notation.add("-DOC")
    notation.add("-STR")
  }

  private mutating func add(_ node: SourceNode, isWithinFlow: Bool) {
    let first = node.tree.source.bytes.dropFirst(node.range.lowerBound).first
    let isFlow = isWithinFlow || first == 0x5B || first == 0x7B
    switch node.kind {
    case .scalar:
      let mark = [ScalarStyle.plain: ":", .singleQuoted: "'", .doubleQuoted: "\"", .literal: "|", .folded: ">"]
      notation.addScalar(node.text, mark[node.style] ?? "")
    case .list:
      notation.add(isFlow ? "+SEQ []" : "+SEQ")
      for item in node.items { add(item, isWithinFlow: isFlow) }
      notation.add("-SEQ")
    case .map:
      notation.add(isFlow ? "+MAP {}" : "+MAP")
      for (key, value) in node.entries {
        add(key, isWithinFlow: isFlow)
        add(value, isWithinFlow: isFlow)
      }
      notation.add("-MAP")
    }
  }
}

/// What libyaml itself says of a text.
private struct LibYAMLEvents {
  private var notation = EventNotation()
  /// Whether it came to the end of the text.
  private(set) var isComplete = false
  var lines: [String] { notation.lines }

  init(_ text: String) {
    var parser = yaml_parser_t()
    yaml_parser_initialize(&parser)
    defer { yaml_parser_delete(&parser) }
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { bytes in
      yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
      var event = yaml_event_t()
      while yaml_parser_parse(&parser, &event) == 1 {
        defer { yaml_event_delete(&event) }
        add(event)
        if event.type == YAML_STREAM_END_EVENT {
          isComplete = true
          return
        }
      }
    }
  }

  private mutating func add(_ event: yaml_event_t) {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: notation.add("+DOC")
    case YAML_DOCUMENT_END_EVENT: notation.add("-DOC")
    case YAML_STREAM_END_EVENT: notation.add("-STR")
    case YAML_MAPPING_START_EVENT:
      notation.add(event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? "+MAP {}" : "+MAP")
    case YAML_MAPPING_END_EVENT: notation.add("-MAP")
    case YAML_SEQUENCE_START_EVENT:
      notation.add(event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? "+SEQ []" : "+SEQ")
    case YAML_SEQUENCE_END_EVENT: notation.add("-SEQ")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let marks = [
        YAML_PLAIN_SCALAR_STYLE.rawValue: ":", YAML_SINGLE_QUOTED_SCALAR_STYLE.rawValue: "'",
        YAML_DOUBLE_QUOTED_SCALAR_STYLE.rawValue: "\"", YAML_LITERAL_SCALAR_STYLE.rawValue: "|",
        YAML_FOLDED_SCALAR_STYLE.rawValue: ">",
      ]
      let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      notation.addScalar(text, marks[scalar.style.rawValue] ?? "")
    default: break
    }
  }
}
