internal import CatalogueModel
internal import CataloguePlugins
internal import LinkedData

/// What a feed says of the catalogue and of each record.
struct AtomEntry {
  private let context: ExportContext
  private let addresses: CatalogueAddresses

  init(_ context: ExportContext) {
    self.context = context
    addresses = CatalogueAddresses(context)
  }

  // MARK: Feed

  /// Opens the feed and says what it is of.
  func beginFeed(in xml: XMLText) {
    xml.open(
      "feed",
      [
        ("xmlns", "http://www.w3.org/2005/Atom"), ("xmlns:at", "http://purl.org/atompub/tombstones/1.0"),
        ("xml:lang", context.languages.first),
      ])
    xml.element("id", addresses.catalogue.text)
    text("title", context.settings.title, orElse: "KT Catalogue", in: xml)
    // What comes of the entries is not known yet, and the feed has to say it before them (RFC 4287, appendix B).
    xml.element("updated", Self.time(context.today))
    xml.open("author")
    xml.element("name", context.settings.publisher ?? "KT Catalogue")
    xml.close()
    // Whoever names the files of the export says under which address the feed is read.
    let name = context.companions.first { $0.id == AtomExporter.id }?.outputName
    if let own = name.flatMap({ addresses.file($0) }) {
      xml.open("link", [("rel", "self"), ("type", "application/atom+xml"), ("href", own.text)])
      xml.close()
    }
    if context.settings.baseUri != nil {
      xml.open("link", [("rel", "alternate"), ("href", addresses.catalogue.text)])
      xml.close()
    }
    if let licence = context.settings.licence { xml.element("rights", licence) }
  }

  // MARK: Entries

  /// Writes a record, or the tombstone of one that was withdrawn.
  func write(_ record: Record, to xml: XMLText) {
    let day = record.modified?.on ?? record.submitted?.on ?? context.today
    let address = addresses.record(record.id ?? "").text
    guard record.status != .withdrawn else {
      xml.open("at:deleted-entry", [("ref", address), ("when", Self.time(day))])
      return xml.close()
    }
    xml.open("entry", [("xml:lang", record.language)])
    xml.element("id", address)
    text("title", record.title, orElse: record.id ?? "Record without a title", in: xml)
    xml.element("updated", Self.time(day))
    if let published = record.submitted?.on { xml.element("published", Self.time(published)) }
    if context.settings.baseUri != nil {
      xml.open("link", [("rel", "alternate"), ("href", address)])
      xml.close()
    }
    if !record.aim.isEmpty { text("summary", record.aim, orElse: "", in: xml) }
    if !record.overview.isEmpty { text("content", record.overview, orElse: "", in: xml) }
    people(record, in: xml)
    categories(record, in: xml)
    links(record, in: xml)
    if let licence = record.licence { xml.element("rights", licence) }
    xml.close()
  }

  private func people(_ record: Record, in xml: XMLText) {
    for organisation in record.organisations {
      guard let name = organisation.name ?? organisation.url else { continue }
      xml.open("contributor")
      xml.element("name", name)
      if let url = organisation.url { xml.element("uri", IRIText.encoded(url)) }
      xml.close()
    }
    if let contact = record.contact, let name = contact.name ?? contact.email {
      xml.open("contributor")
      xml.element("name", name)
      if let email = contact.email { xml.element("email", email) }
      xml.close()
    }
  }

  private func categories(_ record: Record, in xml: XMLText) {
    func category(_ field: String, _ code: String, _ label: String?) {
      let scheme = addresses.vocabulary(field).text
      xml.open("category", [("term", code), ("scheme", scheme), ("label", label)])
      xml.close()
    }
    func terms(_ vocabulary: String, _ codes: [String]) {
      for code in codes { category(vocabulary, code, context.vocabularies[vocabulary]?.label(code, context.languages)) }
    }
    if let kind = record.kind { category("kind", kind.rawValue, nil) }
    if let status = record.status { category("status", status.rawValue, nil) }
    for code in record.countries {
      category("countries", code, CodeList.countries.name(of: code, in: context.languages.first ?? "en"))
    }
    terms("levels", record.level.map { [$0] } ?? [])
    terms("priorities", record.priorities)
    terms("kt_areas", record.ktAreas)
    terms("instrument_types", record.instrumentTypes)
    terms("target_groups", record.targetGroups)
  }

  private func links(_ record: Record, in xml: XMLText) {
    func link(_ relation: String, _ address: String, _ title: String?) {
      xml.open("link", [("rel", relation), ("href", IRIText.encoded(address)), ("title", title)])
      xml.close()
    }
    for other in record.links {
      let title = [other.name, other.note].compactMap(\.self).joined(separator: ": ")
      for address in [other.target.map { addresses.record($0).text }, other.url].compactMap(\.self) {
        link("related", address, title.isEmpty ? nil : title)
      }
    }
    for source in record.sources {
      if let url = source.url { link("via", url, source.title) }
    }
  }

  /// A text in the language that the readers understand best.
  private func text(_ name: String, _ text: LocalizedText, orElse: String, in xml: XMLText) {
    let entry = text.preferredEntry(context.languages)
    xml.element(name, entry?.text ?? orElse, [("type", "text"), ("xml:lang", entry?.language)])
  }

  /// The first moment of a day, month or year (RFC 3339).
  static func time(_ date: PartialDate) -> String {
    let text = date.description
    switch text.utf8.count {
    case 4: return text + "-01-01T00:00:00Z"
    case 7: return text + "-01T00:00:00Z"
    default: return text + "T00:00:00Z"
    }
  }
}
