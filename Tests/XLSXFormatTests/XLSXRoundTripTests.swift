import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing

@testable import XLSXFormat

/// What goes out as a workbook comes back as it was.
@Suite struct XLSXRoundTripTests {
  @Test func everyBundledRecordComesBackEqual() throws {
    let records = try FormatSamples.bundled()
    try #require(records.count >= 30)
    let read = try FormatSamples.read(try FormatSamples.export(records, with: XLSXExporter()), with: XLSXImporter())
    #expect(read.failure == nil)
    #expect(read.drafts.count == records.count)
    for (before, after) in zip(records, read.records) { #expect(before == after) }
    #expect(read.drafts.allSatisfy { $0.unplaced.isEmpty })
  }

  @Test func hostileTextsComeBackEqualButForTheLineEndsOfWindows() throws {
    let escapes = ["_x000D_", "a _x0041_ b _x00_", "__x005F_x0041_", "_x", "[continued: 1]"]
    let texts = FormatSamples.hostileTexts + escapes
    let records = texts.enumerated().map { FormatSamples.hostile($1, number: $0) }
    let expected = texts.enumerated().map {
      FormatSamples.hostile($1.replacing("\r\n", with: "\n"), number: $0)
    }
    let read = try FormatSamples.read(try FormatSamples.export(records, with: XLSXExporter()), with: XLSXImporter())
    #expect(read.failure == nil)
    #expect(read.records.count == records.count)
    for (before, after) in zip(expected, read.records) {
      // Texts within cells of JSON have escapes of their own and keep every line end.
      let title = LocalizedText(
        after.title.entries.map { .init($0.language, $0.text.replacing("\r\n", with: "\n")) })
      #expect(before.title == title, "\(before.id ?? "")")
      #expect(before.alsoKnownAs == after.alsoKnownAs, "\(before.id ?? "")")
      #expect(before.created == after.created && before.active == after.active)
    }
    for (before, after) in zip(records, read.records) {
      #expect(before.outputs == after.outputs, "\(before.id ?? "")")
    }
  }

  @Test func datesOfEveryPrecisionComeBack() throws {
    let dates = ["2006", "2006-05", "2006-05-01", "1900-02-28", "1900-03-01", "1066-10-14", "9999-12-31", "0800"]
    let records = dates.enumerated().map { index, date in
      var record = Record()
      record.id = "date-\(index)"
      record.created = PartialDate(date)
      return record
    }
    let bytes = try FormatSamples.export(records, with: XLSXExporter())
    let read = try FormatSamples.read(bytes, with: XLSXImporter())
    #expect(read.records.map { $0.created?.description } == dates)
    #expect(read.findings.isEmpty)
  }

  @Test func theSameRecordsGiveTheSameBytes() throws {
    let records = try FormatSamples.bundled()
    let first = try FormatSamples.export(records, with: XLSXExporter())
    #expect(try FormatSamples.export(records, with: XLSXExporter()) == first)
  }

  @Test func recordsOfALongSheetComeBackInOrderUpToWhatIsDamaged() throws {
    let ids = (0..<300).map { "record-\($0)" }
    let records = ids.map { id in
      var record = Record()
      record.id = id
      record.title = LocalizedText("Title of \(id)", language: "en")
      return record
    }
    let bytes = try FormatSamples.export(records, with: XLSXExporter())
    #expect(try FormatSamples.read(bytes, with: XLSXImporter()).records.map(\.id) == ids)
    #expect(try FormatSamples.read(bytes, with: XLSXImporter(), limit: 177).records.count == 177)
    let damage = """
      import zipfile
      with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
          text = old.read(part)
          if part == "xl/worksheets/sheet1.xml":
            place = text.index(b"record-150<")
            text = text[:place] + b"<" + text[place:]
          new.writestr(part, text)
      """
    let read = try FormatSamples.read(try PythonEdit.run(damage, on: bytes), with: XLSXImporter())
    #expect(read.records.map(\.id) == Array(ids[..<150]))
    #expect(read.failure?.location?.cell == "Records!A153")
  }

  @Test func workbooksAreCompressedSoonerThanSmaller() throws {
    let program = """
      import zipfile, zlib
      with zipfile.ZipFile(source) as book:
        sheet = book.getinfo("xl/worksheets/sheet1.xml")
        usual = len(zlib.compress(book.read(sheet), 6))
      print(usual < sheet.compress_size < usual * 1.3, file=open(target, "w"))
      """
    let bytes = try FormatSamples.export(try FormatSamples.bundled(), with: XLSXExporter())
    #expect(String(decoding: try PythonEdit.run(program, on: bytes), as: UTF8.self) == "True\n")
  }

  @Test func anEmptyCatalogueIsAHeader() throws {
    let bytes = try FormatSamples.export([], with: XLSXExporter())
    let read = try FormatSamples.read(bytes, with: XLSXImporter())
    #expect(read.drafts.isEmpty)
    #expect(read.failure == nil)
  }

  @Test func openpyxlSeesWhatPeopleNeed() throws {
    var records = try FormatSamples.bundled()
    records[0].title = LocalizedText("=SUM(A1:A9)", language: "en")
    records[0].created = PartialDate("2006-05-01")
    records[0].active = true
    let program = """
      import json, openpyxl
      book = openpyxl.load_workbook(open(source, "rb"))
      sheet = book["Records"]
      names = [cell.value for cell in sheet[2]]
      def at(name):
        return sheet.cell(3, names.index(name) + 1)
      rules = {rule.formula1 for rule in sheet.data_validations.dataValidation}
      guide = [row[0].value for row in book["Read me"].iter_rows()]
      hidden = [name for index, name in enumerate(names)
        if sheet.column_dimensions[openpyxl.utils.get_column_letter(index + 1)].hidden]
      print(json.dumps([
        book.sheetnames, sheet.freeze_panes, sheet.auto_filter.ref.split(":")[0], at("title.en").data_type,
        at("title.en").value, at("created").is_date, at("active").value, sorted(rules), guide[0],
        str(book.properties.created), "origin" in hidden, "title.en" in hidden]), file=open(target, "w"))
      """
    let bytes = try FormatSamples.export(records, with: XLSXExporter())
    let seen = String(decoding: try PythonEdit.run(program, on: bytes), as: UTF8.self)
    #expect(
      seen == """
        [["Records", "Terms", "Read me"], "D3", "A2", "s", "=SUM(A1:A9)", true, true, \
        ["list_active", "list_countries", "list_instrument_types", "list_kind", "list_kt_areas", "list_level", \
        "list_priorities", "list_status", "list_target_groups"], "How to use this workbook", "2026-11-20 00:00:00", \
        true, false]

        """)
  }

  @Test(arguments: [
    ("fr", "Mode d'emploi de ce classeur"), ("de", "So benutzen Sie diese Arbeitsmappe"), ("pt-BR", "Como usar"),
    ("lt", "Kaip naudotis"), ("ro", "Cum se folosește"), ("sv", "How to use"),
  ])
  func theGuideIsInTheReadersLanguage(language: String, beginning: String) throws {
    var context = try Fixtures.exportContext()
    context.languages = [language]
    let bytes = try FormatSamples.export([], with: XLSXExporter(), context)
    #expect(String(decoding: try PythonEdit.unpacked(bytes), as: UTF8.self).contains(beginning))
  }

  @Test func declaresTheColumnOfEachField() {
    let fidelity = XLSXExporter().fidelity
    #expect(fidelity["title"] == .carried(at: "title.<language>"))
    #expect(fidelity["outputs.value"] == .carried(at: "outputs"))
  }
}
