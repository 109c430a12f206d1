public import CataloguePlugins

/// Adds the importer of text forms that come back by e-mail.
public struct TextFormPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "text-form"

  /// Makes the plugin.
  public init() {}

  /// Adds the importer. Throws when its id is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(TextFormImporter())
  }
}
