/// How much of a file is taken into memory.
enum FileLimits {
  /// The most for a file of the catalogue, whether or not it could be read as a record.
  static let any = 1 << 30
}
