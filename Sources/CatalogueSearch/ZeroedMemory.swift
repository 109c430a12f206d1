internal import Glibc

/// A value for each document, all bits 0 to begin with. The system only gives memory to what is written to, so that a
/// rare word among many documents costs little.
///
/// What is large comes from `mmap`: an allocator in place of the system's may write zeros into every page itself, which
/// took longer than all of a search for a rare word.
final class ZeroedMemory<Value: BitwiseCopyable> {
  private let values: UnsafeMutablePointer<Value>
  /// How many values there are.
  let count: Int
  /// Bytes that were mapped; 0 when the allocator gave them.
  private let mapped: Int

  /// Makes room for values; nil when there is no memory for them. O(1) from 128 KB on, else O(count).
  init?(count: Int) {
    let (bytes, isTooLarge) = max(count, 1).multipliedReportingOverflow(by: MemoryLayout<Value>.stride)
    guard !isTooLarge else { return nil }
    let isLarge = bytes >= 128 << 10
    guard
      let memory = isLarge
        ? mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) : calloc(1, bytes),
      memory != MAP_FAILED
    else { return nil }
    values = memory.bindMemory(to: Value.self, capacity: count)
    self.count = count
    mapped = isLarge ? bytes : 0
  }

  deinit {
    if mapped > 0 { munmap(values, mapped) } else { free(values) }
  }

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
