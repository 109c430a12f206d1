public import SourceTree

/// A module that adds formats to the program.
///
/// ```swift
/// public struct MyPlugin: Plugin {
///   public let id = "my-format"
///   public init() {}
///   public func register(in registry: inout PluginRegistry.Builder) throws {
///     try registry.add(MyExporter())
///   }
/// }
/// ```
public protocol Plugin: Sendable {
  /// The name by which messages call the plugin.
  var id: String { get }
  /// The rules of the findings that only this plugin makes; the reference explains them. None unless said otherwise.
  var rules: [DiagnosticRule] { get }
  /// Adds the plugin's importers and exporters. Throws what `Builder.add` throws.
  func register(in registry: inout PluginRegistry.Builder) throws
}

extension Plugin {
  /// No rules of its own.
  public var rules: [DiagnosticRule] { [] }
}
