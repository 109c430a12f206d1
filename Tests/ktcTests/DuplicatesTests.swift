internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct DuplicatesTests {
  @Test func pairsAreListedWithTheirReasons() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/a.yaml": TemporaryFolder.record("a", title: "=Innovation voucher"),
      "instruments/b.yaml": TemporaryFolder.record("b", title: "Spin-off fund"),
      "inbox/c.yaml": TemporaryFolder.record("c", title: "Innovation vouchers"),
    ])
    let table = try ProgramRun("duplicates", in: folder.path)
    #expect(table.status == 0)
    #expect(table.text.contains("  a  =Innovation voucher\n  c  Innovation vouchers\n"), "\(table.text)")
    #expect(table.text.contains("both in FR"))
    #expect(table.errors.contains("1 pair among 3 records. Next: ktc compare a c"))
    let json = try ProgramRun("duplicates", "c", "--format", "json", in: folder.path)
    let pairs = try #require(try JSONSerialization.jsonObject(with: json.output) as? [[String: Any]])
    #expect((pairs.first?["first"] as? [String: Any])?["id"] as? String == "c")
    let csv = try ProgramRun("duplicates", "--format", "csv", in: folder.path)
    #expect(csv.text.contains(",a,'=Innovation voucher,c,"))
    #expect(try ProgramRun("duplicates", "b", in: folder.path).status == 1)
    #expect(try ProgramRun("duplicates", "zz", in: folder.path).status == 66)
  }
}
