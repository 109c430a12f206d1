internal import Glibc

/// A value for each document, all bits 0 to begin with. The system only gives memory to what is written to, so that a
/// rare word among many documents costs little.
final class ZeroedMemory<Value: BitwiseCopyable> {
  private let values: UnsafeMutablePointer<Value>
  /// How many values there are.
  let count: Int

  /// Makes room for values; nil when there is no memory for them. O(1).
  init?(count: Int) {
    guard let memory = calloc(max(count, 1), MemoryLayout<Value>.stride) else { return nil }
    values = memory.bindMemory(to: Value.self, capacity: count)
    self.count = count
  }

  deinit { free(values) }

  /// The value at a place. O(1).
  @inline(__always)
  subscript(place: Int) -> Value {
    get {
      precondition(place >= 0 && place < count)
      return values[place]
    }
    set {
      precondition(place >= 0 && place < count)
      values[place] = newValue
    }
  }
}

/// There is no memory for what was asked for.
struct OutOfMemory: Error, CustomStringConvertible {
  var description: String { "there is not enough memory for this search; narrow it with a filter" }
}
