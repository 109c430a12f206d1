import CatalogueModel
import Testing

/// Exact decimal numbers.
@Suite struct DecimalNumberTests {
  @Test(arguments: [
    ("0", "0"), ("71", "71"), ("-3", "-3"), ("7.875", "7.875"), ("1.10", "1.1"), ("0.5", "0.5"), ("-0.05", "-0.05"),
    ("100.00", "100"), ("007", "7"), ("999999999999999999", "999999999999999999"),
    ("0.00000000000000001", "0.00000000000000001"),
    ("-0", "0"), ("0.0", "0"),
  ])
  func readsNumbersAndWritesThemShort(text: String, written: String) throws {
    let number = try #require(DecimalNumber(text))
    #expect(number.description == written)
    #expect(DecimalNumber(written) == number)
  }

  @Test(arguments: [
    "", "-", ".5", "5.", "1,5", "1e3", "0x1F", "+1", "1 000", "--1", "1.2.3", "1234567890123456789", "NaN", "٣", "5%",
    "-.5",
  ])
  func readsNothingElse(text: String) {
    #expect(DecimalNumber(text) == nil)
  }

  @Test func equalNumbersAreEqualHoweverWritten() {
    #expect(DecimalNumber("50") == DecimalNumber("50.0"))
    #expect(DecimalNumber(50) == DecimalNumber("50"))
    #expect(DecimalNumber("7.875")?.doubleValue == 7.875)
  }
}
