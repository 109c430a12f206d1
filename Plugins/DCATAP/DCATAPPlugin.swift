public import CataloguePlugins

/// Adds the application profile for catalogues of open data.
public struct DCATAPPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "dcat-ap"
  /// Makes the plugin.
  public init() {}
  /// Adds the format. Throws `DuplicateFormat` when its id is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(DCATAPExporter())
  }
}
