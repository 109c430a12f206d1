/// A progress line on standard error; nothing when that is no terminal.
struct Progress {
  private let verb: String
  private let total: Int?
  private var count = 0
  private var isShown = false

  init(_ verb: String, of total: Int? = nil) {
    self.verb = verb
    self.total = total
  }

  /// Counts one more.
  mutating func advance() {
    count += 1
    guard Terminal.isError, count % 500 == 0 else { return }
    isShown = true
    Terminal.writeError("\r\(verb) \(count)\(total.map { " of \($0)" } ?? "")")
  }

  /// Removes the line.
  mutating func finish() {
    if isShown { Terminal.writeError("\r\u{1B}[K") }
    isShown = false
  }
}
