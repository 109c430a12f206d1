public import CataloguePlugins
public import SourceTree

/// Adds the workbook formats.
public struct XLSXPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "xlsx"
  /// The rules of its findings.
  public let rules = XLSXRules.all
  /// Makes the plugin.
  public init() {}
  /// Adds the formats. Throws `DuplicateFormat` when one of the ids is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(XLSXExporter())
    try registry.add(XLSXImporter())
  }
}
