/// Finds out whether an address of the web answers, without ever asking a machine of a private network.
///
/// Each address is looked up first, and only a public machine is asked, by the number that was looked up; where an
/// answer leads elsewhere, the same holds there.
package struct LinkProbe: Sendable {
  /// What a machine answered.
  package struct Answer: Sendable, Hashable {
    /// The status of HTTP; nil when there was no answer.
    package var status: Int?
    /// Where the answer leads.
    package var location: String?
    /// Why there was no answer.
    package var failure: String?

    /// Makes an answer.
    package init(status: Int? = nil, location: String? = nil, failure: String? = nil) {
      self.status = status
      self.location = location
      self.failure = failure
    }
  }

  /// What is known of an address.
  package enum Verdict: Sendable, Hashable {
    /// It answers.
    case answers
    /// It answers, but elsewhere, after so many steps.
    case moved(to: String, steps: Int)
    /// It does not answer as it should, for this reason.
    case fails(String)
    /// No machine has the name that it leads to, as far as could be found out.
    case unknownName(String)
    /// It must not be asked, for this reason.
    case refused(String)
  }

  /// How often an answer may lead elsewhere.
  package static let mostSteps = 5

  private let lookUp: @Sendable (String) -> [String]
  private let ask: @Sendable (WebAddress, _ number: String, _ wantsBody: Bool) -> Answer

  /// Makes a probe.
  ///
  /// - Parameters:
  ///   - lookUp: The numbers of a host, in the notation of the Internet.
  ///   - ask: Asks a machine, by its number, for an address: for its head only, or as a browser does.
  package init(
    lookUp: @escaping @Sendable (String) -> [String],
    ask: @escaping @Sendable (WebAddress, _ number: String, _ wantsBody: Bool) -> Answer
  ) {
    self.lookUp = lookUp
    self.ask = ask
  }

  /// What is known of an address. O(steps).
  package func verdict(of address: WebAddress) -> Verdict {
    var current = address
    var steps = 0
    while true {
      if let danger = current.danger, IPAddress(current.host)?.isPrivate ?? true {
        return steps == 0 ? .refused(danger) : .refused("it leads to \(current.text): \(danger)")
      }
      let numbers = IPAddress(current.host) == nil ? lookUp(current.host) : [current.host]
      guard let number = numbers.first else { return .unknownName(current.host) }
      // One private number among public ones is a trap.
      if let trap = numbers.first(where: { IPAddress($0)?.isPrivate ?? true }) {
        return .refused("\(current.host) is a machine of a private network (\(trap))")
      }
      var answer = ask(current, number, false)
      // Some servers know no question for the head.
      if let status = answer.status, [400, 403, 404, 405, 501].contains(status) { answer = ask(current, number, true) }
      guard let status = answer.status else { return .fails(answer.failure ?? "it does not answer") }
      guard (300..<400).contains(status), let text = answer.location else {
        if !(200..<400).contains(status) { return .fails("it answers \(status)") }
        return steps == 0 ? .answers : .moved(to: current.text, steps: steps)
      }
      guard let next = WebAddress(text) else { return .fails("it leads to \(text), which is no address of the web") }
      steps += 1
      guard steps <= Self.mostSteps else { return .fails("it leads on more than \(Self.mostSteps) times") }
      current = next
    }
  }
}
