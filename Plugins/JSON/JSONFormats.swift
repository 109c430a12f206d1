internal import CataloguePlugins
internal import JSONDocument
internal import SourceTree

/// What the JSON formats are, and what their importers have in common.
enum JSONFormats {
  /// One text with the catalogue and its records.
  static let json = FormatDescription(
    id: "json", name: "JSON", mediaType: "application/json", fileExtensions: ["json"],
    audience: "programs, and web pages that show the catalogue", specification: "https://www.rfc-editor.org/rfc/rfc8259"
  )
  /// One record a line.
  static let lines = FormatDescription(
    id: "jsonl", name: "JSON Lines", mediaType: "application/jsonl", fileExtensions: ["jsonl", "ndjson"],
    audience: "programs that read records one at a time", specification: "https://jsonlines.org/")

  /// How many bytes an importer asks for at a time.
  static let chunkSize = 1 << 16

  /// From how many bytes on an exporter hands them over.
  static let pieceSize = 1 << 16

  /// What the first bytes of an input and its name say about which of the two formats it is.
  struct Signs {
    /// Whether it begins like a JSON object or list.
    var beginsLikeJSON = false
    /// Whether its first line is a whole object.
    var firstLineIsObject = false
    /// Whether the line after that begins another object.
    var secondLineIsObject = false
    /// Whether the name says `json`.
    var isNamedJSON: Bool
    /// Whether the name says `jsonl`.
    var isNamedLines: Bool

    /// Looks at the first bytes. O(head).
    init(_ head: RawSpan, named name: String?) {
      let lower = name?.lowercased() ?? ""
      isNamedJSON = json.fileExtensions.contains { lower.hasSuffix("." + $0) }
      isNamedLines = lines.fileExtensions.contains { lower.hasSuffix("." + $0) }
      var bytes = head.withUnsafeBytes { Array($0) }[...]
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
      bytes = bytes.drop(while: Self.isBlank)
      let second = bytes.dropFirst().first { !Self.isBlank($0) }
      switch bytes.first {
      case 0x7B: beginsLikeJSON = second == nil || second == 0x22 || second == 0x7D
      case 0x5B: beginsLikeJSON = second == nil || second == 0x7B || second == 0x5D
      default: break
      }
      guard beginsLikeJSON, bytes.first == 0x7B else { return }
      let line = bytes.prefix { $0 != 0x0A }
      guard let last = line.last(where: { !Self.isBlank($0) }), last == 0x7D else { return }
      let source = SourceText(name: name ?? "", bytes: Array(line))
      firstLineIsObject = JSONReader.readValue(source).tree?.root?.kind == .map
      let rest = bytes.dropFirst(line.count).drop(while: Self.isBlank)
      secondLineIsObject = firstLineIsObject && rest.first == 0x7B
    }

    private static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
  }
}
