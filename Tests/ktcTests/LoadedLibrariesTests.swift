internal import Foundation
internal import TestSupport
internal import Testing

/// What the dynamic loader does for the program, as it tells itself (`LD_DEBUG`, ld.so(8)).
@Suite struct LoadedLibrariesTests {
  /// Libraries that only some formats need, each with a good many milliseconds, or others, behind it.
  private static let seldomNeeded = ["libxml2", "libzip", "libxlsxwriter", "libserd", "libicu", "libcrypto"]

  private static let catalogue = BundledCatalogue.repository + "/catalogue"

  @Test(arguments: [["--help"], ["list", "--catalogue", catalogue], ["formats"]])
  func loadsNoLibraryThatIsNotNeeded(_ arguments: [String]) throws {
    let run = try ProgramRun(arguments: arguments, environment: ["LD_DEBUG": "files"])
    #expect(run.status == 0)
    for library in Self.seldomNeeded { #expect(!run.errors.contains(library), "\(library)") }
  }

  @Test(arguments: [("atom", "libxml2"), ("xlsx", "libxlsxwriter"), ("cpsv-ap", "libserd")])
  func loadsTheLibraryOfAFormat(_ format: String, _ library: String) throws {
    let folder = try TemporaryFolder()
    let run = try ProgramRun(
      arguments: ["export", "--to", format, "--output", folder.path + "/", "--catalogue", Self.catalogue],
      environment: ["LD_DEBUG": "files"])
    #expect(run.status == 0)
    #expect(run.errors.contains(library))
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["KTC_SYSTEM_ALLOCATOR"] == nil))
  func allocatesThroughMimalloc() throws {
    let run = try ProgramRun("--version", environment: ["LD_DEBUG": "bindings"])
    #expect(run.errors.contains("libmimalloc.so.2 [0]: normal symbol `malloc'"))
  }
}
