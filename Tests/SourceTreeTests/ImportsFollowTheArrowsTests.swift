import Foundation
import Testing
import TestSupport

/// Every target uses only what the design lets it use; the package manager does not see to that.
@Suite struct ImportsFollowTheArrowsTests {
  /// The modules of the language and the machine that a target may use besides ours.
  private static let system: [String: Set<String>] = [
    "CatalogueStore": ["Glibc", "Dispatch", "Synchronization"], "CatalogueSearch": ["Glibc"],
    "Curation": ["Glibc"],
    "SourceTree": ["Glibc", "Synchronization"], "CatalogueModel": ["Synchronization"],
    "ProgramRunning": ["Dispatch", "Subprocess", "Synchronization", "SystemPackage"],
    "ktc": ["Glibc", "ArgumentParser"],
  ]

  private static let ours: [String: Set<String>] = [
    "Allocation": ["CMimalloc"],
    "SourceTree": [],
    "ProgramRunning": [],
    "TextFolding": ["CUTF8Proc"],
    "YAMLDocument": ["SourceTree", "CLibYAML"],
    "JSONDocument": ["SourceTree", "CYAJL"],
    "DelimitedText": ["SourceTree", "CLibCSV"],
    "CommonMark": ["CCMark"],
    "Digests": ["CNettle"],
    "CatalogueModel": ["SourceTree", "TextFolding"],
    "CatalogueStore": ["CatalogueModel", "Digests", "SourceTree", "TextFolding", "YAMLDocument"],
    "CareLetters": ["CatalogueModel", "Curation", "FieldTexts", "SourceTree", "TextFolding", "YAMLDocument"],
    "Curation": ["CatalogueModel", "CatalogueStore", "SourceTree", "TextFolding"],
    "Stemming": ["CLibStemmer", "TextFolding"],
    "CatalogueSearch": [
      "CatalogueModel", "CommonMark", "DelimitedText", "SourceTree", "Stemming", "TextFolding", "CSQLite",
    ],
    "CataloguePlugins": ["CatalogueModel", "SourceTree"],
    "FieldTexts": ["CatalogueModel", "SourceTree", "YAMLDocument"],
    "SubmissionForm": [
      "CatalogueModel", "CataloguePlugins", "Digests", "FieldTexts", "JSONDocument", "SourceTree",
    ],
    "LinkedData": ["CatalogueModel", "CataloguePlugins", "JSONDocument", "SourceTree", "CSerd"],
    "RecordTable": [
      "CatalogueModel", "CataloguePlugins", "DelimitedText", "JSONDocument", "SourceTree", "TextFolding",
    ],
    "ReferencePages": [
      "CatalogueModel", "CataloguePlugins", "CatalogueSearch", "CatalogueStore", "Curation", "JSONDocument",
      "SourceTree", "TextFolding", "YAMLDocument",
    ],
    "ktc": [
      "Allocation", "BuiltInPlugins", "CBuildIdentity", "CareLetters", "CatalogueModel", "CataloguePlugins",
      "CatalogueSearch", "CatalogueStore", "Curation", "DelimitedText", "Digests", "FieldTexts", "JSONDocument",
      "ProgramRunning", "ReferencePages", "SourceTree", "SubmissionForm", "TextFolding", "YAMLDocument",
    ],
  ]

  /// What every plugin may use, and what single ones may use besides.
  private static let plugins: Set<String> = [
    "CatalogueModel", "CataloguePlugins", "SourceTree", "TextFolding", "JSONDocument",
  ]
  private static let single: [String: Set<String>] = [
    "YAML": ["YAMLDocument"], "CSV": ["DelimitedText", "RecordTable"], "STIP": ["DelimitedText"],
    "KTForceForm": ["CLibXML2"], "Interreg": ["CommonMark", "CLibXML2"],
    "XLSX": ["CLibXLSXWriter", "CLibXML2", "CLibZip", "Dispatch", "Glibc", "RecordTable", "Synchronization"],
    "DataPackage": ["RecordTable"],
    "CPSVAP": ["LinkedData"], "DCATAP": ["LinkedData"], "SKOS": ["LinkedData"], "SchemaOrg": ["LinkedData"],
    "Atom": ["LinkedData", "CLibXML2"], "TextForm": ["FieldTexts", "SubmissionForm"],
  ]

