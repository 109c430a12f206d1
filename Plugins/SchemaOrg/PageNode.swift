internal import CatalogueModel
internal import SourceTree

/// The `WebPage` about a record. It has what schema.org allows only on works: dates, languages, sources, keywords.
struct PageNode {
  /// The record.
  let record: Record
  /// What things are called.
  let names: GraphNames

  /// The node. O(size of the record).
  func node(id: String, about entity: String) -> GraphNode {
    var node = GraphNode("WebPage")
    node.set("@id", id)
    node.set("url", record.id.flatMap(names.address))
    node.set("name", record.title)
    node.set("inLanguage", record.language)
    node.set("creativeWorkStatus", record.status?.rawValue)
    node.set("dateCreated", record.submitted?.on)
    node.set("dateModified", record.modified?.on)
    node.set("lastReviewed", record.reviewed?.on)
    node.set("temporalCoverage", period)
    node.set("license", record.licence.map(names.licence))
    node.set("keywords", listOf: keywords)
    node.set("contributor", listOf: record.organisations.filter { $0.role == .reporter }.map(\.node))
    node.set("citation", listOf: record.sources.map(work))
    node.set("isBasedOn", original?.value)
    node.set("publisher", names.publisher)
    node.set("isPartOf", names.catalogue)
    node.set("mainEntity", .map([DataValue.Entry("@id", .string(entity))]))
    return node
  }

  /// The time that the page speaks of, as an interval (ISO 8601): `..` is an end that has not come, nothing at all an
  /// end that is not known.
  private var period: DataValue? {
    guard record.created != nil || record.ended != nil else { return nil }
    let end = record.ended?.description ?? (record.active == true ? ".." : "")
    return .string((record.created?.description ?? "") + "/" + end)
  }

  private var keywords: [DataValue] {
    let terms =
      record.priorities.map { ($0, "priorities") } + record.ktAreas.map { ($0, "kt_areas") }
      + record.instrumentTypes.map { ($0, "instrument_types") } + record.targetGroups.map { ($0, "target_groups") }
    let labels = terms.flatMap { names.label($0, in: $1).entries.map(GraphNode.tagged) }
    return record.alsoKnownAs.map(DataValue.string) + labels
  }

  private func work(_ source: Source) -> GraphNode {
    var publisher = GraphNode("Organization")
    publisher.set("name", source.publisher)
    var node = GraphNode("CreativeWork")
    node.set("name", source.title)
    node.set("url", source.url)
    node.set("publisher", publisher.value)
    node.set("datePublished", source.published)
    return node
  }

  private var original: GraphNode? {
    guard let origin = record.origin else { return nil }
    var node = GraphNode("CreativeWork")
    node.set("name", origin.source)
    node.set("identifier", origin.id)
    node.set("url", origin.url)
    return node
  }
}

extension Organisation {
  /// The organisation by name and page.
  var node: GraphNode {
    var node = GraphNode("Organization")
    node.set("name", name)
    node.set("url", url)
    return node
  }
}
