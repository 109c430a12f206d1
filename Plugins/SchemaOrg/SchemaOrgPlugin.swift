public import CataloguePlugins

/// Adds the SchemaOrg formats.
public struct SchemaOrgPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "schemaorg"
  /// Makes the plugin.
  public init() {}
  /// Adds the formats.
  public func register(in registry: inout PluginRegistry.Builder) throws {}
}
