package import CatalogueModel
internal import Dispatch
internal import Glibc
package import SourceTree
internal import Synchronization
internal import YAMLDocument

extension Catalogue {
  /// Reads one record file: its notation, its values, and the record as a whole. O(bytes).
  ///
  /// A record in the inbox, or that says so itself, is judged as a draft.
  package func load(_ file: RecordFile) -> LoadedRecord { load(file, through: WholePathReader(fileSystem)) }

  /// The record in a file, for a reader who does not ask what is wrong with it; nil when it cannot be read. O(bytes).
  package func record(in file: RecordFile) -> Record? {
    load(file, through: WholePathReader(fileSystem), isJudging: false).draft?.record
  }

  private func load(_ file: RecordFile, through reader: any FileReader, isJudging: Bool = true) -> LoadedRecord {
    let bytes: [UInt8]
    do {
      bytes = try reader.contents(of: file.path, limit: YAMLLimits().bytes)
    } catch {
      let finding = Diagnostic(StoreRules.unreadableFile, "\(error)", at: SourceLocation(file: file.path))
      return LoadedRecord(file: file, draft: nil, diagnostics: [finding], hasGone: hasGone(file))
    }
    return load(file, SourceText(name: file.path, bytes: bytes), as: nil, isJudging: isJudging)
  }

  /// Whether a draft was taken away after it was listed. A link that leads nowhere is still there. O(1) while it is there.
  package func hasGone(_ file: RecordFile) -> Bool {
    guard file.area == .inbox else { return false }
    do {
      let folder = FilePath.parent(of: file.path)
      guard try fileSystem.status(of: file.path) == nil else { return false }
      guard try fileSystem.status(of: folder) != nil else { return true }
      return try !fileSystem.names(in: folder).contains(FilePath.name(of: file.path))
    } catch {
      return false
    }
  }

  /// Reads a record from bytes that are at hand. O(bytes).
  ///
  /// - Parameter stage: As what it is judged; nil judges it by its status and its folder.
  package func load(_ file: RecordFile, _ bytes: [UInt8], as stage: RecordStage? = nil) -> LoadedRecord {
    load(file, SourceText(name: file.path, bytes: bytes), as: stage)
  }

  /// Reads a record from a text that is at hand, which may be a piece of a stream. O(bytes).
  package func load(_ file: RecordFile, _ text: SourceText, as stage: RecordStage? = nil) -> LoadedRecord {
    load(file, text, as: stage, isJudging: true)
  }

  private func load(_ file: RecordFile, _ text: SourceText, as stage: RecordStage?, isJudging: Bool) -> LoadedRecord {
    let read = YAMLReader().readDocument(text)
    guard let tree = read.tree else { return LoadedRecord(file: file, draft: nil, diagnostics: read.diagnostics) }
    let draft = Draft(tree, in: context)
    var findings = read.diagnostics + draft.diagnostics
    guard isJudging else { return LoadedRecord(file: file, draft: draft, diagnostics: findings) }
    let status = draft.record.status ?? file.defaultStatus
    findings += draft.findings(in: context, as: stage ?? RecordStage(of: status))
    findings += fileFindings(draft, file)
    return LoadedRecord(file: file, draft: draft, diagnostics: findings)
  }

  /// Reads record files on all cores and hands them over one by one, in the order given.
  ///
  /// Memory holds some dozens of records, however many there are. A draft that was taken away since it was listed is none
  /// of them. Rethrows what `receive` throws, after which no more files are read.
  ///
  /// - Parameters:
  ///   - files: The files.
  ///   - isJudging: Whether what is wrong with each record as a whole is looked for; what is wrong with its notation and
  ///     its values always is.
  ///   - receive: Takes a record. It is never called twice at a time, but by whichever thread has the next record.
  package func forEachRecord<Failure: Error>(
    in files: [RecordFile], isJudging: Bool = true, _ receive: (LoadedRecord) throws(Failure) -> Void
  ) throws(Failure) {
    let workers = min(processorCount, files.count / 4)
    guard workers > 1 else {
      let reader = fileSystem.makeReader()
      for file in files {
        let loaded = load(file, through: reader, isJudging: isJudging)
        if !loaded.hasGone { try receive(loaded) }
      }
      return
    }
    try withoutActuallyEscaping(receive) { (receive) throws(Failure) in
      let delivery = OrderedDelivery(count: files.count, window: 32 * workers) { loaded throws(Failure) in
        if !loaded.hasGone { try receive(loaded) }
      }
      DispatchQueue.concurrentPerform(iterations: workers) { _ in
        let reader = fileSystem.makeReader()
        while let position = delivery.nextPosition() {
          delivery.deliver(load(files[position], through: reader, isJudging: isJudging), at: position)
        }
      }
      try delivery.finish()
    }
  }

  /// Works on a piece of some items on each core, and puts the results together in their order. Pieces, because what a
  /// worker learns from one item often serves it for the next. O(items / cores).
  package static func onAllCores<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ work: @Sendable (ArraySlice<Item>) -> [Result]
  ) -> [Result] {
    let cores = max(1, min(processorCount, items.count / 2))
    guard cores > 1 else { return work(items[...]) }
    let results = Mutex([[Result]](repeating: [], count: cores))
    DispatchQueue.concurrentPerform(iterations: cores) { core in
      let piece = work(items[items.count * core / cores..<items.count * (core + 1) / cores])
      results.withLock { $0[core] = piece }
    }
    return results.withLock { $0 }.flatMap(\.self)
  }

  private func fileFindings(_ draft: Draft, _ file: RecordFile) -> [Diagnostic] {
    guard file.area != .outside else { return [] }
    var findings: [Diagnostic] = []
    if let id = draft.record.id, id != file.id {
      let message = "the id is \"\(id)\" but the file is called \"\(FilePath.name(of: file.path))\""
      findings.append(Diagnostic(StoreRules.idDiffers, message, at: draft.location(of: "id"), field: "id"))
    }
    if let kind = draft.record.kind, file.area != .inbox, (file.area == .instruments) != (kind == .instrument) {
      let folder = kind == .instrument ? "instruments" : "practices"
      let message = "this is \(kind == .instrument ? "an instrument" : "a practice"); move the file to \(folder)/"
      findings.append(Diagnostic(StoreRules.wrongFolder, message, at: draft.location(of: "kind"), field: "kind"))
    }
    return findings
  }
}

/// How many processors there are.
private let processorCount = sysconf(Int32(_SC_NPROCESSORS_ONLN))
