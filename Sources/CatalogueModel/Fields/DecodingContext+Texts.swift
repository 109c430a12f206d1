internal import SourceTree
internal import TextFolding

/// Checks of texts that have to look a certain way. What is wrong is reported; the text is kept.
extension DecodingContext {
  mutating func checkSlug(_ text: String, _ node: SourceNode) {
    if Slug.isValid(text) { return }
    let slug = Slug.make(from: text)
    let advice = slug.map { "write \"\($0)\"" } ?? "use small letters, figures and single hyphens"
    report(
      ModelRules.badSlug, "\"\(text.shortened)\" cannot be an id; \(advice)", at: node,
      fix: slug.flatMap { replacement($0, for: node) })
  }

  mutating func country(_ text: String, _ node: SourceNode) -> String {
    if CodeList.countries.contains(text) { return text }
    let upper = text.uppercased()
    let aliases = ["UK": "GB", "EL": "GR"]
    let code =
      aliases[upper] ?? (CodeList.countries.contains(upper) ? upper : nil) ?? CodeList.countries.code(named: text)
    if let code {
      let name = CodeList.countries.name(of: code, in: "en") ?? code
      report(
        ModelRules.countryName, "\"\(text.shortened)\" is written as its code \(code) (\(name))", at: node,
        fix: replacement(code: code, for: node))
      return code
    }
    if isFull { return skip(text) }
    let names = NearestName.candidates(
      for: text, among: CodeList.countries.codes.compactMap { CodeList.countries.name(of: $0, in: "en") })
    let near = names.compactMap { name in CodeList.countries.code(named: name).map { "\($0) (\(name))" } }
    let only = names.count == 1 ? CodeList.countries.code(named: names[0]) : nil
    report(
      ModelRules.unknownCountry,
      "\"\(text.shortened)\" is no country code; write two letters such as PT\(NearestName.question(near))", at: node,
      fix: only.flatMap { replacement(code: $0, for: node) })
    return text
  }

  /// Checks the form of a BCP 47 tag (RFC 5646, 2.1) and that its language is in ISO 639.
  mutating func checkLanguage(_ tag: String, _ node: SourceNode) {
    if CodeList.languages.contains(tag) || networkLanguages.contains(tag) { return }
    let subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
    let isWellFormed = subtags.allSatisfy { (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isAlphanumeric) }
    if isWellFormed, let primary = subtags.first, CodeList.languages.contains(primary) { return }
    let code =
      CodeList.languages.code(named: tag) ?? (CodeList.languages.contains(tag.lowercased()) ? tag.lowercased() : nil)
    let advice = code.map { "write \"\($0)\"" } ?? "write a code such as en, fr or lt"
    report(
      ModelRules.unknownLanguage, "\"\(tag.shortened)\" is no language; \(advice)", at: node,
      fix: code.flatMap { replacement(code: $0, for: node) })
  }

  mutating func currency(_ text: String, _ node: SourceNode) -> String {
    if CodeList.currencies.contains(text) { return text }
    let symbols = [
      "€": "EUR", "£": "GBP", "$": "USD", "EURO": "EUR", "EUROS": "EUR", "EURAI": "EUR", "EURŲ": "EUR", "EURAIS": "EUR",
    ]
    let upper = text.uppercased()
    let code =
      symbols[upper] ?? (CodeList.currencies.contains(upper) ? upper : nil) ?? CodeList.currencies.code(named: text)
    if takes(code, of: node, ModelRules.unknownCurrency) { return code ?? text }
    let advice = code.map { "write \($0)" } ?? "write three letters such as EUR"
    report(
      ModelRules.unknownCurrency, "\"\(text.shortened)\" is no currency code; \(advice)", at: node,
      fix: code.flatMap { replacement($0, for: node) })
    return code ?? text
  }

