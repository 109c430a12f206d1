internal import SourceTree
internal import Testing
internal import YAMLDocument

@Suite struct YAMLEditorRemovalTests {
  private func removing(_ path: [FieldPath.Step], from text: String) throws -> String {
    let read = YAMLReader().readDocument(SourceText(name: "a.yaml", text))
    let tree = try #require(read.tree)
    var editor = try #require(YAMLEditor(anyRoot: tree))
    editor.remove(at: FieldPath(path))
    let bytes = editor.bytes
    #expect(YAMLReader().readDocument(SourceText(name: "a.yaml", bytes: bytes)).diagnostics.isEmpty)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("a: 1\nb: 2 # two\nc: 3\n", "a: 1\nc: 3\n"),
    (
      "a: 1\n# of b\nb:\n  x: 1\n\n  y: 2\n\n# of c\nc: 3\n",
      "a: 1\n# of b\n\n# of c\nc: 3\n"
    ),
    ("b: |\n  one\n  two\nc: 3\n", "c: 3\n"), ("a: 1\r\nb: 2\r\nc: 3\r\n", "a: 1\r\nc: 3\r\n"),
    ("a: 1\nb: 2", "a: 1\n"),
    ("{ a: 1, b: 2, c: 3 }\n", "{ a: 1, c: 3 }\n"), ("{ b: 2, c: 3 }\n", "{ c: 3 }\n"), ("{ a: 1, b: 2 }", "{ a: 1 }"),
    ("a: 1\nb:\nc: 3\n", "a: 1\nc: 3\n"), ("a: 1\nc: 3\n", "a: 1\nc: 3\n"), ("a: 1\n\"b\": 2\nc: 3\n", "a: 1\nc: 3\n"),
  ])
  func entryGoesWithItsKeyAndComment(_ text: String, _ expected: String) throws {
    #expect(try removing([.key("b")], from: text) == expected)
  }

  @Test(arguments: [
    ("- { by: A, on: 1 }\n- x: 1\n", "- { on: 1 }\n- x: 1\n"), ("- by: A\n  on: 1\n- x: 1\n", "- on: 1\n- x: 1\n"),
    ("- on: 1\n  by: A # who\n- x: 1\n", "- on: 1\n- x: 1\n"), ("- by: A\n- x: 1\n", "- x: 1\n"),
    ("- - by: A\n    on: 1\n", "- - by: A\n    on: 1\n"),
  ])
  func entryOfAnItemLeavesTheItem(_ text: String, _ expected: String) throws {
    #expect(try removing([.index(0), .key("by")], from: text) == expected)
  }

  @Test func groupThatWouldBeEmptyGoesAsAWhole() throws {
    #expect(try removing([.key("a"), .key("b")], from: "a:\n  b: 1\nc: 2\n") == "c: 2\n")
    #expect(try removing([.key("a"), .key("b")], from: "a: { b: 1 }\nc: 2\n") == "c: 2\n")
    #expect(try removing([.key("a"), .index(0)], from: "a: [x]\nc: 2\n") == "c: 2\n")
  }

  @Test(arguments: [
    ("a: [x, y, z]\n", "a: [x, z]\n"), ("a:\n  - x\n  - y # the second\n  - z\n", "a:\n  - x\n  - z\n"),
    ("a:\n- x\n- y\n", "a:\n- x\n"),
  ])
  func itemGoesWithItsHyphen(_ text: String, _ expected: String) throws {
    #expect(try removing([.key("a"), .index(1)], from: text) == expected)
  }
}
