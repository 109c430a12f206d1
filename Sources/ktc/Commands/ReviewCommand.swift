internal import ArgumentParser

/// What is decided about drafts in the inbox.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Decide on the drafts in the inbox: look at them, accept, return or reject them.",
    discussion: """
      Who decided what, when and why is noted in history/ID/. With `commits: true` in catalogue.yaml each decision is \
      one git commit as well. docs/curating.md goes through it.

        ktc review list
        ktc review show innovation-voucher-lithuania
        ktc review accept innovation-voucher-lithuania --by "Ana Silva"
        ktc review return innovation-voucher-lithuania --why "Say who may apply" --by "Ana Silva"
        ktc review reject innovation-voucher-lithuania --why "Not about knowledge transfer" --by "Ana Silva"
      """,
    subcommands: [
      ReviewListCommand.self, ReviewShowCommand.self, ReviewAcceptCommand.self, ReviewReturnCommand.self,
      ReviewRejectCommand.self,
    ], defaultSubcommand: ReviewListCommand.self)
}
