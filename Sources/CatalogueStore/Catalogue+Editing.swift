package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

extension Catalogue {
  /// The bytes of a record file whose record was changed: what stays the same stays byte for byte, and so do comments.
  /// Where the layout defeats that, the record is written anew. O(bytes).
  ///
  /// - Parameters:
  ///   - draft: What the file holds.
  ///   - record: What it is to hold.
  ///   - path: Where it is to stand.
  package func bytes(of draft: Draft, changedTo record: Record, at path: String) -> [UInt8] {
    let schema = schemaPath(from: path)
    return draft.tree.map { bytes(of: $0, changedTo: record, schema: schema) } ?? newBytes(of: record, schema: schema)
  }

  /// The same, from the nodes of the file on.
  ///
  /// - Parameter schema: The way from where the file is to stand to the schema.
  func bytes(of tree: SourceTree, changedTo record: Record, schema: String) -> [UInt8] {
    let file = RecordFile(path: tree.source.name, area: .outside)
    guard let old = YAMLEditor(tree)?.bytes, let bytes = rewritten(file, old, to: record),
      let new = YAMLReader().readDocument(SourceText(name: file.path, bytes: bytes)).tree,
      var editor = YAMLEditor(new)
    else { return newBytes(of: record, schema: schema) }
    editor.setSchema(schema)
    return editor.bytes
  }

  /// The bytes of a file with some fields as a record has them, and every other byte as it was. O(bytes).
  ///
  /// - Parameters:
  ///   - names: The fields, each of which can be written on one line.
  ///   - schema: The way to the schema, for where a strange layout needs more than that.
  func bytes(of tree: SourceTree, setting names: [String], of record: Record, schema: String) -> [UInt8] {
    let order = Record.fields.map(\.description.name)
    if var editor = YAMLEditor(tree) {
      for field in Record.fields where names.contains(field.description.name) {
        guard let value = field.encode(record, EncodingOptions()) else { continue }
        editor.set(field.description.name, to: value, order: order)
      }
      let bytes = editor.bytes
      let read = YAMLReader().readDocument(SourceText(name: tree.source.name, bytes: bytes))
      if let tree = read.tree, Draft(tree, in: context).record == record { return bytes }
    }
    return bytes(of: tree, changedTo: record, schema: schema)
  }

  /// A record file as the program writes one: the line that editors read, and the record in canonical form. O(size).
  func newBytes(of record: Record, schema: String) -> [UInt8] {
    let plain = record.language ?? context.defaultLanguage
    let text = "# yaml-language-server: $schema=\(schema)\n" + YAMLWriter.write(record.encoded(plainLanguage: plain))
    return Array(text.utf8)
  }
}
