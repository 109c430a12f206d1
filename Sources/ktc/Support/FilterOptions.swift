internal import ArgumentParser
internal import CatalogueModel
internal import CatalogueSearch
internal import CatalogueStore

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

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Whether it was in force at a date or at some time of a range: 2010, 2010-06-30 or 2008..2010; 2010? takes in those of which nobody knows.",
      valueName: "from..to"))
  var inForce: [String] = []

  @Option(name: .long, help: "draft, published (unless said) or withdrawn.")
  var status: [StatusArgument] = []

  @Option(name: .long, help: ArgumentHelp("A language that its texts are in, by code or name.", valueName: "language"))
  var language: [String] = []

  /// The request that words, read as a query, and the filters make together.
  func request(_ words: [String], in catalogue: Catalogue, defaultStatuses: [RecordStatus] = [.published])
    -> SearchRequest
  {
    var request = SearchRequest()
    // One argument is a query as it stands; several were words that the shell cut apart.
    request.text = words.joined(separator: " ")
    request.conditions = conditions
    request.defaultStatuses = defaultStatuses
    request.saved = SavedQueryFolder(catalogue: catalogue)
    return request
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
      ("created", created), (QueryField.inForce, inForce), ("status", status.map(\.value.rawValue)),
      ("language", language),
    ]
    return all.filter { !$0.values.isEmpty }
  }
}
