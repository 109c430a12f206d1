internal import CatalogueModel

/// A question of the KTForce form: its wording, and what its answer is about.
struct FormQuestion: Sendable {
  /// What the answer of a question is about.
  enum Subject: Sendable, Hashable {
    case contact, kind, priorities, ktArea, country, instrumentTitle, practiceTitle, targetGroups, aim, overview,
      created
    case active, outputs, cofinancing, budget, resources, link
  }

  /// The wording on the page.
  let wording: String
  /// What the answer is about.
  let subject: Subject
  /// The kind whose pages alone have the question; nil when both have it.
  let kind: RecordKind?
  /// The place among the questions; the order is that of the pages.
  let order: Int
  /// The wording as it is compared, without the question mark.
  let units: [UInt8]
  /// Whether a page of its kind ends with it.
  var isLast: Bool { subject == .link }

  private init(_ order: Int, _ wording: String, _ subject: Subject, _ kind: RecordKind?) {
    self.wording = wording
    self.subject = subject
    self.kind = kind
    self.order = order
    units = FoldedText(wording.hasSuffix("?") ? String(wording.dropLast()) : wording).units
  }

  /// The questions of both kinds, in page order.
  static let all: [FormQuestion] = wordings.enumerated().map { FormQuestion($0, $1.0, $1.1, $1.2) }

  private static let wordings: [(String, Subject, RecordKind?)] = [
    ("Contact person", .contact, nil),
    ("Do you want to share an instrument/policy or a knowledge Transfer practice?", .kind, nil),
    ("What are the following keywords/priorities which better fit the instrument/policy?", .priorities, nil),
    ("Identify the Knowledge Transfer area to which the practice belong", .ktArea, .practice),
    ("Indicate the country from which the instrument (or policy) is", .country, .instrument),
    ("Indicate the country from which the practice is", .country, .practice),
    ("What is the title/name of the instrument/policy?", .instrumentTitle, nil),
    ("What is the title/name of the practice?", .practiceTitle, .practice),
    ("Indicate the target group/beneficiaries of the instrument/policy", .targetGroups, .instrument),
    ("Indicate the target group/beneficiaries of the practice", .targetGroups, .practice),
    ("What is the aim/objective?", .aim, nil),
    ("Give an overview of the instrument", .overview, .instrument),
    ("Give an overview of the practice", .overview, .practice),
    ("What is the date of creation of this instrument?", .created, .instrument),
    ("What is the date of creation of this practice?", .created, .practice),
    ("Is the instrument/policy still active?", .active, .instrument),
    ("Is the practice still active?", .active, .practice),
    (
      "Identify the main outputs/results (quantitative and qualitative) of the implementation of this instrument",
      .outputs, .instrument
    ),
    ("What is the co-financing/maximum rate allowed by the instrument/policy (if appl.)?", .cofinancing, .instrument),
    ("Is this instrument/policy linked to a KT practice?", .link, .instrument),
    ("What is the approximate budget needed for implementing this practice?", .budget, .practice),
    ("What kind of resources is needed for implementing the practice?", .resources, .practice),
    ("Is this practice linked to an instrument/policy?", .link, .practice),
  ]

  /// More units than the longest wording has, so that no more of a line needs to be looked at.
  static let longest = 160

  /// A question that a line begins with, and where the answer begins when it stands on the same line.
  struct Match {
    /// The question.
    var question: FormQuestion
    /// The bytes of the wording.
    var wording: Range<Int>
    /// The rest of the line, when there is one.
    var rest: Range<Int>?
  }

  /// The question that a line holds: alone, or followed by its answer after a question mark, a colon or a hard blank.
  ///
  /// O(1): only the beginning of the line counts.
  static func match(_ bytes: [UInt8], _ line: Range<Int>) -> Match? {
    let folded = FoldedText(bytes, line, limit: longest)
    var best: Match?
    for question in all where folded.has(question.units, at: 0) {
      var position = question.units.count
      if let best, best.question.units.count >= position { continue }
      let end = folded.ends[position - 1]
      var isClosed = end + 1 < line.upperBound && bytes[end] == 0xC2 && bytes[end + 1] == 0xA0
      while position < folded.units.count, "?:*".utf8.contains(folded.units[position]) {
        isClosed = true
        position += 1
      }
      if position == folded.units.count {
        best = Match(question: question, wording: line.lowerBound..<(folded.ends.last ?? end))
      } else if isClosed {
        let wording = line.lowerBound..<folded.ends[position - 1]
        best = Match(question: question, wording: wording, rest: folded.starts[position]..<line.upperBound)
      }
    }
    return best
  }

  /// The first question after a place in the order whose wording begins with these units and goes on, for lines that
  /// were cut.
  static func begun(by units: [UInt8], after order: Int) -> FormQuestion? {
    all.first { $0.order > order && $0.units.count > units.count && $0.units.starts(with: units) }
  }
}
