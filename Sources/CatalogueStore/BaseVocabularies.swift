package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// The vocabularies that ship inside the program: what `ktc init` writes, and what records outside any catalogue are
/// checked against.
package enum BaseVocabularies {
  /// The files by name.
  package static let files: [(name: String, bytes: [UInt8])] = [
    ("amount_bases.yaml", PackageResources.amount_bases_yaml),
    ("instrument_types.yaml", PackageResources.instrument_types_yaml),
    ("kt_areas.yaml", PackageResources.kt_areas_yaml),
    ("levels.yaml", PackageResources.levels_yaml),
    ("priorities.yaml", PackageResources.priorities_yaml),
    ("subjects.yaml", PackageResources.subjects_yaml),
    ("target_groups.yaml", PackageResources.target_groups_yaml),
  ]

  /// The vocabularies, read once.
  package static let set = VocabularySet(
    files.compactMap { file in
      let tree = YAMLReader().readDocument(SourceText(name: file.name, bytes: file.bytes)).tree
      return tree.map { VocabularyFile.read($0, name: FilePath.stem(of: file.name)).vocabulary }
    })
}
