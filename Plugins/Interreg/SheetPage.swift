internal import CatalogueModel
internal import CommonMark
internal import SourceTree

/// A sheet as Markdown and as a page in HTML, which say the same.
struct SheetPage {
  /// A box with its answer.
  private struct Answer {
    var box: SheetBox
    var markdown: [Block]
    var isMissing: Bool
    /// How many characters would be pasted.
    var count: Int
    /// How many its box takes; nil for a box without a limit.
    var limit: Int?
  }

  /// A piece of an answer in CommonMark.
  private struct Block {
    var markdown: String
    /// The language of a text that is not in English.
    var language: String?
    /// Whether it is a text of the record.
    var isProse = false
  }

  private let title: String
  private let answers: [Answer]

  /// What stands below the title.
  static let introduction =
    "Good-practice sheet for Interreg Europe. Copy each answer into the box of the same name in the programme's form."

  init(_ content: SheetContent) {
    title = content.title
    answers = SheetBox.allCases.map { box in
      let pieces = content.pieces(of: box)
      let blocks = pieces.map(Self.block)
      let count = blocks.map { CommonMarkTree(parsing: $0.markdown).text.count }.reduce(0, +)
      return Answer(
        box: box, markdown: blocks, isMissing: content.isMissing(box), count: count,
        limit: box.limit(in: content.context))
    }
  }

  private static func block(_ piece: SheetContent.Piece) -> Block {
    switch piece {
    case .prose(let text, let language): Block(markdown: text, language: language, isProse: true)
    case .part(let part): Block(markdown: "### " + part.rawValue)
    case .facts(let facts): Block(markdown: facts.map { "- " + $0.markdown }.joined(separator: "\n"))
    }
  }

  /// How many characters an answer has and its box takes; nil for a box without a limit.
  private static func length(_ answer: Answer) -> (text: String, isOver: Bool)? {
    guard let limit = answer.limit else { return nil }
    if answer.count == 0 { return ("(at most \(limit) characters)", false) }
    let excess = answer.count - limit
    let over = excess > 0 ? ": too long by \(excess)" : ""
    return ("(\(answer.count) of \(limit) characters\(over))", excess > 0)
  }

  /// The boxes whose answers are too long, with how many characters they have. O(size).
  var tooLong: [(box: SheetBox, count: Int, limit: Int)] {
    answers.compactMap { answer in
      answer.limit.flatMap { answer.count > $0 ? (answer.box, answer.count, $0) : nil }
    }
  }

  /// What says in which language a text is.
  private static func languageNote(_ tag: String) -> String {
    let name = CodeList.languages.name(of: LocalizedText.primary(tag), in: "en") ?? tag
    return "In \(name) (\(tag)):"
  }

  // MARK: Markdown

  /// The sheet in CommonMark. O(size).
  var markdown: String {
    var blocks = ["# " + EmbeddedText.line(title), "*\(Self.introduction)*"]
    for answer in answers {
      blocks.append("## \(answer.box.label)" + (Self.length(answer).map { " \($0.text)" } ?? ""))
      for block in answer.markdown {
        if let language = block.language { blocks.append("*\(EmbeddedText.line(Self.languageNote(language)))*") }
        blocks.append(block.markdown)
      }
      if answer.isMissing { blocks.append("**\(SheetBox.missingMark)** \(answer.box.guidance).") }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  // MARK: HTML

  /// The sheet as a page without scripts and without anything from elsewhere. Each answer is plain paragraphs and lists,
  /// so that a form or a word processor takes it as it is. O(size).
  var html: String {
    let shown = MarkupText.escaped(title)
    var text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="generator" content="\(SheetHTML.generator)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(shown)</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <h1 dir="auto">\(shown)</h1>
      <p class="about"><em>\(Self.introduction)</em></p>

      """
    for answer in answers {
      let length = Self.length(answer).map { " <span class=\"\($0.isOver ? "over" : "length")\">\($0.text)</span>" }
      text += "<h2>\(answer.box.label)\(length ?? "")</h2>\n"
      for block in answer.markdown { text += Self.html(of: block) }
      if answer.isMissing {
        text +=
          "<p class=\"missing\"><mark><strong>\(SheetBox.missingMark)</strong> \(answer.box.guidance).</mark></p>\n"
      }
    }
    return text + "</body>\n</html>\n"
  }

  private static func html(of block: Block) -> String {
    let html = CommonMarkTree(parsing: block.markdown).html
    guard block.isProse else { return html }
    let note = block.language.map { "<p class=\"length\"><em>\(MarkupText.escaped(languageNote($0)))</em></p>\n" } ?? ""
    let language = block.language.map { " lang=\"\(MarkupText.escaped($0))\"" } ?? ""
    return "\(note)<div\(language) dir=\"auto\">\n\(html)</div>\n"
  }

  private static let style = """
    body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 "Segoe UI", Arial, sans-serif;
      color: #222; overflow-wrap: break-word; }
    h1 { font-size: 1.6rem; line-height: 1.25; }
    h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; padding-bottom: 0.2rem; border-bottom: 1px solid #bbb; }
    h3 { font-size: 1rem; margin: 1rem 0 0.3rem; }
    .about, .length { color: #555; }
    .length, .over { font-size: 0.85rem; font-weight: normal; }
    .over { color: #a40000; font-weight: bold; }
    mark { background: #fff2a8; padding: 0.1rem 0.3rem; }
    """
}
