internal import CatalogueModel
internal import CatalogueStore
internal import ProgramRunning

/// Decisions as commits of git, when `catalogue.yaml` asks for them.
///
/// A commit holds the files that the decision touched and nothing else, whatever else is changed or staged. Author and
/// committer are those of git's own configuration. When git fails, the decision stands, and the failure is told.
struct GitRecord {
  private let root: String

  /// Commits for a catalogue; nil where its settings do not ask for them, or where they cannot be made, which is told.
  init?(_ catalogue: Catalogue) {
    guard catalogue.context.settings.commits == true, let root = catalogue.root else { return nil }
    self.root = root
    do {
      let outcome = try run(["rev-parse", "--is-inside-work-tree"])
      guard outcome.status == 0 else {
        Terminal.report("warning: catalogue.yaml asks for commits, but \(root) is no git work tree; none was made")
        return nil
      }
    } catch {
      Terminal.report("warning: catalogue.yaml asks for commits, but git cannot be started; none was made")
      return nil
    }
  }

  /// Commits a decision where the settings ask for it. Returns whether that was done, so that nobody needs to.
  ///
  /// - Parameters:
  ///   - paths: The files that it wrote or removed.
  ///   - subject: The first line of the message.
  ///   - why: What stands below it.
  static func commit(_ paths: [String], _ subject: String, why: String? = nil, in catalogue: Catalogue) -> Bool {
    GitRecord(catalogue)?.commit(paths.map(catalogue.relativePath), subject, why: why) ?? false
  }

  /// Commits files that were written or removed. Returns whether nothing is left to be committed.
  ///
  /// - Parameters:
  ///   - paths: The files, from the catalogue's folder on.
  ///   - subject: The first line of the message.
  ///   - why: What stands below it.
  func commit(_ paths: [String], _ subject: String, why: String? = nil) -> Bool {
    var new: [String] = []
    do {
      let paths = Array(Set(paths)).sorted()
      let known = Set(try lines(["ls-files", "-z", "--"] + paths))
      new = try lines(["ls-files", "-z", "--others", "--exclude-standard", "--"] + paths)
      // A draft that was never committed leaves nothing to be removed.
      let touched = paths.filter { known.contains($0) || new.contains($0) }
      guard !touched.isEmpty else { return true }
      if !new.isEmpty { try require(["add", "--intent-to-add", "--"] + new) }
      let message = ["-m", subject] + (why.map { ["-m", $0] } ?? [])
      try require(["commit", "--quiet", "--only"] + message + ["--"] + touched)
      return true
    } catch {
      if !new.isEmpty { _ = try? run(["reset", "--quiet", "--"] + new) }
      Terminal.report("warning: the change was made, but git did not commit it: \(error)")
      return false
    }
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run("git", ["--literal-pathspecs", "-C", root] + arguments)
  }

  private func require(_ arguments: [String]) throws {
    let outcome = try run(arguments)
    guard outcome.status == 0 else { throw Failure(description: Self.reason(of: outcome)) }
  }

  /// What git lists, with names as they are.
  private func lines(_ arguments: [String]) throws -> [String] {
    let outcome = try run(arguments)
    guard outcome.status == 0 else { throw Failure(description: Self.reason(of: outcome)) }
    return outcome.output.split(separator: "\0").map(String.init)
  }

  private struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private static func reason(of outcome: Program.Outcome) -> String {
    let text = outcome.errors.isEmpty ? outcome.output : outcome.errors
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.isEmpty }
    return lines.isEmpty ? "it ended with status \(outcome.status)" : lines.prefix(4).joined(separator: "; ")
  }
}
