internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import SourceTree
internal import YAMLDocument

/// The file in which the answers of an interview are kept as they are given.
struct InterviewDraft {
  private static let mark = "# The interview goes on at: "
  private static let remark = "# An interview that is not finished; go on with: ktc new --resume "

  /// The path of the file.
  let path: String
  private let catalogue: Catalogue
  private let schema: String?
  private var entries: [DataValue.Entry] = []
  /// The file as it was found, without the lines of the interview, whose comments and layout stay.
  private var found: [UInt8]?
  /// The name of the field that is asked for next; nil when the interview is over.
  var position: String?

  /// Begins a draft without answers.
  init(_ path: String, of catalogue: Catalogue, schema: String?) {
    self.path = path
    self.catalogue = catalogue
    self.schema = schema
  }

  /// Reads a draft that was begun; nil when there is no such file. Throws `FileError`, and `CommandFailure`
  /// for a file that cannot be read whole.
  ///
  /// - Parameter language: The language of the answers to come; in another one, the texts that there are keep theirs.
  init?(resuming path: String, of catalogue: Catalogue, schema: String?, language: String?) throws {
    self.init(path, of: catalogue, schema: schema)
    guard try catalogue.fileSystem.status(of: path) != nil else { return nil }
    let bytes = try catalogue.fileSystem.contents(of: path, limit: YAMLLimits().bytes)
    let loaded = catalogue.load(RecordFile(path: path, area: .outside), bytes, as: .draft)
    guard let draft = loaded.draft, draft.unplaced.isEmpty else {
      var findings = Findings()
      findings.report(loaded.diagnostics.filter { $0.severity == .error })
      throw CommandFailure("\(path) cannot be read whole, and answers would be lost; mend it first", .unreadable)
    }
    let record = draft.record
    let plain = record.language ?? catalogue.context.defaultLanguage
    if case .map(let read) = record.encoded(plainLanguage: language ?? plain == plain ? plain : nil) { entries = read }
    let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    position = lines.first { $0.hasPrefix(Self.mark) }.map { String($0.dropFirst(Self.mark.count)) }
    found = Self.withoutMarks(bytes)
  }

  /// Whether the file was left in the middle of an interview.
  var isUnfinished: Bool { position != nil }

  /// The kind of record that is asked for.
  var kind: RecordKind? { self["kind"]?.scalarText.flatMap(RecordKind.init) }

  /// The answer to a question.
  subscript(name: String) -> DataValue? {
    get { entries.first { $0.key == name }?.value }
    set {
      entries.removeAll { $0.key == name }
      if let newValue { entries.append(.init(name, newValue)) }
    }
  }

  /// Writes the answers so far. Throws `FileError`.
  func save() throws {
    let order = Record.fields.map(\.description.name)
    let known = order.compactMap { name in entries.first { $0.key == name } }
    let others = entries.filter { !order.contains($0.key) }
    let marks = position.map { "\(Self.remark)\(path)\n\(Self.mark)\($0)\n" } ?? ""
    let plain = YAMLWriter.write(.map(known + others))
    if let found, let kept = rewritten(found, as: plain) {
      let end = Self.endOfModeline(kept)
      return try AtomicWrite.write(
        Array(kept[..<end]) + Array(marks.utf8) + kept[end...], to: path, catalogue.fileSystem)
    }
    let modeline = schema.map { "# yaml-language-server: $schema=\($0)\n" } ?? ""
    try AtomicWrite.write(Array((modeline + marks + plain).utf8), to: path, catalogue.fileSystem)
  }

  /// The file as it was found, with the answers in it; nil where its layout defeats that.
  private func rewritten(_ found: [UInt8], as answers: String) -> [UInt8]? {
    guard let tree = YAMLReader().readDocument(SourceText(name: path, answers)).tree else { return nil }
    let record = Draft(tree, in: catalogue.context).record
    return catalogue.rewritten(RecordFile(path: path, area: .outside), found, to: record)
  }

  /// The bytes without the lines that tell where an interview goes on.
  private static func withoutMarks(_ bytes: [UInt8]) -> [UInt8] {
    let marks = [Array(remark.utf8), Array(mark.utf8)]
    return Array(
      bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .filter { line in !marks.contains { line.starts(with: $0) } }.joined(separator: [0x0A]))
  }

  private static func endOfModeline(_ bytes: [UInt8]) -> Int {
    guard bytes.starts(with: "# yaml-language-server:".utf8), let end = bytes.firstIndex(of: 0x0A) else { return 0 }
    return end + 1
  }
}
