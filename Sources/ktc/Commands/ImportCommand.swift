internal import ArgumentParser
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import Glibc
internal import SourceTree
internal import YAMLDocument

/// Reads records from other formats into the inbox.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read records from other formats into the inbox, as drafts.",
    discussion: """
      The format is recognised by content unless it is named. What has no field is reported at its line and kept in \
      the draft. Importing the same input again updates the drafts that it made before.

      A workbook or a table that a partner sends back is compared with the catalogue: what was changed becomes a new \
      version that waits in the inbox, a cell that was emptied removes its value and says so, a column that is not \
      there changes nothing. --plan shows all of it beforehand.

        ktc import --plan returned.xlsx
        ktc import returned.xlsx
        ktc import --dry-run form-page.txt
        ktc import --set country=FR saved-pages/
        ktc import --from csv records.csv
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "Files and folders to read; - reads standard input.", completion: .file()) var paths: [String]
  @Option(name: .long, help: ArgumentHelp("The format; else it is recognised.", valueName: "format")) var from: String?
  @Option(
    name: .long,
    help: ArgumentHelp(
      "What the source never states, for every record that lacks it: a field and its value in YAML.",
      valueName: "field=value"))
  var set: [String] = []
  @Flag(name: .long, help: "Print the drafts as YAML, and change nothing.") var dryRun = false

  @Flag(name: .long, help: "Show what would change, field by field, with the cells or lines; change nothing.")
  var plan = false

  func validate() throws {
    if dryRun && plan { throw ValidationError("choose one of --dry-run and --plan") }
  }

  func run() throws {
    try reportingFailures { output in
      let catalogue = dryRun ? try location.openOrBuiltIn() : try location.open()
      let registry = try PluginRegistry(BuiltInPlugins.all)
      let named = try from.map { try registry.importer($0) }
      let additions = try set.map { try FieldAddition($0, in: catalogue.context) }
      let files = try paths.flatMap { try Self.files(at: $0, catalogue.fileSystem) }
      guard !files.isEmpty else {
        throw CommandFailure("there are no files in \(paths.joined(separator: ", "))", .missing)
      }
      let mode: ImportRun.Mode = dryRun ? .print : plan ? .plan : .land
      var run = ImportRun(catalogue: catalogue, additions: additions, mode: mode, output: output)
      for file in files { try run.read(file, registry, named) }
      try run.finish()
    }
  }

  /// The files at a path, in name order; names that begin with a dot are left out, and links that lead out of a folder.
  private static func files(at path: String, _ fileSystem: any FileSystem) throws -> [String] {
    if path == "-" { return [path] }
    guard let status = try fileSystem.status(of: path) else {
      throw FileError("read", path, code: ENOENT)
    }
    guard status.kind == .directory else { return [path] }
    var files: [String] = []
    var open = [path]
    var visited: Set<FileIdentity> = [status.identity]
    while let folder = open.popLast() {
      for entry in try fileSystem.entries(in: folder) where !entry.name.hasPrefix(".") {
        let inner = FilePath.join(folder, entry.name)
        guard entry.isRegularFile || !fileSystem.leads(inner, outOf: path) else {
          Terminal.report("\(inner): this link leads out of \(path) and is left out")
          continue
        }
        guard let status = try fileSystem.status(of: inner) else { continue }
        switch status.kind {
        case .directory: if visited.insert(status.identity).inserted { open.append(inner) }
        case .file: files.append(inner)
        case .other: Terminal.report("\(inner): this is no regular file and is left out")
        }
      }
    }
    return files.sorted()
  }
}
