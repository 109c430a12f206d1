internal import CatalogueModel
package import CatalogueStore
internal import SourceTree
internal import TextFolding

/// Finds the personal data of records: what is meant to be some, and what looks like it.
package struct PersonalDataFinder: Sendable {
  private let publisher: String?

  /// Prepares for the records of a catalogue.
  package init(in catalogue: Catalogue) {
    publisher = catalogue.context.settings.publisher.map(TextFolding.folded)
  }

  /// The personal data of a record, in the order of its file. O(bytes).
  package func data(of loaded: LoadedRecord) -> [PersonalDatum] {
    guard let draft = loaded.draft, let root = draft.tree?.root else { return [] }
    let record = draft.record
    var organisations = Set(record.organisations.compactMap(\.name).map(TextFolding.folded))
    if let publisher { organisations.insert(publisher) }
    var data: [PersonalDatum] = []
    func add(
      _ kind: PersonalDatum.Kind, _ audience: PersonalDatum.Audience, _ node: SourceNode, _ path: FieldPath,
      _ value: String
    ) {
      var datum = PersonalDatum(
        id: record.id ?? loaded.file.id, kind: kind, audience: audience, file: loaded.file.path,
        line: node.location.line, field: path.description, value: value)
      datum.isOrganisation = kind == .by && organisations.contains(TextFolding.folded(value))
      data.append(datum)
    }
    let shared: PersonalDatum.Audience =
      switch record.contact?.share {
      case .public: .everybody
      case .partners: .partners
      case .never, nil: .nobody
      }
    func visit(_ node: SourceNode, _ path: FieldPath) {
      for (position, item) in node.items.enumerated() { visit(item, path.appending(position)) }
      for entry in node.entries { visit(entry.value, path.appending(entry.key.text)) }
      guard node.kind == .scalar, !node.isBlank, case .key(let field)? = path.steps.first else { return }
      let text = node.text
      if field == "contact" {
        if path.steps.last != .key("share") { add(.contact, shared, node, path, text) }
      } else if path.steps.last == .key("by") {
        add(.by, .nobody, node, path, text)
      } else if field.hasPrefix("x_") {
        add(.ownKey, .nobody, node, path, text)
      } else if field == "enquiries", path.steps.last == .key("mailbox") {
        if Self.isPersonal(mailbox: text) { add(.mailbox, .everybody, node, path, text) }
      } else {
        for address in Self.addresses(in: text) { add(.address, .everybody, node, path, address) }
        for number in Self.phones(in: text) { add(.phone, .everybody, node, path, number) }
      }
    }
    visit(root, FieldPath([]))
    return data.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
  }

  /// Whether a mailbox looks like a person's: two names with a sign between them, and no word of an office. O(length).
  static func isPersonal(mailbox: String) -> Bool {
    guard let at = mailbox.firstIndex(of: "@") else { return false }
    let words = mailbox[..<at].split { !$0.isLetter }.map { TextFolding.folded(String($0)) }
    guard words.count == 2, words.allSatisfy({ !offices.contains($0) }) else { return false }
    return words[1].count > 1
  }

  /// Words of mailboxes that belong to offices.
  private static let offices: Set<String> = [
    "admin", "biuras", "buero", "business", "center", "centre", "centro", "cluster", "communication", "contact",
    "contacto", "development", "direction", "enquiries", "enquiry", "enterprise", "europe", "form", "general",
    "gerencia",
    "hello", "help", "helpdesk", "industry", "info", "information", "innovation", "inovacao", "inovacijos", "invest",
    "kontakt", "kontaktas", "licensing", "mail", "network", "office", "oficina", "parc", "park", "patent", "press",
    "programme", "project", "projects", "region", "regional", "registry", "relations", "research", "science",
    "secretaria", "secretariat", "service", "services", "sprendimai", "startup", "support", "team", "tech",
    "technologie", "technology", "transfer", "tto", "university", "voucher", "vouchers", "web", "webmaster",
  ]

  /// The e-mail addresses within a text. O(length).
  static func addresses(in text: String) -> [String] {
    guard text.utf8.contains(0x40) else { return [] }
    let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || ".@_%+-".contains($0))) }
    return words.compactMap { word -> String? in
      let trimmed = word.drop { ".-".contains($0) }
      let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else { return nil }
      let labels = parts[1].split(separator: ".")
      guard labels.count > 1, labels.last.map({ $0.count > 1 && $0.allSatisfy(\.isLetter) }) ?? false else {
        return nil
      }
      return parts[0] + "@" + labels.joined(separator: ".")
    }
  }

  /// The telephone numbers within a text: with the sign of the country, or behind a word for telephone. O(length).
  static func phones(in text: String) -> [String] {
    var found: [String] = []
    var lastWord = ""
    var rest = text[...]
    while let first = rest.first {
      if first == "+" || first.isNumber || first == "(" {
        let run = rest.prefix { $0.isNumber || "+()-./ \u{A0}".contains($0) }
        let digits = run.count { $0.isNumber }
        let isMarked = first == "+" || words.contains(TextFolding.folded(lastWord))
        if isMarked, (7...15).contains(digits), run.count(where: { $0 == "+" }) <= 1 {
          var number = run
          while let last = number.last, !last.isNumber { number.removeLast() }
          found.append(String(number))
        }
        rest = rest.dropFirst(run.count)
        lastWord = ""
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter }
        lastWord = String(word)
        rest = rest.dropFirst(word.count)
      } else {
        rest = rest.dropFirst()
      }
    }
    return found
  }

  private static let words: Set<String> = [
    "tel", "telephone", "telefon", "telefone", "telefonas", "telefono", "phone", "fon", "mobile", "mob", "fax", "gsm",
  ]
}
