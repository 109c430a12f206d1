internal import CatalogueStore
internal import Foundation
internal import Synchronization

/// A folder for one test. It is removed when the tests have ended, not when the value is gone: what a test made of it
/// may still be in use then.
package struct TemporaryFolder: Sendable {
  /// Its path.
  package let path: String

  /// Makes an empty folder. Throws when it cannot be made.
  package init() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("ktc-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    // The path without links, as the program itself would write it.
    path = base.resolvingSymlinksInPath().path
    Self.removeAtEnd(path)
  }

  private static let made = Mutex<[String]>([])

  private static func removeAtEnd(_ path: String) {
    let isFirst = made.withLock { made in
      made.append(path)
      return made.count == 1
    }
    guard isFirst else { return }
    atexit {
      for path in TemporaryFolder.made.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
  }

  /// A folder with a catalogue in English and the vocabularies that ship inside the program.
  package static func withCatalogue(_ records: [String: String] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("title: Example\nlanguage: en\nlanguages: [en, fr]\nlicence: CC-BY-4.0\n", to: "catalogue.yaml")
    for file in BaseVocabularies.files {
      try folder.write(String(decoding: file.bytes, as: UTF8.self), to: "vocabularies/" + file.name)
    }
    for (name, text) in records { try folder.write(text, to: name) }
    return folder
  }

  /// The text of a record without findings, with more lines behind it.
  package static func record(
    _ id: String, kind: String = "instrument", title: String? = nil, country: String = "FR", _ more: String = ""
  ) -> String {
    """
    id: \(id)
    kind: \(kind)
    title: \(title ?? "Example \(id)")
    countries: [\(country)]
    \(kind == "practice" ? "kt_areas: [technology-licensing]" : "priorities: [knowledge-transfer]")
    target_groups: [smes-only]
    aim: Help small firms to work with universities.
    overview: A firm hands in a voucher, and the university is paid for it.

    """ + more + (more.isEmpty || more.hasSuffix("\n") ? "" : "\n")
  }

  /// The path of something in the folder.
  package func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Writes a file, with the folders that it needs. Throws what the system throws.
  package func write(_ text: String, to name: String) throws { try write(bytes: Array(text.utf8), to: name) }

  /// Writes the bytes of a file, with the folders that it needs. Throws what the system throws.
  package func write(bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: self(name))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Makes a symbolic link. Throws what the system throws.
  package func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: self(name), withDestinationPath: target)
  }

  /// The text of a file. Throws when it cannot be read.
  package func read(_ name: String) throws -> String { try String(contentsOfFile: self(name), encoding: .utf8) }

  /// Whether something is there.
  package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }

  /// Every file in it and their bytes, the names of hidden ones too, by path from the folder on. Throws when one cannot
  /// be read.
  package func files(below name: String = "") throws -> [String: [UInt8]] {
    let start = name.isEmpty ? path : self(name)
    var files: [String: [UInt8]] = [:]
    for case let inner as String in FileManager.default.enumerator(atPath: start) ?? .init() {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: start + "/" + inner, isDirectory: &isFolder)
      if isFolder.boolValue { continue }
      files[inner] = Array(try Data(contentsOf: URL(fileURLWithPath: start + "/" + inner)))
    }
    return files
  }
}
