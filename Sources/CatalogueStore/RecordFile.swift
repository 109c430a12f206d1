package import CatalogueModel

/// A file that holds, or should hold, one record.
package struct RecordFile: Sendable, Hashable {
  /// The path by which messages call it.
  package var path: String
  /// The part of the catalogue it lies in.
  package var area: Area

  /// The part of a catalogue that a file lies in.
  package enum Area: Sendable, Hashable {
    case instruments, practices, inbox
    /// Somewhere else; checked against the catalogue but not part of it.
    case outside
  }

  /// The id that the file name gives.
  package var id: String { FilePath.stem(of: path) }

  /// Makes a file.
  package init(path: String, area: Area) {
    self.path = path
    self.area = area
  }

  /// The status of a record that states none.
  package var defaultStatus: RecordStatus { area == .inbox ? .draft : .published }
}
