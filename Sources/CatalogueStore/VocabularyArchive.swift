internal import CatalogueModel
internal import Glibc
internal import SourceTree

/// The vocabularies of a catalogue as they were last read, kept beside the search index: every start needs them, and
/// to parse them takes longer than a search.
///
/// It answers for the very files that it was made from, by the very program that made it, and for faultless ones only;
/// whatever else it holds, the files are read. Texts are their length and their UTF-8; numbers have their low bytes first.
struct VocabularyArchive {
  /// Which files it is about, and in which state they were.
  let files: [File]
  /// The program that reads the files.
  let program: FileStatus?
  /// Whether every file was at rest when it was looked at. One that changes twice within a tick of the clock of the
  /// file system has the same state twice.
  let isSettled: Bool

  /// A vocabulary file.
  struct File: Hashable {
    var name: String
    var status: FileStatus
  }

  /// The folder of the vocabularies within a catalogue.
  static let folder = "vocabularies"
  private static let header = Array("ktc vocabularies 3\n".utf8)
  private static let limit = 4 << 20

  /// Looks at the vocabulary files of a catalogue, and reads none. Throws `FileError`.
  init(of root: String, _ fileSystem: any FileSystem) throws {
    let path = FilePath.join(root, Self.folder)
    var files: [File] = []
    for name in try fileSystem.yamlNames(in: path) {
      // One that cannot be looked at, such as a link that leads nowhere, is found out when it is read.
      let status = (try? fileSystem.status(of: FilePath.join(path, name))) ?? .unknown
      files.append(File(name: name, status: status))
    }
    self.files = files
    program = try? fileSystem.status(of: "/proc/self/exe")
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let tick = 100_000_000
    let latest = now.tv_sec * 1_000_000_000 + now.tv_nsec - tick
    isSettled = files.allSatisfy { $0.status != .unknown && $0.status.modified < latest }
  }

  /// The vocabularies as they were kept; nil when they were not, or the files are others now. O(bytes).
  func kept(in root: String, _ fileSystem: any FileSystem) -> [Vocabulary]? {
    guard isSettled, let bytes = try? fileSystem.contents(of: Self.path(in: root), limit: Self.limit) else {
      return nil
    }
    return vocabularies(in: bytes)
  }

  /// Where the archive of a catalogue lies.
  static func path(in root: String) -> String { FilePath.join(FilePath.join(root, ".ktc"), name) }

  /// The name of the archive.
  static let name = "vocabularies"

  /// What the archive of these vocabularies holds; nil when it could not be relied on. O(bytes).
  func bytes(of vocabularies: [Vocabulary]) -> [UInt8]? {
    guard let program, isSettled, vocabularies.count == files.count else { return nil }
    var writer = Writer(bytes: Self.header)
    writer.state(program)
    writer.list(files) {
      $0.text($1.name)
      $0.state($1.status)
    }
    writer.list(vocabularies) { $0.vocabulary($1) }
    return writer.bytes + writer.bytes.withUnsafeBufferPointer(Self.sum)
  }

  /// The vocabularies that an archive holds; nil when it is damaged, or not about these
  /// files, this state of them and this program. O(bytes).
  func vocabularies(in bytes: [UInt8]) -> [Vocabulary]? {
    let size = MemoryLayout<UInt64>.size
    guard let program, bytes.count > Self.header.count + size, bytes.starts(with: Self.header) else { return nil }
    let sum = bytes.dropLast(size).withUnsafeBufferPointer(Self.sum)
    guard bytes.suffix(size).elementsEqual(sum) else { return nil }
    return bytes.withUnsafeBytes { buffer in
      var reader = Reader(bytes: UnsafeRawBufferPointer(rebasing: buffer[Self.header.count..<buffer.count - size]))
      guard let state = reader.state(), state == Self.numbers(of: program) else { return nil }
      guard
        let found = reader.list({ reader in
          reader.text().flatMap { name in reader.state().map { (name, $0) } }
        }), found.count == files.count,
        zip(found, files).allSatisfy({ $0.0 == $1.name && $0.1 == Self.numbers(of: $1.status) })
      else { return nil }
      guard let vocabularies = reader.list({ $0.vocabulary() }), vocabularies.count == files.count, reader.isAtEnd
      else { return nil }
      return vocabularies
    }
  }

  /// What an archive ends with, to tell a damaged one.
  private static func sum(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var hash = StableHash()
    hash.add(UnsafeRawBufferPointer(bytes))
    return withUnsafeBytes(of: hash.value.littleEndian) { Array($0) }
  }

  fileprivate static func numbers(of status: FileStatus) -> [UInt64] {
    [
      UInt64(truncatingIfNeeded: status.size), UInt64(truncatingIfNeeded: status.modified), status.identity.device,
      status.identity.inode,
    ]
  }
}

extension FileStatus {
  fileprivate static let unknown = FileStatus(
    kind: .other, size: 0, identity: FileIdentity(device: 0, inode: 0), modified: 0)
}

extension Catalogue {
  /// Keeps the vocabularies, where they were read from their files, for the next start; nothing happens where they
  /// cannot be kept. The catalogue's own folder is there.
  package func keepVocabularies() {
    guard let root, let unkept, let bytes = unkept.bytes(of: context.vocabularies.all) else { return }
    try? AtomicWrite.write(bytes, to: VocabularyArchive.path(in: root), fileSystem)
  }

  /// Removes what was kept of the vocabularies. Throws `FileError`.
  package func removeKeptVocabularies() throws {
    guard let root else { return }
    try fileSystem.removeTree(VocabularyArchive.path(in: root))
  }

