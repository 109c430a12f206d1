internal import ArgumentParser
internal import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// A value for a field that a source never states: `--set country=FR`.
struct FieldAddition {
  /// The name of the field.
  let name: String
  private let value: Record

  /// Reads `field=value`; the value is YAML, and a single value will do for a list. Throws
  /// `CommandFailure` that says what is wrong with it.
  init(_ text: String, in context: CatalogueContext) throws {
    guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw Self.problem("write --set as field=value, such as --set country=FR")
    }
    let typed = String(text[..<equals])
    let fields = Record.fields.map(\.description)
    guard let field = fields.first(where: { $0.name == typed || $0.queryNames.contains(typed) }) else {
      let near = NearestName.candidates(for: typed, among: fields.map(\.name) + fields.flatMap(\.queryNames))
      throw Self.problem("there is no field \"\(typed)\"\(NearestName.question(near))")
    }
    name = field.name
    var written = String(text[text.index(after: equals)...])
    if case .list = field.shape, !written.hasPrefix("[") { written = "[\(written)]" }
    let source = SourceText(name: "--set \(typed)", "\(name): \(written)\n")
    let read = YAMLReader().readDocument(source)
    let draft = read.tree.map { Draft($0, in: context) }
    if let finding = (read.diagnostics + (draft?.diagnostics ?? [])).first(where: { $0.severity == .error }) {
      Findings.print(finding)
      throw ExitCode.usage
    }
    guard let draft, let added = Record.fields.first(where: { $0.description.name == field.name }),
      !added.isEmpty(draft.record)
    else { throw Self.problem("--set \(typed) has no value") }
    value = draft.record
  }

  /// Gives the record the value, if it has none of its own.
  func apply(to record: inout Record) {
    Record.fields.first { $0.description.name == name }?.copyIfEmpty(value, &record)
  }

  private static func problem(_ message: String) -> CommandFailure { CommandFailure(message, .usage) }
}
