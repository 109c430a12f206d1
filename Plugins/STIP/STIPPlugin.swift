public import CataloguePlugins
public import SourceTree

/// Adds the preparation sheet for STIP Compass.
public struct STIPPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "stip"
  /// The rules of its findings.
  public let rules = STIPRules.all
  /// Makes the plugin.
  public init() {}
  /// Adds the formats. Throws `DuplicateFormat` when one of the ids is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(STIPExporter())
    try registry.add(STIPImporter())
  }
}
