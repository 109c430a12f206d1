internal import CataloguePlugins

/// An export that goes nowhere: its bytes are counted and let go.
final class CountingDestination: ExportDestination {
  /// How many bytes there were.
  private(set) var count = 0

  func write(_ bytes: [UInt8]) { count += bytes.count }
  func beginFile(named name: String) {}
}
