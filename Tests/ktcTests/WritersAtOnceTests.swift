internal import CatalogueModel
internal import CatalogueStore
internal import Foundation
internal import Synchronization
internal import TestSupport
internal import Testing

/// Several people and scripts that write into one catalogue at once.
@Suite struct WritersAtOnceTests {
  @Test func nothingIsLostAndNothingTornWhenManySubmitPublishAndChangeAtOnce() throws {
    let folder = try TemporaryFolder.withCatalogue([
      "instruments/shared.yaml": TemporaryFolder.record("shared", title: "Version 0")
    ])
    for writer in 0..<4 {
      for number in 0..<5 {
        try folder.write(TemporaryFolder.record("own-\(writer)-\(number)"), to: "given/own-\(writer)-\(number).yaml")
        try folder.write(
          TemporaryFolder.record("shared", title: "Version \(writer) \(number)"),
          to: "given/\(writer)-\(number)/shared.yaml")
      }
    }
    let failures = Mutex<[String]>([])
    @Sendable func run(_ arguments: String...) {
      do {
        let run = try ProgramRun(arguments: arguments, in: folder.path)
        // Records that were changed with a vocabulary while they were read do not fit the one that was read before.
        if run.status == 1, run.errors.contains("Somebody changed the vocabularies meanwhile") { return }
        if run.status != 0 { failures.withLock { $0.append("\(arguments): \(run.errors)") } }
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    let threads = DispatchGroup()
    for writer in 0..<4 {
      DispatchQueue.global().async(group: threads) {
        for number in 0..<5 {
          run("submit", "--publish", "given/own-\(writer)-\(number).yaml")
          run("submit", "--publish", "--update", "given/\(writer)-\(number)/shared.yaml")
        }
      }
    }
    DispatchQueue.global().async(group: threads) {
      for number in 0..<3 {
        let codes = number % 2 == 0 ? ["smes-only", "only-smes"] : ["only-smes", "smes-only"]
        run("vocabulary", "rename", "target_groups", codes[0], codes[1], "--yes")
      }
    }
    DispatchQueue.global().async(group: threads) {
      for _ in 0..<8 { run("validate") }
    }
    threads.wait()
    #expect(failures.withLock { $0 }.isEmpty)
    let ids = try ProgramRun("list", "--format", "ids", in: folder.path).lines
    #expect(ids.count == 21)
    let catalogue = try Catalogue(at: folder.path, today: Fixtures.today)
    #expect(!catalogue.hasUnfinishedChange)
    // Each of the twenty versions took the place of another, and none was skipped.
    let history = catalogue.history(of: "shared")
    let titles = Set(history.versions.compactMap { catalogue.load($0.file).draft?.record.title.entries.first?.text })
    let last = try ProgramRun("show", "shared", "--format", "json", in: folder.path).text
    #expect(history.diagnostics.isEmpty)
    #expect(titles.count == 20 && (titles.contains("Version 0")))
    #expect(last.contains("Version "))
    #expect(try ProgramRun("validate", in: folder.path).status == 0)
  }
}
