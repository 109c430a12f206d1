internal import SourceTree

/// The formats that the program knows: an immutable value, built once and passed in.
public struct PluginRegistry: Sendable {
  /// The exporters in id order.
  public let exporters: [any Exporter]
  /// The importers in id order.
  public let importers: [any Importer]

  /// Builds a registry from plugins. Throws `DuplicateFormat` when two formats of one direction have the same id,
  /// and what the plugins throw.
  public init(_ plugins: [any Plugin]) throws {
    var builder = Builder()
    for plugin in plugins {
      builder.plugin = plugin.id
      try plugin.register(in: &builder)
    }
    exporters = builder.exporters.values.sorted { $0.value.format.id < $1.value.format.id }.map(\.value)
    importers = builder.importers.values.sorted { $0.value.format.id < $1.value.format.id }.map(\.value)
  }

  /// Collects the formats of plugins.
  public struct Builder {
    fileprivate var plugin = ""
    fileprivate var exporters: [String: (plugin: String, value: any Exporter)] = [:]
    fileprivate var importers: [String: (plugin: String, value: any Importer)] = [:]

    /// Adds an exporter. Throws `DuplicateFormat` when its id is taken.
    public mutating func add(_ exporter: any Exporter) throws {
      let id = exporter.format.id
      if let other = exporters[id] {
        throw DuplicateFormat(id: id, plugins: [other.plugin, plugin], direction: "export")
      }
      exporters[id] = (plugin, exporter)
    }

    /// Adds an importer. Throws `DuplicateFormat` when its id is taken.
    public mutating func add(_ importer: any Importer) throws {
      let id = importer.format.id
      if let other = importers[id] {
        throw DuplicateFormat(id: id, plugins: [other.plugin, plugin], direction: "import")
      }
      importers[id] = (plugin, importer)
    }
  }

  /// The exporter with this id. Throws `ImportFailure` with the nearest ids when there is none.
  public func exporter(_ id: String) throws -> any Exporter {
    if let exporter = exporters.first(where: { $0.format.id == id }) { return exporter }
    throw unknown(id, among: exporters.map(\.format.id), verb: "export to")
  }

  /// The importer with this id. Throws `ImportFailure` with the nearest ids when there is none.
  public func importer(_ id: String) throws -> any Importer {
    if let importer = importers.first(where: { $0.format.id == id }) { return importer }
    throw unknown(id, among: importers.map(\.format.id), verb: "import")
  }

  /// The importer that recognises an input best, by its first bytes and its name.
  ///
  /// Throws `ImportFailure` when none recognises it, and, naming the candidates, when several do equally well.
  /// O(importers × head).
  public func recognise(_ head: [UInt8], named name: String) throws -> any Importer {
    var best: [any Importer] = []
    var confidence = Confidence.none
    for importer in importers {
      let found = importer.confidence(in: head.span.bytes, named: name)
      if found > confidence {
        best = [importer]
        confidence = found
      } else if found == confidence, found > .none {
        best.append(importer)
      }
    }
    if best.count == 1 { return best[0] }
    let location = SourceLocation(file: name)
    if best.isEmpty {
      let known = importers.map(\.format.id).joined(separator: ", ")
      let message = "the format was not recognised; name one with --from (\(known))"
      throw ImportFailure(Diagnostic(ImportRules.unknownFormat, message, at: location))
    }
    let candidates = best.map(\.format.id).joined(separator: " or ")
    let message = "this could be \(candidates); choose with --from"
    throw ImportFailure(Diagnostic(ImportRules.ambiguousFormat, message, at: location))
  }

  private func unknown(_ id: String, among ids: [String], verb: String) -> ImportFailure {
    let near = NearestName.candidates(for: id, among: ids)
    let advice = near.isEmpty ? "; the formats are \(ids.joined(separator: ", "))" : NearestName.question(near)
    return ImportFailure(Diagnostic(ImportRules.unknownFormat, "there is no format \"\(id)\" to \(verb)\(advice)"))
  }
}

/// Two plugins add a format with the same id.
public struct DuplicateFormat: Error, Sendable, CustomStringConvertible {
  /// The id.
  public let id: String
  /// The plugins.
  public let plugins: [String]
  /// `import` or `export`.
  public let direction: String

  /// The message.
  public var description: String {
    "two plugins, \(plugins.joined(separator: " and ")), both add the \(direction) format \"\(id)\""
  }
}
