internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import Glibc
internal import ProgramRunning

/// Asks the addresses of records whether they answer, by curl.
struct LinkCheck {
  /// Seconds for a connection, and for a whole answer.
  private static let (connecting, answering) = ("5", "15")

  /// Adds what is found to what the records need care for; each address is asked once. O(addresses).
  func apply(to records: inout [RecordCare]) {
    guard (try? Program.run("curl", ["--version"]))?.status == 0 else {
      return Terminal.report("warning: --online needs the program curl, which cannot be started here")
    }
    var addresses: [WebAddress] = []
    var seen: Set<String> = []
    for record in records {
      guard let draft = record.loaded.draft else { continue }
      for (_, address) in CareCheck.addresses(of: draft) where seen.insert(address.text).inserted {
        addresses.append(address)
      }
    }
    Terminal.report("Asking \(addresses.count) addresses.")
    let probe = LinkProbe(lookUp: Self.numbers, ask: Self.ask)
    let verdicts = Catalogue.onAllCores(addresses) { $0.map { ($0.text, probe.verdict(of: $0)) } }
    let known = Dictionary(verdicts) { first, _ in first }
    // Without a network no name is known, which says nothing of the addresses.
    let unknown = verdicts.filter { if case .unknownName = $0.1 { true } else { false } }
    guard unknown.isEmpty || unknown.count < verdicts.count else {
      return Terminal.report(
        "warning: not one name could be looked up; is this machine online? Nothing is said of the addresses.")
    }
    for index in records.indices {
      guard let draft = records[index].loaded.draft else { continue }
      for (path, address) in CareCheck.addresses(of: draft) {
        let kind: CareKind
        let message: String
        switch known[address.text] {
        case .moved(let target, _): (kind, message) = (.movedURL, "\(address.text) leads to \(target)")
        case .fails(let reason): (kind, message) = (.unreachableURL, "\(address.text): \(reason)")
        case .unknownName(let host):
          (kind, message) = (.unreachableURL, "\(address.text): no machine has the name \(host)")
        case .refused(let reason):
          // What the address itself gives away was told already.
          guard reason != address.danger else { continue }
          (kind, message) = (.unsafeURL, "\(address.text): \(reason)")
        case .answers, nil: continue
        }
        records[index].findings.append(
          CareFinding(
            kind: kind, message: message, field: path, location: draft.location(of: path), details: [address.text]))
      }
    }
  }

  /// The numbers of a host.
  private static func numbers(of host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var numbers: [String] = []
    var next = list
    while let entry = next {
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      if getnameinfo(
        entry.pointee.ai_addr, entry.pointee.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
        == 0
      {
        let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        if !numbers.contains(text) { numbers.append(text) }
      }
      next = entry.pointee.ai_next
    }
    return numbers
  }

  /// Asks a machine by its number. What it sends is thrown away.
  private static func ask(_ address: WebAddress, _ number: String, _ wantsBody: Bool) -> LinkProbe.Answer {
    let target = number.contains(":") ? "[\(number)]" : number
    // No file of settings, no proxy, no other protocol, and no other machine than the one that was looked up.
    var arguments = [
      "--disable", "--silent", "--show-error", "--globoff", "--output", "/dev/null", "--noproxy", "*",
      "--proto", "=http,https", "--max-redirs", "0", "--connect-timeout", connecting, "--max-time", answering,
      "--max-filesize", "33554432", "--user-agent", "ktc", "--resolve", "\(address.host):\(address.port):\(target)",
      "--write-out", "%{http_code}\n%{redirect_url}\n",
    ]
    if !wantsBody { arguments.append("--head") }
    guard let run = try? Program.run("curl", arguments + ["--url", address.text]) else {
      return LinkProbe.Answer(failure: "curl cannot be started")
    }
    let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let status = lines.first.flatMap({ Int($0) }), status > 0 else {
      let reason = run.errors.split(separator: "\n").first.map { line in
        line.hasPrefix("curl: ") ? String(line.dropFirst("curl: ".count)) : String(line)
      }
      return LinkProbe.Answer(failure: reason)
    }
    let location = lines.count > 1 && !lines[1].isEmpty ? lines[1] : nil
    return LinkProbe.Answer(status: status, location: location)
  }
}
