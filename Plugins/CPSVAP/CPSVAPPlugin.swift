public import CataloguePlugins
internal import LinkedData

/// Adds the application profile for public services, in Turtle and in JSON-LD.
public struct CPSVAPPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "cpsv-ap"
  /// Makes the plugin.
  public init() {}
  /// Adds the formats. Throws `DuplicateFormat` when an id is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(CPSVAPExporter(.turtle))
    try registry.add(CPSVAPExporter(.jsonLD))
  }
}
