package import Foundation
internal import Synchronization

/// One run of the built program: what it printed, and how it ended.
package struct ProgramRun: Sendable {
  /// What it wrote to standard output.
  package var output: Data
  /// What it wrote to standard error.
  package var errors: String
  /// The exit status; that of a program killed by a signal is the signal, negative.
  package var status: Int32

  /// Standard output as text; what is no UTF-8 is replaced.
  package var text: String { String(decoding: output, as: UTF8.self) }
  /// The lines of standard output.
  package var lines: [String] { text.split(separator: "\n").map(String.init) }

  /// Whether the tests and the program were built to count which lines they run.
  package static var countsLines: Bool { ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"] != nil }

  /// The program beside the bundle of the tests that are running. Throws when it was not built.
  package static func program(_ name: String = "ktc") throws -> String {
    let places =
      Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL, URL(fileURLWithPath: CommandLine.arguments[0])]
    for place in places {
      var folder = place
      for _ in 0..<4 {
        let program = folder.appendingPathComponent(name).path
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: program, isDirectory: &isFolder)
        if exists, !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: program) { return program }
        folder.deleteLastPathComponent()
      }
    }
    throw Failure.notBuilt(name)
  }

  /// Where a run writes which lines it ran: a few runs into a file, in a folder beside that of the tests.
  ///
  /// A run adds what is in the file to its own counts. Functions that libraries share count double each time, which after
  /// some sixty runs no number can hold.
  private static func profile(beside tests: String) -> String {
    let number = runs.withLock { runs in
      runs += 1
      return runs
    }
    let folder = URL(fileURLWithPath: tests).deletingLastPathComponent().deletingLastPathComponent()
    let name = "ktc-\(ProcessInfo.processInfo.processIdentifier)-\(number / 16)-%m.profraw"
    return folder.appendingPathComponent("programs").appendingPathComponent(name).path
  }

  private static let runs = Mutex(0)

  /// Runs the program and waits for its end.
  ///
  /// It runs on 2026-11-20 in a clean environment, but for where it writes which lines it ran: no catalogue is named, and
  /// colours are off unless `environment` says otherwise. Throws when it cannot be started, and when it is still running after `timeout` seconds.
  package init(
    _ arguments: String..., input: String = "", environment: [String: String] = [:], in folder: String = "/",
    timeout: Double = 60
  ) throws {
    try self.init(
      arguments: arguments, input: Data(input.utf8), environment: environment, in: folder, timeout: timeout)
  }

  /// Runs the program, as above, with arguments and input at hand.
  package init(
    arguments: [String], input: Data = Data(), environment: [String: String] = [:], in folder: String = "/",
    timeout: Double = 60
  ) throws {
    try self.init(
      program: Self.program(), arguments, input: input, environment: environment, in: folder, timeout: timeout)
  }

  /// Runs a line of the shell, in which `$KTC` is the program.
  package init(
    shell line: String, environment: [String: String] = [:], in folder: String = "/", timeout: Double = 60
  ) throws {
    let environment = try environment.merging(["KTC": Self.program()]) { $1 }
    try self.init(
      program: "/bin/sh", ["-c", line], input: Data(), environment: environment, in: folder, timeout: timeout)
  }

  private init(
    program: String, _ arguments: [String], input: Data, environment: [String: String], in folder: String,
    timeout: Double
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var variables = ["SOURCE_DATE_EPOCH": "1795132800", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"]
    for name in ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    if let profile = ProcessInfo.processInfo.environment["LLVM_PROFILE_FILE"] {
      variables["LLVM_PROFILE_FILE"] = Self.profile(beside: profile)
    }
    process.environment = variables.merging(environment) { $1 }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    let isOver = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in isOver.signal() }
    // One at a time: with several threads in `Process.run` it was once seen to read past the end of what it copies.
    try Self.starting.withLock { try Self.withoutBlockedSignals { try process.run() } }

    // Both are read while the program runs, so that a full pipe does not stop it.
    let errors = Collected()
    let output = Collected()
    let readers = DispatchGroup()
    for (pipe, collected) in [(stdout, output), (stderr, errors)] {
      let handle = pipe.fileHandleForReading
      DispatchQueue.global().async(group: readers) { collected.set((try? handle.readToEnd()) ?? Data()) }
    }
    // A program that ends without reading its input must not end the tests.
    signal(SIGPIPE, SIG_IGN)
    let writer = stdin.fileHandleForWriting
    DispatchQueue.global().async {
      if !input.isEmpty { try? writer.write(contentsOf: input) }
      try? writer.close()
    }
    guard isOver.wait(timeout: .now() + timeout * ThreadTime.patience) == .success else {
      kill(process.processIdentifier, SIGKILL)
      throw Failure.tooSlow(arguments, timeout)
    }
    readers.wait()
    self.output = output.data
    self.errors = String(decoding: errors.data, as: UTF8.self)
    status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  private static let starting = NSLock()

  /// Tests run on threads that block signals, which a program would inherit; a shell then waits for ever for its
  /// children.
  private static func withoutBlockedSignals(_ body: () throws -> Void) rethrows {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try body()
  }

  /// A run that came to no end of its own.
  package enum Failure: Error, CustomStringConvertible {
    /// The program is not beside the tests.
    case notBuilt(String)
    /// The program ran longer than the test allows.
    case tooSlow([String], Double)

    /// The message.
    package var description: String {
      switch self {
      case .notBuilt(let name): "\(name) was not built beside the tests"
      case .tooSlow(let arguments, let seconds):
        "\(arguments.joined(separator: " ")) still ran after \(seconds) seconds"
      }
    }
  }
}

/// What a reader on another thread collected.
private final class Collected: Sendable {
  private let bytes = Mutex(Data())
  var data: Data { bytes.withLock { $0 } }
  func set(_ data: Data) { bytes.withLock { $0 = data } }
}
