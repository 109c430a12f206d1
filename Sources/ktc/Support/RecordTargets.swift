internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree

/// The record files that somebody names on the command line: by path, by folder or by id.
enum RecordTargets {
  /// The files, each once, in id order; those of the whole catalogue when nothing is named. Reports what of the folders
  /// cannot be read. Throws `FileError`, and `CommandFailure` for an id that no record has.
  ///
  /// - Returns: The files, and whether they are all that were meant.
  static func files(_ names: [String], in catalogue: Catalogue) throws -> (files: [RecordFile], isWhole: Bool) {
    let areas: [RecordFile.Area] = [.instruments, .practices, .inbox]
    guard !names.isEmpty else { return reported(catalogue.recordFiles(in: areas)) }
    var paths: [String] = []
    for name in names {
      if try catalogue.fileSystem.status(of: name) != nil {
        paths.append(name)
      } else {
        paths += try files(withID: name, in: catalogue).map(\.path)
      }
    }
    return reported(try catalogue.recordFiles(at: paths))
  }

  /// The files of an id: the record, and the draft that waits in the inbox under the same id. Throws `CommandFailure`
  /// when there is none.
  static func files(withID id: String, in catalogue: Catalogue) throws -> [RecordFile] {
    let all = catalogue.recordFiles(in: [.instruments, .practices, .inbox]).files
    let found = Slug.isValid(id) ? all.filter { $0.id == id } : []
    guard found.isEmpty else { return found.sorted { $0.path < $1.path } }
    let near = NearestName.question(NearestName.candidates(for: id, among: all.map(\.id)))
    let isPath = id.contains("/") || id.contains(".")
    let what = isPath ? "there is no file \"\(id)\"" : "no record has the id \"\(id)\", and no file has that name"
    throw CommandFailure("\(what)\(near.isEmpty ? "; `ktc list` shows the ids" : near)", .missing)
  }

  private static func reported(
    _ found: (files: [RecordFile], diagnostics: [Diagnostic])
  ) -> (files: [RecordFile], isWhole: Bool) {
    var findings = Findings()
    findings.report(found.diagnostics.filter { $0.severity == .error })
    return (found.files, !findings.hasErrors)
  }
}
