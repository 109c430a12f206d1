internal import ArgumentParser
internal import CatalogueSearch
internal import CatalogueStore

/// Looks after the search index.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Look at, rebuild or verify the search index.",
    discussion: """
      The index is made from the records and can be deleted at any time; `ktc search` keeps it up to date by itself.

        ktc index status
        ktc index verify
        ktc index rebuild
      """,
    subcommands: [Status.self, Rebuild.self, Verify.self])

  /// Tells where the index is and whether it is up to date.
  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status", abstract: "Tell where the index is and what it holds.")
    @OptionGroup var location: CatalogueOptions
    @OptionGroup var indexing: IndexOptions

    func run() throws {
      try reportingFailures { output in
        let catalogue = try location.open()
        let path = indexing.path(of: catalogue)
        guard let status = try catalogue.fileSystem.status(of: path) else {
          return try output.write("There is no index at \(path) yet; the first search builds it.\n")
        }
        let text = try indexing.use(catalogue) { session in
          """
          file:      \(path)
          bytes:     \(status.size)
          records:   \(try session.index.allDocuments().count)
          languages: \(session.index.languages.joined(separator: ", "))
          \(session.refreshed == 0 ? "It was up to date." : "\(session.refreshed) files had changed and were read.")

          """
        }
        try output.write(text)
      }
    }
  }

  /// Builds the index anew.
  struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rebuild", abstract: "Build the index anew.")
    @OptionGroup var location: CatalogueOptions
    @OptionGroup var indexing: IndexOptions
    @Flag(name: .long, help: "Tell what would be done, and do nothing.") var dryRun = false

    func run() throws {
      try reportingFailures { _ in
        let catalogue = try location.open()
        let path = indexing.path(of: catalogue)
        if dryRun { return Terminal.report("\(path) would be built anew.") }
        try indexing.remove(from: catalogue)
        let count = try indexing.use(catalogue) { $0.refreshed }
        if try catalogue.fileSystem.status(of: path) != nil {
          Terminal.report("\(path) was built from \(count) files.")
        } else {
          throw ExitCode.cannotCreate
        }
      }
    }
  }

  /// Proves that the index and the files agree.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Prove that the index holds what the files hold, by building a second one in memory.")
    @OptionGroup var location: CatalogueOptions
    @OptionGroup var indexing: IndexOptions

    func run() throws {
      try reportingFailures { _ in
        let catalogue = try location.open()
        var isKept = true
        var differences = try indexing.use(catalogue) {
          isKept = $0.isKept
          return try $0.differences(from: CatalogueSource(catalogue: catalogue), catalogue.context)
        }
        if try !catalogue.hasTrueVocabularies() {
          differences.insert("the vocabularies that are kept beside the index are not those of the files", at: 0)
        }
        guard isKept else {
          Terminal.report("There is no index to verify: see above why; searches read the records themselves.")
          throw ExitCode.findings
        }
        for difference in differences.prefix(50) { Terminal.report(difference) }
        guard differences.isEmpty else {
          Terminal.report(
            "The index differs from the files in \(differences.count) places; `ktc index rebuild` mends it.")
          throw ExitCode.findings
        }
        Terminal.report("The index and the files agree.")
      }
    }
  }
}
