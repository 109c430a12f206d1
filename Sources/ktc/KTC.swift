internal import Allocation
internal import ArgumentParser
internal import Glibc

/// The command line of KT Catalogue.
@main
struct KTC: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ktc",
    abstract: "Keeps a catalogue of innovation instruments and knowledge-transfer practices.",
    discussion: """
      Records are YAML files that people write, review and own. Begin with:

        ktc validate                         check the catalogue
        ktc search voucher --target-group SME
        ktc export --to csv,json --output out

      Results go to standard output, findings and progress to standard error. Exit status: 0 done; 1 findings of \
      severity error, such as a file that could not be read and is missing from the answer, a refused submission, or \
      nothing matched; 64 wrong usage; 65 nothing could be read; 66 a file \
      is missing; 70 the program itself is at fault; 73 or 74 something could not be written.
      """,
    version: ProgramVersion.line,
    subcommands: [ReferenceCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Writing",
        subcommands: [
          NewCommand.self, FormCommand.self, EditCommand.self, ValidateCommand.self, FixCommand.self, FmtCommand.self,
          SubmitCommand.self, ImportCommand.self,
        ]),
      CommandGroup(
        name: "Searching",
        subcommands: [
          SearchCommand.self, ListCommand.self, ShowCommand.self, RelatedCommand.self, CompareCommand.self,
          StatsCommand.self, QueriesCommand.self,
        ]),
      CommandGroup(
        name: "Exchange",
        subcommands: [ExportCommand.self, FormatsCommand.self, PartnersCommand.self, CheckCommand.self]),
      CommandGroup(
        name: "Curating",
        subcommands: [
          ReviewCommand.self, DuplicatesCommand.self, MergeCommand.self, SetCommand.self, AuditCommand.self,
          LogCommand.self, DiffCommand.self, WithdrawCommand.self, RestoreCommand.self, RenameCommand.self,
          ContactsCommand.self, ForgetCommand.self,
        ]),
      CommandGroup(
        name: "Catalogue",
        subcommands: [InitCommand.self, VocabularyCommand.self, SchemaCommand.self, IndexCommand.self]),
    ])

  static func main() {
    Allocator.prepare()
    // A closed pipe (`ktc list | head`) then is an error of the write call, which ends the program quietly.
    signal(SIGPIPE, SIG_IGN)
    // A file opened in the place of a stream that was closed (`2>&-`) would take what is meant for the stream.
    for stream: Int32 in 0...2 where fcntl(stream, F_GETFD) < 0 { _ = open("/dev/null", O_RDONLY) }
    CatalogueAhead.begin()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let status = exitCode(for: error)
      if status == .validationFailure, let line = misplacedOption(CommandLine.arguments) {
        Terminal.report("Options stand behind what is to be done: \(line)")
        exit(withError: status)
      }
      let message = fullMessage(for: error)
      guard !status.isSuccess else {
        if !message.isEmpty { print(message) }
        exit(withError: ExitCode.success)
      }
      // It repeats what was typed, or what another program passed on.
      if !message.isEmpty { Terminal.report(message) }
      exit(withError: status)
    }
  }

  /// The command line as it should read where an option stands before the word that says what is to be done, as in
  /// `ktc review --catalogue own list`; nil for any other. O(words).
  private static func misplacedOption(_ arguments: [String]) -> String? {
    guard arguments.count > 3, arguments[2].hasPrefix("-"),
      let group = configuration.subcommands.first(where: { $0._commandName == arguments[1] })?.configuration
    else { return nil }
    let names = group.subcommands.map { $0._commandName }
    guard let position = arguments[3...].firstIndex(where: names.contains) else { return nil }
    var words = arguments
    words.insert(words.remove(at: position), at: 2)
    return (["ktc"] + words[1...]).joined(separator: " ")
  }
}
