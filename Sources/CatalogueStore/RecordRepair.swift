package import CatalogueModel
package import SourceTree
internal import YAMLDocument

/// A record file with its certain repairs made: those that findings carry, and the layout that readers stumble over.
///
/// Every other byte stays. What was repaired is read again, and a repair that would change anything but its own field
/// is not made.
package struct RecordRepair: Sendable {
  /// The file.
  package let file: RecordFile
  /// Its bytes as they were.
  package let original: [UInt8]
  /// Its bytes with the repairs made.
  package private(set) var bytes: [UInt8]
  /// The findings that were mended.
  package private(set) var mended: [Diagnostic] = []
  /// The findings that carry a repair that was not made, since more than its field would have changed.
  package private(set) var refused: [Diagnostic] = []
  /// Where the repairs that were not made begin, in the bytes as they are.
  private var refusedPlaces: [Int] = []
  /// How many findings were mended when the refused ones were last tried.
  private var mendedWhenRefused = 0
  /// How many blanks at the ends of lines, and texts without the quotation marks that they need, were put right.
  package private(set) var tidied = 0
  /// What is found now.
  package private(set) var remaining: [Diagnostic]
  /// The record as it reads now; nil when the file still cannot be read.
  package private(set) var record: Record?
  /// Whether the record reads otherwise than before.
  package private(set) var changesRecord = false

  /// Whether the bytes differ.
  package var isChanged: Bool { bytes != original }

  /// Repairs a file. O(bytes × repairs that depend on each other).
  package init(_ file: RecordFile, _ bytes: [UInt8], in catalogue: Catalogue) {
    self.file = file
    original = bytes
    self.bytes = bytes
    var current = catalogue.load(file, bytes)
    let before = current.draft?.record
    remaining = []
    // A repair may bring another to light: what was unreadable can then be read. Each round mends something.
    for _ in 0..<Self.mostRounds {
      let found = current.diagnostics.filter { $0.fix != nil && !isRefused($0) }
      if found.isEmpty {
        // What did harm may do none any more, now that others were mended.
        guard mended.count > mendedWhenRefused else { break }
        refused = []
        refusedPlaces = []
        mendedWhenRefused = mended.count
        continue
      }
      let chosen = Self.apart(found)
      if let next = attempt(chosen, on: current, in: catalogue) {
        current = next
        continue
      }
      // One of them does harm. From the last place to the first, so that the others keep their places.
      for finding in chosen.reversed() {
        if let next = attempt([finding], on: current, in: catalogue) {
          current = next
        } else {
          refused.append(finding)
          refusedPlaces.append(Self.start(of: finding))
        }
      }
    }
    if let tidy = tidied(current, in: catalogue) { current = tidy }
    // A file that cannot be read after all is left as it was: half a repair helps nobody.
    if current.draft == nil, isChanged {
      self.bytes = original
      mended = []
      current = catalogue.load(file, original)
    }
    remaining = current.diagnostics
    record = current.draft?.record
    changesRecord = record != before
  }

  private static let mostRounds = 200

  /// Whether the repair of a finding was refused at its place.
  private func isRefused(_ finding: Diagnostic) -> Bool {
    zip(refused, refusedPlaces).contains { other, place in
      place == Self.start(of: finding) && other.code == finding.code && other.message == finding.message
    }
  }

  /// Those findings whose repairs do not touch each other, in the order of their places.
  private static func apart(_ findings: [Diagnostic]) -> [Diagnostic] {
    var chosen: [Diagnostic] = []
    var taken: [Range<Int>] = []
    for finding in findings.sorted(by: { start(of: $0) < start(of: $1) }) {
      let ranges = finding.fix?.edits.map(\.range) ?? []
      guard !ranges.contains(where: { range in taken.contains { touch($0, range) } }) else { continue }
      chosen.append(finding)
      taken += ranges
    }
    return chosen
  }

  private static func touch(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.lowerBound <= right.upperBound && right.lowerBound <= left.upperBound
  }

  private static func start(of finding: Diagnostic) -> Int { finding.fix?.edits.map(\.range.lowerBound).min() ?? 0 }

  /// The file with some repairs made; nil when something else would change.
  private mutating func attempt(
    _ findings: [Diagnostic], on current: LoadedRecord, in catalogue: Catalogue
  ) -> LoadedRecord? {
    let repaired = TextEdit.apply(findings.flatMap { $0.fix?.edits ?? [] }, to: bytes)
    guard repaired != bytes else { return nil }
    let next = catalogue.load(file, repaired)
    guard Self.isSound(findings, before: current, after: next) else { return nil }
    bytes = repaired
    mended += findings
    let edits = findings.flatMap { $0.fix?.edits ?? [] }
    refusedPlaces = refusedPlaces.map { place in
      edits.reduce(place) { $1.range.upperBound <= place ? $0 + $1.replacement.utf8.count - $1.range.count : $0 }
    }
    return next
  }

  /// Whether nothing but the repaired fields reads otherwise.
  private static func isSound(_ findings: [Diagnostic], before: LoadedRecord, after: LoadedRecord) -> Bool {
    guard let old = before.draft else {
      guard after.draft == nil else { return true }
      // What still cannot be read can be read further than before.
      return (after.diagnostics.last?.location?.byteRange?.lowerBound ?? 0)
        > (before.diagnostics.last?.location?.byteRange?.lowerBound ?? 0)
    }
    guard let new = after.draft, notationErrors(after) <= notationErrors(before) else { return false }
    guard new.unplaced.count <= old.unplaced.count, new.record.extras == old.record.extras else { return false }
    var repaired = findings.compactMap(\.field)
    // A field that was misspelt appears under its name.
    for finding in findings where finding.code == ModelRules.unknownField.code {
      guard let field = finding.field, let name = finding.fix?.edits.first?.replacement else { continue }
      repaired.append(FieldPath(field.steps.dropLast() + [.key(name)]))
    }
    // What is about a character is about the field that it stands in.
    if findings.contains(where: { $0.field == nil }), let tree = old.tree {
      let places = findings.filter { $0.field == nil }.compactMap { $0.location?.byteRange?.lowerBound }
      let offset = tree.source.baseOffset
      repaired += tree.scalars.filter { node in places.contains { node.range.contains($0 - offset) } }.map(\.path)
    }
    let lines = FieldChange.differences(FieldPath([]), old.record.encoded(), new.record.encoded())
    return lines.allSatisfy { line in
      repaired.contains { zip($0.steps, line.path.steps).allSatisfy { $0 == $1 } }
    }
  }

  private static func notationErrors(_ loaded: LoadedRecord) -> Int {
    loaded.diagnostics.count { finding in notationCodes.contains(finding.code) }
  }

  private static let notationCodes = Set((YAMLRules.all + TreeRules.all).map(\.code))

  // MARK: Layout

  /// The file without blanks at the ends of lines, and with quotation marks where other readers need them; nil when
  /// there is nothing to put right, or the record would read otherwise.
  private mutating func tidied(_ current: LoadedRecord, in catalogue: Catalogue) -> LoadedRecord? {
    guard let draft = current.draft, let tree = draft.tree else { return nil }
    let offset = tree.source.baseOffset
    // What was replaced by blanks for the parser's sake is not what the file holds.
    guard bytes.dropFirst(offset).elementsEqual(tree.source.bytes) else { return nil }
    let layout = RecordLayout(tree)
    for edits in [layout.edits, layout.blanks, layout.quotes] where !edits.isEmpty {
      let shifted = edits.map {
        TextEdit(
          replacing: ($0.range.lowerBound + offset)..<($0.range.upperBound + offset), with: $0.replacement)
      }
      let repaired = TextEdit.apply(shifted, to: bytes)
      let next = catalogue.load(file, repaired)
      guard let new = next.draft, new.record == draft.record, new.unplaced.map(\.value) == draft.unplaced.map(\.value),
        next.diagnostics.count <= current.diagnostics.count
      else { continue }
      bytes = repaired
      tidied = edits.count
      return next
    }
    return nil
  }
}

extension Catalogue {
  /// Repairs record files, on all cores. What cannot be read from the disk is among the remaining findings. O(bytes).
  package func repairs(of files: [RecordFile]) -> [RecordRepair] {
    Self.onAllCores(files) { piece in
      piece.map { file in
        do {
          let bytes = try fileSystem.contents(of: file.path, limit: YAMLLimits().bytes)
          return RecordRepair(file, bytes, in: self)
        } catch {
          return RecordRepair(unreadable: file, "\(error)")
        }
      }
    }
  }
}

extension RecordRepair {
  /// A file that could not be read.
  fileprivate init(unreadable file: RecordFile, _ reason: String) {
    self.file = file
    original = []
    bytes = []
    remaining = [Diagnostic(StoreRules.unreadableFile, reason, at: SourceLocation(file: file.path))]
  }
}