  /// Whether vocabulary files were changed, added or removed since the catalogue was opened, so that records may be
  /// judged by codes that are no more. Throws `FileError`. O(vocabularies).
  package func hasOutdatedVocabularies() throws -> Bool {
    guard let root else { return false }
    return try VocabularyArchive(of: root, fileSystem).files != vocabularyFiles
  }

  /// Whether the vocabularies are what their files say. Throws `FileError`. O(bytes).
  package func hasTrueVocabularies() throws -> Bool {
    guard let root else { return true }
    let read = Self.readVocabularies(of: root, try VocabularyArchive(of: root, fileSystem), fileSystem).vocabularies
    return VocabularySet(read).all.elementsEqual(context.vocabularies.all) {
      $0.name == $1.name && $0.title == $1.title && $0.field == $1.field && $0.terms == $1.terms
    }
  }
}

/// Makes the bytes.
private struct Writer {
  var bytes: [UInt8]

  mutating func number(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  private mutating func count(_ count: Int) { number(UInt32(clamping: count)) }

  mutating func text(_ text: String) {
    count(text.utf8.count)
    bytes += text.utf8
  }

  mutating func list<Element>(_ elements: [Element], _ write: (inout Writer, Element) -> Void) {
    count(elements.count)
    for element in elements { write(&self, element) }
  }

  mutating func texts(_ texts: [String]) { list(texts) { $0.text($1) } }
  mutating func optional(_ text: String?) { texts(text.map { [$0] } ?? []) }
  mutating func state(_ status: FileStatus) { for value in VocabularyArchive.numbers(of: status) { number(value) } }

  mutating func localized(_ text: LocalizedText) {
    list(text.entries) {
      $0.text($1.language)
      $0.text($1.text)
    }
  }

  mutating func vocabulary(_ vocabulary: Vocabulary) {
    text(vocabulary.name)
    localized(vocabulary.title)
    text(vocabulary.field)
    list(vocabulary.terms) { $0.term($1) }
  }

  private mutating func term(_ term: Term) {
    text(term.code)
    localized(term.label)
    list(term.synonyms) {
      $0.text($1.language)
      $0.texts($1.names)
    }
    localized(term.definition)
    optional(term.broader)
    texts(term.covers)
    texts(term.conflictsWith)
    list(term.matches) {
      $0.optional($1.scheme)
      $0.optional($1.code)
      $0.optional($1.uri)
      $0.optional($1.match?.rawValue)
    }
    optional(term.replacedBy)
    number(UInt8(term.isForSearch ? 1 : 0))
  }
}

/// Reads the bytes; nil where they end too early or say what cannot be.
private struct Reader {
  let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type) -> Number? {
    guard MemoryLayout<Number>.size <= bytes.count - position else { return nil }
    defer { position += MemoryLayout<Number>.size }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Number.self))
  }

  /// A number of bytes, or of things that take a byte at least.
  private mutating func count() -> Int? {
    guard let number = number(UInt32.self), number <= bytes.count - position else { return nil }
    return Int(number)
  }

  mutating func text() -> String? {
    guard let count = count() else { return nil }
    defer { position += count }
    // Its sum says that the archive is as it was written, so that these are the bytes of a text.
    return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]), as: UTF8.self)
  }

  mutating func list<Element>(_ read: (inout Reader) -> Element?) -> [Element]? {
    guard let count = count() else { return nil }
    var elements: [Element] = []
    elements.reserveCapacity(min(count, 1000))
    for _ in 0..<count {
      guard let element = read(&self) else { return nil }
      elements.append(element)
    }
    return elements
  }

  mutating func texts() -> [String]? { list { $0.text() } }
  mutating func state() -> [UInt64]? {
    var numbers: [UInt64] = []
    for _ in 0..<4 {
      guard let number = number(UInt64.self) else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  mutating func localized() -> LocalizedText? {
    list { reader in
      reader.text().flatMap { language in reader.text().map { LocalizedText.Entry(language, $0) } }
    }.map(LocalizedText.init)
  }

  mutating func vocabulary() -> Vocabulary? {
    guard let name = text(), let title = localized(), let field = text(), let terms = list({ $0.term() }) else {
      return nil
    }
    return Vocabulary(name: name, title: title, field: field, terms: terms)
  }

  private mutating func term() -> Term? {
    var term = Term()
    guard let code = text(), let label = localized(), let synonyms = list({ $0.synonyms() }),
      let definition = localized(), let broader = texts(), let covers = texts(), let conflicts = texts(),
      let matches = list({ $0.match() }), let replacedBy = texts(), let isForSearch = number(UInt8.self)
    else { return nil }
    term.code = code
    term.label = label
    term.synonyms = synonyms
    term.definition = definition
    term.broader = broader.first
    term.covers = covers
    term.conflictsWith = conflicts
    term.matches = matches
    term.replacedBy = replacedBy.first
    term.isForSearch = isForSearch == 1
    return term
  }

  private mutating func synonyms() -> Term.Synonyms? {
    guard let language = text(), let names = texts() else { return nil }
    return Term.Synonyms(language: language, names: names)
  }

  private mutating func match() -> Term.Match? {
    guard let scheme = texts(), let code = texts(), let uri = texts(), let nearness = texts() else { return nil }
    var match = Term.Match()
    match.scheme = scheme.first
    match.code = code.first
    match.uri = uri.first
    match.match = nearness.first.flatMap(Term.Match.Nearness.init)
    return match
  }
}
