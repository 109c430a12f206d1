internal import CSerd

/// Writes a graph as RDF 1.1 Turtle through serd.
///
/// Not `Sendable`: the pointers are this object's own, and one task writes a document.
final class TurtleWriter: GraphWriter {
  private let environment: OpaquePointer?
  private let writer: OpaquePointer?
  private let sink = Sink()

  /// Where serd puts its bytes.
  private final class Sink {
    var bytes: [UInt8] = []
  }

  /// Begins a document with its prefixes. Throws `GraphFailure`.
  init(_ namespaces: [RDFNamespace]) throws {
    environment = serd_env_new(nil)
    let style = SerdStyle(
      SERD_STYLE_ABBREVIATED.rawValue | SERD_STYLE_CURIED.rawValue | SERD_STYLE_BULK.rawValue)
    guard let environment else { throw GraphFailure(description: "there is no memory for a graph") }
    writer = serd_writer_new(
      SERD_TURTLE, style, environment, nil,
      { bytes, count, stream in
        let sink = Unmanaged<Sink>.fromOpaque(stream).takeUnretainedValue()
        sink.bytes.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
      }, Unmanaged.passUnretained(sink).toOpaque())
    guard let writer else { throw GraphFailure(description: "there is no memory for a graph") }
    // Without one, serd prints what it has to say to standard error; the status says enough.
    serd_writer_set_error_sink(writer, { _, error in error.pointee.status }, nil)
    for namespace in namespaces {
      try Self.with(namespace.prefix, SERD_LITERAL) { prefix in
        try Self.with(namespace.iri, SERD_URI) { iri in try check(serd_writer_set_prefix(writer, prefix, iri)) }
      }
    }
  }

  deinit {
    serd_writer_free(writer)
    serd_env_free(environment)
  }

  func write(_ node: RDFNode) throws {
    try Self.with(node.subject.text, node.subject.isBlank ? SERD_BLANK : SERD_URI) { subject in
      for name in node.classes {
        // serd writes `a` only for the whole IRI.
        try Self.with("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", SERD_URI) { predicate in
          try Self.with(name.shortened, SERD_CURIE) { try statement(subject, predicate, $0) }
        }
      }
      for (name, objects) in node.properties {
        try Self.with(name.shortened, SERD_CURIE) { predicate in
          for object in objects { try write(subject, predicate, object) }
        }
      }
    }
  }

  func finish() throws {
    if let writer { try check(serd_writer_finish(writer)) }
  }

  func take() -> [UInt8] {
    defer { sink.bytes.removeAll(keepingCapacity: true) }
    return sink.bytes
  }

  private typealias Node = UnsafePointer<SerdNode>

  private func write(_ subject: Node, _ predicate: Node, _ object: RDFObject) throws {
    switch object {
    case .resource(let resource):
      try Self.with(resource.text, resource.isBlank ? SERD_BLANK : SERD_URI) { try statement(subject, predicate, $0) }
    case .plain(let text): try Self.with(text, SERD_LITERAL) { try statement(subject, predicate, $0) }
    case .text(let text, let language):
      try Self.with(text, SERD_LITERAL) { value in
        try Self.with(language, SERD_LITERAL) { try statement(subject, predicate, value, language: $0) }
      }
    case .typed(let text, let type):
      try Self.with(text, SERD_LITERAL) { value in
        try Self.with(type.shortened, SERD_CURIE) { try statement(subject, predicate, value, type: $0) }
      }
    }
  }

  private func statement(
    _ subject: Node, _ predicate: Node, _ object: Node, type: Node? = nil, language: Node? = nil
  ) throws {
    guard let writer else { return }
    try check(serd_writer_write_statement(writer, 0, nil, subject, predicate, object, type, language))
  }

  private func check(_ status: SerdStatus) throws {
    guard status != SERD_SUCCESS else { return }
    throw GraphFailure(description: "a statement cannot be written: \(String(cString: serd_strerror(status)))")
  }

  /// A node of serd for the time of a call; it points into the text.
  private static func with<Result>(
    _ text: String, _ type: SerdType, _ body: (Node) throws -> Result
  ) rethrows -> Result {
    var text = text
    return try text.withUTF8 { bytes in
      // serd counts the characters only for its reader, and needs flags only for long strings, which it would write
      // over several lines.
      var node = SerdNode(buf: bytes.baseAddress, n_bytes: bytes.count, n_chars: bytes.count, flags: 0, type: type)
      return try withUnsafePointer(to: &node, body)
    }
  }
}
