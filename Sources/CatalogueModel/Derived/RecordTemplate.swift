/// The template of `ktc new`: a file to fill in, made from the field table.
public enum RecordTemplate {
  /// The text of a template. Fields that are needed stand ready; the others are examples behind `#`.
  ///
  /// - Parameters:
  ///   - title: The title, when it is known; the id is made of it.
  ///   - schema: The way to the catalogue's schema, for editors; nil leaves the modeline out.
  ///   - kind: What the record is to describe.
  ///   - language: The language that it will be written in.
  ///   - quoted: A text as YAML writes it, with quotation marks where it needs them.
  public static func text(
    kind: RecordKind, title: String? = nil, language: String, schema: String? = nil, quoted: (String) -> String
  ) -> String {
    var lines: [String] = []
    if let schema { lines.append("# yaml-language-server: $schema=\(schema)") }
    lines += [
      "# A new \(kind.rawValue). Write behind the colons; delete what you do not need.",
      "# Lines that begin with # are help and examples. Check the file:   ktc validate FILE",
      "#                                                Then hand it in:  ktc submit FILE",
      "",
    ]
    for field in Record.fields.map(\.description) where !field.isWrittenByTool && field.name != "status" {
      switch field.requirement(for: kind) {
      case .required:
        lines += ["# \(field.help)" + hint(field)]
        lines += [field.name + ":" + value(of: field, kind, title, quoted)]
        lines.append("")
      case .optional:
        if field.name == "language" {
          lines += ["# \(field.help)", "language: \(language)", ""]
        } else {
          lines += ["# \(field.help)" + hint(field), "# \(field.name): \(field.good)", ""]
        }
      case .notApplicable: break
      }
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func value(
    of field: FieldDescription, _ kind: RecordKind, _ title: String?, _ quoted: (String) -> String
  ) -> String {
    switch (field.name, field.shape) {
    case ("kind", _): " \(kind.rawValue)"
    case ("id", _): title.flatMap(Slug.make).map { " " + $0 } ?? ""
    case ("title", _): title.map { " " + quoted($0) } ?? ""
    case (_, .list): " []"
    default: ""
    }
  }

  private static func hint(_ field: FieldDescription) -> String {
    switch field.shape {
    case .list(.term(let vocabulary)), .term(let vocabulary):
      " Codes: `ktc vocabulary \(vocabulary)`. Example: \(field.good)"
    case .list(.text), .text: " Example: \(field.good)"
    default: ""
    }
  }
}
