internal import Dispatch
internal import Glibc
internal import Synchronization

extension PosixFileSystem {
  package func digest(ofRecordsIn folders: [String]) throws -> FileDigest? {
    var walk = DigestWalk()
    let listings = Self.listings(of: folders)
    for (number, folder) in folders.enumerated() {
      // The number stands for the folder, wherever the catalogue lies.
      try walk.visit(AT_FDCWD, folder, path: [UInt8(truncatingIfNeeded: number), 0x2F], listings[number])
    }
    return walk.digest
  }

  /// What some folders hold, read on all cores; nil for one that cannot be read, which the walk then says.
  private static func listings(of folders: [String]) -> [RecordFolder.Listing?] {
    let listings = Mutex([RecordFolder.Listing?](repeating: nil, count: folders.count))
    DispatchQueue.concurrentPerform(iterations: folders.count) { number in
      guard var folder = (try? RecordFolder(folders[number], in: AT_FDCWD)) ?? nil else { return }
      guard (try? folder.read(named: folders[number])) != nil else { return }
      let listing = folder.listing
      listings.withLock { $0[number] = listing }
    }
    return listings.withLock { $0 }
  }

  package func files(ofRecordsIn folders: [String], inGroups groups: Set<Int>) throws -> [GroupedFile]? {
    var walk = GroupWalk(groups)
    for folder in folders { try walk.visit(AT_FDCWD, folder, path: folder) }
    return walk.files
  }
}

/// What a folder holds, as far as records go. No string is made of any name.
private struct RecordFolder: ~Copyable {
  /// What is in it.
  private(set) var listing: Listing
  private let stream: OpaquePointer
  /// The open folder.
  let descriptor: Int32

  /// What a folder holds.
  struct Listing {
    /// By which the folder is told from others.
    let identity: [UInt64]
    /// The record files.
    var files = Names()
    /// What else may be a folder.
    var others = Names()
    /// Whether every record file is known to be a regular file and no link to one, and no folder to be a link.
    var isPlain = true
  }

  /// Names, one after the other, each with a zero byte behind it.
  struct Names {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [Int] = []

    mutating func add(_ name: UnsafeBufferPointer<UInt8>) {
      starts.append(bytes.count)
      bytes.append(contentsOf: name)
      bytes.append(0)
    }

    /// The name that begins at a place. O(length).
    func name(at start: Int) -> ArraySlice<UInt8> { bytes[start...].prefix { $0 != 0 } }
  }

  deinit { closedir(stream) }

  /// Opens a folder; nil when there is none. Throws `FileError`.
  init?(_ name: String, in parent: Int32) throws {
    let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError("list", name)
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, let stream = fdopendir(descriptor) else {
      let error = FileError("list", name)
      close(descriptor)
      throw error
    }
    listing = Listing(identity: [UInt64(status.st_dev), UInt64(status.st_ino)])
    self.stream = stream
    self.descriptor = descriptor
  }

  /// Takes what was read of it before; false when that is of another folder.
  mutating func take(_ known: Listing) -> Bool {
    guard known.identity == listing.identity else { return false }
    listing = known
    return true
  }

  /// Reads the names of what is in it. Throws `FileError`.
  mutating func read(named name: String) throws {
    errno = 0
    while let entry = readdir(stream) {
      withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        let name = UnsafeBufferPointer(rebasing: bytes.bindMemory(to: UInt8.self).prefix { $0 != 0 })
        guard let first = name.first, first != 0x2E else { return }
        let isRegular = entry.pointee.d_type == UInt8(DT_REG)
        if Self.isRecord(name) {
          listing.files.add(name)
          if !isRegular { listing.isPlain = false }
        } else if !isRegular {
          listing.others.add(name)
          if entry.pointee.d_type == UInt8(DT_LNK) { listing.isPlain = false }
        }
      }
    }
    guard errno == 0 else { throw FileError("list", name) }
  }

  private static func isRecord(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    // Capital letters are small ones but for one bit, which a full stop has anyway.
    name.suffix(5).lazy.map { $0 | 0x20 }.elementsEqual(".yaml".utf8)
      || name.suffix(4).lazy.map { $0 | 0x20 }.elementsEqual(".yml".utf8)
  }
}

