internal import JSONDocument
internal import SourceTree

/// Writes a graph as JSON-LD 1.1: one object a node, in `@graph`.
final class JSONLDWriter: GraphWriter {
  private let json = JSONWriter(isPretty: true, escapesMarkup: true)

  /// Begins a document whose context has the prefixes, and nothing that would have to be fetched.
  init(_ namespaces: [RDFNamespace]) {
    json.beginObject()
    json.key("@context")
    json.beginObject()
    for namespace in namespaces {
      json.key(namespace.prefix)
      json.write(.string(namespace.iri))
    }
    json.endObject()
    json.key("@graph")
    json.beginList()
  }

  func write(_ node: RDFNode) {
    json.beginObject()
    json.key("@id")
    write(node.subject)
    if !node.classes.isEmpty {
      json.key("@type")
      json.beginList()
      for name in node.classes { json.write(.string(name.shortened)) }
      json.endList()
    }
    for (name, objects) in node.properties {
      json.key(name.shortened)
      // Always a list, so that readers need not tell one value from several.
      json.beginList()
      for object in objects { write(object) }
      json.endList()
    }
    json.endObject()
  }

  func finish() {
    json.endList()
    json.endObject()
  }

  func take() -> [UInt8] { json.take() }

  private func write(_ resource: RDFResource) {
    json.write(.string(resource.isBlank ? "_:" + resource.text : resource.text))
  }

  private func write(_ object: RDFObject) {
    json.beginObject()
    switch object {
    case .resource(let resource):
      json.key("@id")
      write(resource)
    case .plain(let text): write(value: text)
    case .text(let text, let language):
      json.key("@language")
      json.write(.string(language))
      write(value: text)
    case .typed(let text, let type):
      json.key("@type")
      json.write(.string(type.shortened))
      write(value: text)
    }
    json.endObject()
  }

  private func write(value: String) {
    json.key("@value")
    json.write(.string(value))
  }
}
