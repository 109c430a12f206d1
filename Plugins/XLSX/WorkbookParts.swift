internal import CataloguePlugins

/// What a workbook says of itself: its sheets, and where their parts are (ECMA-376, 18.2 and part 2).
struct WorkbookParts {
  /// One sheet.
  struct Sheet {
    var name: String
    var part: String
    var isHidden: Bool
  }

  private(set) var sheets: [Sheet] = []
  private(set) var startsIn1904 = false
  private(set) var strings = SharedStrings()
  private(set) var formats = DateFormats()

  /// Reads all parts but the sheets. Throws `ImportFailure` when something is damaged, missing or too big.
  init(_ archive: WorkbookArchive) throws {
    guard let package = try Self.relations(of: "", archive),
      let path = package.first(where: { $0.type.hasSuffix("/officeDocument") })?.target,
      let stream = try archive.open(path)
    else { throw archive.failure("it is an archive of something else") }
    let relations = try Self.relations(of: path, archive) ?? []
    let xml = try XMLPart(stream, of: archive)
    while try xml.next() {
      guard xml.node == .start else { continue }
      if xml.isNamed("workbookPr") {
        startsIn1904 = ["1", "true", "on"].contains(xml.attribute("date1904") ?? "")
      } else if xml.isNamed("sheet") {
        let id = xml.attribute("id")
        guard let target = relations.first(where: { $0.id == id && $0.type.hasSuffix("/worksheet") })?.target else {
          continue
        }
        let state = xml.attribute("state") ?? "visible"
        sheets.append(Sheet(name: xml.attribute("name") ?? "", part: target, isHidden: state != "visible"))
        if sheets.count > archive.limits.sheets {
          throw archive.tooBig("it has more than \(archive.limits.sheets) sheets")
        }
      }
    }
    func part(_ type: String) throws -> PartStream? {
      try relations.first { $0.type.hasSuffix(type) }.flatMap { try archive.open($0.target) }
    }
    if let stream = try part("/sharedStrings") { strings = try SharedStrings(stream, of: archive) }
    if let stream = try part("/styles") { formats = try DateFormats(stream, of: archive) }
  }

  private struct Relation {
    var id: String
    var type: String
    var target: String
  }

  /// The relations of a part, with their targets as names of parts; nil when it has none.
  private static func relations(of part: String, _ archive: WorkbookArchive) throws -> [Relation]? {
    let folder = part.split(separator: "/").dropLast().map(String.init)
    let name = part.split(separator: "/").last.map(String.init) ?? ""
    guard let stream = try archive.open((folder + ["_rels", name + ".rels"]).joined(separator: "/")) else { return nil }
    let xml = try XMLPart(stream, of: archive)
    var relations: [Relation] = []
    while try xml.next() {
      guard xml.node == .start, xml.isNamed("Relationship"),
        let target = xml.attribute("Target")
      else { continue }
      var path = target.hasPrefix("/") ? [] : folder
      for step in target.split(separator: "/") {
        if step == ".." { path = path.dropLast() } else if step != "." { path.append(String(step)) }
      }
      relations.append(
        Relation(
          id: xml.attribute("Id") ?? "", type: xml.attribute("Type") ?? "", target: path.joined(separator: "/")))
      if relations.count > archive.limits.parts { throw archive.tooBig("\(stream.name) names too many parts") }
    }
    return relations
  }
}
