internal import Curation
internal import Synchronization
internal import Testing

@Suite struct LinkProbeTests {
  /// A small Internet: the numbers of hosts, and what each address answers.
  private final class Net: Sendable {
    let hosts: [String: [String]]
    let answers: [String: LinkProbe.Answer]
    let asked = Mutex<[String]>([])

    init(_ hosts: [String: [String]], _ answers: [String: LinkProbe.Answer]) {
      self.hosts = hosts
      self.answers = answers
    }

    func verdict(_ text: String) throws -> LinkProbe.Verdict {
      let probe = LinkProbe(
        lookUp: { self.hosts[$0] ?? [] },
        ask: { address, number, wantsBody in
          self.asked.withLock { $0.append("\(address.text) \(number)\(wantsBody ? " whole" : "")") }
          return self.answers[address.text + (wantsBody ? " whole" : "")] ?? .init(failure: "it is silent")
        })
      return probe.verdict(of: try #require(WebAddress(text)))
    }
  }

  private static let hosts = [
    "a.example": ["192.0.1.1"], "b.example": ["192.0.1.2"], "trap.example": ["192.0.1.3", "10.0.0.1"],
  ]

  @Test func addressThatAnswersIsAskedOnceByItsNumber() throws {
    let net = Net(Self.hosts, ["https://a.example/x": .init(status: 200)])
    #expect(try net.verdict("https://a.example/x") == .answers)
    #expect(net.asked.withLock { $0 } == ["https://a.example/x 192.0.1.1"])
  }

  @Test func redirectsAreFollowedAndCounted() throws {
    let net = Net(
      Self.hosts,
      [
        "http://a.example/": .init(status: 301, location: "https://a.example/"),
        "https://a.example/": .init(status: 302, location: "https://b.example/"),
        "https://b.example/": .init(status: 200),
      ])
    #expect(try net.verdict("http://a.example/") == .moved(to: "https://b.example/", steps: 2))
  }

  @Test func endlessRedirectsEnd() throws {
    let net = Net(Self.hosts, ["https://a.example/": .init(status: 302, location: "https://a.example/")])
    #expect(try net.verdict("https://a.example/") == .fails("it leads on more than 5 times"))
  }

  @Test(arguments: [
    "http://127.0.0.1/", "http://localhost:8080/", "https://trap.example/", "http://[::1]/", "http://0x7f000001/",
  ])
  func privateMachinesAreNeverAsked(_ text: String) throws {
    let net = Net(Self.hosts, [:])
    guard case .refused = try net.verdict(text) else { return #expect(Bool(false), "\(text) was asked") }
    #expect(net.asked.withLock { $0 }.isEmpty)
  }

  @Test(arguments: ["http://127.0.0.1/admin", "https://trap.example/", "http://intranet/"])
  func publicMachineCannotLeadToAPrivateOne(_ target: String) throws {
    let net = Net(Self.hosts, ["https://a.example/": .init(status: 302, location: target)])
    guard case .refused = try net.verdict("https://a.example/") else {
      return #expect(Bool(false), "\(target) was asked")
    }
    #expect(net.asked.withLock { $0 }.count == 1)
  }

  @Test func serverThatKnowsNoHeadIsAskedAsABrowserDoes() throws {
    let net = Net(
      Self.hosts, ["https://a.example/": .init(status: 405), "https://a.example/ whole": .init(status: 200)])
    #expect(try net.verdict("https://a.example/") == .answers)
  }

  @Test func whatFailsSaysWhy() throws {
    let net = Net(Self.hosts, ["https://a.example/": .init(status: 500)])
    #expect(try net.verdict("https://a.example/") == .fails("it answers 500"))
    #expect(try net.verdict("https://b.example/") == .fails("it is silent"))
    #expect(try net.verdict("https://c.example/") == .unknownName("c.example"))
    let odd = Net(Self.hosts, ["https://a.example/": .init(status: 302, location: "ftp://b.example/")])
    #expect(
      try odd.verdict("https://a.example/") == .fails("it leads to ftp://b.example/, which is no address of the web"))
  }
}
