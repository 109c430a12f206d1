package import CatalogueModel
package import SourceTree
internal import YAMLDocument

/// A change of a vocabulary with all that follows from it in the files of a catalogue, planned and not made yet.
package struct VocabularyMigration {
  /// The files that change: their paths, what they hold, and what they will hold.
  package private(set) var files: [(path: String, old: [UInt8], new: [UInt8])] = []
  /// How many records and drafts state the term.
  package private(set) var recordCount = 0
  /// Files that name the code in a query otherwise than as the value of its field, where only a person can tell what is
  /// meant.
  package private(set) var mentions: [SourceLocation] = []
  /// What stands against the change.
  package private(set) var findings: [Diagnostic] = []
  /// The vocabularies as they will be.
  package private(set) var context: CatalogueContext

  private let catalogue: Catalogue
  private let vocabulary: Vocabulary
  private let change: VocabularyChange
  private let requery: Requery
  private var recordIDs: [String: String] = [:]

  /// A query in which one code of a field is in the place of another.
  package typealias Requery = (_ query: String, _ field: String, _ old: String, _ new: String) -> String

  /// Plans a change. Throws `FileError`, and `StoreFailure` when the file of the vocabulary cannot be edited without
  /// losing something. O(bytes of the catalogue).
  ///
  /// - Parameter requery: Changes a query where it asks for a code as the value of its field.
  package init(
    _ change: VocabularyChange, of vocabulary: Vocabulary, in catalogue: Catalogue, requery: @escaping Requery
  ) throws {
    self.requery = requery
    self.catalogue = catalogue
    self.vocabulary = vocabulary
    self.change = change
    context = catalogue.context
    try planVocabulary()
    guard let (old, new) = change.replacement else { return }
    try planRecords(old, new)
    for folder in ["partners", "queries"] { try planFilters(in: folder, old, new) }
  }

  private mutating func planVocabulary() throws {
    let folder = FilePath.join(catalogue.root ?? ".", "vocabularies")
    let names = try catalogue.fileSystem.names(in: folder).filter { FilePath.stem(of: $0) == vocabulary.name }
    let path = FilePath.join(folder, names.first ?? vocabulary.name + ".yaml")
    let old = try catalogue.fileSystem.contents(of: path, limit: YAMLLimits().bytes)
    let read = YAMLReader().readDocument(SourceText(name: path, bytes: old))
    guard let tree = read.tree, let root = tree.root, var editor = YAMLEditor(tree) else {
      throw StoreFailure(read.diagnostics.first ?? unchangeable(path))
    }
    editor.make(change, in: root, language: catalogue.context.defaultLanguage)
    let new = editor.bytes
    let result = YAMLReader().readDocument(SourceText(name: path, bytes: new))
    guard let changed = result.tree, result.diagnostics.isEmpty else { throw StoreFailure(unchangeable(path)) }
    let file = VocabularyFile.read(changed, name: vocabulary.name)
    guard isExpected(file.vocabulary) else { throw StoreFailure(unchangeable(path)) }
    findings += file.diagnostics
    context = CatalogueContext(
      vocabularies: VocabularySet(
        catalogue.context.vocabularies.all.filter { $0.name != vocabulary.name } + [file.vocabulary]),
      settings: catalogue.context.settings, today: catalogue.context.today)
    files.append((path, old, new))
  }

  private func unchangeable(_ path: String) -> Diagnostic {
    Diagnostic(
      StoreRules.uneditableVocabulary,
      "this file is laid out so that the change cannot be made safely; make it by hand",
      at: SourceLocation(file: path))
  }

  /// Whether an edited file holds what it should, and every other term as it was.
  private func isExpected(_ new: Vocabulary) -> Bool {
    let codes = vocabulary.terms.map(\.code)
    switch change {
    case .add(let term): return new.terms.map(\.code) == codes + [term.code] && new.terms.last == term
    case .rename(let old, let code):
      return new.terms.map(\.code) == codes.map { $0 == old ? code : $0 } && new.terms(named: old).count == 1
    case .retire(let old, let successor):
      return new.terms.map(\.code) == codes && new.term(old)?.replacedBy == successor
    case .merge(let old, let code):
      let names = vocabulary.term(old)?.names ?? []
      let held = new.term(code)?.names ?? []
      return new.terms.map(\.code) == codes.filter { $0 != old } && names.allSatisfy(held.contains)
    }
  }

  private mutating func planRecords(_ old: String, _ new: String) throws {
    let field = FieldPath(vocabulary.field)
    var changed: [(path: String, old: [UInt8], new: [UInt8])] = []
    var ids: [String: String] = [:]
    var problems: [Diagnostic] = []
    catalogue.forEachRecord(in: try catalogue.allRecordFiles(in: [.instruments, .practices, .inbox])) { loaded in
      guard let tree = loaded.draft?.tree, let root = tree.root, var editor = YAMLEditor(tree) else {
        // A file that cannot be read may state the term; it stays as it is, and this is said.
        problems += loaded.diagnostics.filter { $0.severity == .error }.prefix(1)
        return
      }
      let untouched = editor
      guard editor.restate(field, from: old, to: new, in: root) > 0 else { return }
      let path = loaded.file.path
      let bytes = editor.bytes
      let read = YAMLReader().readDocument(SourceText(name: path, bytes: bytes))
      guard let result = read.tree,
        Draft(result, in: context).diagnostics.allSatisfy({ $0.severity != .error })
          || loaded.hasErrors
      else {
        problems.append(
          Diagnostic(
            StoreRules.uneditableVocabulary, "the code cannot be replaced here safely; write \(new) by hand",
            at: SourceLocation(file: path)))
        return
      }
      changed.append((path, untouched.bytes, bytes))
      if loaded.file.area != .inbox { ids[path] = loaded.file.id }
    }
    files += changed
    recordCount = changed.count
    recordIDs = ids
    findings += problems
  }

  /// Partner profiles and saved queries name terms in their filters and queries.
  private mutating func planFilters(in folder: String, _ old: String, _ new: String) throws {
    for path in try catalogue.yamlFiles(in: folder) {
      let read = Catalogue.readTree(path, in: catalogue.root ?? ".", catalogue.fileSystem)
      guard let tree = read.tree, let root = tree.root, var editor = YAMLEditor(tree) else {
        // As with records: what cannot be read may name the term.
        findings += read.diagnostics.filter { $0.severity == .error }.prefix(1)
        continue
      }
      let untouched = editor
      let field = FieldPath([.key("filters"), .key(vocabulary.field)])
      var isChanged = editor.restate(field, from: old, to: new, in: root) > 0
      if let query = root["query"], query.kind == .scalar, Self.names(old, in: query.text) {
        let text = requery(query.text, vocabulary.field, old, new)
        if text != query.text {
          editor.restate(query, as: text)
          isChanged = true
        }
        if Self.names(old, in: text) { mentions.append(query.location) }
      }
      if isChanged { files.append((path, untouched.bytes, editor.bytes)) }
    }
  }

  /// Whether a query holds a code as a word of its own.
  private static func names(_ code: String, in query: String) -> Bool {
    query.split(whereSeparator: { " :,()\"'".contains($0) }).contains { $0 == code }
  }

  /// Plans the writing of everything, with what is needed to take it back. Throws `FileError`.
  ///
  /// - Parameters:
  ///   - schema: What `record.schema.json` holds for the vocabularies as they will be.
  ///   - changes: Where the change is planned.
  ///   - by: Who makes it.
  ///   - why: For what reason.
  package func plan(_ changes: inout CatalogueTransaction, schema: [UInt8], by: String?, why: String?) throws {
    let root = catalogue.root ?? "."
    let action = "\(vocabulary.name): \(change.summary)"
    var all = files
    let path = FilePath.join(root, "record.schema.json")
    if let old = try changes.contents(of: path), old != schema { all.append((path, old, schema)) }
    for file in all {
      if let id = recordIDs[file.path] {
        try changes.note(.edited, of: id, superseding: file.path, leaving: file.new, by: by, why: why ?? action)
      }
      changes.write(file.new, to: file.path)
    }
    try VocabularyLog(catalogue).note(action, all, by: by, why: why, in: &changes)
  }
}

extension VocabularyChange {
  /// What it does, in a few words.
  package var summary: String {
    switch self {
    case .add(let term): "added \(term.code)"
    case .rename(let old, let new): "renamed \(old) to \(new)"
    case .retire(let old, let new): "retired \(old) in favour of \(new)"
    case .merge(let old, let new): "merged \(old) into \(new)"
    }
  }
}
