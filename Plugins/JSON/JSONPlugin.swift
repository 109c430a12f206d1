public import CataloguePlugins

/// Adds the JSON formats.
public struct JSONPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "json"
  /// Makes the plugin.
  public init() {}
  /// Adds the formats. Throws `DuplicateFormat` when one of the ids is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(JSONExporter())
    try registry.add(JSONImporter())
    try registry.add(JSONLinesExporter())
    try registry.add(JSONLinesImporter())
  }
}
