public import CataloguePlugins

/// Adds the Markdown formats.
public struct MarkdownPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "markdown"
  /// Makes the plugin.
  public init() {}
  /// Adds the formats.
  public func register(in registry: inout PluginRegistry.Builder) throws {}
}
