internal import CareLetters
internal import CatalogueModel
internal import CatalogueStore
internal import Curation
internal import DelimitedText
internal import FieldTexts
internal import SubmissionForm

/// A folder with a message for each organisation that reported records, and the forms to send with it. It appears whole
/// or not at all, in the place of an earlier one.
struct LetterFolder {
  private let catalogue: Catalogue
  private let until: PartialDate?
  /// The letters, each with the name of its folder.
  let letters: [(folder: String, letter: CareLetter)]
  /// How many records no organisation reported, so that nobody can be asked.
  let orphans: Int

  /// Writes the letters, but not to the disk. O(findings).
  init(_ records: [RecordCare], in catalogue: Catalogue, until: PartialDate?) {
    self.catalogue = catalogue
    self.until = until
    let groups = CareGroup.make(of: records, by: \.reporters)
    orphans = groups.first { $0.name.isEmpty }?.records.count ?? 0
    var taken: Set<String> = []
    // By name, so that a folder is called the same whatever else there is to ask.
    letters = groups.sorted { $0.name < $1.name }.compactMap { group in
      guard let letter = CareLetter(to: group, in: catalogue.context) else { return nil }
      let base = Slug.make(from: group.name) ?? "organisation"
      var name = base
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(base)-\(number)"
        number += 1
      }
      return (name, letter)
    }
  }

  /// The text of a letter, with the names of the forms that go with it.
  func text(of letter: CareLetter) -> String { letter.text(until: until) { Self.formName(of: $0) } }

  private static func formName(of record: Record) -> String? {
    record.kind == nil ? nil : record.id.map { $0 + ".html" }
  }

  /// Makes the folder. Returns how many forms there are. Throws `FileError`.
  func write(to path: String) throws -> Int {
    let folder = try PendingFolder(path, catalogue.fileSystem)
    var forms = 0
    var rows: [[String]] = []
    for (name, letter) in letters {
      try write(text(of: letter), to: "\(name)/letter.txt", folder)
      for care in letter.records {
        guard let file = Self.formName(of: care.record), let kind = care.record.kind,
          let texts = FieldTexts(letter.language)
        else { continue }
        let form = SubmissionForm(kind: kind, texts: texts, record: care.record, in: catalogue.context)
        try write(form.htmlPage(), to: "\(name)/\(file)", folder)
        forms += 1
      }
      rows.append([
        letter.organisation, letter.language, "\(name)/letter.txt", String(letter.records.count),
        letter.records.compactMap(\.record.id).joined(separator: " | "),
      ])
    }
    let list = CSVRows.bytes(header: ["organisation", "language", "letter", "records", "ids"], rows: rows)
    let file = try folder.createFile("letters.csv")
    try file.write(list)
    try file.synchroniseAndClose()
    try folder.publish()
    return forms
  }

  private func write(_ text: String, to name: String, _ folder: PendingFolder) throws {
    let file = try folder.createFile(name)
    try file.write(Array(text.utf8))
    try file.synchroniseAndClose()
  }
}
