public import CataloguePlugins

/// Adds the YAML formats.
public struct YAMLPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "yaml"
  /// Makes the plugin.
  public init() {}
  /// Adds the formats.
  public func register(in registry: inout PluginRegistry.Builder) throws {}
}
