package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

extension Catalogue {
  /// The bytes of a record file in which fields were changed: those fields are written anew, and every other byte stays.
  /// Where that cannot be done, the whole record is written anew. O(bytes).
  ///
  /// - Parameters:
  ///   - draft: What the file holds.
  ///   - record: What it is to hold.
  ///   - path: Where it is to stand.
  package func bytes(of draft: Draft, changedTo record: Record, at path: String) -> [UInt8] {
    let schema = schemaPath(from: path)
    let plain = record.language ?? context.defaultLanguage
    let options = EncodingOptions(plainLanguage: plain)
    let order = Record.fields.map(\.description.name)
    if let tree = draft.tree, var editor = YAMLEditor(tree) {
      for field in Record.fields {
        guard let value = field.encode(record, options), value != field.encode(draft.record, options) else { continue }
        if field.description.isWrittenByTool {
          editor.set(field.description.name, to: value, order: order)
        } else {
          editor.write(field.description.name, value, order: order)
        }
      }
      editor.setSchema(schema)
      let edited = editor.bytes
      let read = YAMLReader().readDocument(SourceText(name: path, bytes: edited))
      if read.diagnostics.isEmpty, let tree = read.tree, Draft(tree, in: context).record == record { return edited }
    }
    let text = "# yaml-language-server: $schema=\(schema)\n" + YAMLWriter.write(record.encoded(plainLanguage: plain))
    return Array(text.utf8)
  }
}
