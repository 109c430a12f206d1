/// What an address of the web says about where it leads, as far as its text tells.
package struct WebAddress: Sendable, Hashable {
  /// The address as it stands in a text.
  package let text: String
  /// `http` or `https`.
  package let scheme: String
  /// The host, in small letters, without brackets.
  package let host: String
  /// The port, where it is named or usual.
  package let port: Int
  private let credentials: Bool

  /// Takes an address apart (RFC 3986, 3.2); nil for what is no http or https address. O(length).
  package init?(_ text: String) {
    let lower = text.lowercased()
    guard let scheme = ["https", "http"].first(where: { lower.hasPrefix($0 + "://") }) else { return nil }
    let authority = text.dropFirst(scheme.count + 3).prefix { !"/?#\\".contains($0) }
    let at = authority.lastIndex(of: "@")
    let place = at.map { authority[authority.index(after: $0)...] } ?? authority
    var host = place
    var port = place.prefix(0)
    if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
      host = place[place.index(after: place.startIndex)..<end]
      port = place[place.index(after: end)...].drop { $0 == ":" }
    } else if let colon = place.firstIndex(of: ":") {
      host = place[..<colon]
      port = place[place.index(after: colon)...]
    }
    guard !host.isEmpty else { return nil }
    self.text = text
    self.scheme = scheme
    self.host = host.lowercased()
    self.port = Int(port) ?? (scheme == "https" ? 443 : 80)
    credentials = at != nil
  }

  /// Why nobody should follow the address; nil when its text gives no reason. O(length).
  package var danger: String? {
    if credentials { return "it holds a name or password before the host" }
    if let number = IPAddress(host) {
      return number.isPrivate
        ? "it leads into a private network (\(host))" : "it names a machine by number (\(host)), and not by name"
    }
    if Self.isLocal(host) { return "it leads to a machine of a private network (\(host))" }
    let labels = host.split(separator: ".")
    if let label = labels.first(where: { $0.hasPrefix("xn--") }) {
      return "its name \(label) stands for other letters; look whether it is the site that it seems to be"
    }
    if labels.contains(where: { Self.mixesScripts($0) }) {
      return "its name mixes letters of several scripts, as addresses do that pass for others"
    }
    return nil
  }

  /// Whether a host is known to be of a private network by its name.
  private static func isLocal(_ host: String) -> Bool {
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    if !name.contains(".") { return true }
    return [".localhost", ".local", ".internal", ".lan", ".intranet", ".home", ".corp", ".home.arpa"]
      .contains { name.hasSuffix($0) }
  }

  private static func mixesScripts(_ label: Substring) -> Bool {
    var scripts: Set<String> = []
    for scalar in label.unicodeScalars where scalar.properties.isAlphabetic {
      switch scalar.value {
      case 0...0x24F, 0x1E00...0x1EFF: scripts.insert("Latin")
      case 0x370...0x3FF, 0x1F00...0x1FFF: scripts.insert("Greek")
      case 0x400...0x52F: scripts.insert("Cyrillic")
      default: scripts.insert("other")
      }
    }
    return scripts.count > 1
  }

  /// How long a word is within which no further address is looked for; an address that holds another one is shorter.
  private static let longestLookedInto = 2048

  /// The addresses within a text, such as a field of an address or a sentence in CommonMark. O(length).
  package static func all(in text: String) -> [WebAddress] {
    guard text.contains("://") else { return [] }
    var found: [WebAddress] = []
    var rest = text[...]
    while let range = rest.firstRange(of: "://") {
      let before = rest[..<range.lowerBound]
      let scheme = before.reversed().prefix { $0.isASCII && $0.isLetter }.count
      let start = rest.index(range.lowerBound, offsetBy: -scheme)
      var word = rest[start...].prefix { !$0.isWhitespace && !"<>\"`|{}".contains($0) }
      // What closes a bracket or ends a sentence is no part of the address.
      var surplus = word.count { $0 == ")" } - word.count { $0 == "(" }
      while let last = word.last, ".,;:!?'*_".contains(last) || (last == ")" && surplus > 0) {
        if last == ")" { surplus -= 1 }
        word.removeLast()
      }
      if let address = WebAddress(String(word)) { found.append(address) }
      rest = rest[(word.utf8.count > longestLookedInto ? word.endIndex : range.upperBound)...]
    }
    return found
  }
}
