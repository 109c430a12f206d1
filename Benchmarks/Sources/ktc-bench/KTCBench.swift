internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueStore
internal import Glibc

/// Measures what reading a catalogue takes, `ktc-bench hold|stream FOLDER`, what searching it takes within one process,
/// `ktc-bench search FOLDER < QUERIES` (see `SearchMeasurement`), what writing one takes,
/// `ktc-bench export FOLDER FORMAT`, and what reading another format takes, `ktc-bench import FOLDER FILE FORMAT`.
///
/// `hold` keeps every record in one array, as a program that works on all of them would; `stream` lets each one go
/// before the next batch is read. `export` reads every record first and measures the exporter alone, from records in
/// memory to bytes that go nowhere. Prints one line of `name value` pairs: records, bytes on disk, seconds, and the
/// resident memory before, after, and at its highest, in bytes.
@main
enum KTCBench {
  static func main() {
    let arguments = CommandLine.arguments
    do {
      if arguments.count == 4, arguments[1] == "export" {
        return try measureExport(of: arguments[2], to: arguments[3])
      }
      if arguments.count == 5, arguments[1] == "import" {
        return try measureImport(of: arguments[3], as: arguments[4], for: arguments[2])
      }
      guard arguments.count == 3, let mode = Mode(rawValue: arguments[1]) else {
        print("usage: ktc-bench hold|stream|search FOLDER\n       ktc-bench export FOLDER FORMAT")
        print("       ktc-bench import FOLDER FILE FORMAT")
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

  private static func measureExport(of folder: String, to format: String) throws {
    let catalogue = try Catalogue(at: folder, today: .distantFuture)
    let settings = catalogue.context.settings
    let gate = PersonalDataGate(for: .everybody)
    var records: [Record] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices]).files) { loaded in
      guard let draft = loaded.draft else { return }
      records.append(gate.pass(draft.record.withDefaults(of: settings, status: loaded.file.defaultStatus)))
    }
    let exporter = try PluginRegistry(BuiltInPlugins.all).exporter(format)
    let context = ExportContext(
      settings: settings, vocabularies: catalogue.context.vocabularies, languages: settings.languages,
      today: catalogue.context.today)
    let destination = CountingDestination()
    let cpu = clock()
    let start = ContinuousClock.now
    var writer = try exporter.makeWriter(to: destination, in: context)
    for record in records { try writer.write(record) }
    try writer.finish()
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let used = Double(clock() - cpu) / Double(CLOCKS_PER_SEC)
    print("records \(records.count) bytes \(destination.count) seconds \(seconds) cpu \(used)")
  }

  private static func measureImport(of path: String, as format: String, for folder: String) throws {
    let catalogue = try Catalogue(at: folder, today: .distantFuture)
    let importer = try PluginRegistry(BuiltInPlugins.all).importer(format)
    let source = try FileSource(path)
    var count = 0
    let cpu = clock()
    let start = ContinuousClock.now
    try importer.readDrafts(from: source, in: ImportContext(catalogue: catalogue.context)) { draft in
      if draft.record.id != nil { count += 1 }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let used = Double(clock() - cpu) / Double(CLOCKS_PER_SEC)
    print("records \(count) seconds \(seconds) cpu \(used) highest", residentMemory("VmHWM:"))
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
