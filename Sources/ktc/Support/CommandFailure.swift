internal import ArgumentParser

/// Why a command does not do what it was asked, and the exit status to end with.
struct CommandFailure: Error {
  /// One sentence, which says what to do.
  let message: String
  let status: ExitCode

  init(_ message: String, _ status: ExitCode) {
    self.message = message
    self.status = status
  }

  /// Tells it, on standard error.
  func report() { Terminal.report("error: \(message)") }
}
