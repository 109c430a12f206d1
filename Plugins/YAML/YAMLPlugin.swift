public import CataloguePlugins

/// Adds the YAML formats.
public struct YAMLPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "yaml"
  /// Makes the plugin.
  public init() {}
  /// Adds the formats. Throws `DuplicateFormat` when one of the ids is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(YAMLExporter())
    try registry.add(YAMLImporter())
  }
}
