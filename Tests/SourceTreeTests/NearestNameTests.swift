import SourceTree
import TestSupport
import Testing

/// Guessing which name was meant.
@Suite struct NearestNameTests {
  @Test func onlyWhatIsNearIsCandidate() {
    var generator = SeededGenerator(seed: 11)
    func word() -> String {
      String((0..<Int.random(in: 1...9, using: &generator)).map { _ in "abcé".randomElement(using: &generator) ?? "a" })
    }
    for _ in 0..<300 {
      let names = (0..<20).map { _ in word() }
      let typed = word()
      let limit = typed.count <= 4 ? 1 : typed.count <= 8 ? 2 : 3
      func distance(_ name: String) -> Int {
        NearestName.distance(Array(typed.unicodeScalars), Array(name.unicodeScalars))
      }
      let near = Set(names).filter { distance($0) <= limit && distance($0) < max($0.count, typed.count) }
      let best = near.map(distance).min() ?? 0
      let expected = near.filter { distance($0) <= best + 1 }.sorted { (distance($0), $0) < (distance($1), $1) }
      #expect(NearestName.candidates(for: typed, among: names) == Array(expected.prefix(3)), "\(typed) among \(names)")
    }
  }

  @Test(arguments: ["vuocher", "vouche", "Voucher", "voucherr"]) func slipsOfTheFingerAreUndone(typed: String) {
    #expect(NearestName.candidates(for: typed, among: ["voucher", "vehicle", "incubator"]) == ["voucher"])
  }

  @Test func fewSlipsOnlyWhereSoIsAsked() {
    let (typed, name) = ("innovation-vouchers-of-the-north", "innovation-cheques-of-the-north")
    #expect(NearestName.candidates(for: typed, among: [name]) == [name])
    #expect(NearestName.candidates(for: typed, among: [name], within: 3).isEmpty)
  }

  /// An import of ten thousand new rows asks for each of them.
  @Test func aLookAmongTenThousandIdsIsShort() {
    let names = (0..<10_000).map { "support-for-innovative-enterprises-in-rural-regions-\($0)" }
    let typed = "vouchers-for-cooperation-of-firms-and-universities-x"
    var near: [String] = []
    let time = ThreadTime.measure {
      for _ in 0..<20 { near = NearestName.candidates(for: typed, among: names, within: 3) }
    }
    #expect(near.isEmpty)
    #expect(time < .seconds(6), "\(time)")
  }
}
