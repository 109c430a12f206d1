/// Paths as text, with `/` between their parts.
package enum FilePath {
  /// The path of a name in a directory; a name that is a whole path by itself stays as it is.
  package static func join(_ directory: String, _ name: String) -> String {
    if directory.isEmpty || directory == "." || name.hasPrefix("/") { return name }
    return directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }

  /// The last part.
  package static func name(of path: String) -> String {
    // Byte by byte: a search for characters spends its time on what no path needs.
    var path = path
    let name: String? = path.withUTF8 { bytes in
      var end = bytes.count
      while end > 0, bytes[end - 1] == UInt8(ascii: "/") { end -= 1 }
      guard end > 0 else { return nil }
      var start = end
      while start > 0, bytes[start - 1] != UInt8(ascii: "/") { start -= 1 }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
    }
    return name ?? path
  }

  /// The path without its last part; `.` when there is only one.
  package static func parent(of path: String) -> String {
    let trimmed = path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path[...]
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// The last part without its extension.
  package static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// Whether a file is YAML by its name.
  static func isYAML(_ path: String) -> Bool { ["yaml", "yml"].contains(fileExtension(of: path)) }

  /// The extension in small letters, without the dot; empty when there is none.
  package static func fileExtension(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}
