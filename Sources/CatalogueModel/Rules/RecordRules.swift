public import SourceTree

/// As what a record is judged.
public enum RecordStage: Sendable, Hashable {
  /// It may be incomplete: what is missing is a note.
  case draft
  /// It has to be complete.
  case published
  /// It was withdrawn: what it was called is enough.
  case withdrawn
}

extension RecordStage {
  /// As what a record of a status is judged.
  package init(of status: RecordStatus) {
    switch status {
    case .draft: self = .draft
    case .published: self = .published
    case .withdrawn: self = .withdrawn
    }
  }
}

extension Draft {
  /// What is wrong with the record as a whole: missing fields, contradictions, references within it. O(size).
  public func findings(in catalogue: CatalogueContext, as stage: RecordStage) -> [Diagnostic] {
    var check = RecordCheck(tree: tree, reported: diagnostics, catalogue: catalogue, stage: stage)
    check.run(record)
    return check.findings
  }
}

/// The checks of one record. The record is handed on rather than kept: it has some forty parts, and a copy of it
/// counts a reference to each.
private struct RecordCheck {
  let tree: SourceTree?
  /// What reading the record found.
  let reported: [Diagnostic]
  let vocabularies: VocabularySet
  let today: PartialDate
  let stage: RecordStage
  var findings: [Diagnostic] = []
  /// How many findings were left out.
  private var skipped = 0

  /// The fields that are not optional for every kind; the table of records stays for as long as the program.
  private static let demanding = Record.fields.filter {
    $0.description.instrument != .optional || $0.description.practice != .optional
  }.map(LentField.init)
  /// What remains of a record that was withdrawn.
  private static let lasting: Set = ["id", "kind", "title"]
  private static let fieldNames = Set(Record.fields.map(\.description.name))

  init(tree: SourceTree?, reported: [Diagnostic], catalogue: CatalogueContext, stage: RecordStage) {
    self.tree = tree
    self.reported = reported
    vocabularies = catalogue.vocabularies
    today = catalogue.today
    self.stage = stage
  }

  mutating func run(_ record: Record) {
    checkFields(record)
    checkDates(record)
    checkTerms(record)
    checkMoney(record)
    checkSources(record)
    checkLinks(record)
    checkSetAside(record)
    if skipped > 0, let last = findings.last {
      let message = "\(skipped) more findings are left out; mend these first"
      findings.append(Diagnostic(ModelRules.tooManyFindings, message, at: last.location))
    }
  }

  private mutating func report(
    _ rule: DiagnosticRule, severity: Severity? = nil, _ message: String, at path: FieldPath, fix: Diagnostic.Fix? = nil
  ) {
    if isFull { return skipped += 1 }
    let location = tree?.root?.nearestNode(at: path).location
    findings.append(Diagnostic(rule, severity: severity, message, at: location, field: path, fix: fix))
  }

  /// Whether no further finding is told.
  private var isFull: Bool { findings.count >= DecodingContext.mostFindings }

  // MARK: Fields

  private mutating func checkFields(_ record: Record) {
    // A field whose value could not be read is not missing; that it could not be read was said.
    for field in Self.demanding { field.look { check($0, record) } }
  }

  private mutating func check(_ field: Field<Record>, _ record: Record) {
    let isEmpty = field.isEmpty(record)
    switch requirement(of: field, record.kind) {
    case .required where isEmpty:
      guard stage != .withdrawn || Self.lasting.contains(field.description.name) else { return }
      if !wasReported(field.description.name) { reportMissing(field.description) }
    case .notApplicable where !isEmpty:
      let name = field.description.name
      let kind = record.kind == .instrument ? "an instrument" : "a practice"
      report(ModelRules.notApplicable, "\(name) does not apply to \(kind)", at: FieldPath(name))
    default: break
    }
  }

  /// What the record's kind asks of a field; of a record without a kind, what both ask.
  private func requirement(of field: Field<Record>, _ kind: RecordKind?) -> Requirement {
    if let kind { return field.description.requirement(for: kind) }
    return field.description.instrument == .required && field.description.practice == .required ? .required : .optional
  }

  private func wasReported(_ name: String) -> Bool {
    reported.contains { $0.field?.steps.first == .key(name) }
  }

  private mutating func reportMissing(_ facts: FieldDescription) {
    let message = "\(facts.name) is missing; add it, such as: \(facts.name): \(facts.good)"
    var location = tree?.root.map { $0.entry(named: facts.name)?.key.location ?? Self.start(of: $0) }
    if location == nil { location = tree.map { $0.source.location(of: 0..<0) } }
    // What is not there cannot be shown; several such findings would repeat one line.
    if tree?.root?[facts.name] == nil { location?.excerpt = nil }
    findings.append(
      Diagnostic(
        ModelRules.missingField, severity: stage == .draft ? .note : .error, message, at: location,
        field: FieldPath(facts.name)))
  }

