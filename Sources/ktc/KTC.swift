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
    version: "0.1.0",
    subcommands: [
      InitCommand.self, ValidateCommand.self, ListCommand.self, SearchCommand.self, ShowCommand.self,
      CompareCommand.self, RelatedCommand.self, StatsCommand.self, NewCommand.self, FormCommand.self,
      SubmitCommand.self,
      FixCommand.self, FmtCommand.self, SetCommand.self, EditCommand.self,
      DuplicatesCommand.self,
      ReviewCommand.self,
      MergeCommand.self,
      ImportCommand.self, ExportCommand.self, PartnersCommand.self, CheckCommand.self,
      QueriesCommand.self, IndexCommand.self, FormatsCommand.self,
      LogCommand.self, DiffCommand.self,
      WithdrawCommand.self, RestoreCommand.self, RenameCommand.self,
      ContactsCommand.self, ForgetCommand.self, AuditCommand.self,
      VocabularyCommand.self,
      SchemaCommand.self, ReferenceCommand.self,
    ])

  static func main() {
    Allocator.prepare()
    // A closed pipe (`ktc list | head`) then is an error of the write call, which ends the program quietly.
    signal(SIGPIPE, SIG_IGN)
    // A file opened in the place of a stream that was closed (`2>&-`) would take what is meant for the stream.
    for stream: Int32 in 0...2 where fcntl(stream, F_GETFD) < 0 { _ = open("/dev/null", O_RDONLY) }
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      if exitCode(for: error) == .validationFailure, let line = misplacedOption(CommandLine.arguments) {
        Terminal.report("Options stand behind what is to be done: \(line)")
        exit(withError: ExitCode.usage)
      }
      exit(withError: error)
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
