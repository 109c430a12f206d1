internal import Dispatch
internal import Glibc
internal import Synchronization

extension PosixFileSystem {
  package func digest(ofRecordsIn folders: [String]) throws -> FileDigest? {
    var walk = DigestWalk()
    for (number, folder) in folders.enumerated() {
      // The number stands for the folder, wherever the catalogue lies.
      try walk.visit(AT_FDCWD, folder, path: [UInt8(truncatingIfNeeded: number), 0x2F])
    }
    return walk.digest
  }
}

/// A walk that looks at the state of every record file, on all cores, and makes no string of any name.
private struct DigestWalk {
  private(set) var digest = FileDigest()
  private var visited: Set<[UInt64]> = []

  /// How many files one core looks at before it takes the next ones.
  private static let chunk = 512

  /// The names in a folder, one after the other, each with a zero byte behind it.
  private struct Names {
    var bytes: [UInt8] = []
    var starts: [Int] = []

    mutating func add(_ name: UnsafeBufferPointer<UInt8>) {
      starts.append(bytes.count)
      bytes.append(contentsOf: name)
      bytes.append(0)
    }
  }

  /// Adds the record files in a folder and those below it; a folder that does not exist holds none.
  mutating func visit(_ parent: Int32, _ name: String, path: [UInt8]) throws {
    let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return }
      throw FileError("list", name)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, let stream = fdopendir(descriptor) else {
      close(descriptor)
      throw FileError("list", name)
    }
    defer { closedir(stream) }
    // A link to a folder above would lead round for ever.
    guard visited.insert([UInt64(status.st_dev), UInt64(status.st_ino)]).inserted else { return }
    var files = Names()
    var others = Names()
    errno = 0
    while let entry = readdir(stream) {
      withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        let name = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self).prefix { $0 != 0 })
        guard let first = name.first, first != 0x2E else { return }
        if Self.isRecord(name) {
          files.add(name)
        } else if entry.pointee.d_type != UInt8(DT_REG) {
          others.add(name)
        }
      }
    }
    guard errno == 0 else { throw FileError("list", name) }
    digest.add(try Self.digest(of: files, in: descriptor, path))
    for start in others.starts {
      let name = others.bytes[start...].prefix { $0 != 0 }
      try visit(descriptor, String(decoding: name, as: UTF8.self), path: path + name + [0x2F])
    }
  }

  private static func isRecord(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.suffix(5).elementsEqual(".yaml".utf8) || name.suffix(4).elementsEqual(".yml".utf8)
  }

  private static func digest(of files: Names, in descriptor: Int32, _ path: [UInt8]) throws -> FileDigest {
    let result = Mutex<(digest: FileDigest, failed: Bool)>((FileDigest(), false))
    let chunks = (files.starts.count + chunk - 1) / chunk
    let work = { @Sendable (number: Int) in
      var digest = FileDigest()
      var failed = false
      files.bytes.withUnsafeBufferPointer { bytes in
        path.withUnsafeBufferPointer { path in
          for start in files.starts[number * chunk..<min((number + 1) * chunk, files.starts.count)] {
            let name = UnsafeBufferPointer(rebasing: bytes[start...].prefix { $0 != 0 })
            var status = stat()
            let result = UnsafeRawPointer(bytes.baseAddress.map { $0 + start })?.withMemoryRebound(
              to: CChar.self, capacity: name.count + 1
            ) { fstatat(descriptor, $0, &status, 0) }
            guard result == 0 else {
              // It went away meanwhile, or is a link that leads nowhere: no record either way.
              failed = failed || errno != ENOENT && errno != ELOOP
              continue
            }
            digest.add(
              [path, name], size: Int(status.st_size),
              modified: Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec),
              inode: UInt64(status.st_ino))
          }
        }
      }
      result.withLock {
        $0.digest.add(digest)
        $0.failed = $0.failed || failed
      }
    }
    if chunks > 1 { DispatchQueue.concurrentPerform(iterations: chunks, execute: work) } else if chunks > 0 { work(0) }
    return try result.withLock {
      if $0.failed { throw FileError("look at the files in", String(decoding: path.dropLast(), as: UTF8.self)) }
      return $0.digest
    }
  }
}
