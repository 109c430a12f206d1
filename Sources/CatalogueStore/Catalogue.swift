package import CatalogueModel
internal import Dispatch
package import SourceTree
internal import Synchronization
internal import YAMLDocument

/// A catalogue on disk: its settings, its vocabularies, and where its records lie.
///
/// Opening reads `catalogue.yaml` and the vocabularies; records are read as they are asked for.
package struct Catalogue: Sendable {
  /// The folder that holds `catalogue.yaml`; nil for the vocabularies that ship inside the program.
  package let root: String?
  /// The settings and vocabularies, and the day by which dates are judged.
  package let context: CatalogueContext
  /// Whether the settings could be read; else they are the usual ones, and `diagnostics` says why.
  package let hasReadableSettings: Bool
  /// What was found in the settings and vocabularies.
  package let diagnostics: [Diagnostic]
  /// The file system.
  package let fileSystem: any FileSystem
  /// What to keep of the vocabularies, which were read from their files; nil when there is nothing to keep.
  let unkept: VocabularyArchive?
  /// The vocabulary files that were read, and in which state they were.
  let vocabularyFiles: [VocabularyArchive.File]

  /// Opens the catalogue in a folder. Throws `StoreFailure` when there is no `catalogue.yaml`.
  ///
  /// Settings that cannot be read are a finding. So is a vocabulary file that cannot be read; its field is not checked.
  package init(at root: String, today: PartialDate, fileSystem: any FileSystem = PosixFileSystem()) throws {
    self.root = root
    self.fileSystem = fileSystem
    let path = FilePath.join(root, "catalogue.yaml")
    guard try fileSystem.status(of: path) != nil else {
      let message =
        "there is no catalogue.yaml in \(root); name a catalogue with --catalogue, or make one with `ktc init`"
      throw StoreFailure(Diagnostic(StoreRules.missingSettings, message))
    }
    var findings: [Diagnostic] = []
    var settings = CatalogueSettings()
    let read = Self.readTree(path, in: root, fileSystem)
    findings += read.diagnostics
    hasReadableSettings = read.tree != nil
    if let tree = read.tree {
      let result = CatalogueSettings.read(tree, today: today)
      settings = result.settings
      findings += result.diagnostics
    }
    let archive = try VocabularyArchive(of: root, fileSystem)
    vocabularyFiles = archive.files
    var vocabularies: [Vocabulary] = []
    if let kept = archive.kept(in: root, fileSystem) {
      vocabularies = kept
      unkept = nil
    } else {
      let read = Self.readVocabularies(of: root, archive, fileSystem)
      vocabularies = read.vocabularies
      findings += read.diagnostics
      unkept = read.diagnostics.isEmpty ? archive : nil
    }
    context = CatalogueContext(vocabularies: VocabularySet(vocabularies), settings: settings, today: today)
    diagnostics = findings
  }

  /// Reads the vocabularies from their files, those that can be read. O(bytes).
  static func readVocabularies(of root: String, _ archive: VocabularyArchive, _ fileSystem: any FileSystem)
    -> (vocabularies: [Vocabulary], diagnostics: [Diagnostic])
  {
    let folder = FilePath.join(root, VocabularyArchive.folder)
    let read = readVocabularies(archive.files.map(\.name), in: folder, of: root, fileSystem)
    return (read.compactMap(\.vocabulary), read.flatMap(\.diagnostics))
  }

  /// Reads vocabulary files on all cores: every command begins with them. Nil for one that cannot be read. O(bytes).
  private static func readVocabularies(
    _ names: [String], in folder: String, of root: String, _ fileSystem: any FileSystem
  )
    -> [(vocabulary: Vocabulary?, diagnostics: [Diagnostic])]
  {
    let results = Mutex(
      [(vocabulary: Vocabulary?, diagnostics: [Diagnostic])](repeating: (nil, []), count: names.count))
    DispatchQueue.concurrentPerform(iterations: names.count) { position in
      let read = readTree(FilePath.join(folder, names[position]), in: root, fileSystem)
      var result: (vocabulary: Vocabulary?, diagnostics: [Diagnostic]) = (nil, read.diagnostics)
      if let tree = read.tree {
        let file = VocabularyFile.read(tree, name: FilePath.stem(of: names[position]))
        result = (file.vocabulary, read.diagnostics + file.diagnostics)
      }
      results.withLock { $0[position] = result }
    }
    return results.withLock { $0 }
  }

  /// The vocabularies that ship inside the program, without any record.
  package init(builtIn today: PartialDate, fileSystem: any FileSystem = PosixFileSystem()) {
    root = nil
    hasReadableSettings = true
    self.fileSystem = fileSystem
    var settings = CatalogueSettings()
    settings.language = "en"
    context = CatalogueContext(vocabularies: BaseVocabularies.set, settings: settings, today: today)
    diagnostics = []
    unkept = nil
    vocabularyFiles = []
  }

  /// The nearest folder, from `start` upward, that holds `catalogue.yaml` or `catalogue/catalogue.yaml`. O(depth).
  package static func nearest(to start: String, _ fileSystem: any FileSystem = PosixFileSystem()) -> String? {
    var folder = start
    while true {
      for candidate in [folder, FilePath.join(folder, "catalogue")] {
        let path = FilePath.join(candidate, "catalogue.yaml")
        if (try? fileSystem.status(of: path))?.kind == .file { return candidate }
      }
      let parent = FilePath.parent(of: folder)
      if parent == folder || parent == "." { return nil }
      folder = parent
    }
  }

  /// Reads a file of a catalogue, but behind no link that leads out of its folder.
  static func readTree(_ path: String, in root: String, _ fileSystem: any FileSystem) -> (
    tree: SourceTree?, diagnostics: [Diagnostic]
  ) {
    guard !fileSystem.leads(path, outOf: root) else { return (nil, [leadsOut(path)]) }
    do {
      let bytes = try fileSystem.contents(of: path, limit: YAMLLimits().bytes)
      return YAMLReader().readDocument(SourceText(name: path, bytes: bytes))
    } catch {
      return (nil, [Diagnostic(StoreRules.unreadableFile, "\(error)", at: SourceLocation(file: path))])
    }
  }
}
