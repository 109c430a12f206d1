internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore
internal import JSONDocument
internal import SourceTree

/// Tells what was done to a record.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Tell what was done to a record: when, by whom and why, and which versions are kept.",
    discussion: """
      A record that has gone has a history, too. Changes that were made by hand are not in it; git knows of them. Who \
      did something is shown in a terminal, and elsewhere only with --names.

        ktc log competitiveness-clusters
        ktc log competitiveness-clusters --format json
      """)

  @OptionGroup var location: CatalogueOptions
  @Argument(help: "The id of the record.") var id: String
  @Option(name: .long, help: "How the history is shown: table or json.") var format = Format.table
  @OptionGroup var people: NameOptions

  /// How a history is shown.
  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  func run() throws {
    try reportingFailures { output in
      let catalogue = try location.open()
      let timeline = try RecordLookup(catalogue).requiredTimeline(of: id)
      let successor = timeline.current.flatMap { catalogue.record(in: $0)?.successor }
      switch format {
      case .json: try output.write(JSONWriter.pretty(encoded(timeline, successor, catalogue)))
      case .table:
        try output.write(table(timeline))
        try output.flush()
        Terminal.report(summary(timeline, successor))
      }
    }
  }

  private func table(_ timeline: RecordTimeline) -> String {
    let showsNames = people.areShown
    let rows = timeline.history.entries.map { entry in
      [entry.on.description, entry.action?.rawValue ?? "(something that is not known here)"]
        + [entry.version.map { String($0.number) } ?? ""] + (showsNames ? [entry.by ?? ""] : []) + [entry.why ?? ""]
    }
    guard !rows.isEmpty else { return "" }
    let header = ["on", "action", "version kept"] + (showsNames ? ["by"] : []) + ["why"]
    return Table(header: header, rows: rows).text(Terminal.columns)
  }

  /// What the table does not say: whether there is a record now, and where changes are not dated.
  private func summary(_ timeline: RecordTimeline, _ successor: String?) -> String {
    var sentences: [String] = []
    if timeline.history.entries.isEmpty { sentences.append("Nothing was done to it that the history knows of.") }
    if let successor {
      sentences.append("It goes on as \(successor): ktc log \(successor).")
    } else if let current = timeline.current {
      sentences.append("Now: \(current.path).")
    } else if timeline.states.isEmpty {
      let number = timeline.drafts.last?.number.map { "; `ktc show \(id) --at \($0)` shows the draft that was kept" }
      sentences.append("It never was in the catalogue\(number ?? "").")
    } else {
      sentences.append("Its file has gone; `ktc show \(id) --at DATE` shows what was kept of it.")
    }
    if let waiting = timeline.waiting {
      sentences.append("A draft waits in \(waiting.file.path): ktc review show \(id).")
    }
    for state in timeline.states where state.isChangedByHand {
      let from = state.from.map { " after \($0)" } ?? ""
      let what = state.number.map { "Version \($0)" } ?? "The file"
      let until = state.until.map { " and before \($0)" } ?? ""
      sentences.append("\(what) was changed by hand\(from)\(until); git may know when.")
    }
    let kept = timeline.states.compactMap(\.number)
    if !kept.isEmpty {
      sentences.append("Next: ktc diff \(id)\(kept.count > 1 ? " \(kept.count - 1)" : "").")
    }
    return sentences.joined(separator: " ")
  }

  private func encoded(_ timeline: RecordTimeline, _ successor: String?, _ catalogue: Catalogue) -> DataValue {
    let entries = timeline.history.entries.map { entry -> DataValue in
      var fields = [DataValue.Entry("on", .string(entry.on.description))]
      if let action = entry.action { fields.append(.init("action", .string(action.rawValue))) }
      if let by = entry.by, people.areShown { fields.append(.init("by", .string(by))) }
      if let why = entry.why { fields.append(.init("why", .string(why))) }
      if let version = entry.version {
        fields.append(.init("version", .number(String(version.number))))
        fields.append(.init("path", .string(catalogue.relativePath(of: version.file.path))))
      }
      if let digest = entry.digest { fields.append(.init("sha256", .string(digest))) }
      return .map(fields)
    }
    let edited = timeline.states.filter(\.isChangedByHand).map { state -> DataValue in
      .map(
        [
          state.number.map { DataValue.Entry("version", .number(String($0))) },
          state.from.map { DataValue.Entry("after", .string($0.description)) },
          state.until.map { DataValue.Entry("before", .string($0.description)) },
        ].compactMap(\.self))
    }
    var fields = [DataValue.Entry("id", .string(id))]
    if let current = timeline.current {
      fields.append(.init("path", .string(catalogue.relativePath(of: current.path))))
    }
    if let successor { fields.append(.init("replaced_by", .string(successor))) }
    return .map(fields + [.init("entries", .list(entries)), .init("changed_by_hand", .list(edited))])
  }
}
