package import CatalogueModel
package import CataloguePlugins
package import CatalogueStore
internal import SourceTree

/// Values that many tests start from.
package enum Fixtures {
  /// The day that tests take for today.
  package static let today = PartialDate(knownYear: 2026, month: 11, day: 20)

  /// The context of the vocabularies that ship inside the program.
  package static let context = Catalogue(builtIn: today).context

  /// The context of an export of the bundled catalogue.
  package static func exportContext() throws -> ExportContext {
    let catalogue = try BundledCatalogue.open()
    return ExportContext(
      settings: catalogue.context.settings, vocabularies: catalogue.context.vocabularies,
      languages: catalogue.context.settings.languages, today: today)
  }
}

/// The catalogue in the repository.
package enum BundledCatalogue {
  /// The folder of the repository.
  package static let repository = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

  /// The catalogue. Throws when it cannot be opened.
  package static func open() throws -> Catalogue {
    try Catalogue(at: repository + "/catalogue", today: Fixtures.today)
  }

  /// Its published records, in id order. Throws when the catalogue cannot be opened.
  package static func records() throws -> [Record] {
    let catalogue = try open()
    var records: [Record] = []
    catalogue.forEachRecord(in: catalogue.recordFiles(in: [.instruments, .practices]).files) {
      if let record = $0.draft?.record { records.append(record) }
    }
    return records
  }
}
