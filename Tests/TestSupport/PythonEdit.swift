internal import Foundation

/// What a Python program makes of some bytes, to try files that other programs wrote or edited.
package enum PythonEdit {
  /// Runs a program that reads the file named `source` and writes the one named `target`. Throws when it cannot be run
  /// or fails; what it said is then in the error.
  package static func run(_ program: String, on bytes: [UInt8] = []) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try folder.write(bytes: bytes, to: "source")
    let head = "import sys\nsource, target = sys.argv[1:]\n"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: FormatSamples.pythonPath)
    process.arguments = ["-c", head + program, folder("source"), folder("target")]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw PythonFailure(said: String(decoding: said, as: UTF8.self)) }
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder("target"))))
  }

  /// The bytes, or, of an archive, what its parts hold, so that a search finds what is packed. Throws when it cannot be
  /// unpacked.
  package static func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
    guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return bytes }
    return try run(
      """
      import zipfile
      with zipfile.ZipFile(source) as archive, open(target, "wb") as file:
        for name in archive.namelist():
          file.write(archive.read(name) + b"\\n")
      """, on: bytes)
  }
}

/// A Python program failed.
package struct PythonFailure: Error, CustomStringConvertible {
  let said: String

  /// What it said.
  package var description: String { said }
}
