internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueStore

/// Reads what people write for a version of a record: a number, a date, or `now`, which of a draft is the one that waits.
struct VersionChoice {
  private let timeline: RecordTimeline

  init(_ timeline: RecordTimeline) { self.timeline = timeline }

  /// The version that a word names. Throws `CommandFailure` when there is none. O(states).
  func state(_ word: String) throws -> RecordTimeline.State {
    if word == "now" {
      if let last = timeline.states.last, last.number == nil { return last }
      if let waiting = timeline.waiting { return waiting }
      throw CommandFailure("there is no file of \"\(timeline.id)\" now; \(known)", .missing)
    }
    // Years have four figures, and hardly a record as many versions.
    if let number = Int(word), let state = timeline.state(number: number) { return state }
    if let day = PartialDate(word) {
      if let state = timeline.state(at: day) { return state }
      throw CommandFailure(Self.absence(of: timeline, on: day), .findings)
    }
    throw CommandFailure("\"\(word)\" is no version of \(timeline.id); \(known)", .usage)
  }

  /// The record as it is now, or its last version when it has gone; of what never was a record the draft that waits, or
  /// the last that was kept. Throws `CommandFailure` when there is none.
  func last() throws -> RecordTimeline.State {
    guard let last = timeline.states.last ?? timeline.waiting ?? timeline.drafts.last else {
      throw CommandFailure("no version of \(timeline.id) is kept", .findings)
    }
    return last
  }

  /// The version before another. Throws `CommandFailure` when there is none. O(states).
  func before(_ state: RecordTimeline.State) throws -> RecordTimeline.State {
    let drafts = timeline.drafts + [timeline.waiting].compactMap(\.self)
    if let position = drafts.firstIndex(of: state), position > 0 { return drafts[position - 1] }
    guard let position = timeline.states.firstIndex(of: state), position > 0 else {
      guard timeline.drafts.isEmpty else {
        throw CommandFailure("no earlier version of \(timeline.id) is known; \(known)", .findings)
      }
      throw CommandFailure(
        "no earlier version of \(timeline.id) is kept; when the catalogue lies in git, `git log \(state.file.path)` may know more",
        .findings)
    }
    return timeline.states[position - 1]
  }

  /// Why there is no state on a day. O(states).
  static func absence(of timeline: RecordTimeline, on day: PartialDate) -> String {
    if let beginning = timeline.beginning, beginning.latest > day.latest {
      return "\(timeline.id) did not exist yet on \(day); it came into the catalogue on \(beginning)"
    }
    if timeline.states.isEmpty {
      guard let draft = timeline.drafts.last, let number = draft.number else {
        return "\(timeline.id) never was in the catalogue, and no draft of it is kept"
      }
      let until = draft.until.map { ", which left the inbox on \($0)" } ?? ""
      return "\(timeline.id) was not in the catalogue; `ktc show \(timeline.id) --at \(number)` shows its draft\(until)"
    }
    let last = timeline.states.last?.until.map { " on \($0)" } ?? ""
    return "\(timeline.id) has gone: what took the place of its last version\(last) is not kept"
  }

  /// A version in words.
  static func words(_ state: RecordTimeline.State) -> String {
    guard let number = state.number else { return "now (\(state.file.path))" }
    if state.file.area == .inbox { return "draft \(number)" + (state.until.map { " (kept since \($0))" } ?? "") }
    return "version \(number)" + (state.until.map { " (until \($0))" } ?? "")
  }

  private var known: String {
    let numbers = timeline.states.compactMap(\.number).map(String.init)
    let drafts = timeline.drafts.compactMap(\.number).map(String.init)
    let versions =
      numbers.isEmpty ? "no earlier version is kept" : "its versions are \(numbers.joined(separator: ", "))"
    let kept = drafts.isEmpty ? "" : ", of its drafts \(drafts.joined(separator: ", ")) are kept"
    return versions + kept + "; a date such as 2026-01-31 and `now` will do, too"
  }
}
