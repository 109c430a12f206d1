package import CatalogueModel

/// Where an index gets its records from: the catalogue on disk, whatever it looks like.
package protocol SearchSource {
  /// What differs when any record file was added, changed or removed, wherever the catalogue lies; nil when only the
  /// states tell. Throws when it cannot be told.
  func digest() throws -> FilesDigest?
  /// The state of every record file, in a stable order. Throws when they cannot be listed.
  func states() throws -> [FileState]
  /// The states of the record files in some groups of the digest; nil when only the list of all tells. Throws when they
  /// cannot be listed.
  func states(inGroups groups: Set<Int>) throws -> [FileState]?
  /// Reads record files and hands on those that can be read, in the order given. Rethrows.
  func load(_ states: [FileState], _ receive: (SourceRecord) throws -> Void) rethrows
}

/// What tells that any file was changed, and about where.
package struct FilesDigest: Sendable {
  /// What differs when any file was added, changed or removed.
  package var text: String
  /// The same for each group that files fall into.
  package var groups: [UInt64]
  /// How many files there are.
  package var count: Int

  /// Makes a digest.
  package init(text: String, groups: [UInt64], count: Int) {
    self.text = text
    self.groups = groups
    self.count = count
  }
}

/// What tells that a file was changed without reading it.
package struct FileState: Sendable, Hashable {
  /// The path.
  package var path: String
  /// Its bytes.
  package var size: Int
  /// When it was changed, in nanoseconds since 1970.
  package var modified: Int
  /// The number of its inode, which a replaced file changes.
  package var inode: Int
  /// The group of the digest that the file falls into, whatever its state.
  package var group: Int

  /// Makes a state.
  package init(path: String, size: Int, modified: Int, inode: Int, group: Int = 0) {
    self.path = path
    self.size = size
    self.modified = modified
    self.inode = inode
    self.group = group
  }
}

/// A record as it is indexed: with its defaults, through the personal-data gate.
package struct SourceRecord: Sendable {
  /// The state of its file.
  package var state: FileState
  /// The record.
  package var record: Record
  /// Its status.
  package var status: RecordStatus

  /// Makes a record.
  package init(state: FileState, record: Record, status: RecordStatus) {
    self.state = state
    self.record = record
    self.status = status
  }
}

extension SearchSource {
  package func digest() throws -> FilesDigest? { nil }
  package func states(inGroups groups: Set<Int>) throws -> [FileState]? { nil }
}
