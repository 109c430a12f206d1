import CatalogueModel
import CataloguePlugins
import Foundation
import TestSupport

/// Looks whether an exporter does with each field what it declares.
///
/// Records of markers are exported, and read back by a Python program that shares nothing with the exporter. A value
/// that is declared carried has to be at its place in every record; one that is narrowed, in at least one; one that is
/// dropped, nowhere in the bytes.
struct FidelityCheck {
  let exporter: any Exporter
  /// What stands between the records and the exporter.
  var gate: (Record) -> Record = PersonalDataGate(for: .everybody).pass
  private var problems: [String] = []

  init(_ exporter: any Exporter) { self.exporter = exporter }

  private var id: String { exporter.format.id }

  /// An exported record, as it was written and as the reader found it.
  private struct Sample {
    let marked: MarkerRecord
    let files: [(name: String, bytes: [UInt8])]
    var places: [String: [String]] = [:]
    /// The samples that differ from it in one boolean, by the field.
    var flipped: [String: [String: [String]]] = [:]
  }

  /// What the exporter does otherwise than it says. Throws when the reader cannot be run.
  static func problems(
    of exporter: any Exporter, gate: ((Record) -> Record)? = nil
  ) throws -> [String] {
    var check = FidelityCheck(exporter)
    if let gate { check.gate = gate }
    return try check.run()
  }

  private mutating func run() throws -> [String] {
    let samples = try makeSamples()
    checkDeclarations()
    for leaf in samples[0].marked.leaves {
      switch exporter.fidelity[leaf.path] {
      case .carried(let place): check(leaf.path, at: place, in: samples, everywhere: true)
      case .narrowed(let place, _): check(leaf.path, at: place, in: samples, everywhere: false)
      case .dropped: checkAbsence(leaf.path, in: samples)
      case nil: problems.append("\(id): nothing is declared of \(leaf.path)")
      }
    }
    for sample in samples { checkPrivacy(sample) }
    return problems
  }

  // MARK: Samples

  private func makeSamples() throws -> [Sample] {
    let context = try Fixtures.exportContext()
    let catalogue = CatalogueContext(
      vocabularies: context.vocabularies, settings: context.settings, today: context.today)
    func export(_ marked: MarkerRecord) throws -> [(name: String, bytes: [UInt8])] {
      let destination = MemoryDestination()
      var writer = try exporter.makeWriter(to: destination, in: context)
      var record = gate(marked.record.withDefaults(of: context.settings, status: .published))
      if exporter.tellsWithdrawals, record.status == .withdrawn {
        // What is withdrawn is told, and no more; the rest is told of the same record while it is there.
        try writer.write(record)
        record.status = .published
      }
      try writer.write(record)
      try writer.finish()
      if exporter.format.layout == .folder { return destination.files }
      return [("export." + (exporter.format.fileExtensions.first ?? "txt"), destination.bytes)]
    }
    var samples: [Sample] = []
    var exports: [[(name: String, bytes: [UInt8])]] = []
    for kind in RecordKind.allCases {
      for share in [Contact.Share.public, .never] {
        let marked = try MarkerRecord(kind: kind, share: share, in: catalogue)
        let files = try export(marked)
        samples.append(
          Sample(marked: marked, files: try files.map { ($0.name, try PythonEdit.unpacked($0.bytes)) }))
        exports.append(files)
        for leaf in marked.leaves where leaf.isBoolean && share == .public {
          exports.append(
            try export(MarkerRecord(kind: kind, share: share, flipped: leaf.path, in: catalogue)))
        }
      }
    }
    var readings = try ExportReader.read(exports, format: id)[...]
    for index in samples.indices {
      samples[index].places = readings.removeFirst()
      for leaf in samples[index].marked.leaves
      where leaf.isBoolean && samples[index].marked.record.contact?.share == .public {
        samples[index].flipped[leaf.path] = readings.removeFirst()
      }
    }
    return samples
  }

  // MARK: Checks

  private mutating func checkDeclarations() {
    for name in exporter.fidelity.declarations.keys.sorted() where !MarkerRecord.paths.contains(name) {
      problems.append("\(id): there is no field \(name), of which something is declared")
    }
  }

  private mutating func check(_ path: String, at place: String, in samples: [Sample], everywhere: Bool) {
    var faults: [String] = []
    // A format that does not take a kind of record says so, and is judged by the others.
    let shared = samples.filter { sample in
      sample.marked.record.contact?.share == .public && exporter.refusal(of: sample.marked.record) == nil
    }
    for sample in shared {
      let kind = sample.marked.record.kind?.rawValue ?? ""
      guard let leaf = sample.marked.leaves.first(where: { $0.path == path }) else { continue }
      if leaf.isBoolean {
        // Words for yes and no differ; what counts is that the place says something else for each.
        let now = strings(of: path, at: place, in: sample.places)
        let other = strings(of: path, at: place, in: sample.flipped[path] ?? [:])
        if now == other { faults.append("\(id): \(place) of the \(kind) is the same whatever \(path) says") }
        continue
      }
      let found = strings(of: path, at: place, in: sample.places)
      let missing = leaf.values.filter { spellings in
        // A date may be narrowed to its year.
        let years = everywhere ? [] : spellings.filter { PartialDate($0) != nil }.map { String($0.prefix(4)) }
        return !(spellings + years).contains { spelling in
          found.contains { Self.occurs(spelling, in: $0, anyCase: !leaf.isUnique) }
        }
      }
      let isMissed = everywhere ? !missing.isEmpty : missing.count == leaf.values.count
      if isMissed, let first = missing.first {
        faults.append("\(id): \(path) of the \(kind), \(first[0]), is not at \(place)")
      }
    }
    if everywhere || faults.count == shared.count { problems += faults }
  }

