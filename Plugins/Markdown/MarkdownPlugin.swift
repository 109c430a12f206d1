public import CataloguePlugins

/// Adds the Markdown pages.
public struct MarkdownPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "markdown"
  /// Makes the plugin.
  public init() {}
  /// Adds the exporter.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(MarkdownExporter())
  }
}
