/// A stored property of a struct, read and written by its place in memory.
///
/// Going through a key path costs as much as reading the value from its text. The place of a stored property is fixed,
/// and `MemoryLayout.offset(of:)` tells it; a computed one has none and is reached through the key path.
struct StoredProperty<Root, Value>: Sendable {
  private let path: any WritableKeyPath<Root, Value> & Sendable
  private let offset: Int?

  init(_ path: any WritableKeyPath<Root, Value> & Sendable) {
    self.path = path
    offset = MemoryLayout<Root>.offset(of: path)
  }

  /// The value in `root`. O(1).
  @inline(__always)
  func value(in root: Root) -> Value {
    guard let offset else { return root[keyPath: path] }
    return withUnsafePointer(to: root) {
      UnsafeRawPointer($0).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee
    }
  }

  /// Calls `body` with the value in `root`, where it is. O(1).
  @inline(__always)
  func withValue<Result>(in root: UnsafePointer<Root>, _ body: (UnsafePointer<Value>) -> Result) -> Result {
    guard let offset else { return withUnsafePointer(to: root.pointee[keyPath: path], body) }
    return body(UnsafeRawPointer(root).advanced(by: offset).assumingMemoryBound(to: Value.self))
  }

  /// Puts a value into `root`. O(1).
  @inline(__always)
  func set(_ value: Value, in root: inout Root) {
    guard let offset else { return root[keyPath: path] = value }
    withUnsafeMutablePointer(to: &root) {
      UnsafeMutableRawPointer($0).advanced(by: offset).assumingMemoryBound(to: Value.self).pointee = value
    }
  }
}
