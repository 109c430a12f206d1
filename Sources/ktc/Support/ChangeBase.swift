internal import CatalogueModel
internal import CatalogueStore
internal import Glibc

/// Against what changes are told.
enum ChangeBase {
  /// What an earlier export told.
  case manifest(HarvestManifest, name: String)
  /// What the stamps of records and the history tell since a day.
  case day(PartialDate)

  /// Reads what stands behind `--changed-since`: a day, a manifest, or a folder with one. Throws `FileError`.
  init(_ text: String, _ fileSystem: any FileSystem) throws {
    if let day = PartialDate(text) {
      self = .day(day)
      return
    }
    let isFolder = try fileSystem.status(of: text)?.kind == .directory
    let path = isFolder ? FilePath.join(text, HarvestManifest.fileName) : text
    guard let manifest = try HarvestManifest(at: path, fileSystem) else {
      throw FileError(
        operation: "read", path: path, code: ENOENT,
        reason: "there is no such manifest; name one, or a day such as 2026-11-20")
    }
    self = .manifest(manifest, name: FilePath.name(of: path))
  }

  /// How an export says it: the day, or nothing of where a manifest lies.
  var text: String {
    switch self {
    case .manifest(_, let name): name
    case .day(let day): day.description
    }
  }
}
