extension Unicode.Scalar {
  /// Whether the scalar may be sent to a terminal as it is: no control and no bidirectional control character.
  package var isPrintable: Bool {
    switch value {
    case 0x09: true
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF: false
    default: true
    }
  }
}
