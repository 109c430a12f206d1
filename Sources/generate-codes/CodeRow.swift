/// One code with its names: a line of the generated text.
struct CodeRow {
  /// The code.
  let code: String
  /// The code of three letters, or `-`.
  let alpha3: String
  /// The names to show, in the order of `ISOCodes.nameLanguages`; empty where there is no translation.
  private(set) var names: [String]
  /// More names by which the code can be found.
  private(set) var otherNames: [String]

  /// Makes a row.
  init(code: String, alpha3: String, names: [String], otherNames: [String] = []) {
    self.code = code
    self.alpha3 = alpha3
    self.names = names
    self.otherNames = otherNames
  }

  /// Puts names made by hand before those of iso-codes, which can still be found.
  mutating func add(_ added: AddedNames) {
    for (column, name) in added.names.enumerated() where !name.isEmpty {
      otherNames.append(names[column])
      names[column] = name
    }
    otherNames += added.otherNames
  }

  /// The line: code, alpha-3, names and other names if any, each name once, separated by tabs and bars.
  var line: String {
    let translations = names.dropFirst().map { $0 == names[0] ? "" : $0 }
    var seen = Set(names.map { $0.lowercased() })
    let others = otherNames.filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
    let fields = [code, alpha3, ([names[0]] + translations).joined(separator: "|")]
    return (others.isEmpty ? fields : fields + [others.joined(separator: "|")]).joined(separator: "\t")
  }
}
