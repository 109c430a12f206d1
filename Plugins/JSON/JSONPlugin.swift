public import CataloguePlugins

/// Adds the JSON formats.
public struct JSONPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "json"
  /// Makes the plugin.
  public init() {}
  /// Adds the formats.
  public func register(in registry: inout PluginRegistry.Builder) throws {}
}
