internal import ArgumentParser
internal import Glibc
internal import SourceTree

/// The agreement that commands take which do at once what they are asked, so that scripts may give it to every command.
struct UnaskedOptions: ParsableArguments {
  @Flag(name: .long, help: "Agreement beforehand, as other commands ask for it; this one does not ask.") var yes = false
}

/// The agreement of a person to a change that was shown.
enum Confirmation {
  /// Whether a change is to be made: asks on a terminal, and takes `--yes` elsewhere. Throws the exit status when nobody
  /// can be asked.
  static func isGiven(_ yes: Bool, isDryRun: Bool, _ question: String) throws -> Bool {
    if isDryRun {
      Terminal.report("Nothing was changed, as --dry-run asks.")
      return false
    }
    if yes { return true }
    guard isatty(0) == 1, Terminal.isError else {
      Terminal.report("Nothing was changed. Add --yes to make the change.")
      throw ExitCode.usage
    }
    Terminal.writeError(DiagnosticRenderer.printable(question) + " [y/n] ")
    let answer = readLine()?.lowercased() ?? ""
    if answer == "y" || answer == "yes" { return true }
    Terminal.report("Nothing was changed.")
    return false
  }
}
