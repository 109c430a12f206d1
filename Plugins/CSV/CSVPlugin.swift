public import CataloguePlugins
internal import RecordTable
public import SourceTree

/// Adds the CSV formats.
public struct CSVPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "csv"
  /// The rules of its findings.
  public let rules = TableRules.all + CSVRules.all
  /// Makes the plugin.
  public init() {}
  /// Adds the formats. Throws `DuplicateFormat` when one of the ids is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(CSVExporter())
    try registry.add(CSVImporter())
  }
}
