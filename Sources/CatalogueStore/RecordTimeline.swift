package import CatalogueModel
internal import Digests

/// The states that one record was in, as far as `history/ID/` and its file tell: which of them held on which day.
package struct RecordTimeline: Sendable {
  /// One state.
  package struct State: Sendable, Hashable {
    /// The file that holds it.
    package var file: RecordFile
    /// Its number among the versions; nil for the record as it is now.
    package var number: Int?
    /// Since when the record was like this; nil when nobody noted it.
    package var from: PartialDate?
    /// When another state took its place; nil for the record as it is now.
    package var until: PartialDate?
    /// Whether somebody changed the file by hand after `from`, on a day that nobody noted.
    package var isChangedByHand = false
  }

  /// The id.
  package let id: String
  /// What was done to it.
  package let history: RecordHistory
  /// The file of the record as it is now; nil when it has gone.
  package let current: RecordFile?
  /// The states, the oldest first. Drafts in the inbox are none.
  package private(set) var states: [State] = []

  /// The drafts of it that went out of the inbox and are kept, the oldest first.
  package private(set) var drafts: [State] = []
  /// The draft of it that waits in the inbox; nil when none does.
  package let waiting: State?

  /// Whether nothing is known of the id.
  package var isEmpty: Bool { states.isEmpty && history.entries.isEmpty }

  /// Puts together what is known of a record. O(bytes of its versions).
  ///
  /// - Parameters:
  ///   - current: Its file, where it has one.
  ///   - id: The id of the record.
  ///   - waiting: The file of the draft of it that waits in the inbox.
  ///   - catalogue: The catalogue, with its history.
  package init(of id: String, current: RecordFile?, waiting: RecordFile? = nil, in catalogue: Catalogue) {
    self.id = id
    self.current = current
    self.waiting = waiting.map { State(file: $0) }
    history = catalogue.history(of: id)
    var from: PartialDate?
    var digest: String?
    for entry in history.entries {
      if entry.action?.isOfInbox ?? false {
        drafts += [entry.version].compactMap(\.self).map {
          State(file: $0.file, number: $0.number, until: entry.on)
        }
        continue
      }
      if let version = entry.version {
        add(
          State(file: version.file, number: version.number, from: from, until: entry.on), leftAs: digest, in: catalogue)
      }
      // That personal data were removed from what is kept makes no new state.
      if entry.action == .forgotten {
        digest = entry.digest ?? digest
        continue
      }
      from = entry.on
      digest = entry.digest
    }
    if let current { add(State(file: current, from: from), leftAs: digest, in: catalogue) }
  }

  private mutating func add(_ state: State, leftAs digest: String?, in catalogue: Catalogue) {
    var state = state
    if state.from == nil { state.from = catalogue.record(in: state.file)?.submitted?.on }
    if let digest, let bytes = try? catalogue.fileSystem.wholeContents(of: state.file.path) {
      state.isChangedByHand = SHA256.hexadecimal(of: bytes) != digest
    }
    states.append(state)
  }

  /// The state at the end of a day; of a month or a year, at the end of its last day. Nil when there was none yet, and
  /// when the record had gone. O(states).
  package func state(at day: PartialDate) -> State? {
    states.last { state in
      (state.from.map { $0.latest <= day.latest } ?? true) && (state.until.map { $0.latest > day.latest } ?? true)
    }
  }

  /// The state, or the draft that was kept, that a version number names. O(states).
  package func state(number: Int) -> State? { (states + drafts).first { $0.number == number } }

  /// The first day on which it is known to have been there.
  package var beginning: PartialDate? { states.first?.from }
}

extension Catalogue {
  /// The ids of which `history/` keeps something. Throws `FileError`. O(names).
  package func idsWithHistory() throws -> Set<String> {
    guard root != nil, try fileSystem.status(of: historyPath)?.kind == .directory else { return [] }
    return Set(try fileSystem.names(in: historyPath).filter { Slug.isValid($0) })
  }
}