  /// Only http and https addresses with a host are links a reader may follow safely (RFC 3986, 3).
  mutating func address(_ text: String, _ node: SourceNode) -> String {
    guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else {
      let isBare = text.hasPrefix("www.") || (text.contains(".") && !text.contains(":") && !text.contains(" "))
      if takes(isBare ? "https://\(text)" : nil, of: node, ModelRules.badURL) { return "https://\(text)" }
      let fix = isBare ? replacement("\"https://\(text)\"", for: node) : nil
      report(
        ModelRules.badURL, "\"\(text.shortened)\" is no web address; it begins with https:// or http://", at: node,
        fix: fix)
      return text
    }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    let hasHost = rest.first.map { !"/?#".utf8.contains($0) } ?? false
    if !hasHost || Self.hasBlank(text, or: "<>\"{}|\\^`") {
      report(ModelRules.badURL, "\"\(text.shortened)\" is no web address; look for blanks and missing parts", at: node)
    }
    return text
  }

  mutating func checkAddress(_ text: String, _ node: SourceNode) {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    let dot = UInt8(ascii: ".")
    let isFine =
      parts.count == 2 && !parts[0].isEmpty && parts[1].contains(dot) && parts[1].first != dot
      && parts[1].last != dot && !Self.hasBlank(text, or: "<>,;\"()")
    if !isFine { report(ModelRules.badAddress, "\"\(text.shortened)\" is no e-mail address", at: node) }
  }

  /// The form of an SPDX short identifier (SPDX 2.3, annex A); the list itself changes too often to ship.
  mutating func checkLicence(_ text: String, _ node: SourceNode) {
    if text.utf8.allSatisfy({ Self.isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x2B }) { return }
    report(ModelRules.badLicence, "\"\(text.shortened)\" is no SPDX id; write one such as CC-BY-4.0", at: node)
  }

  /// Editions of NUTS differ, so that an unknown code is worth a look and no more.
  mutating func checkNUTS(_ text: String, _ node: SourceNode) {
    if NUTSCodes.contains(text) { return }
    report(ModelRules.unknownNUTS, "NUTS code \"\(text.shortened)\" is in none of the editions known here", at: node)
  }

  /// CommonMark passes raw HTML through, so that a record could carry scripts into a page. `<https://…>` is a link.
  mutating func checkMarkup(_ node: SourceNode) {
    let hasTags = node.contains(0x3C)
    guard hasTags || node.contains(0x5D) else { return }
    let text = node.text
    if hasTags, let tag = RawHTML.firstTag(in: text) {
      let message = "\(tag) is HTML; texts are CommonMark without it. Write \\< for a plain <"
      if isFull { return skip(()) }
      let place = Self.place(of: tag, in: node) ?? node.location
      diagnostics.append(Diagnostic(ModelRules.rawHTML, message, at: place, field: node.path))
    }
    if let link = UnsafeLink.first(in: text) {
      report(
        ModelRules.unsafeLink, "\"\(link.shortened)\" is no link of the web; write one that begins with https://",
        at: node)
    }
  }

  /// Where a piece of a text stands in the source; nil where it is written otherwise, as with escapes. O(length).
  private static func place(of piece: String, in node: SourceNode) -> SourceLocation? {
    // A cell of a table is named as a whole.
    guard node.location.cell == nil else { return nil }
    let bytes = node.tree.source.bytes
    let wanted = Array(piece.utf8.prefix { $0 != 0x0A })
    let end = min(node.range.upperBound, bytes.count)
    var index = node.range.lowerBound
    while let found = bytes[index..<end].firstIndex(of: 0x3C) {
      if bytes[found..<end].starts(with: wanted) {
        return node.tree.source.location(of: found..<(found + wanted.count))
      }
      index = found + 1
    }
    return nil
  }

  /// Whether a text holds a blank or one of these ASCII characters. O(length).
  private static func hasBlank(_ text: String, or characters: StaticString) -> Bool {
    // A bit for each ASCII character: blanks and controls, and the others.
    var unwanted: UInt128 = (1 << 0x21) - 1
    characters.withUTF8Buffer { for byte in $0 { unwanted |= 1 << UInt128(byte) } }
    var isASCII = true
    for byte in text.utf8 {
      if byte >= 0x80 { isASCII = false } else if unwanted >> UInt128(byte) & 1 == 1 { return true }
    }
    return !isASCII && text.contains(where: \.isWhitespace)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
