internal import CataloguePlugins
internal import CommonMark
internal import SourceTree

/// A file of sheets, taken apart into headings and blocks, whether it is Markdown or HTML.
struct SheetText {
  /// The blocks of one sheet, with its title if it has one.
  struct Sheet {
    /// The heading of level 1.
    var title: CommonMarkTree.Block?
    /// What stands before the first box.
    var before: [CommonMarkTree.Block] = []
    /// The boxes, and other headings of level 2, in order.
    var sections: [Section] = []
  }

  /// A heading of level 2 with what stands below it.
  struct Section {
    var heading: CommonMarkTree.Block
    var blocks: [CommonMarkTree.Block] = []
  }

  /// The file.
  let source: SourceText
  /// Whether it is a page, in which only lines are known as places.
  let isHTML: Bool
  /// The sheets.
  private(set) var sheets: [Sheet] = []
  /// What was found about the file as a whole.
  private(set) var diagnostics: [Diagnostic]
  private let tree: CommonMarkTree
  private let lineStarts: [Int]

  /// Reads a file. Throws `ImportFailure` when it is no text. O(bytes).
  init(name: String, bytes: [UInt8]) throws {
    isHTML = SheetHTML.isHTML(bytes)
    let file = SourceText(name: name, bytes: bytes)
    if isHTML {
      let page = SheetHTML.read(file)
      (tree, diagnostics, source) = (page.tree, page.diagnostics, file)
    } else {
      let inspected = TextInspection.inspect(file)
      if !inspected.isReadable, let finding = inspected.diagnostics.first { throw ImportFailure(finding) }
      diagnostics = inspected.diagnostics
      for index in diagnostics.indices { diagnostics[index].fix = nil }
      source = inspected.text
      tree = CommonMarkTree(parsing: String(decoding: source.bytes, as: UTF8.self))
    }
    var starts = [0]
    for (index, byte) in source.bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
    lineStarts = starts
    gather(tree.blocks)
  }

  private mutating func gather(_ blocks: [CommonMarkTree.Block]) {
    var sheet = Sheet()
    for block in blocks {
      switch block.kind {
      case .heading(1):
        add(sheet)
        sheet = Sheet(title: block)
      case .heading(2): sheet.sections.append(Section(heading: block))
      default:
        if sheet.sections.isEmpty {
          sheet.before.append(block)
        } else {
          sheet.sections[sheet.sections.count - 1].blocks.append(block)
        }
      }
    }
    add(sheet)
  }

  /// Text without any box of the form is no sheet.
  private mutating func add(_ sheet: Sheet) {
    if sheet.sections.contains(where: { SheetBox(heading: $0.heading.text) != nil }) { sheets.append(sheet) }
  }

  /// The place of a line, without the line end.
  func place(ofLine line: Int) -> PlacedValue.Place {
    let index = min(max(line, 1), lineStarts.count) - 1
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : source.bytes.count
    if end > start, source.bytes[end - 1] == 0x0D { end -= 1 }
    return .init(start..<end)
  }

  /// The place of a line for a message. O(line).
  func location(ofLine line: Int) -> SourceLocation {
    var location = source.location(of: place(ofLine: line).range)
    if isHTML { (location.column, location.byteRange, location.excerpt) = (nil, nil, nil) }
    return location
  }

  /// Blocks in CommonMark.
  func markdown(of blocks: some BidirectionalCollection<CommonMarkTree.Block>) -> String { tree.markdown(of: blocks) }
}
