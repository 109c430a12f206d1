package import CatalogueModel
package import CatalogueStore
package import SourceTree

/// Finds records that are probably about the same thing: by origin, address, title, country, organisation and dates.
///
/// Only records that share something rare are compared: an origin, an address, a name, or words of their titles that few
/// others have. Two records that are linked with each other are none: somebody has told them apart.
package struct DuplicateFinder {
  private var prints: [RecordFingerprint] = []
  private var words = WordList()
  /// What of the catalogue could not be read, so that it was compared with nothing.
  package private(set) var problems: [Diagnostic] = []

  /// Begins with no record.
  package init() {}

  /// Takes note of a record. A tombstone that leads to another record is none. O(words of its names).
  ///
  /// - Parameter isSubject: Whether it is one of those that are asked about.
  package mutating func add(_ record: Record, of file: RecordFile, isSubject: Bool = false) {
    if record.status == .withdrawn, record.links.contains(where: { $0.type == .replacedBy }) { return }
    prints.append(RecordFingerprint(record, of: file, isSubject: isSubject, words: &words))
  }

  /// The pairs that are likely, the likeliest first. Nearly O(records), as each is compared with a few dozen at most.
  ///
  /// - Parameter ofSubjects: Whether only those are told of which one was asked about.
  package func pairs(ofSubjects: Bool = false) -> [LikelyDuplicate] {
    let blocks = DuplicateBlocks(prints, words)
    let score = DuplicateScore(prints, words)
    var found: [[String]: LikelyDuplicate] = [:]
    blocks.forEachPair(ofSubjects: ofSubjects) { first, second in
      guard let pair = score.likelyDuplicate(first, second) else { return }
      // A record and the new version of it that waits make one pair with a third.
      let key = [pair.first.id, pair.second.id].sorted()
      let rank = { (pair: LikelyDuplicate) in (-pair.score, pair.first.path, pair.second.path) }
      if found[key].map({ rank(pair) < rank($0) }) ?? true { found[key] = pair }
    }
    return found.values.sorted { ($1.score, $0.first.id, $0.second.id) < ($0.score, $1.first.id, $1.second.id) }
  }
}

extension DuplicateFinder {
  /// Takes note of all records of a catalogue, and of the drafts in its inbox. O(bytes).
  ///
  /// - Parameter subjects: The files that are asked about.
  package init(of catalogue: Catalogue, subjects: (RecordFile) -> Bool = { _ in false }) {
    let listed = catalogue.recordFiles(in: [.instruments, .practices, .inbox])
    problems = listed.diagnostics.filter { $0.severity == .error }
    catalogue.forEachRecord(in: listed.files, isJudging: false) { loaded in
      guard let record = loaded.draft?.record else {
        problems += loaded.diagnostics
        return
      }
      add(record, of: loaded.file, isSubject: subjects(loaded.file))
    }
  }
}
