internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueSearch

/// Which records are asked for. Several values of one option are alternatives; different options must all hold.
struct FilterOptions: ParsableArguments {
  @Option(name: .long, help: "instrument or practice.")
  var kind: [KindArgument] = []

  @Option(
    name: [.customLong("target-group"), .customLong("target")],
    help: ArgumentHelp("A target group, by code, label or synonym in any language.", valueName: "term"))
  var targetGroup: [String] = []

  @Option(name: .long, help: ArgumentHelp("A country, by code or name in any language.", valueName: "country"))
  var country: [String] = []

  @Option(name: .long, help: ArgumentHelp("A policy priority, by code, label or synonym.", valueName: "term"))
  var priority: [String] = []

  @Option(name: .long, help: ArgumentHelp("A knowledge-transfer area, by code, label or synonym.", valueName: "term"))
  var area: [String] = []

  @Option(name: .long, help: ArgumentHelp("Whether it still runs: yes, no or unknown.", valueName: "yes|no|unknown"))
  var active: [ActivityArgument] = []

  @Option(
    name: .long, help: ArgumentHelp("When it was created: 2006, 2004..2010, ..2010 or 2004.. .", valueName: "from..to"))
  var created: [String] = []

  @Option(name: .long, help: "draft, published (unless said) or withdrawn.")
  var status: [StatusArgument] = []

  @Option(name: .long, help: ArgumentHelp("A language that its texts are in, by code or name.", valueName: "language"))
  var language: [String] = []

  /// The filter. Throws `FilterProblem` for values that cannot be understood.
  func filter(words: [String], in catalogue: CatalogueContext) throws -> RecordFilter {
    var filter = RecordFilter()
    filter.require(words: words)
    filter.kinds = Set(kind.map(\.value))
    filter.activity = Set(active.map(\.value))
    if !status.isEmpty { filter.statuses = Set(status.map(\.value)) }
    for (texts, field) in [
      (targetGroup, RecordFilter.TermField.targetGroups), (priority, .priorities), (area, .ktAreas),
    ] {
      try Self.each(texts) { try filter.allow(term: $0, in: field, of: catalogue.vocabularies) }
    }
    try Self.each(country) { try filter.allow(country: $0) }
    try Self.each(created) { try filter.allow(created: $0) }
    try Self.each(language) { try filter.allow(language: $0) }
    return filter
  }

  /// Takes each value; one that is not understood as a whole is taken as several with commas between them.
  private static func each(_ texts: [String], _ allow: (String) throws -> Void) throws {
    for text in texts {
      do {
        try allow(text)
      } catch let problem as FilterProblem {
        guard text.contains(",") else { throw problem }
        for part in parts(text) { try allow(part) }
      }
    }
  }

  /// The values between commas. An empty one stays one, and is refused as such: left out, it would let every record
  /// pass.
  private static func parts(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }.map(String.init)
  }
}

/// A kind of record on the command line.
struct KindArgument: ExpressibleByArgument {
  let value: RecordKind
  init?(argument: String) {
    guard let value = RecordKind(rawValue: argument.lowercased()) else { return nil }
    self.value = value
  }
  static let allValueStrings = RecordKind.allCases.map(\.rawValue)
}

/// A status on the command line.
struct StatusArgument: ExpressibleByArgument {
  let value: RecordStatus
  init?(argument: String) {
    guard let value = RecordStatus(rawValue: argument.lowercased()) else { return nil }
    self.value = value
  }
  static let allValueStrings = RecordStatus.allCases.map(\.rawValue)
}

/// Whether something is active, on the command line.
struct ActivityArgument: ExpressibleByArgument {
  let value: RecordFilter.Activity
  init?(argument: String) {
    guard let value = RecordFilter.Activity(rawValue: argument.lowercased()) else { return nil }
    self.value = value
  }
  static let allValueStrings = RecordFilter.Activity.allCases.map(\.rawValue)
}

extension FilterOptions {
  /// The filters as fields and values of a query.
  var conditions: [(field: String, values: [String])] {
    let all: [(field: String, values: [String])] = [
      ("kind", kind.map(\.value.rawValue)), ("target_groups", targetGroup),
      ("countries", country), ("priorities", priority),
      ("kt_areas", area), ("active", active.map(\.value.rawValue)),
      ("created", created), ("status", status.map(\.value.rawValue)),
      ("language", language),
    ]
    return all.filter { !$0.values.isEmpty }
  }
}
