internal import CataloguePlugins

/// Which formats of cells show dates, and how exact they are (ECMA-376, 18.8.30 and 18.8.31).
struct DateFormats {
  /// How exact a date is shown.
  enum Precision: Sendable { case day, month, year }

  private var precisions: [Precision?] = []

  /// No formats.
  init() {}

  /// Reads the formats. Throws `ImportFailure` when they are damaged or too many. O(bytes).
  init(_ part: PartStream, of archive: WorkbookArchive) throws {
    let xml = try XMLPart(part, of: archive)
    var own: [Int: Precision] = [:]
    var isCellFormats = false
    while try xml.next() {
      if xml.node == .text { continue }
      if xml.isNamed("cellXfs") {
        isCellFormats = xml.node == .start
      } else if xml.node != .end, xml.isNamed("numFmt") {
        guard let id = xml.attribute("numFmtId").flatMap({ Int($0) }), let code = xml.attribute("formatCode") else {
          continue
        }
        own[id] = Self.precision(of: code)
        if own.count > archive.limits.formats { throw archive.tooBig("\(part.name) has too many formats") }
      } else if xml.node != .end, isCellFormats, xml.isNamed("xf") {
        let id = xml.attribute("numFmtId").flatMap { Int($0) } ?? 0
        precisions.append(own[id] ?? Self.builtIn[id])
        if precisions.count > archive.limits.formats { throw archive.tooBig("\(part.name) has too many formats") }
      }
    }
  }

  /// How exact the dates of a format are; nil when it shows something else.
  subscript(format: Int) -> Precision? { precisions.indices.contains(format) ? precisions[format] : nil }

  private static let builtIn: [Int: Precision] = {
    var found: [Int: Precision] = [14: .day, 15: .day, 16: .day, 17: .month, 22: .day]
    // Those of East Asia.
    for id in Array(27...31) + [36] + Array(50...54) + [57, 58] { found[id] = .day }
    return found
  }()

  /// What a code such as `dd/mm/yyyy` shows: letters in quotation marks, in brackets and behind a backslash are no part
  /// of it.
  static func precision(of code: String) -> Precision? {
    var letters: Set<Character> = []
    var isQuoted = false
    var isBracketed = false
    var isEscaped = false
    for character in code.prefix(200).lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted || character == "\"" {
        if character == "\"" { isQuoted.toggle() }
      } else if isBracketed || character == "[" {
        isBracketed = character != "]"
      } else if character == "\\" || character == "_" || character == "*" {
        isEscaped = true
      } else if character == ";" {
        break
      } else {
        letters.insert(character)
      }
    }
    // General is a word, not a pattern.
    if code.lowercased().hasPrefix("general") { return nil }
    if letters.contains("d") { return .day }
    guard letters.contains("y") else { return nil }
    return letters.contains("m") ? .month : .year
  }
}
