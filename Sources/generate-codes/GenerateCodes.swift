internal import Foundation

/// A developer's tool that writes the codes and names of `CatalogueModel`, or tells whether they are fresh.
@main
struct GenerateCodes {
  /// Runs the tool: exit code 1 when a checked file is stale, 2 when the work cannot be done.
  static func main() {
    do {
      let request = try Request(CommandLine.arguments.dropFirst())
      let source = ISOCodes(share: URL(filePath: "/usr/share", directoryHint: .isDirectory))
      let existing = try? String(contentsOf: request.output, encoding: .utf8)
      let version = try source.version()
      let text = GeneratedFile(
        version: version,
        countries: try source.countries(),
        languages: try source.languages(),
        currencies: try source.currencies(),
        nuts: try nuts(from: request.nuts, else: existing)
      ).text
      if !request.isCheck {
        try Data(text.utf8).write(to: request.output, options: .atomic)
      } else if text != existing {
        let file = request.output.relativePath
        print("\(file) is not what generate-codes makes of iso-codes \(version); to refresh it:", to: .standardError)
        print("  \(request.refreshCommand)", to: .standardError)
        exit(1)
      }
    } catch {
      print("generate-codes: \(error)", to: .standardError)
      exit(2)
    }
  }

  /// The NUTS codes of a table whose first column is `code`, or those of the existing output without a table.
  private static func nuts(from table: URL?, else existing: String?) throws -> [String] {
    if let table {
      let rows = try String(contentsOf: table, encoding: .utf8).split(whereSeparator: \.isNewline)
      guard rows.first?.prefix(while: { $0 != "," }) == "code" else {
        throw GenerationError("\(table.relativePath) does not begin with the column `code`")
      }
      return rows.dropFirst().map { String($0.prefix { $0 != "," }) }.sorted()
    }
    guard let codes = existing.flatMap(GeneratedFile.nuts(in:)) else {
      throw GenerationError("there are no NUTS codes to keep in the output; give --nuts FILE")
    }
    return codes
  }

  /// Prints a line to a file handle.
  private static func print(_ line: String, to handle: FileHandle) {
    handle.write(Data((line + "\n").utf8))
  }
}

/// What the command line asks for.
struct Request {
  /// The file to write or to check.
  let output: URL
  /// Whether to check only.
  let isCheck: Bool
  /// The table of NUTS codes, or nil to keep those of the output.
  let nuts: URL?

  /// Reads the arguments, and throws the usage when they make no sense.
  init(_ arguments: some Sequence<String>) throws(GenerationError) {
    let usage = GenerationError("usage: generate-codes [--check] [--nuts FILE] OUTPUT")
    var output: URL?
    var nuts: URL?
    var isCheck = false
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      switch argument {
      case "--check": isCheck = true
      case "--nuts":
        guard let path = rest.next() else { throw usage }
        nuts = URL(filePath: path)
      default:
        guard output == nil, !argument.hasPrefix("-") else { throw usage }
        output = URL(filePath: argument)
      }
    }
    guard let output else { throw usage }
    self.output = output
    self.isCheck = isCheck
    self.nuts = nuts
  }

  /// The command that writes what this one checks.
  var refreshCommand: String {
    "swift run generate-codes \(nuts.map { "--nuts \($0.relativePath) " } ?? "")\(output.relativePath)"
  }
}

/// Why the codes cannot be generated.
struct GenerationError: Error, CustomStringConvertible {
  /// What is wrong, and what to do.
  let description: String

  /// Makes an error with its message.
  init(_ description: String) {
    self.description = description
  }
}
