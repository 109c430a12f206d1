public import CataloguePlugins

/// Adds the CSV formats.
public struct CSVPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "csv"
  /// Makes the plugin.
  public init() {}
  /// Adds the formats.
  public func register(in registry: inout PluginRegistry.Builder) throws {}
}
