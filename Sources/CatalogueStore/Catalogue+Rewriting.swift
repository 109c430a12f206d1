package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

extension Catalogue {
  /// The text of a record file after a change of the record: fields that stay the same stay byte for byte, and so do
  /// comments. Where the layout defeats that, the canonical text, with every comment.
  ///
  /// Nil when the file cannot be read, or the change cannot be written without changing something else. O(bytes).
  package func rewritten(_ file: RecordFile, _ bytes: [UInt8], to record: Record) -> [UInt8]? {
    let loaded = load(file, bytes)
    guard let draft = loaded.draft, let tree = draft.tree else { return nil }
    if draft.record == record { return bytes }
    let plain = record.language ?? context.defaultLanguage
    if bytes.dropFirst(tree.source.baseOffset).elementsEqual(tree.source.bytes), var editor = YAMLEditor(tree) {
      let before = draft.record.encoded(plainLanguage: draft.record.language ?? context.defaultLanguage)
      let after = record.encoded(plainLanguage: plain)
      let order = Record.fields.map(\.description.name)
      let names = order + (draft.record.extras + record.extras).map(\.key)
      var written: Set<String> = []
      let isWritten = names.allSatisfy { name in
        guard before[name] != after[name], written.insert(name).inserted else { return true }
        return editor.write(name, after[name], order: order)
      }
      if isWritten {
        let edited = editor.bytes
        let next = load(file, edited)
        if let new = next.draft, new.record == record, new.unplaced.count <= draft.unplaced.count { return edited }
      }
    }
    guard draft.unplaced.isEmpty, let text = RecordFormatting.canonical(record, YAMLComments(tree), in: context),
      load(file, Array(text.utf8)).draft?.record == record
    else { return nil }
    return Array(text.utf8)
  }
}
