import ArgumentParser

/// A program that does nothing but answer `--help`: what any program with this parser needs to start.
@main
struct EmptyProgram: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "empty-program", abstract: "Does nothing.")

  @Flag(help: "Changes nothing.") var verbose = false

  func run() {}
}
