import CatalogueModel
import RecordTable
import Testing

/// Columns are known by the names of their fields and by their labels.
@Suite struct TableColumnTests {
  private let columns = TableColumn.all(languages: ["en", "pt-BR", "lt"])

  @Test func everyColumnIsFoundByItsNameAndByItsLabel() {
    #expect(columns.contains { $0.name == "title.pt-BR" } && columns.contains { $0.name == "aim.*" })
    for column in columns {
      #expect(TableColumn(named: column.name) == column)
      #expect(TableColumn(named: column.label) == column, "\(column.label)")
      #expect(TableColumn(named: column.label.uppercased()).field == column.field, "\(column.label)")
    }
  }

  @Test func labelsAndNamesAreDifferentForEachColumn() {
    #expect(Set(columns.map(\.label)).count == columns.count)
    #expect(Set(columns.map(\.name)).count == columns.count)
  }

  @Test(arguments: [
    ("Title", "title"), ("title (FR)", "title.FR"), ("knowledge-transfer areas", "kt_areas"), ("x_note", "x_note"),
    ("Colour", "Colour"), ("title.", "title."), ("countries.en", "countries.en"), ("", ""), ("Title ()", "Title ()"),
  ])
  func namesAColumn(header: String, name: String) { #expect(TableColumn(named: header).name == name) }

  @Test func aRowOfDataIsNoHeader() {
    #expect(TableHeader.columns(in: ["id", "Kind", "title.en", "colour"]) == 3)
    #expect(TableHeader.columns(in: ["kind", "Kind", "What it is for"]) == 0)
    #expect(TableHeader.columns(in: ["title", "Title"]) == 1)
  }
}
