/// Writes a graph node by node; it keeps nothing of what it wrote.
package protocol GraphWriter: AnyObject {
  /// Writes what is said of one thing. Throws `GraphFailure`. O(size).
  func write(_ node: RDFNode) throws
  /// Writes what comes after the last node. Throws `GraphFailure`.
  func finish() throws
  /// Takes the bytes that are ready. The last ones are ready after `finish`.
  func take() -> [UInt8]
}

/// A notation for graphs.
package enum GraphSyntax: Sendable, Hashable {
  /// RDF 1.1 Turtle.
  case turtle
  /// JSON-LD 1.1, with a context of its own, so that no reader needs the network.
  case jsonLD

  /// Begins a document in which the prefixes are known. Throws `GraphFailure`.
  package func makeWriter(_ namespaces: [RDFNamespace]) throws -> any GraphWriter {
    switch self {
    case .turtle: try TurtleWriter(namespaces)
    case .jsonLD: JSONLDWriter(namespaces)
    }
  }

  /// The media type of the notation.
  package var mediaType: String {
    switch self {
    case .turtle: "text/turtle"
    case .jsonLD: "application/ld+json"
    }
  }

  /// The usual file name extension, without the dot.
  package var fileExtension: String {
    switch self {
    case .turtle: "ttl"
    case .jsonLD: "jsonld"
    }
  }
}

/// A statement cannot be written.
package struct GraphFailure: Error, Sendable, CustomStringConvertible {
  /// The reason.
  package let description: String
}
