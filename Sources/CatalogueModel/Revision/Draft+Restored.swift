internal import SourceTree

extension Draft {
  /// The draft with what its format could not hold put back: where it says what was sent, it says what the record says,
  /// and where it says something else, only that place of the record differs. O(size of all).
  ///
  /// - Parameters:
  ///   - record: The record that was sent.
  ///   - readBack: What was sent, as it reads when nobody changes it.
  ///   - catalogue: The catalogue by which the draft is judged.
  package func restored(to record: Record, readBack: Draft, in catalogue: CatalogueContext) -> Draft {
    let merged = Self.merge(record.encoded(), readBack.record.encoded(), self.record.encoded())
    var restored = self
    restored.record = Draft(.unwritten(merged), in: catalogue).record
    restored.record.extras = self.record.extras
    return restored
  }

  /// What the record becomes when what differs between what was sent and what came back is changed in it.
  private static func merge(_ old: DataValue?, _ sent: DataValue?, _ new: DataValue) -> DataValue {
    guard let old, let sent else { return new }
    if new == sent { return old }
    switch (old, sent, new) {
    case (.map(let old), .map(let sent), .map(let new)): return .map(merge(old, sent, new))
    case (.texts(let old), .texts(let sent), .texts(let new)): return .texts(merge(old, sent, new))
    case (.list(let old), .list(let sent), .list(let new)): return .list(merge(old, sent, new))
    default: return new
    }
  }

  private static func merge(
    _ old: [DataValue.Entry], _ sent: [DataValue.Entry], _ new: [DataValue.Entry]
  ) -> [DataValue.Entry] {
    func value(_ key: String, _ entries: [DataValue.Entry]) -> DataValue? {
      entries.first { $0.key == key }?.value
    }
    // What was not sent cannot have come back.
    let kept = old.compactMap { entry in
      if let new = value(entry.key, new) {
        return DataValue.Entry(entry.key, merge(entry.value, value(entry.key, sent), new))
      }
      return value(entry.key, sent) == nil ? entry : nil
    }
    return kept + new.filter { value($0.key, old) == nil && value($0.key, sent) != $0.value }
  }

  private static func merge(_ old: [DataValue], _ sent: [DataValue], _ new: [DataValue]) -> [DataValue] {
    guard old.count == sent.count else {
      // Codes and names that the format has no word for stay behind those that it has.
      let isSimple = (old + sent + new).allSatisfy { $0.scalarText != nil }
      return isSimple ? new + old.filter { !sent.contains($0) && !new.contains($0) } : new
    }
    return new.enumerated().map { index, item in
      if let same = sent.firstIndex(of: item) { return old[same] }
      return new.count == sent.count ? merge(old[index], sent[index], item) : item
    }
  }
}
