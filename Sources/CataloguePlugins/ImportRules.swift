public import SourceTree

/// The rules about imports and formats that hold whatever the format.
public enum ImportRules {
  /// All of them, in the order of the reference.
  package static let all = [
    unknownFormat, ambiguousFormat, unusableInput, notPlaced, notUnderstood, inputCut, tooLarge, tooManyRecords,
    emptyImport,
    valueRemoved, changeIgnored, changedSinceSent, overwritesWaiting, newIdNear, repeatedRecord,
  ]

  /// No importer recognises the input, or no format has the id that was asked for.
  public static let unknownFormat = DiagnosticRule(
    "unknown-format", .error, "No format has this id, or no importer recognises the input.",
    advice: "`ktc formats` lists the formats; name one with `--from` or `--to`.", example: .command,
    bad: "error: there is no format \"cvs\"; did you mean \"csv\"? [unknown-format]", good: "ktc export --to csv")
  /// Several importers recognise the input equally well.
  public static let ambiguousFormat = DiagnosticRule(
    "ambiguous-format", .error, "Several importers recognise the input equally well.",
    advice: "Say which one is meant with `--from`.", example: .command,
    bad: "error: data.txt could be csv or ktforce-form; choose with --from [ambiguous-format]",
    good: "ktc import --from csv data.txt")
  /// The input is known, but nothing can be read from it as it is.
  public static let unusableInput = DiagnosticRule(
    "unusable-input", .error,
    "It is clear what the input is, but not what it says: something happened to it on its way.",
    advice: "Ask for the file itself, as an attachment; the message says which.", example: .command,
    bad: "mail.eml: error: this is a whole e-mail; save its attachment, and import that [unusable-input]",
    good: "voucher.yaml: no findings")
  /// Something of the input has no field.
  public static let notPlaced = DiagnosticRule(
    "not-placed", .warning, "Something of the input has no field in a record; it is named here so that it is not lost.",
    advice: "Put it where it belongs by hand, or leave it out knowingly.", example: .command,
    bad: "form.txt:41:1: warning: \"See also our other programme\" belongs to no question of the form [not-placed]",
    good: "form.txt: no findings")
  /// An answer was placed, but not all of it was understood.
  public static let notUnderstood = DiagnosticRule(
    "not-understood", .warning, "A value of the input was kept as text because it could not be understood fully.",
    advice: "Look at the draft and write the value as its field wants it.", example: .command,
    bad: "form.txt:33:1: warning: \"spring 2004\" is no date; it was kept in `x_unplaced` [not-understood]",
    good: "form.txt: no findings")
  /// The input ends before its record does.
  public static let inputCut = DiagnosticRule(
    "input-cut", .note,
    "The input ends before its record does; what was read is kept, and the source is marked as incomplete.",
    advice: "Import the whole page if it can be had; until then, what the record does not say is not known.",
    example: .command,
    bad:
      "form.txt:30:1: note: the page seems cut: it ends within the answer to \"Is the practice still active?\" [input-cut]",
    good: "form.txt: no findings")
  /// The input is larger than its format allows.
  public static let tooLarge = DiagnosticRule(
    "import-too-large", .error, "The input is larger than its format allows.",
    advice: "Split it, or use a format that is read as a stream, such as jsonl.", example: .command,
    bad: "data.html: error: this input has more than 16777216 bytes [import-too-large]", good: "data.html: no findings")
  /// The input holds more records than an import takes.
  public static let tooManyRecords = DiagnosticRule(
    "too-many-records", .error, "The input holds more records than one import takes.", advice: "Split it.",
    example: .command, bad: "data.jsonl: error: more than 1000000 records [too-many-records]",
    good: "data.jsonl: no findings")
  /// The input holds no record.
  public static let emptyImport = DiagnosticRule(
    "no-records", .error, "The input was read but holds no record.",
    advice: "Check that it is the right file, and that the format was recognised.", example: .command,
    bad: "data.csv: error: no record was found (read as csv) [no-records]", good: "data.csv: 3 records")
  /// A partner took a value away.
  public static let valueRemoved = DiagnosticRule(
    "value-removed", .warning, "A cell was emptied, so the new version of the record no longer has the value.",
    advice:
      "Look whether that was meant, before you publish the new version; `ktc import --plan` shows what was there.",
    example: .command,
    bad: "returned.xlsx: Records!N7 (ended): warning: ended of voucher is removed; it was 2012 [value-removed]",
    good: "returned.xlsx: no findings")
  /// The input changes what an import cannot change.
  public static let changeIgnored = DiagnosticRule(
    "change-ignored", .warning,
    "The input changes a field that the program or the coordinator writes; it stays as it is.",
    advice: "Change the status with `ktc review accept`, `withdraw` or `restore`; stamps are written by the program.",
    example: .command,
    bad:
      "returned.xlsx: Records!BS7 (status): warning: status of voucher stays published; an import does not change it [change-ignored]",
    good: "returned.xlsx: no findings")
  /// The record was changed after a form for it was made.
  public static let changedSinceSent = DiagnosticRule(
    "changed-since-sent", .warning,
    "The record was changed in the catalogue after this form for it was made, and the form changes the same field.",
    advice: "Compare the two before you accept the new version; what the form only repeats changes nothing.",
    example: .command,
    bad:
      "voucher.yaml:8:3: warning: title.en of voucher was changed after this form was made; the catalogue says \"Vouchers\", the form \"A voucher\" [changed-since-sent]",
    good: "voucher.yaml: no findings")
  /// A draft that waits says something else than the input.
  public static let overwritesWaiting = DiagnosticRule(
    "overwrites-waiting", .warning,
    "A draft of the record waits in the inbox already and says something else; the input takes its place there.",
    advice: "Compare the two in `history/` before you publish.", example: .command,
    bad:
      "second.xlsx: Records!C7 (title.en): warning: title.en of voucher was changed otherwise by a draft that waits in the inbox [overwrites-waiting]",
    good: "second.xlsx: no findings")
  /// A row has an id that no record has, but one is near.
  public static let newIdNear = DiagnosticRule(
    "new-id-near", .warning,
    "The input has an id that no record has, but a record with nearly the same id, or of the same title, is there.",
    advice: "If it is that record, write its id into the row and import again; an id never changes.", example: .command,
    bad:
      "returned.xlsx: Records!A7 (id): warning: no record has the id \"vuocher\"; did you mean \"voucher\"? [new-id-near]",
    good: "returned.xlsx: no findings")
  /// Two rows of a table, or two files, are of the same record.
  public static let repeatedRecord = DiagnosticRule(
    "repeated-record", .error,
    "Two rows of a table, or two files of one import, are of the same record, and nobody can know which one counts.",
    advice: "Keep one of them; for another record, empty the id of its row, and one is made of the title.",
    example: .input(format: "csv"), bad: "id,kind\nvoucher,instrument\n↓voucher,practice\n",
    good: "id,kind\nvoucher,instrument\n")
}
