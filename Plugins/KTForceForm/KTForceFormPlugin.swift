public import CataloguePlugins

/// Adds the importer of form pages of the KTForce project.
public struct KTForceFormPlugin: Plugin {
  /// The name by which messages call the plugin.
  public let id = "ktforce-form"

  /// Makes the plugin.
  public init() {}

  /// Adds the importer. Throws when its id is taken.
  public func register(in registry: inout PluginRegistry.Builder) throws {
    try registry.add(KTForceFormImporter())
  }
}
