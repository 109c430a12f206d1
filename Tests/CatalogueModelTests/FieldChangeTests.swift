import CatalogueModel
import SourceTree
import TestSupport
import Testing

/// What differs between two values, as imports, reviews and histories show it.
@Suite struct FieldChangeTests {
  private static func value(_ count: Int, _ text: String) -> DataValue {
    .list((0..<count).map { .map([.init("field", .string("f\($0)")), .init("text", .string(text))]) })
  }

  @Test func differencesStandInTheOrderOfTheirPlaces() {
    let path = FieldPath("x")
    let lines = FieldChange.differences(path, Self.value(2, "a"), Self.value(3, "b"))
    #expect(lines.map(\.path.description) == ["x[1].text", "x[2].text", "x[3].field", "x[3].text"])
    #expect(lines.map(\.old) == ["a", "a", nil, nil])
    #expect(lines.map(\.new) == ["b", "b", "f2", "b"])
    #expect(FieldChange.differences(path, Self.value(3, "a"), Self.value(3, "a")).isEmpty)
  }

  @Test func takesTimeInProportionToTheValue() {
    func time(_ count: Int) -> Duration {
      let value = Self.value(count, "a")
      var lines = 0
      let taken = ThreadTime.measure { lines = FieldChange.differences(FieldPath("x"), nil, value).count }
      #expect(lines == 2 * count)
      return taken
    }
    _ = time(10)
    let (small, large) = (time(500), time(4000))
    #expect(large < small * 20, "\(small) and \(large)")
  }
}
