/// What one record says about one field of a comparison, and how sure that is.
package struct ComparisonCell: Sendable, Hashable {
  /// What the record says.
  package let content: Content
  /// Whether the cataloguer chose the value because the source states none.
  package let isInferred: Bool
  /// What is disputed about it, one sentence a dispute.
  package let disputes: [String]

  /// What a record says about a field.
  package enum Content: Sendable, Hashable {
    /// The value, in lines.
    case stated([ComparisonLine])
    /// There is no value.
    case silent(Silence)
    /// Records of this kind have no such field.
    case notApplicable
  }

  /// Makes a cell; a mark of inference belongs to a value only.
  init(_ content: Content, isInferred: Bool = false, disputes: [String] = []) {
    self.content = content
    if case .stated = content { self.isInferred = isInferred } else { self.isInferred = false }
    self.disputes = disputes
  }

  /// The cell as a reader sees it, the marks last. O(lines).
  package var lines: [ComparisonLine] {
    var lines: [ComparisonLine]
    switch content {
    case .stated(let stated): lines = stated
    case .silent(let silence): lines = [ComparisonLine(silence.rawValue, role: .absence)]
    case .notApplicable: lines = [ComparisonLine("does not apply", role: .absence)]
    }
    if isInferred { lines.append(ComparisonLine("(inferred)", role: .inference)) }
    return lines + disputes.map { ComparisonLine($0, role: .dispute) }
  }
}

/// Why a record has no value: silence is absence only where a source was read in full.
package enum Silence: String, Sendable, Hashable, CaseIterable {
  /// Somebody read a source in full, or did not say that it was read in part only, or there is no source at all.
  case notStated = "not stated"
  /// Of every source only a part was read, so that the rest may state a value.
  case notRead = "not read"
}

/// One line of a cell.
package struct ComparisonLine: Sendable, Hashable {
  /// The text.
  package var text: String
  /// The page that the line is about.
  package var url: String?
  /// The language of the text, where it is known.
  package var language: String?
  /// Whether the line is one of several values, and not a part of one text.
  package var isItem: Bool
  /// What the line is.
  package var role: Role

  /// What a line is.
  package enum Role: String, Sendable, Hashable {
    /// A value, or a part of it.
    case value
    /// A statement that there is none.
    case absence
    /// A mark that the value was inferred.
    case inference
    /// A dispute about the value.
    case dispute
  }

  /// Makes a line.
  package init(
    _ text: String, url: String? = nil, language: String? = nil, isItem: Bool = false, role: Role = .value
  ) {
    self.text = text
    self.url = url
    self.language = language
    self.isItem = isItem
    self.role = role
  }
}
