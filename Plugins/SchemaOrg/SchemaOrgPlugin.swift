public import CataloguePlugins

/// Adds the schema.org format.
public struct SchemaOrgPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "schemaorg"
  /// Makes the plugin.
  public init() {}
  /// Adds the format. Throws `DuplicateFormat` when its id is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(SchemaOrgExporter())
  }
}
