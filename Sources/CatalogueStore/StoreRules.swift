package import SourceTree

/// The rules about files and about records together.
package enum StoreRules {
  /// All of them, in the order of the reference.
  package static let all = [
    unreadableFile, missingSettings, notARecordFile, idDiffers, wrongFolder, duplicateID, unknownLink, linkByName,
    takenID, unknownID, goesBack, withdrawnRecord, missingID, brokenHistory, changedByHand, brokenJournal,
    outsideCatalogue,
    uneditableVocabulary,
  ]

  package static let unreadableFile = DiagnosticRule(
    "unreadable-file", .error, "A file or folder cannot be read.",
    advice: "The message gives the system's reason: often rights, or a link that leads nowhere.", example: .command,
    bad:
      "catalogue/instruments/x.yaml: error: cannot read catalogue/instruments/x.yaml: permission denied [unreadable-file]",
    good: "catalogue/instruments/x.yaml: no findings")
  package static let missingSettings = DiagnosticRule(
    "missing-settings", .error, "A folder is no catalogue, or its `catalogue.yaml` cannot be read.",
    advice: "Name the catalogue with `--catalogue`, or make one with `ktc init`.", example: .command,
    bad:
      "error: there is no catalogue.yaml in /tmp; name a catalogue with --catalogue, or make one with ktc init [missing-settings]",
    good: "ktc validate --catalogue catalogue")
  package static let notARecordFile = DiagnosticRule(
    "not-a-record-file", .note, "A file in a folder of records is no YAML file and is left alone.",
    advice: "Records end in .yaml or .yml; move other files elsewhere.", example: .command,
    bad: "catalogue/instruments/x.txt: note: this is no record; records end in .yaml or .yml [not-a-record-file]",
    good: "catalogue/instruments/x.yaml: no findings")
  package static let idDiffers = DiagnosticRule(
    "id-differs", .error, "The id of a record is not the name of its file.",
    advice: "Rename the file, or correct the id. The id is permanent once a record was published.", example: .catalogue,
    bad: "--- instruments/example.yaml\nid: ↓exampel\n", good: "--- instruments/example.yaml\nid: example\n")
  package static let wrongFolder = DiagnosticRule(
    "wrong-folder", .warning, "A practice lies among the instruments, or an instrument among the practices.",
    advice: "Move the file to the folder of its kind, or correct `kind`.", example: .catalogue,
    bad: "--- practices/example.yaml\nid: example\nkind: ↓instrument\n",
    good: "--- instruments/example.yaml\nid: example\nkind: instrument\n")
  package static let duplicateID = DiagnosticRule(
    "duplicate-id", .error, "Two records of the catalogue have the same id.",
    advice: "Give one of them another id and rename its file.", example: .catalogue,
    bad: "--- instruments/example.yaml\nid: example\n--- practices/example.yaml\nid: ↓example\nkind: practice\n",
    good: "--- instruments/example.yaml\nid: example\n--- practices/other.yaml\nid: other\nkind: practice\n")
  package static let unknownLink = DiagnosticRule(
    "unknown-link", .error, "A link names an id that no record has.",
    advice: "Correct the id, or write `name` for something outside the catalogue.", example: .catalogue,
    bad:
      "--- instruments/example.yaml\nlinks: [{ type: related, target: ↓exmaple-two }]\n--- instruments/example-two.yaml\nid: example-two\n",
    good:
      "--- instruments/example.yaml\nlinks: [{ type: related, target: example-two }]\n--- instruments/example-two.yaml\nid: example-two\n"
  )
  package static let linkByName = DiagnosticRule(
    "link-by-name", .note, "A link names something outside by a name that a record of the catalogue bears.",
    advice: "Write `target` with the id of the record if that is what is meant.", example: .catalogue,
    bad:
      "--- instruments/example.yaml\nlinks: [{ type: related, name: ↓Second example }]\n--- instruments/example-two.yaml\nid: example-two\ntitle: Second example\n",
    good:
      "--- instruments/example.yaml\nlinks: [{ type: related, target: example-two }]\n--- instruments/example-two.yaml\nid: example-two\ntitle: Second example\n"
  )
  package static let takenID = DiagnosticRule(
    "taken-id", .error, "A submission bears an id that a record already has.",
    advice: "Choose another id. If it is a new version of that record, submit it with `--update`.", example: .command,
    bad:
      "voucher.yaml:2:5: error: the id \"innovation-voucher-lithuania\" is taken by catalogue/instruments/innovation-voucher-lithuania.yaml [taken-id]",
    good: "ktc submit --update voucher.yaml")
  package static let unknownID = DiagnosticRule(
    "unknown-id", .warning, "A new version was handed in of a record that is not there.",
    advice: "Write the id of the record, if it is there under another one; else leave out `--update`.",
    example: .command,
    bad:
      "vuocher.yaml:2:5: warning: no record has the id \"vuocher\"; did you mean \"voucher\"? This lands as a new record [unknown-id]",
    good: "ktc submit --update voucher.yaml")
  package static let goesBack = DiagnosticRule(
    "goes-back", .warning, "The file of an old form was handed in as a whole, and would take later changes back.",
    advice: "Use `ktc import`, which takes only what was changed in the form.", example: .command,
    bad:
      "voucher.yaml: warning: voucher was changed after this form was made; title.en would go back; ktc import takes only what was changed in the form [goes-back]",
    good: "ktc import voucher.yaml")
  package static let withdrawnRecord = DiagnosticRule(
    "withdrawn-record", .error, "A new version is of a record that was withdrawn, or that goes on under another id.",
    advice:
      "Publish the record again with `ktc restore`, and then accept the version. Where it goes on under another id, write that id.",
    example: .command,
    bad:
      "voucher.yaml:2:5: error: voucher was withdrawn on 2026-11-20: Asked for; to publish it again, first: ktc restore voucher --why … [withdrawn-record]",
    good: "ktc restore voucher --why \"The owner runs it again\"")
  package static let missingID = DiagnosticRule(
    "missing-id", .error, "A submission has no id, and its title gives none.",
    advice: "Write an `id` of small letters, figures and hyphens.", example: .command,
    bad: "voucher.yaml:1:1: error: write an id, such as id: innovation-voucher-lithuania [missing-id]",
    good: "voucher.yaml: submitted")
  package static let brokenHistory = DiagnosticRule(
    "broken-history", .warning, "The log of a record's earlier versions cannot be understood.",
    advice: "Mend the entry: a `version`, an `action`, and the day `on` which it was done.", example: .command,
    bad:
      "catalogue/history/voucher/log.yaml:3:7: warning: this entry has no day that could be understood [broken-history]",
    good: "- { version: 1, action: replaced, on: 2026-11-20 }")
  package static let changedByHand = DiagnosticRule(
    "changed-by-hand", .note, "A record differs from what the last noted action left.",
    advice: "Nothing is wrong with that. `ktc fix` stamps the record, so that partners see that it changed.",
    example: .command,
    bad:
      "catalogue/instruments/voucher.yaml: note: it was changed by hand since 2026-11-20, when it was published; `ktc fix` stamps it [changed-by-hand]",
    good: "ktc fix catalogue/instruments/voucher.yaml")
  package static let brokenJournal = DiagnosticRule(
    "broken-journal", .error, "What a change that was cut off left behind cannot be read.",
    advice: "Compare the files with the last commit in git, mend them, and remove the journal.", example: .command,
    bad:
      "catalogue/.ktc/journal: error: the record of a change that was cut off cannot be read; look at the files that git reports as changed, and remove catalogue/.ktc/journal [broken-journal]",
    good: "rm catalogue/.ktc/journal")
  package static let uneditableVocabulary = DiagnosticRule(
    "uneditable-vocabulary", .error, "A change of a vocabulary cannot be made in a file without touching more than it.",
    advice: "Make the change by hand at the place named, and run the command again.", example: .command,
    bad:
      "catalogue/vocabularies/levels.yaml: error: this file is laid out so that the change cannot be made safely; make it by hand [uneditable-vocabulary]",
    good: "- { code: local, label: { en: Local } }")
  package static let outsideCatalogue = DiagnosticRule(
    "outside-catalogue", .error,
    "A link leads out of the catalogue, or out of the folder that was named. It is neither read nor written.",
    advice: "Put the file itself where the link is.", example: .command,
    bad:
      "catalogue/instruments/x.yaml: error: catalogue/instruments/x.yaml leads out of the catalogue, and nothing is written there; put the file itself in its place [outside-catalogue]",
    good: "cp --remove-destination /srv/x.yaml catalogue/instruments/x.yaml")
}
