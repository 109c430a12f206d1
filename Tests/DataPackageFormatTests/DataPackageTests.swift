import CatalogueModel
import CataloguePlugins
import DataPackageFormat
import Foundation
import TestSupport
import Testing

/// The folder that programs for data read without being told how.
@Suite struct DataPackageTests {
  private func export(_ records: [Record]) throws -> [String: [UInt8]] {
    let destination = MemoryDestination()
    var writer = try DataPackageExporter().makeWriter(to: destination, in: try Fixtures.exportContext())
    for record in records { try writer.write(record) }
    try writer.finish()
    return Dictionary(destination.files.map { ($0.name, $0.bytes) }, uniquingKeysWith: { first, _ in first })
  }

  private func fields(_ files: [String: [UInt8]]) throws -> [[String: Any]] {
    let package = try JSONSerialization.jsonObject(with: Data(try #require(files["datapackage.json"])))
    let resources = try #require((package as? [String: Any])?["resources"] as? [[String: Any]])
    let schema = try #require(resources.first?["schema"] as? [String: Any])
    return try #require(schema["fields"] as? [[String: Any]])
  }

  @Test func everyColumnIsDescribedInOrder() throws {
    let files = try export(try FormatSamples.bundled())
    let table = String(decoding: try #require(files["records.csv"]), as: UTF8.self)
    let names = try fields(files).compactMap { $0["name"] as? String }
    #expect(table.hasPrefix(names.joined(separator: ",") + "\r\n"))
    #expect(names.count > 70)
  }

  @Test func theValuesOfEveryRecordFitTheirConstraints() throws {
    let files = try export(try FormatSamples.bundled())
    let program = """
      import csv, io, json, re, zipfile
      with zipfile.ZipFile(source) as archive:
        package = json.loads(archive.read("datapackage.json"))
        rows = list(csv.DictReader(io.StringIO(archive.read("records.csv").decode("utf-8"), newline=""), strict=True))
      faults, checked = [], 0
      for field in package["resources"][0]["schema"]["fields"]:
        limits = field.get("constraints", {})
        for row in rows:
          cell = row[field["name"]]
          if not cell:
            faults += [field["name"]] if limits.get("required") else []
            continue
          checked += 1
          if "enum" in limits and cell not in limits["enum"]: faults.append(cell)
          if "pattern" in limits and not re.fullmatch(limits["pattern"], cell): faults.append(cell)
          if field["type"] == "boolean" and cell not in field["trueValues"] + field["falseValues"]: faults.append(cell)
          kind = {"array": list, "object": dict}.get(field["type"])
          if kind and not isinstance(json.loads(cell), kind): faults.append(cell)
      print(len(rows), checked > 400, faults, file=open(target, "w"))
      """
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(bytes: bytes, to: name) }
    let zipped = try PythonEdit.run(
      """
      import zipfile
      with zipfile.ZipFile(target, "w") as archive:
        for name in ["datapackage.json", "records.csv"]:
          archive.write("\(folder.path)/" + name, name)
      """)
    let said = String(decoding: try PythonEdit.run(program, on: zipped), as: UTF8.self)
    #expect(said == "\(try FormatSamples.bundled().count) True []\n")
  }

  @Test func vocabulariesAreEnumerated() throws {
    let fields = try fields(try export([]))
    func constraints(_ name: String) throws -> [String: Any] {
      let field = try #require(fields.first { $0["name"] as? String == name })
      return try #require(field["constraints"] as? [String: Any])
    }
    #expect((try constraints("level")["enum"] as? [String])?.contains("regional") == true)
    #expect((try constraints("kind")["enum"] as? [String]) == ["instrument", "practice"])
    #expect(try constraints("id")["unique"] as? Bool == true)
    #expect((try constraints("target_groups")["pattern"] as? String)?.contains("smes-only") == true)
  }

  @Test func theSameRecordsGiveTheSameBytes() throws {
    let records = try FormatSamples.bundled()
    #expect(try export(records) == export(records))
  }
}
