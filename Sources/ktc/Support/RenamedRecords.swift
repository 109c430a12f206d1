internal import CatalogueModel
internal import CatalogueStore

/// Tells whoever asks for an old id under which one the record goes on.
enum RenamedRecords {
  /// A sentence for each word of a query that is the id of a tombstone. Some looks at names for each word.
  static func remarks(about query: [String], in catalogue: Catalogue) -> [String] {
    guard let root = catalogue.root else { return [] }
    let words = query.flatMap { $0.split(separator: " ") }.map { word in
      String(word.hasPrefix("id:") ? word.dropFirst("id:".count) : word)
    }
    return words.filter(Slug.isValid).compactMap { id in
      let areas: [RecordFile.Area] = [.instruments, .practices]
      for area in areas {
        guard let folder = area.folder else { continue }
        for name in ["\(id).yaml", "\(id).yml"] {
          let path = FilePath.join(root, folder + "/" + name)
          guard (try? catalogue.fileSystem.status(of: path))?.kind == .file,
            let successor = catalogue.record(in: RecordFile(path: path, area: area))?.successor
          else { continue }
          return "\(id) is now \(successor): ktc show \(successor)"
        }
      }
      return nil
    }
  }
}
