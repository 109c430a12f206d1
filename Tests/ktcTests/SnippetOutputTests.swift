internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct SnippetOutputTests {
  private func snippets(_ arguments: String..., in folder: TemporaryFolder) throws -> [[String: Any]] {
    let run = try ProgramRun(arguments: ["search", "--format", "json"] + arguments, in: folder.path)
    let json = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    return try #require(json["records"] as? [[String: Any]]).compactMap {
      ($0["x_found"] as? [String: Any])?["snippet"] as? [String: Any]
    }
  }

  /// The marked pieces, cut by Unicode scalars.
  private func marked(_ snippet: [String: Any]) throws -> [String] {
    let scalars = Array(try #require(snippet["text"] as? String).unicodeScalars)
    return try #require(snippet["ranges"] as? [[Int]]).map { range in
      var piece = String.UnicodeScalarView()
      piece.append(contentsOf: scalars[range[0]..<range[1]])
      return String(piece)
    }
  }

  @Test func snippetsAreTextWithoutTheMarksOfCommonMark() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a").replacingOccurrences(
        of: "overview: A firm",
        with:
          "eligibility: |-\n  # Who\n\n  - **Incubated** firms, see [the *list*](https://example.org)\n\noverview: A firm"
      )
    ])
    let snippet = try #require(try snippets("incubated", in: folder).first)
    #expect(snippet["text"] as? String == "Who Incubated firms, see the list")
    #expect(try marked(snippet) == ["Incubated"])
  }

  @Test func rangesCountUnicodeScalarsAndNameTheWords() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a").replacingOccurrences(
        of: "overview: A firm",
        with: "eligibility: { fr: \"🚀 é: l'incubateur des étudiants 🧑‍🔬, deux Incubateurs\" }\noverview: A firm")
    ])
    let snippet = try #require(try snippets("incubateurs", in: folder).first)
    #expect(snippet["field"] as? String == "eligibility")
    #expect(snippet["language"] as? String == "fr")
    #expect(snippet["text"] as? String == "🚀 é: l'incubateur des étudiants 🧑‍🔬, deux Incubateurs")
    #expect(try marked(snippet) == ["incubateur", "Incubateurs"])
    let python = try ProgramRun(
      shell: """
        "$KTC" search incubateurs --format json | python3 -c 'import json, sys
        snippet = json.load(sys.stdin)["records"][0]["x_found"]["snippet"]
        print([snippet["text"][start:end] for start, end in snippet["ranges"]])'
        """, in: folder.path)
    #expect(python.text == "['incubateur', 'Incubateurs']\n", "a reader that knows no Swift cuts the same")
  }

  @Test func wordsOfAPhraseAreMarkedOnlyWhereThePhraseStands() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a").replacingOccurrences(
        of: "overview: A firm",
        with: "eligibility: Transfer of skills, technology of firms, technology transfer\noverview: A firm")
    ])
    let snippet = try #require(try snippets("\"technology transfer\"", in: folder).first)
    #expect(try marked(snippet) == ["technology", "transfer"])
    #expect((snippet["ranges"] as? [[Int]])?.first == [41, 51])
  }

  @Test func everyRangeLiesInItsTextOverTheBundledCatalogue() throws {
    for query in [
      "incubateur", "l'innovation", "\"technology transfer\"", "universit*", "Hochschulen", "MVĮ", "tehnologic",
    ] {
      let run = try ProgramRun("search", query, "--format", "json", in: BundledCatalogue.repository)
      let json = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
      for record in try #require(json["records"] as? [[String: Any]]) {
        let found = try #require(record["x_found"] as? [String: Any])
        #expect(found["score"] is Double)
        guard let snippet = found["snippet"] as? [String: Any] else { continue }
        #expect(try marked(snippet).allSatisfy { !$0.isEmpty && !$0.contains(" ") }, "\(query)")
      }
    }
  }
}
