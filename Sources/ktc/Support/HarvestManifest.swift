internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree

/// What `manifest.json` says of an export: what was when in which state, and by which digests to know it.
struct HarvestManifest {
  /// What a manifest is called.
  static let fileName = "manifest.json"
  /// What the list of changes is called.
  static let changesName = "changes.json"
  /// The version of the notation.
  static let version = 1
  /// The key that says that a file is a manifest, and holds its version.
  private static let key = "ktc_manifest"

  /// What is known of one record.
  struct Entry {
    var id: String
    /// What became of it last.
    var change: RecordChange.Kind
    /// On which day.
    var on: String
    /// The SHA-256 digest of its file; nil when it is withdrawn.
    var digest: String?
    /// Whether its file is in the folder.
    var isInFolder = true

    /// The path of its file, from the folder on.
    var path: String { HarvestManifest.path(of: id) }

    func encoded(baseUri settings: CatalogueSettings? = nil) -> DataValue {
      var entries = [DataValue.Entry("id", .string(id))]
      if let uri = settings?.uri(of: id) { entries.append(.init("uri", .string(uri))) }
      entries += [.init("change", .string(change.rawValue)), .init("on", .string(on))]
      if isInFolder { entries.append(.init("path", .string(path))) }
      if let digest { entries.append(.init("sha256", .string(digest))) }
      return .map(entries)
    }
  }

  /// The entries by id.
  private(set) var entries: [String: Entry] = [:]

  /// The path of a record's file, from the folder on.
  static func path(of id: String) -> String { "records/\(id).json" }

  /// Reads a manifest; nil when there is none. Throws `FileError` when it cannot be read or is none. O(bytes).
  init?(at path: String, _ fileSystem: any FileSystem) throws {
    guard try fileSystem.status(of: path) != nil else { return nil }
    let bytes = try fileSystem.wholeContents(of: path)
    let reader = JSONReader(name: path)
    var entries: [String: Entry] = [:]
    func receive(_ reading: JSONReader.Reading) {
      guard let root = reading.tree.root, let id = root["id"]?.text, Slug.isValid(id),
        let change = root["change"].flatMap({ RecordChange.Kind(rawValue: $0.text) }), let day = root["on"]?.text
      else { return }
      entries[id] = Entry(id: id, change: change, on: day, digest: root["sha256"]?.text)
    }
    let problem = bytes.withUnsafeBufferPointer { reader.feed($0, receive) } ?? reader.finish(receive)
    guard problem == nil, reader.keysOutsideRecords.contains(where: { $0.key == Self.key }) else {
      let reason = problem?.message ?? "it is no manifest of an export"
      throw FileError(operation: "read", path: path, code: 0, reason: reason)
    }
    self.entries = entries
  }

  /// The manifest of an export, in JSON. O(records + files).
  static func encoded(
    _ entries: [Entry], _ files: [HarvestFolder.Written], of partner: Partner, since: String?
  ) -> [UInt8] {
    let settings = partner.context.settings
    let writer = JSONWriter(isPretty: true)
    func write(_ key: String, _ value: DataValue?) {
      guard let value else { return }
      writer.key(key)
      writer.write(value)
    }
    writer.beginObject()
    write(key, .number(String(version)))
    write("partner", partner.name.map { .string($0) })
    write("title", settings.title.preferred(partner.context.languages).map { .string($0) })
    write("publisher", settings.publisher.map { .string($0) })
    write("licence", settings.licence.map { .string($0) })
    write("base_uri", settings.baseUri.map { .string($0) })
    write("as_of", .string(partner.context.today.description))
    write("changed_since", since.map { .string($0) })
    // To whom faults are told.
    write("enquiries", settings.enquiries.map { .map($0.encoded(EncodingOptions())) })
    write("changes", .string(changesName))
    writer.key("records")
    writer.beginList()
    for entry in entries { writer.write(entry.encoded(baseUri: settings)) }
    writer.endList()
    writer.key("files")
    writer.beginList()
    for file in files.sorted(by: { $0.path < $1.path }) {
      writer.write(
        .map([
          .init("path", .string(file.path)), .init("bytes", .number(String(file.bytes))),
          .init("sha256", .string(file.digest)),
        ]))
    }
    writer.endList()
    writer.endObject()
    return writer.take()
  }

  /// The list of changes, the latest first. O(changes log changes).
  static func encodedChanges(_ entries: [Entry], of partner: Partner, since: String?) -> [UInt8] {
    let sorted = entries.sorted { $0.on == $1.on ? $0.id < $1.id : $0.on > $1.on }
    var head = [DataValue.Entry("as_of", .string(partner.context.today.description))]
    if let since { head.append(.init("changed_since", .string(since))) }
    let changes = DataValue.Entry("changes", .list(sorted.map { $0.encoded() }))
    return JSONWriter.pretty(.map(head + [changes]))
  }
}