  /// The first key of a record, which is a better place to point at than everything.
  private static func start(of root: SourceNode) -> SourceLocation {
    root.entries.first?.key.location ?? root.tree.source.location(of: root.range.lowerBound..<root.range.lowerBound)
  }

  // MARK: Set aside

  /// What an import could not place and nobody has placed since.
  private mutating func checkSetAside(_ record: Record) {
    guard case .list(let items)? = record.extras.first(where: { $0.key == Record.unplacedKey })?.value else { return }
    let path = FieldPath([.key(Record.unplacedKey)])
    var others: [Int] = []
    for (position, item) in items.enumerated() {
      let place = item["field"]?.scalarText ?? ""
      let name = place.prefix { $0 != "." && $0 != "[" }
      guard let field = Record.fields.first(where: { $0.description.name == name }) else {
        others.append(position)
        continue
      }
      // A field of one value that has one by now was mended.
      let isSingle = field.description.shape.isSingle
      if isSingle, !field.isEmpty(record) { continue }
      let text = field.description.isPersonal ? nil : item["text"]?.scalarText
      let quoted = text.map { ": \"\($0.shortened)\"" } ?? ""
      let way = isSingle ? "`ktc set \(name)=…`" : "`ktc edit`"
      report(ModelRules.setAside, "not placed: \(place)\(quoted); mend it with \(way)", at: path.appending(position))
    }
    guard let first = others.first else { return }
    let what = others.count == 1 ? "a text" : "\(others.count) texts"
    let message = "an import kept \(what) here for which it found no field; look, and take out what is not needed"
    report(ModelRules.setAside, severity: .note, message, at: path.appending(first))
  }

  // MARK: Dates

  private mutating func checkDates(_ record: Record) {
    let today = self.today.earliest
    if let created = record.created, created.earliest > today {
      report(ModelRules.futureDate, "created lies in the future (\(created))", at: "created")
    }
    if let created = record.created, let ended = record.ended, ended.latest < created.earliest {
      report(ModelRules.datesReversed, "it ended (\(ended)) before it was created (\(created))", at: "ended")
    }
    for (position, phase) in record.phases.enumerated() {
      if let from = phase.from, let to = phase.to, to.latest < from.earliest {
        let path = FieldPath("phases").appending(position).appending("to")
        report(ModelRules.datesReversed, "this phase ends (\(to)) before it begins (\(from))", at: path)
      }
    }
    for (position, budget) in record.budget.enumerated() {
      if let from = budget.from, let to = budget.to, to.latest < from.earliest {
        let path = FieldPath("budget").appending(position).appending("to")
        report(ModelRules.datesReversed, "this budget ends (\(to)) before it begins (\(from))", at: path)
      }
    }
    guard record.active == true else { return }
    if let ended = record.ended, ended.latest < today {
      report(ModelRules.activeAfterEnd, "it is marked active but ended \(ended)", at: "active")
    } else if record.status == .withdrawn {
      report(ModelRules.activeAfterEnd, "it is marked active but was withdrawn", at: "active")
    }
  }

  // MARK: Terms

  private mutating func checkTerms(_ record: Record) {
    checkRepeats(record.countries, "countries")
    for (codes, field) in [
      (record.targetGroups, "target_groups"), (record.priorities, "priorities"), (record.ktAreas, "kt_areas"),
      (record.instrumentTypes, "instrument_types"),
    ] {
      guard codes.count > 1 else { continue }
      checkRepeats(codes, field)
      guard let vocabulary = vocabularies[field] else { continue }
      // A record has few codes, which are found faster than a set of them is made.
      let many = codes.count > 16 ? Set(codes) : nil
      for (position, code) in codes.enumerated() {
        // Reported once for each pair, at the term that declares the conflict.
        for other in vocabulary.conflicts(of: code) where many?.contains(other) ?? codes.contains(other) {
          if vocabulary.conflicts(of: other).contains(code), other < code { continue }
          let labels = [other, code].map { "\"\($0)\" (\(vocabulary.label($0, ["en"])))" }
          report(
            ModelRules.conflictingTerms, "\(labels[1]) contradicts \(labels[0]); keep one",
            at: FieldPath(field).appending(position))
        }
      }
    }
    for (position, name) in record.inferred.enumerated() {
      checkFieldName(name, at: FieldPath("inferred").appending(position))
    }
  }

