public import CataloguePlugins

/// Adds the Data Package format.
public struct DataPackagePlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "datapackage"
  /// Makes the plugin.
  public init() {}
  /// Adds the format. Throws `DuplicateFormat` when its id is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws { try registry.add(DataPackageExporter()) }
}