  /// A program that makes a source file of ours and is no part of ktc.
  private static let tools: Set<String> = ["generate-codes"]

  @Test func everyImportInSourcesIsAllowed() throws {
    let folders = try Self.folders("Sources")
    #expect(folders.contains("CatalogueModel") && folders.contains("ktc"))
    for folder in folders where !Self.tools.contains(folder) {
      let imports = try Self.imports(in: "Sources/\(folder)")
      // A folder without Swift is the shim of a system library.
      guard !imports.isEmpty || Self.ours[folder] != nil else { continue }
      let allowed = try #require(Self.ours[folder], "say here what Sources/\(folder) may import")
      Self.check(imports, allowed.union(Self.system[folder] ?? []))
    }
  }

  @Test func everyImportInPluginsIsAllowed() throws {
    let folders = try Self.folders("Plugins")
    #expect(folders.contains("BuiltIn") && folders.contains("YAML"))
    let formats = Set(folders.filter { $0 != "BuiltIn" }.flatMap { [$0, $0 + "Format"] })
    for folder in folders {
      let allowed =
        folder == "BuiltIn" ? formats.union(["CataloguePlugins"]) : Self.plugins.union(Self.single[folder] ?? [])
      Self.check(try Self.imports(in: "Plugins/\(folder)"), allowed)
    }
  }

  @Test func noSourceUsesFoundation() throws {
    for folder in try Self.folders("Sources").map({ "Sources/" + $0 })
      + Self.folders("Plugins").map({ "Plugins/" + $0 })
    where !Self.tools.contains(String(folder.dropFirst("Sources/".count))) {
      for found in try Self.imports(in: folder) { #expect(!found.module.hasPrefix("Foundation"), "\(found.place)") }
    }
  }

  @Test(arguments: [
    ("import A", "A"), ("  package import A // why", "A"), ("@preconcurrency internal import A", "A"),
    ("import struct A.B", "A"), ("public import A.C", "A"), ("// import A", nil), ("let important = 1", nil),
    ("@testable import A", "A"), ("@_exported import A", "A"), ("fileprivate import class A.B", "A"),
  ])
  func readsImportLines(line: String, module: String?) {
    #expect(Self.module(importedBy: line) == module)
  }

  private struct Found {
    var module: String
    var place: String
  }

  private static func check(_ imports: [Found], _ allowed: Set<String>) {
    for found in imports {
      #expect(allowed.contains(found.module), "\(found.place) imports \(found.module)")
    }
  }

  private static func folders(_ path: String) throws -> [String] {
    let root = BundledCatalogue.repository + "/" + path
    return try FileManager.default.contentsOfDirectory(atPath: root).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isFolder) && isFolder.boolValue
    }.sorted()
  }

  private static func imports(in folder: String) throws -> [Found] {
    let root = URL(fileURLWithPath: BundledCatalogue.repository + "/" + folder).resolvingSymlinksInPath()
    let files =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    var found: [Found] = []
    for file in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for (index, line) in text.components(separatedBy: "\n").enumerated() {
        guard let module = module(importedBy: line) else { continue }
        found.append(Found(module: module, place: "\(folder)/\(file.lastPathComponent):\(index + 1)"))
      }
    }
    return found
  }

  private static func module(importedBy line: String) -> String? {
    var words = line.split(whereSeparator: \.isWhitespace)
    while let first = words.first,
      first.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(first)
    {
      words.removeFirst()
    }
    guard words.first == "import", words.count > 1 else { return nil }
    words.removeFirst()
    if ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"].contains(words[0]) {
      words.removeFirst()
    }
    return words.first.flatMap { $0.split(separator: ".").first }.map(String.init)
  }
}
