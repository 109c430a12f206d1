public import CataloguePlugins

/// Adds the vocabularies as concept schemes.
public struct SKOSPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "skos"
  /// Makes the plugin.
  public init() {}
  /// Adds the format. Throws `DuplicateFormat` when its id is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(SKOSExporter())
  }
}
