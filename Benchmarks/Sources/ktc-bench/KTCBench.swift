internal import Allocation
internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import Glibc

/// Measures what reading a catalogue takes, `ktc-bench hold|stream FOLDER`, what searching it takes within one process,
/// `ktc-bench search FOLDER < QUERIES` (see `SearchMeasurement`), what writing one takes,
/// `ktc-bench export FOLDER FORMAT [ROUNDS]`, and what reading another format takes, `ktc-bench import FOLDER FILE FORMAT [ROUNDS]`.
///
/// `hold` keeps every record in one array, as a program that works on all of them would; `stream` lets each one go
/// before the next batch is read. `export` reads every record first and measures the rest alone: from records in memory,
/// through defaults and the personal-data gate, to bytes that go nowhere. Of several rounds, the fastest counts. Prints one line of `name value` pairs: records, bytes on disk, seconds, and the
/// resident memory before, after, and at its highest, in bytes.
@main
enum KTCBench {
  static func main() {
    Allocator.prepare()
    let arguments = CommandLine.arguments
    do {
      if arguments.count >= 4, arguments[1] == "export" {
        let rounds = arguments.count > 4 ? Int(arguments[4]) ?? 1 : 1
        return try measureExport(of: arguments[2], to: arguments[3], rounds)
      }
      if arguments.count >= 5, arguments[1] == "import" {
        let rounds = arguments.count > 5 ? Int(arguments[5]) ?? 1 : 1
        return try measureImport(of: arguments[3], as: arguments[4], for: arguments[2], rounds)
      }
      guard arguments.count == 3, let mode = Mode(rawValue: arguments[1]) else {
        print("usage: ktc-bench hold|stream|search FOLDER\n       ktc-bench export FOLDER FORMAT [ROUNDS]")
        print("       ktc-bench import FOLDER FILE FORMAT [ROUNDS]")
        exit(EX_USAGE)
      }
      if mode == .search { try SearchMeasurement(arguments[2]).run() } else { try measure(mode, arguments[2]) }
    } catch {
      print("\(error)")
      exit(EX_NOINPUT)
    }
  }

  /// What happens to a record once it was read.
  private enum Mode: String { case hold, stream, search }

  private static func measure(_ mode: Mode, _ folder: String) throws {
    let catalogue = try Catalogue(at: folder, today: .distantFuture)
    let files = catalogue.recordFiles(in: [.instruments, .practices]).files
    let size = try files.reduce(0) { try $0 + (catalogue.fileSystem.status(of: $1.path)?.size ?? 0) }
    var records: [Record] = []
    if mode == .hold { records.reserveCapacity(files.count) }
    var count = 0
    let before = residentMemory("VmRSS:")
    let start = ContinuousClock.now
    catalogue.forEachRecord(in: files) { loaded in
      guard let draft = loaded.draft else { return }
      count += 1
      if mode == .hold { records.append(draft.record) }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let after = residentMemory("VmRSS:")
    print(
      "records \(count) bytes \(size) seconds \(seconds) before \(before) after \(after) highest",
      residentMemory("VmHWM:"))
    // Until here the records are held.
    withExtendedLifetime(records) {}
  }

  private static func measureExport(of folder: String, to format: String, _ rounds: Int) throws {
    let catalogue = try Catalogue(at: folder, today: .distantFuture)
    let settings = catalogue.context.settings
    let gate = PersonalDataGate(for: .everybody)
    var records: [Record] = []
    var statuses: [RecordStatus] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices]).files) { loaded in
      guard let draft = loaded.draft else { return }
      records.append(draft.record)
      statuses.append(loaded.file.defaultStatus)
    }
    let exporter = try PluginRegistry(BuiltInPlugins.all).exporter(format)
    let context = ExportContext(
      settings: settings, vocabularies: catalogue.context.vocabularies, languages: settings.languages,
      today: catalogue.context.today)
    var bytes = 0
    let time = try fastest(rounds) {
      let destination = CountingDestination()
      var writer = try exporter.makeWriter(to: destination, in: context)
      for index in records.indices {
        try writer.write(gate.pass(records[index].withDefaults(of: settings, status: statuses[index])))
      }
      try writer.finish()
      bytes = destination.count
    }
    print("records \(records.count) bytes \(bytes) seconds \(time.seconds) cpu \(time.cpu)")
  }

  private static func measureImport(
    of path: String, as format: String, for folder: String, _ rounds: Int
  ) throws {
    let catalogue = try Catalogue(at: folder, today: .distantFuture)
    let importer = try PluginRegistry(BuiltInPlugins.all).importer(format)
    var count = 0
    let time = try fastest(rounds) {
      count = 0
      let source = try FileSource(path)
      try importer.readDrafts(from: source, in: ImportContext(catalogue: catalogue.context)) { draft in
        if draft.record.id != nil { count += 1 }
      }
    }
    print("records \(count) seconds \(time.seconds) cpu \(time.cpu) highest", residentMemory("VmHWM:"))
  }

  /// The seconds, and those of the processor, of the round that took the fewest of these.
  private static func fastest(_ rounds: Int, _ work: () throws -> Void) rethrows -> (seconds: Double, cpu: Double) {
    var best = (seconds: Double.infinity, cpu: Double.infinity)
    for _ in 0..<rounds {
      let cpu = clock()
      let start = ContinuousClock.now
      try work()
      let used = Double(clock() - cpu) / Double(CLOCKS_PER_SEC)
      if used < best.cpu { best = ((ContinuousClock.now - start) / .seconds(1), used) }
    }
    return best
  }

  /// A figure of Linux's `/proc/self/status`, in bytes; 0 where there is none.
  private static func residentMemory(_ name: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = line.prefix { $0 != 0 }.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 })
        .map { String(decoding: $0.map(UInt8.init(bitPattern:)), as: UTF8.self) }
      if words.count > 1, words[0] == name { return (Int(words[1]) ?? 0) * 1024 }
    }
    return 0
  }
}
