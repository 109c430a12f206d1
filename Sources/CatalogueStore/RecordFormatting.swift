internal import CatalogueModel
package import SourceTree
internal import YAMLDocument

/// A record file in canonical form: the order and notation in which the program itself writes records, with every
/// comment kept.
package enum RecordFormatting: Sendable {
  /// It is canonical already.
  case unchanged
  /// Its canonical bytes.
  case formatted([UInt8])
  /// It is left alone, for the reason given; with the findings behind it.
  case refused(String, [Diagnostic])

  /// Formats a record file. O(bytes).
  ///
  /// What is to be written is read again first: the record, its `x_` keys, and the comments must be the same, and
  /// formatting once more must change nothing.
  package init(_ file: RecordFile, _ bytes: [UInt8], in catalogue: Catalogue) {
    let loaded = catalogue.load(file, bytes)
    guard let draft = loaded.draft, let tree = draft.tree else {
      self = .refused("it cannot be read", loaded.diagnostics.filter { $0.severity == .error })
      return
    }
    let unread = loaded.diagnostics.filter { finding in
      finding.severity == .error
        && (finding.field == nil || draft.unplaced.contains { $0.location == finding.location })
    }
    guard unread.isEmpty, draft.unplaced.isEmpty else {
      self = .refused("a part of it cannot be read, and would be lost; ktc fix may mend it", unread)
      return
    }
    let comments = YAMLComments(tree)
    guard let text = Self.canonical(draft.record, comments, in: catalogue.context) else {
      self = .refused("its canonical form cannot be read back", [])
      return
    }
    let formatted = Array(text.utf8)
    guard formatted != bytes else {
      self = .unchanged
      return
    }
    let again = YAMLReader().readDocument(SourceText(name: file.path, bytes: formatted))
    guard again.diagnostics.isEmpty, let tree = again.tree,
      Draft(tree, in: catalogue.context).record == draft.record
    else {
      self = .refused("its canonical form would read otherwise", [])
      return
    }
    let kept = YAMLComments(tree)
    guard kept.texts.sorted() == comments.texts.sorted() else {
      self = .refused("a comment would be lost", [])
      return
    }
    guard Self.canonical(draft.record, kept, in: catalogue.context) == text else {
      self = .refused("its comments find no lasting place", [])
      return
    }
    self = .formatted(formatted)
  }

  /// A record in canonical form with comments at their places; nil when that cannot be made. O(size).
  static func canonical(_ record: Record, _ comments: YAMLComments, in context: CatalogueContext) -> String? {
    let plain = record.language ?? context.defaultLanguage
    return comments.inserted(into: YAMLWriter.write(record.encoded(plainLanguage: plain)))
  }
}

extension Catalogue {
  /// Formats record files, on all cores, in their order. O(bytes).
  package func formattings(
    of files: [RecordFile]
  ) -> [(file: RecordFile, bytes: [UInt8], formatting: RecordFormatting)] {
    Self.onAllCores(files) { piece in
      piece.map { file in
        do {
          let bytes = try fileSystem.contents(of: file.path, limit: YAMLLimits().bytes)
          return (file, bytes, RecordFormatting(file, bytes, in: self))
        } catch {
          let finding = Diagnostic(StoreRules.unreadableFile, "\(error)", at: SourceLocation(file: file.path))
          return (file, [], .refused("it cannot be read", [finding]))
        }
      }
    }
  }
}
