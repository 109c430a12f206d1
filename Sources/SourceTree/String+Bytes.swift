extension String {
  /// Calls `body` with the bytes of the text, where they are.
  package func withBytes(_ body: (UnsafeBufferPointer<UInt8>) throws -> Void) rethrows {
    if try utf8.withContiguousStorageIfAvailable(body) == nil {
      var text = self
      try text.withUTF8(body)
    }
  }
}
