internal import ArgumentParser

/// Lists vocabularies and changes them.
struct VocabularyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vocabulary", abstract: "List the vocabularies, or the terms of one; change them safely.",
    discussion: """
      A change of a term is made in every record and draft that states it, and in partner profiles and saved queries \
      where they ask for it by its code. A query that names the code as a mere word is told, for you to decide. The \
      change is shown first, lands as a whole, and can be taken back.

        ktc vocabulary
        ktc vocabulary target_groups
        ktc vocabulary priorities --language fr
        ktc vocabulary add priorities open-science --label "en=Open science" --label "fr=Science ouverte"
        ktc vocabulary rename priorities rd-cooperation joint-research --dry-run
        ktc vocabulary retire priorities support-infrastructure --use research-infrastructures
        ktc vocabulary merge priorities innovative-start-ups --into knowledge-transfer
        ktc vocabulary undo
      """,
    subcommands: [
      VocabularyListCommand.self, VocabularyAddCommand.self, VocabularyRenameCommand.self, VocabularyRetireCommand.self,
      VocabularyMergeCommand.self, VocabularyUndoCommand.self,
    ],
    defaultSubcommand: VocabularyListCommand.self)
}
