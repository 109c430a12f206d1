/// Writes files so that a crash at any point leaves the old state or the new one, and nothing between.
package enum AtomicWrite {
  /// Replaces or makes a file: temporary file in the same folder, write, fsync, rename, fsync folder.
  ///
  /// Throws `FileError`; the temporary file is then gone and the old file unchanged.
  package static func write(_ bytes: [UInt8], to path: String, _ fileSystem: any FileSystem) throws {
    let file = try TemporaryFile(for: path, fileSystem)
    try file.write(bytes)
    try file.publish()
  }
}
