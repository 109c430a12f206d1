import CatalogueModel
import CataloguePlugins
import SourceTree
import TestSupport
import Testing

@testable import XLSXFormat

/// Workbooks as partners send them back, edited by other programs.
@Suite struct ReturnedWorkbookTests {
  /// The export of a few records, edited by openpyxl, and read.
  private func read(_ edit: String, limits: XLSXLimits = XLSXLimits()) throws -> FormatSamples.Import {
    let records = (1...4).map { number in
      var record = Record()
      record.id = "record-\(number)"
      record.kind = .instrument
      record.title = LocalizedText("Title \(number)", language: "en")
      record.countries = ["FR", "PT"]
      record.created = PartialDate("2006-05-0\(number)")
      return record
    }
    let head = """
      import datetime, openpyxl
      book = openpyxl.load_workbook(open(source, "rb"))
      sheet = book["Records"]
      names = [cell.value for cell in sheet[2]]
      def at(name, row):
        return sheet.cell(row, names.index(name) + 1)
      def letter(name):
        return openpyxl.utils.get_column_letter(names.index(name) + 1)

      """
    let bytes = try FormatSamples.export(records, with: XLSXExporter())
    let edited = try PythonEdit.run(head + edit + "\nbook.save(target)\n", on: bytes)
    return try FormatSamples.read(edited, with: XLSXImporter(limits: limits))
  }

  private func cells(_ found: FormatSamples.Import) -> [String] {
    (found.drafts.flatMap(\.diagnostics) + [found.failure].compactMap(\.self)).map {
      "\($0.code) \($0.location?.cell ?? "")"
    }
  }

  @Test func anUnchangedWorkbookOfAnotherProgramReadsAlike() throws {
    let found = try read("")
    #expect(found.records.map(\.id) == (1...4).map { "record-\($0)" })
    #expect(found.records[1].created?.description == "2006-05-02")
    #expect(found.records[1].countries == ["FR", "PT"])
    #expect(found.findings.isEmpty)
  }

  @Test func datesAreReadHoweverTheyAreStored() throws {
    let found = try read(
      """
      at("created", 3).value = 2004
      at("created", 3).number_format = "General"
      at("created", 4).value = "1.5.2007"
      at("created", 5).value = datetime.datetime(2008, 5, 1)
      at("created", 5).number_format = "mmm-yy"
      at("created", 6).value = 2009
      at("created", 6).number_format = "dd/mm/yyyy"
      at("ended", 3).value = 38473
      at("ended", 3).number_format = "General"
      at("ended", 4).value = "2010\u{A0}"
      at("ended", 5).value = "2010-12-24T00:00:00"
      at("ended", 6).value = datetime.datetime(2011, 1, 1)
      at("ended", 6).number_format = "yyyy"
      """)
    #expect(found.records.map { $0.created?.description } == ["2004", "2007-05-01", "2008-05", "2009"])
    #expect(found.records.map { $0.ended?.description } == ["2005-05-01", "2010", "2010-12-24", "2011"])
    #expect(cells(found) == ["date-notation Records!AO4 (created)", "year-as-day Records!AO6 (created)"])
  }

  @Test func theDateSystemOf1904IsUnderstood() throws {
    let found = try read(
      """
      book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
      at("created", 3).value = datetime.datetime(2012, 2, 29)
      """)
    #expect(found.records[0].created?.description == "2012-02-29")
  }

  @Test func valuesOfOtherKindsAreRead() throws {
    let found = try read(
      """
      at("active", 3).value = True
      at("active", 4).value = "FALSCH"
      at("active", 5).value = 1
      at("also_known_as", 3).value = 2020
      at("also_known_as", 4).value = 0.1
      at("countries", 3).value = "\u{A0}FR |\u{A0}Portugal\u{A0}"
      at("overview.en", 3).value = "one_x000D_\\ntwo"
      at("overview.en", 4).value = "  =1+1"
      at("overview.en", 5).value = "one"
      """)
    #expect(found.records.map(\.active) == [true, false, true, nil])
    #expect(found.records.map(\.alsoKnownAs) == [["2020"], ["0.1"], [], []])
    #expect(found.records[0].countries == ["FR", "PT"])
    #expect(found.records.map { $0.overview["en"] } == ["one\ntwo", "=1+1", "one", nil])
    #expect(cells(found) == ["country-name Records!L3 (countries)"])
  }

