internal import Foundation
internal import TestSupport
internal import Testing

/// SECURITY.md names the test behind every promise.
@Suite struct SecurityPageTests {
  @Test func everyTestThatThePageNamesExists() throws {
    let page = try text("SECURITY.md")
    let names = page.matches(of: /`([A-Za-z]+Tests)\.([A-Za-z]+)`/).map { (String($0.1), String($0.2)) }
    #expect(names.count > 20)
    var sources: [String] = []
    let files = FileManager.default.enumerator(atPath: BundledCatalogue.repository + "/Tests")
    while let file = files?.nextObject() as? String {
      if file.hasSuffix(".swift") { sources.append(try text("Tests/" + file)) }
    }
    for (suite, test) in names {
      let exists = sources.contains { $0.contains("struct \(suite) ") && $0.contains("func \(test)(") }
      #expect(exists, "there is no test \(suite).\(test)")
    }
  }

  @Test func everyRowOfTheTableNamesATest() throws {
    let rows = try text("SECURITY.md").split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst()
    #expect(rows.count >= 15)
    for row in rows { #expect(row.contains("Tests."), "\(row)") }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: BundledCatalogue.repository + "/" + name, encoding: .utf8)
  }
}
