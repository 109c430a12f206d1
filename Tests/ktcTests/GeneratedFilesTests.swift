internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct GeneratedFilesTests {
  /// The ids of all formats.
  private static let formats = (try? ProgramRun("formats", "--format", "ids"))?.lines ?? []

  private static let pages: [(file: String, arguments: [String])] =
    [
      ("docs/record-reference.md", ["reference", "fields"]), ("docs/diagnostics.md", ["reference", "diagnostics"]),
      ("catalogue/README.md", ["reference", "index", "--catalogue", "catalogue"]),
      ("catalogue/record.schema.json", ["schema", "--catalogue", "catalogue"]),
      ("docs/formats/README.md", ["reference", "formats"]),
    ] + formats.map { ("docs/formats/\($0).md", ["reference", "formats", $0]) }

  @Test func everyFormatHasAPageAndNothingElseHas() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: BundledCatalogue.repository + "/docs/formats")
    #expect(!Self.formats.isEmpty)
    #expect(Set(names) == Set(Self.formats.map { $0 + ".md" } + ["README.md"]), "run `make generate`")
  }

  @Test(arguments: 0..<pages.count) func generatedFileIsFresh(_ number: Int) throws {
    let (file, arguments) = Self.pages[number]
    let run = try ProgramRun(arguments: arguments, in: BundledCatalogue.repository)
    #expect(run.status == 0, "\(run.errors)")
    let path = BundledCatalogue.repository + "/" + file
    let isFresh = FileManager.default.contents(atPath: path) == run.output
    #expect(isFresh, "\(file) is not what the program makes; run `make generate`")
  }

  /// The version of iso-codes on this machine; nil where there is none.
  private static let installed: String? = {
    let run = try? ProgramRun(shell: "dpkg-query -W -f '${Version}' iso-codes 2>/dev/null")
    return run?.status == 0 ? run?.text : nil
  }()

  private static let codeList = BundledCatalogue.repository + "/Sources/CatalogueModel/Codes/CodeList.generated.swift"

  private static let isMadeFromInstalled: Bool = {
    guard let installed, let text = try? String(contentsOfFile: codeList, encoding: .utf8) else { return false }
    return text.prefix(1000).contains(installed.prefix { $0 != "-" })
  }()

  @Test(
    .enabled(if: isMadeFromInstalled, "iso-codes is missing, or is another version than the one the file was made from")
  )
  func codeListsAreFresh() throws {
    let generator = try ProgramRun.program("generate-codes")
    let run = try ProgramRun(shell: "'\(generator)' --check '\(Self.codeList)'")
    #expect(run.status == 0, "the code lists are not what iso-codes gives; run `make generate`\n\(run.errors)")
  }
}