  @Test func errorsAndFormulasWithoutResultsAreNotReturned() throws {
    let found = try read(
      """
      at("title.en", 3).value = "#REF!"
      at("title.en", 3).data_type = "e"
      at("title.en", 4).value = '="a"&"b"'
      """)
    #expect(
      cells(found) == [
        "cell-without-value Records!C3 (title.en)", "cell-without-value Records!C4 (title.en)",
      ])
    for draft in found.drafts.prefix(2) {
      let returned = try #require(draft.returned)
      #expect(!returned.empty.contains(2), "what cannot be read is not taken for emptied")
    }
  }

  @Test func emptiedCellsAndMissingColumnsAreToldApart() throws {
    let found = try read(
      """
      at("created", 3).value = None
      sheet.delete_cols(names.index("countries") + 1)
      """)
    let returned = try #require(found.drafts.first?.returned)
    let created = try #require(returned.paths.firstIndex(of: "created"))
    #expect(returned.empty.contains(created))
    #expect(returned.location(created).cell == "Records!AN3 (created)")
    #expect(!returned.paths.contains("countries"))
  }

  @Test func columnsAndRowsMayMove() throws {
    let found = try read(
      """
      sheet.move_range("C1:C6", cols=90)
      sheet.insert_rows(1)
      sheet["A1"] = "Please fill in by Friday"
      sheet.insert_rows(5, 2)
      sheet.title = "Feuille 1"
      """)
    #expect(found.records.map { $0.title["en"] } == (1...4).map { "Title \($0)" })
    #expect(found.findings.isEmpty)
    #expect(found.drafts.first?.location(of: "title.en")?.cell == "'Feuille 1'!CO4 (title.en)")
  }

  @Test func renamedAndExtraColumnsAreReportedWithTheNearest() throws {
    let found = try read(
      """
      at("priorities", 2).value = "Prioritys"
      at("title.fr", 2).value = "French title"
      at("level", 1).value = None
      at("level", 2).value = "x"
      sheet.cell(2, len(names) + 1).value = "Comments"
      sheet.cell(3, len(names) + 1).value = "please check"
      sheet.cell(3, len(names) + 3).value = "stray"
      """)
    let messages = found.drafts.flatMap(\.diagnostics).map(\.message)
    #expect(messages.contains { $0.contains("\"Prioritys\"") && $0.contains("\"priorities\"") })
    #expect(messages.contains { $0.contains("\"French title\"") && $0.contains("\"title.fr\"") })
    #expect(messages.contains { $0.contains("\"Comments\"") })
    #expect(cells(found).contains("not-placed Records!CF3"))
    #expect(found.drafts.flatMap(\.unplaced).map(\.value.scalarText) == ["please check", "stray"])
  }

  @Test func labelsAloneWillDo() throws {
    let found = try read("sheet.delete_rows(2)")
    #expect(found.records.map(\.id) == (1...4).map { "record-\($0)" })
    #expect(found.records[0].title["en"] == "Title 1")
  }

  @Test func mergedCellsCountForTheirRowsAndTheirFirstColumn() throws {
    let found = try read(
      """
      sheet.merge_cells(f"{letter('countries')}3:{letter('countries')}5")
      sheet.merge_cells(f"{letter('created')}6:{letter('ended')}6")
      """)
    #expect(found.records.map(\.countries) == [["FR", "PT"], ["FR", "PT"], ["FR", "PT"], ["FR", "PT"]])
    #expect(
      cells(found) == ["merged-cells Records!L3 (countries)", "merged-cells Records!AO6 (created)"])
    let last = try #require(found.drafts.last?.returned)
    let ended = try #require(last.paths.firstIndex(of: "ended"))
    #expect(!last.empty.contains(ended), "a covered cell is not taken for emptied")
  }

  @Test func hiddenRowsCountAndHiddenCopiesDoNot() throws {
    let found = try read(
      """
      sheet.row_dimensions[3].hidden = True
      copy = book.copy_worksheet(sheet)
      copy.sheet_state = "hidden"
      """)
    #expect(found.records.count == 4)
    #expect(found.drafts.flatMap(\.diagnostics).map(\.code) == ["not-placed"])
    let alone = try read("book.create_sheet('Other')\nsheet.sheet_state = 'hidden'")
    #expect(alone.records.count == 4)
  }

  @Test func aRepeatedRecordIsLeftOut() throws {
    let found = try read("at('id', 5).value = 'record-1'")
    #expect(found.records.map(\.id) == ["record-1", "record-2", "record-4"])
    #expect(cells(found) == ["repeated-record Records!A5 (id)"])
  }

  @Test func whatNoTextMayHoldIsNamedAtItsCell() throws {
    let found = try read("at('title.en', 4).value = 'a\u{202E}b'\nat('title.en', 5).value = 'c_x0007_d'")
    #expect(
      cells(found) == [
        "bidirectional-control Records!C4 (title.en)", "control-character Records!C5 (title.en)",
      ])
  }

  @Test func aLongTextWithoutItsRestIsNotReturned() throws {
    var record = Record()
    record.id = "long"
    record.title = LocalizedText(String(repeating: "long ", count: 20_000), language: "en")
    let bytes = try FormatSamples.export([record], with: XLSXExporter())
    let cut = try PythonEdit.run(
      "import openpyxl\nbook = openpyxl.load_workbook(open(source, 'rb'))\ndel book['Long texts']\nbook.save(target)",
      on: bytes)
    let found = try FormatSamples.read(cut, with: XLSXImporter())
    #expect(cells(found) == ["long-text-lost Records!C3 (title.en)"])
    #expect(found.records.first?.title.isEmpty == true)
  }
}
