public import CataloguePlugins
public import SourceTree

/// Adds the good-practice sheet of Interreg Europe.
public struct InterregPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "interreg"
  /// The rules of its findings.
  public let rules = InterregRules.all
  /// Makes the plugin.
  public init() {}
  /// Adds the formats. Throws `DuplicateFormat` when one of the ids is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(InterregExporter())
    try registry.add(InterregImporter())
  }
}
