import SourceTree
import Testing

/// Trees made by hand, as a parser makes them.
@Suite struct TreeNodeTests {
  /// `{ a: [x, { b: y }], c: "z\n" }`, with the last text decoded.
  private static func sample() -> SourceTree {
    var builder = SourceTreeBuilder(source: SourceText(name: "x", #"{ a: [x, { b: y }], c: "z\n" }"#))
    builder.beginMap(at: 0)
    builder.scalar("a", in: 2..<3)
    builder.beginList(at: 5)
    builder.scalar("x", in: 6..<7)
    builder.beginMap(at: 9)
    builder.scalar("b", in: 11..<12)
    builder.scalar("y", in: 14..<15)
    builder.end(at: 17)
    builder.end(at: 18)
    builder.scalar("c", in: 20..<21)
    builder.scalar("z\n", in: 23..<28, style: .doubleQuoted)
    builder.end(at: 30)
    return builder.finish()
  }

  @Test func nodesGiveTheirValuesAndPlaces() throws {
    let root = try #require(Self.sample().root)
    #expect(root.kind == .map && root.range == 0..<30)
    #expect(root.entries.map(\.key.text) == ["a", "c"])
    let items = Array(try #require(root["a"]).items)
    #expect(items.map(\.kind) == [.scalar, .map])
    #expect(items[1]["b"]?.text == "y")
    #expect(root["c"]?.text == "z\n")
    #expect(root["c"]?.style == .doubleQuoted)
    #expect(root["d"] == nil)
    #expect(Array(root.items).isEmpty && items[0].entries.isEmpty)
  }

  @Test func nodesKnowTheWayToThem() throws {
    let root = try #require(Self.sample().root)
    let inner = try #require(root.nearestNode(at: FieldPath("a").appending(1).appending("b")) as SourceNode?)
    #expect(inner.text == "y")
    #expect(inner.path.description == "a[2].b")
    #expect(root.path.description == "")
    #expect(root["c"]?.path.description == "c")
    let key = try #require(root.entry(named: "c")?.key)
    #expect(key.path.description == "c", "a key stands for its entry")
    #expect(key.value?.text == "z\n")
  }

  @Test func theNearestNodeIsFoundForPathsThatDoNotExist() throws {
    let root = try #require(Self.sample().root)
    #expect(root.nearestNode(at: "a.b").kind == .list)
    #expect(root.nearestNode(at: FieldPath("a").appending(9)).range == 5..<18)
    #expect(root.nearestNode(at: "nothing").range == 0..<30)
  }

  @Test func whatIsLeftOpenEndsWithTheText() {
    var builder = SourceTreeBuilder(source: SourceText(name: "x", "[[a"))
    builder.beginList(at: 0)
    builder.beginList(at: 1)
    builder.scalar("a", in: 2..<3)
    #expect(builder.depth == 2)
    #expect(builder.finish().root?.range == 0..<3)
  }

  @Test func anEmptyTreeHasNoRoot() {
    var builder = SourceTreeBuilder(source: SourceText(name: "x", ""))
    #expect(builder.finish().root == nil)
  }

  @Test func valuesKeepHowTheyWereWritten() throws {
    let value = DataValue(try #require(Self.sample().root))
    #expect(
      value
        == .map([
          .init("a", .list([.string("x"), .map([.init("b", .plain("y"))])])), .init("c", .string("z\n")),
        ]))
    #expect(value["c"]?.scalarText == "z\n")
    #expect(value["a"]?.scalarText == nil)
    #expect(DataValue.boolean(true).scalarText == "true")
  }

  @Test(arguments: [
    ("target_group", ["target_groups", "title", "level"], ["target_groups"]),
    ("creatd", ["created", "ended", "reviewed"], ["created"]),
    ("FRO", ["FRA", "FR", "PT"], ["FR", "FRA"]),
    ("ab", ["xy"], []),
    ("ba", ["ab"], ["ab"]),
    ("", ["a"], []),
    ("wholly different", ["title"], []),
  ])
  func suggestsTheNamesThatASlipExplains(name: String, names: [String], near: [String]) {
    #expect(NearestName.candidates(for: name, among: names) == near)
  }

  @Test func distancesCountSlips() {
    func distance(_ left: String, _ right: String) -> Int {
      NearestName.distance(Array(left.unicodeScalars), Array(right.unicodeScalars))
    }
    #expect(distance("abc", "abc") == 0)
    #expect(distance("abc", "acb") == 1)
    #expect(distance("abc", "ab") == 1)
    #expect(distance("", "abc") == 3)
    #expect(distance("kitten", "sitting") == 3)
  }
}
