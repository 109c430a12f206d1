/// An exact decimal number of at most 18 digits, such as a percentage or an amount of money.
public struct DecimalNumber: Sendable, Hashable {
  /// The digits as a whole number.
  public let significand: Int64
  /// How many of the digits stand behind the point; there are no trailing zeros among them.
  public let scale: UInt8

  /// Makes a whole number.
  public init(_ value: Int) {
    significand = Int64(value)
    scale = 0
  }

  /// Reads digits with an optional sign and an optional point, and nothing else. O(length).
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let number = text.withUTF8({ DecimalNumber($0) }) else { return nil }
    self = number
  }

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var value: Int64 = 0
    var digits = 0
    var places = 0
    var sawPoint = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x2D where index == 0 && bytes.count > 1: continue
      case 0x2E where !sawPoint && digits > 0 && index + 1 < bytes.count: sawPoint = true
      case 0x30...0x39:
        digits += 1
        guard digits <= 18 else { return nil }
        value = value * 10 + Int64(byte - 0x30)
        if sawPoint { places += 1 }
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    while places > 0, value % 10 == 0 {
      value /= 10
      places -= 1
    }
    significand = bytes.first == 0x2D ? -value : value
    scale = UInt8(places)
  }

  /// The nearest binary number, for comparing.
  package var doubleValue: Double {
    var value = Double(significand)
    for _ in 0..<scale { value /= 10 }
    return value
  }
}

extension DecimalNumber: CustomStringConvertible {
  /// The number as it is written in files and in JSON, without grouping.
  public var description: String {
    guard scale > 0 else { return String(significand) }
    var digits = String(significand.magnitude)
    if digits.count <= Int(scale) { digits = String(repeating: "0", count: Int(scale) + 1 - digits.count) + digits }
    return (significand < 0 ? "-" : "") + digits.dropLast(Int(scale)) + "." + digits.suffix(Int(scale))
  }
}

extension DecimalNumber {
  /// A number with its thousands set apart by narrow no-break spaces, as ISO 80000-1 has them. O(digits).
  package static func grouped(_ number: String) -> String {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let digits = parts[0].drop { $0 == "-" }
    guard digits.count > 4 else { return number }
    var grouped = number.hasPrefix("-") ? "-" : ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { grouped += "\u{202F}" }
      grouped.append(digit)
    }
    return ([grouped] + parts.dropFirst().map(String.init)).joined(separator: ".")
  }
}
