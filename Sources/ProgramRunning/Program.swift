internal import Dispatch
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// Another program, such as an editor or git, which is started with a list of arguments and never through a shell.
package enum Program {
  /// How a program ended, and what it wrote.
  package struct Outcome: Sendable {
    /// The exit status, or 128 and the number of the signal that ended it.
    package var status: Int32
    /// What it wrote to standard output; empty when that went to the terminal.
    package var output: String
    /// What it wrote to standard error; empty when that went to the terminal.
    package var errors: String
  }

  /// The program could not be started.
  package struct Failure: Error, CustomStringConvertible {
    /// What could not be started, and why.
    package var description: String
  }

  /// Runs a program and waits for its end. Throws `Failure` when it cannot be started.
  ///
  /// - Parameters:
  ///   - name: Its name, looked for along `PATH`, or its path.
  ///   - hasTerminal: Whether it reads and writes where this program does, as an editor must; else it reads nothing, and
  ///     what it writes, at most 1 MiB, is collected.
  ///   - arguments: Its arguments, as they are.
  package static func run(_ name: String, _ arguments: [String], hasTerminal: Bool = false) throws -> Outcome {
    let executable: Executable = name.contains("/") ? .path(FilePath(name)) : .name(name)
    let result = Mutex<Result<Outcome, any Error>?>(nil)
    let end = DispatchSemaphore(value: 0)
    Task.detached {
      let outcome: Result<Outcome, any Error>
      do {
        outcome = .success(
          hasTerminal
            ? try await inTerminal(executable, arguments) : try await collected(executable, arguments))
      } catch {
        outcome = .failure(error)
      }
      result.withLock { $0 = outcome }
      end.signal()
    }
    end.wait()
    switch result.withLock({ $0 }) {
    case .success(let outcome)?: return outcome
    case .failure(let error)?:
      var reason = "\(error)"
      while reason.hasSuffix(".") { reason.removeLast() }
      throw Failure(description: "cannot start \(name): \(reason)")
    case nil: throw Failure(description: "cannot start \(name)")
    }
  }

  private static func inTerminal(_ executable: Executable, _ arguments: [String]) async throws -> Outcome {
    let result = try await Subprocess.run(
      executable, arguments: Arguments(arguments), input: .currentStandardInput, output: .currentStandardOutput,
      error: .currentStandardError)
    return Outcome(status: status(result.terminationStatus), output: "", errors: "")
  }

  private static func collected(_ executable: Executable, _ arguments: [String]) async throws -> Outcome {
    let result = try await Subprocess.run(
      executable, arguments: Arguments(arguments), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    return Outcome(
      status: status(result.terminationStatus), output: result.standardOutput,
      errors: result.standardError)
  }

  private static func status(_ status: TerminationStatus) -> Int32 {
    switch status {
    case .exited(let code): code
    case .signaled(let signal): 128 + signal
    }
  }
}
