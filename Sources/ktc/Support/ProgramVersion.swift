internal import CBuildIdentity

/// Which `ktc` this is.
enum ProgramVersion {
  /// The version, as CHANGELOG.md calls it (https://semver.org).
  static let number = "0.1.0"

  /// What `ktc --version` prints: the version, and the commit when the build was told it.
  static var line: String {
    let commit = String(cString: build_commit())
    return "ktc \(number) (\(commit.isEmpty ? "commit not recorded; `make build` records it" : commit))"
  }
}