/// A walk that finds the record files of some groups, and looks at no other.
private struct GroupWalk {
  let groups: Set<Int>
  /// The files; nil when links may lead to them by several paths.
  private(set) var files: [GroupedFile]? = []
  private var visited: Set<[UInt64]> = []

  init(_ groups: Set<Int>) { self.groups = groups }

  mutating func visit(_ parent: Int32, _ name: String, path: String) throws {
    guard var folder = try RecordFolder(name, in: parent), visited.insert(folder.listing.identity).inserted else {
      return
    }
    try folder.read(named: name)
    guard folder.listing.isPlain else { return files = nil }
    for start in folder.listing.files.starts {
      let name = folder.listing.files.name(at: start)
      guard groups.contains(name.withUnsafeBytes(FileDigest.group(ofName:))) else { continue }
      let file = String(decoding: name, as: UTF8.self)
      var status = stat()
      if fstatat(folder.descriptor, file, &status, 0) == 0 {
        files?.append(GroupedFile(path: FilePath.join(path, file), status: FileStatus(status)))
      } else if errno != ENOENT {
        throw FileError("look at", FilePath.join(path, file))
      }
    }
    for start in folder.listing.others.starts {
      let name = String(decoding: folder.listing.others.name(at: start), as: UTF8.self)
      try visit(folder.descriptor, name, path: FilePath.join(path, name))
    }
  }
}

/// A walk that looks at the state of every record file, on all cores.
private struct DigestWalk {
  private(set) var digest = FileDigest()
  private var visited: Set<[UInt64]> = []

  /// How many files one core looks at before it takes the next ones.
  private static let chunk = 512

  /// Adds the record files in a folder and those below it; a folder that does not exist holds none.
  ///
  /// - Parameter listing: What was read of the folder just now, if anything.
  mutating func visit(
    _ parent: Int32, _ name: String, path: [UInt8], _ listing: RecordFolder.Listing? = nil
  ) throws {
    guard var folder = try RecordFolder(name, in: parent) else { return }
    // A link to a folder above would lead round for ever.
    guard visited.insert(folder.listing.identity).inserted else { return }
    let isListed = listing.map { folder.take($0) } ?? false
    if !isListed { try folder.read(named: name) }
    digest.add(try Self.digest(of: folder.listing.files, in: folder.descriptor, path))
    for start in folder.listing.others.starts {
      let name = folder.listing.others.name(at: start)
      try visit(folder.descriptor, String(decoding: name, as: UTF8.self), path: path + name + [0x2F])
    }
  }

  private static func digest(of files: RecordFolder.Names, in descriptor: Int32, _ path: [UInt8]) throws -> FileDigest {
    // The number of an error is that of the thread on which it arose.
    let result = Mutex<(digest: FileDigest, error: Int32?)>((FileDigest(), nil))
    let chunks = (files.starts.count + chunk - 1) / chunk
    let folder = path.withUnsafeBytes(FileDigest.hash)
    let work = { @Sendable (number: Int) in
      var digest = FileDigest()
      var error: Int32?
      files.bytes.withUnsafeBufferPointer { bytes in
        for start in files.starts[number * chunk..<min((number + 1) * chunk, files.starts.count)] {
          let name = UnsafeBufferPointer(rebasing: bytes[start...].prefix { $0 != 0 })
          var status = stat()
          let result = UnsafeRawPointer(bytes.baseAddress.map { $0 + start })?.withMemoryRebound(
            to: CChar.self, capacity: name.count + 1
          ) { fstatat(descriptor, $0, &status, 0) }
          guard result == 0 else {
            // It went away meanwhile, or is a link that leads nowhere: no record either way.
            if errno != ENOENT, errno != ELOOP { error = errno }
            continue
          }
          digest.add(
            UnsafeRawBufferPointer(name), in: folder, size: Int(status.st_size),
            modified: Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec),
            inode: UInt64(status.st_ino))
        }
      }
      result.withLock {
        $0.digest.add(digest)
        $0.error = $0.error ?? error
      }
    }
    if chunks > 1 { DispatchQueue.concurrentPerform(iterations: chunks, execute: work) } else if chunks > 0 { work(0) }
    return try result.withLock {
      if let error = $0.error {
        throw FileError("look at the files in", String(decoding: path.dropLast(), as: UTF8.self), code: error)
      }
      return $0.digest
    }
  }
}
