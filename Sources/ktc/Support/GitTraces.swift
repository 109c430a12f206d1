internal import ProgramRunning

/// What git history still holds of somebody.
struct GitTraces {
  /// How many commits add or take away the name in a file.
  var commits = 0
  /// How many commits are by the person, or speak of them.
  var signed = 0

  /// Asks git about the work tree that a folder lies in; nil where there is none, or no git. O(history).
  ///
  /// Git finds a name as it is written, without regard to case but to accents.
  init?(of names: [String], in folder: String) {
    func lines(_ arguments: [String]) -> Set<Substring>? {
      guard let run = try? Program.run("git", ["-C", folder] + arguments), run.status == 0 else { return nil }
      return Set(run.output.split(separator: "\n"))
    }
    guard lines(["rev-parse", "--is-inside-work-tree"]) == ["true"] else { return nil }
    let log = ["log", "--all", "--format=%H", "--regexp-ignore-case"]
    var holding: Set<Substring> = []
    var signing: Set<Substring> = []
    for name in names {
      holding.formUnion(lines(log + ["-S" + name, "--", "."]) ?? [])
      for option in ["--author=", "--committer=", "--grep="] {
        signing.formUnion(lines(log + ["--fixed-strings", option + name]) ?? [])
      }
    }
    commits = holding.count
    signed = signing.count
  }
}
