internal import ArgumentParser
internal import CataloguePlugins
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// What somebody hands in: files, folders of files, and standard input with one record or several.
struct SubmittedInputs {
  /// The texts of the records, in the order in which they were named.
  private(set) var texts: [(file: RecordFile, text: SourceText)] = []
  /// What could not be read, and why; what else was named is checked all the same.
  private(set) var unreadable: [(path: String, reason: Diagnostic)] = []
  /// The exit status where nothing at all could be read.
  private(set) var exitCode = ExitCode.missing

  /// Reads all that was named. Folders are walked to any depth. O(bytes).
  init(_ paths: [String], of catalogue: Catalogue) {
    for path in paths {
      do {
        if path == "-" { try readStandardInput() } else { try read(path, catalogue) }
      } catch {
        if let error = error as? FileError { exitCode = error.exitCode }
        let name = path == "-" ? "<stdin>" : path
        if let failure = error as? ImportFailure {
          unreadable.append((name, failure.diagnostic))
          continue
        }
        unreadable.append((name, Diagnostic(StoreRules.unreadableFile, "\(error)", at: SourceLocation(file: name))))
      }
    }
  }

  private mutating func read(_ path: String, _ catalogue: Catalogue) throws {
    let isFolder = try catalogue.fileSystem.status(of: path)?.kind == .directory
    // Of a folder the listing tells what is no record; a file is one because somebody said so.
    let listed =
      isFolder
      ? try catalogue.recordFiles(at: [path])
      : (files: [RecordFile(path: path, area: .outside)], diagnostics: [])
    for problem in listed.diagnostics where problem.severity == .error {
      unreadable.append((problem.location?.file ?? path, problem))
    }
    if isFolder, listed.files.isEmpty {
      let message = "no file in this folder ends in .yaml or .yml"
      unreadable.append((path, Diagnostic(StoreRules.unreadableFile, message, at: SourceLocation(file: path))))
    }
    for file in listed.files {
      do {
        let bytes = try catalogue.fileSystem.contents(of: file.path, limit: YAMLLimits().bytes)
        texts.append((RecordFile(path: file.path, area: .outside), SourceText(name: file.path, bytes: bytes)))
      } catch {
        if let error = error as? FileError { exitCode = error.exitCode }
        let place = SourceLocation(file: file.path)
        unreadable.append((file.path, Diagnostic(StoreRules.unreadableFile, "\(error)", at: place)))
      }
    }
  }

  /// Standard input as a stream of documents; one that is empty counts as a record that is.
  private mutating func readStandardInput() throws {
    let source = LimitedSource(StandardInput())
    let file = RecordFile(path: source.name, area: .outside)
    var splitter = DocumentSplitter(name: source.name, limit: YAMLLimits().bytes)
    var found: [(file: RecordFile, text: SourceText)] = []
    var tooLarge: [(path: String, reason: Diagnostic)] = []
    func take(_ document: DocumentSplitter.Document) {
      switch document.content {
      case .text(let text): found.append((file, text))
      case .tooLarge(let size):
        let message = "this record has \(size) bytes; the limit is \(YAMLLimits().bytes)"
        let place = SourceLocation(file: source.name, line: document.firstLine)
        tooLarge.append((source.name, Diagnostic(TreeRules.documentTooLarge, message, at: place)))
      }
    }
    while true {
      let chunk = try source.read(upTo: 1 << 16)
      if chunk.isEmpty { break }
      chunk.withUnsafeBufferPointer { splitter.feed($0, take) }
    }
    splitter.finish(take)
    if found.isEmpty, tooLarge.isEmpty { found = [(file, SourceText(name: source.name, bytes: []))] }
    texts += found
    unreadable += tooLarge
  }
}
