internal import ArgumentParser
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import Glibc
internal import SourceTree

extension ExitCode {
  /// Findings of severity error, a refused submission, or nothing matched.
  static let findings = ExitCode(1)
  /// Wrong usage (EX_USAGE of sysexits.h).
  static let usage = ExitCode(64)
  /// Nothing could be read (EX_DATAERR).
  static let unreadable = ExitCode(65)
  /// A file is missing (EX_NOINPUT).
  static let missing = ExitCode(66)
  /// The program itself is at fault (EX_SOFTWARE).
  static let internalError = ExitCode(70)
  /// Something could not be made (EX_CANTCREAT).
  static let cannotCreate = ExitCode(73)
  /// Something could not be written (EX_IOERR).
  static let cannotWrite = ExitCode(74)
}

/// Runs a command, and turns what it throws into a message and an exit status.
func reportingFailures(_ body: (StandardOutput) throws -> Void) throws {
  let output = StandardOutput()
  do {
    try body(output)
    try output.flush()
  } catch let error as FileError {
    if error.isClosedPipe { throw ExitCode.success }
    try? output.flush()
    Terminal.report("error: \(error)\(error.advice)")
    throw error.exitCode
  } catch let failure as CommandFailure {
    try? output.flush()
    failure.report()
    throw failure.status
  } catch let failure as StoreFailure {
    try? output.flush()
    Findings.print(failure.diagnostic)
    throw ExitCode.missing
  } catch let failure as ImportFailure {
    try? output.flush()
    Findings.print(failure.diagnostic)
    let isUsage = [ImportRules.unknownFormat.code, ImportRules.ambiguousFormat.code].contains(failure.diagnostic.code)
    throw isUsage ? ExitCode.usage : ExitCode.unreadable
  } catch let failure as ExportFailure {
    try? output.flush()
    Findings.print(failure.diagnostic)
    throw ExitCode.cannotWrite
  } catch let refusal as SearchEngine.Refusal {
    try? output.flush()
    refusal.diagnostics.forEach(Findings.print)
    throw ExitCode.usage
  } catch let problem as FilterProblem {
    Terminal.report("error: \(problem)")
    throw ExitCode.usage
  } catch let code as ExitCode {
    do {
      try output.flush()
    } catch let error as FileError {
      if error.isClosedPipe { throw ExitCode.success }
      Terminal.report("error: \(error)\(error.advice)")
      throw error.exitCode
    }
    throw code
  } catch {
    Terminal.report("error: this should not have happened; please report it: \(error)")
    throw ExitCode.internalError
  }
}

extension FileError {
  /// What to do about it, behind the message; empty where the message says it.
  var advice: String {
    guard [EACCES, EPERM, EROFS].contains(code) else { return "" }
    return switch operation {
    case "read", "look at", "list": "; ask for the right to read it"
    case "lock": "; you may read this catalogue but not change it: ask for the right to write, or work in a copy of it"
    default: "; ask for the right to write there"
    }
  }

  /// The exit status that the failure ends the program with.
  var exitCode: ExitCode {
    switch operation {
    case "read", "look at", "list": isMissing ? .missing : .unreadable
    case "make the folder": .cannotCreate
    default: .cannotWrite
    }
  }
}