  private mutating func checkRepeats(_ values: [String], _ field: String) {
    guard values.count > 1 else { return }
    // Pair by pair is faster than a set for the few codes that a record has.
    if values.count <= 16, values.indices.allSatisfy({ !values[..<$0].contains(values[$0]) }) { return }
    var seen: Set<String> = []
    for (position, value) in values.enumerated() where !seen.insert(value).inserted {
      report(
        ModelRules.repeatedValue, "\"\(value.shortened)\" stands twice here", at: FieldPath(field).appending(position))
    }
  }

  private mutating func checkFieldName(_ name: String, at path: @autoclosure () -> FieldPath) {
    let first = name.utf8.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
    if Self.fieldNames.contains(String(Substring(first))) { return }
    if isFull { return skipped += 1 }
    let near = NearestName.candidates(for: name, among: Record.fields.map(\.description.name))
    report(
      ModelRules.unknownFieldName, "there is no field \"\(name.shortened)\"\(NearestName.question(near))", at: path())
  }

  // MARK: Money

  private mutating func checkMoney(_ record: Record) {
    for (position, rate) in (record.cofinancing?.rates ?? []).enumerated() {
      var path: FieldPath { FieldPath("cofinancing.rates").appending(position) }
      if rate.percent == nil, rate.from == nil, rate.to == nil, !wasWritten(anyOf: ["percent", "from", "to"], at: path)
      {
        report(ModelRules.emptyRate, "this rate holds no share; write percent, or from and to", at: path)
      }
      if let from = rate.from, let to = rate.to, from.doubleValue > to.doubleValue {
        report(
          ModelRules.rangeReversed, "the range goes from \(from) down to \(to); exchange the two",
          at: path.appending("from"))
      }
    }
    if let maximum = record.cofinancing?.maximum, maximum.amount != nil, maximum.currency == nil {
      report(ModelRules.amountWithoutCurrency, "this amount has no currency", at: "cofinancing.maximum.amount")
    }
    for (position, budget) in record.budget.enumerated() where budget.amount != nil && budget.currency == nil {
      let path = FieldPath("budget").appending(position).appending("amount")
      report(ModelRules.amountWithoutCurrency, "this amount has no currency", at: path)
    }
  }

  private func wasWritten(anyOf names: [String], at path: FieldPath) -> Bool {
    guard let node = tree?.root?.nearestNode(at: path), node.kind == .map else { return false }
    return names.contains { name in
      node[name].map { $0.kind != .scalar || $0.text.contains { !$0.isWhitespace } } ?? false
    }
  }

  // MARK: Sources and disputes

  private mutating func checkSources(_ record: Record) {
    var keys: Set<String> = []
    for (position, source) in record.sources.enumerated() {
      guard let key = source.key else { continue }
      if !keys.insert(key).inserted {
        let path = FieldPath("sources").appending(position).appending("key")
        report(ModelRules.repeatedSource, "two sources have the key \"\(key)\"", at: path)
      }
    }
    for (position, output) in record.outputs.enumerated() {
      checkKey(output.source, keys, at: "outputs", position)
    }
    for (position, dispute) in record.disputed.enumerated() {
      var path: FieldPath { FieldPath("disputed").appending(position) }
      checkKey(dispute.source, keys, at: "disputed", position)
      if let field = dispute.field { checkFieldName(field, at: path.appending("field")) }
      if dispute.field == nil || (dispute.value == nil && dispute.note == nil) {
        report(ModelRules.emptyDispute, "write the field, and either another value or a note with the reason", at: path)
      }
    }
  }

  private mutating func checkKey(_ key: String?, _ keys: Set<String>, at field: String, _ position: Int) {
    guard let key, !keys.contains(key) else { return }
    if isFull { return skipped += 1 }
    let near = NearestName.candidates(for: key, among: keys)
    let advice = keys.isEmpty ? "; the record names no sources" : NearestName.question(near)
    let path = FieldPath(field).appending(position).appending("source")
    report(ModelRules.unknownSource, "no source has the key \"\(key.shortened)\"\(advice)", at: path)
  }

  // MARK: Links

  private mutating func checkLinks(_ record: Record) {
    for (position, link) in record.links.enumerated() {
      var path: FieldPath { FieldPath("links").appending(position) }
      if let target = link.target, target == record.id {
        report(ModelRules.linkToItself, "this record links to itself", at: path.appending("target"))
      }
      if link.target == nil, link.name == nil {
        report(ModelRules.emptyLink, "this link leads nowhere; write target or name", at: path)
      } else if link.type == nil, !wasWritten(anyOf: ["type"], at: path) {
        report(ModelRules.emptyLink, "this link has no type, such as related or part_of", at: path)
      }
    }
  }
}
