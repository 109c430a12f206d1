internal import CatalogueModel
internal import CataloguePlugins
internal import LinkedData

/// A catalogue as one dataset, in a catalogue of data that has nothing else.
struct CatalogueDescription {
  private let summary: CatalogueSummary
  private let context: ExportContext
  private let catalogue: RDFResource
  private var book: ConceptBook

  init(_ summary: CatalogueSummary, _ context: ExportContext) {
    self.summary = summary
    self.context = context
    book = ConceptBook(context)
    catalogue = book.addresses.catalogue
  }

  /// The nodes, the catalogue first. O(what the summary holds).
  mutating func nodes() -> [RDFNode] {
    var catalog = described(RDFNode(catalogue, .catalog))
    catalog.add(.hasDataset, catalogue.part("dataset"))
    catalog.add(.themeTaxonomy, Authorities.dataThemes)
    var dataset = described(RDFNode(catalogue.part("dataset"), .dataset))
    dataset.add(.identifier, plain: catalogue.text)
    var others: [RDFNode] = []
    if let publisher { others.append(publisher) }
    if let contactPoint {
      dataset.add(.dcatContactPoint, contactPoint.subject)
      others.append(contactPoint)
    }
    if let period {
      dataset.add(.temporal, period.subject)
      others.append(period)
    }
    dataset.add(.keyword, keywords)
    for theme in themes {
      dataset.add(.theme, theme.subject)
      others.append(theme)
    }
    for format in context.companions where format.id != "dcat-ap" {
      guard let distribution = distribution(format) else { continue }
      dataset.add(.hasDistribution, distribution[0].subject)
      // Several files may be of one type.
      others += distribution.filter { node in !others.contains { $0.subject == node.subject } }
    }
    return [catalog, dataset] + others + [Self.taxonomy] + book.entries
  }

  /// What is said of the catalogue and of its dataset alike.
  private mutating func described(_ node: RDFNode) -> RDFNode {
    var node = node
    let title = context.settings.title
    node.add(.title, title.isEmpty ? LocalizedText("KT Catalogue", language: "en") : title)
    node.add(.description, .text(sentence, language: "en"))
    if let publisher { node.add(.publisher, publisher.subject) }
    node.add(.issued, summary.submitted)
    node.add(.modified, summary.changed)
    node.add(.spatial, summary.countries.sorted().compactMap { book.country($0).map { .resource($0) } })
    node.add(.language, summary.languages.sorted().compactMap { book.language($0).map { .resource($0) } })
    return node
  }

  private var sentence: String {
    func count(_ number: Int, _ singular: String) -> String { "\(number) \(singular)\(number == 1 ? "" : "s")" }
    return "Innovation instruments and knowledge-transfer practices: \(count(summary.instruments, "instrument")) and "
      + "\(count(summary.practices, "practice")), each with its aim, target groups, results and sources."
  }

  private var publisher: RDFNode? {
    guard let name = context.settings.publisher else { return nil }
    var node = RDFNode(catalogue.part("publisher"), .agent)
    node.add(.foafName, plain: name)
    return node
  }

  private var contactPoint: RDFNode? {
    guard let enquiries = context.settings.enquiries, enquiries != Enquiries() else { return nil }
    var node = RDFNode(catalogue.part("enquiries"), .vcardKind)
    node.add(.formattedName, plain: enquiries.organisation ?? context.settings.publisher)
    node.add(.hasEmail, address: enquiries.mailbox.map { "mailto:" + $0 })
    node.add(.hasURL, address: enquiries.url)
    return node
  }

  private var period: RDFNode? {
    guard let begun = summary.begun else { return nil }
    var node = RDFNode(catalogue.part("period"), .periodOfTime)
    node.add(.startDate, begun)
    return node
  }

  private var keywords: [RDFObject] {
    let terms = [("priorities", summary.priorities), ("kt_areas", summary.areas)]
    return terms.flatMap { vocabulary, codes in
      codes.sorted().flatMap { code in
        let label = context.vocabularies[vocabulary]?.term(code)?.label ?? LocalizedText()
        return label.isEmpty ? [RDFObject.plain(code)] : label.entries.map { RDFObject($0) }
      }
    }
  }

  /// The themes by which a portal sorts: what the catalogue is about as a whole.
  private var themes: [RDFNode] {
    [("ECON", "Economy and finance"), ("TECH", "Science and technology")].map { code, label in
      var node = RDFNode(Authorities.dataTheme(code), .concept)
      node.add(.prefLabel, .text(label, language: "en"))
      node.add(.inScheme, Authorities.dataThemes)
      return node
    }
  }

  private static let taxonomy: RDFNode = {
    var node = RDFNode(Authorities.dataThemes, .conceptScheme)
    node.add(.title, .text("Data theme", language: "en"))
    return node
  }()

  /// A format of the same export as something that can be downloaded, and what its nodes are; nil where nobody knows
  /// from which address.
  private mutating func distribution(_ format: FormatDescription) -> [RDFNode]? {
    let name = format.outputName + (format.layout == .folder ? "/" : "")
    guard let file = book.addresses.file(name) else { return nil }
    var node = RDFNode(catalogue.part("distribution-" + IRIText.segment(format.id)), .distribution)
    node.add(.title, .text(format.name, language: "en"))
    node.add(.accessURL, file)
    if format.layout == .file { node.add(.downloadURL, file) }
    node.add(.licence, context.settings.licence.map { book.licence($0) })
    var mediaType = RDFNode(Authorities.mediaType(format.mediaType), .mediaTypeClass)
    node.add(.mediaType, mediaType.subject)
    mediaType.add(.identifier, plain: format.mediaType)
    var types = [mediaType]
    if let fileType = format.fileExtensions.first.flatMap(Authorities.fileType) {
      node.add(.format, fileType)
      types.append(RDFNode(fileType, .mediaTypeOrExtent))
    }
    return [node] + types
  }
}