  private mutating func checkAbsence(_ path: String, in samples: [Sample]) {
    for sample in samples {
      guard let leaf = sample.marked.leaves.first(where: { $0.path == path }), leaf.isUnique else { continue }
      for value in leaf.values.joined() where Self.occurs(value, in: sample.files) {
        problems.append("\(id): \(path), \(value), is written, but declared to be dropped")
      }
    }
  }

  private mutating func checkPrivacy(_ sample: Sample) {
    let isShared = sample.marked.record.contact?.share == .public
    let secret = sample.marked.leaves.filter {
      $0.isPersonal && $0.isUnique && !(isShared && $0.path.hasPrefix("contact."))
    }
    for value in secret.flatMap({ $0.values.joined() }) + [MarkerRecord.extra]
    where Self.occurs(value, in: sample.files) {
      problems.append("\(id): \(value) is written, but nobody may see it")
    }
  }

  // MARK: Places

  /// What the reader found at the declared place of a field, or below it.
  ///
  /// A declaration of a group holds for what is in it: where the place has a part of the field's name, that part alone
  /// counts.
  private func strings(of path: String, at place: String, in places: [String: [String]]) -> [String] {
    var declared = path
    while exporter.fidelity.declarations[declared] == nil, let dot = declared.lastIndex(of: ".") {
      declared = String(declared[..<dot])
    }
    let rest = path.dropFirst(declared.count)
    if !rest.isEmpty {
      let inner = Self.strings(at: place + rest, in: places)
      if !inner.isEmpty { return inner }
    }
    return Self.strings(at: place, in: places)
  }

  private static func strings(at place: String, in places: [String: [String]]) -> [String] {
    let wanted = steps(place)
    return places.keys.sorted().filter { key in
      let found = steps(key)
      return found.count >= wanted.count
        && zip(wanted, found).allSatisfy { $0 == $1 || ($0 == "<language>" && $1 != "*") }
    }.flatMap { places[$0] ?? [] }
  }

  /// The steps of a path; whether a value stands in a list or alone makes no difference. A heading is one step.
  private static func steps(_ place: String) -> [String] {
    if place.hasPrefix("#") { return [place] }
    return place.replacingOccurrences(of: "[]", with: "").split(separator: ".").map(String.init)
  }

  /// Whether a word occurs that is no part of a longer one.
  private static func occurs(_ word: String, in text: String, anyCase: Bool) -> Bool {
    var rest = text[...]
    while let range = rest.range(of: word, options: anyCase ? .caseInsensitive : []) {
      let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
      let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
      if !before.isLetter, !before.isNumber, !after.isLetter, !after.isNumber { return true }
      rest = rest[range.upperBound...]
    }
    return false
  }

  private static func occurs(_ value: String, in files: [(name: String, bytes: [UInt8])]) -> Bool {
    files.contains { file in
      file.name.contains(value)
        || String(decoding: file.bytes, as: UTF8.self).replacingOccurrences(of: "\u{202F}", with: "").contains(value)
    }
  }
}

/// Reads exports with the Python program of their format in `Tests/Fixtures/readers`.
enum ExportReader {
  /// What stands at which place of each export. Throws when the program is missing, cannot be run or refuses an export.
  static func read(
    _ exports: [[(name: String, bytes: [UInt8])]], format: String
  ) throws -> [[String: [String]]] {
    let program = BundledCatalogue.repository + "/Tests/Fixtures/readers/read_\(format).py"
    guard FileManager.default.fileExists(atPath: program) else {
      throw ReaderFailure("write \(program): it prints what stands at which place of an export")
    }
    let folder = try TemporaryFolder()
    let names = exports.indices.map { "export-\($0)" }
    for (name, files) in zip(names, exports) {
      for file in files { try folder.write(bytes: file.bytes, to: name + "/" + file.name) }
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: FormatSamples.pythonPath)
    // -B: nothing is written beside the programs.
    process.arguments = ["-B", program] + names.map { folder($0) }
    let output = Pipe()
    let errors = folder("errors")
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let said = try folder.read("errors")
      throw ReaderFailure(said)
    }
    return try JSONDecoder().decode([[String: [String]]].self, from: printed)
  }
}

/// The reader of a format cannot be run.
struct ReaderFailure: Error, CustomStringConvertible {
  let description: String

  init(_ said: String) {
    let missing = ["yaml", "rdflib"].first { said.contains("No module named '\($0)'") }
    let isWithoutPython = said.contains("python3") && said.contains("No such file")
    description = isWithoutPython ? "install python3" : missing.map { "install python3-\($0)" } ?? said
  }
}
