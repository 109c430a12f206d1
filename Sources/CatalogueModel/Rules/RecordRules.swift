public import SourceTree

/// As what a record is judged.
public enum RecordStage: Sendable, Hashable {
  /// It may be incomplete: what is missing is a note.
  case draft
  /// It has to be complete.
  case published
}

extension Draft {
  /// What is wrong with the record as a whole: missing fields, contradictions, references within it. O(size).
  public func findings(in catalogue: CatalogueContext, as stage: RecordStage) -> [Diagnostic] {
    var check = RecordCheck(draft: self, catalogue: catalogue, stage: stage)
    check.run()
    return check.findings
  }
}

/// The checks of one record.
private struct RecordCheck {
  let draft: Draft
  let catalogue: CatalogueContext
  let stage: RecordStage
  var findings: [Diagnostic] = []

  private var record: Record { draft.record }

  init(draft: Draft, catalogue: CatalogueContext, stage: RecordStage) {
    self.draft = draft
    self.catalogue = catalogue
    self.stage = stage
  }

  mutating func run() {
    checkFields()
    checkDates()
    checkTerms()
    checkMoney()
    checkSources()
    checkLinks()
  }

  private mutating func report(
    _ rule: DiagnosticRule, severity: Severity? = nil, _ message: String, at path: FieldPath, fix: Diagnostic.Fix? = nil
  ) {
    let location = draft.location(of: path)
    findings.append(Diagnostic(rule, severity: severity, message, at: location, field: path, fix: fix))
  }

  // MARK: Fields

  private mutating func checkFields() {
    // A field whose value could not be read is not missing; that it could not be read was said.
    for field in Record.fields {
      let facts = field.description
      if facts.instrument == .optional, facts.practice == .optional { continue }
      let requirements = record.kind.map { [facts.requirement(for: $0)] } ?? [facts.instrument, facts.practice]
      if requirements.allSatisfy({ $0 == .required }) {
        if field.isEmpty(record), !wasWritten(facts.name) { reportMissing(facts) }
      } else if requirements == [.notApplicable], !field.isEmpty(record) {
        let kind = record.kind == .instrument ? "an instrument" : "a practice"
        report(ModelRules.notApplicable, "\(facts.name) does not apply to \(kind)", at: FieldPath(facts.name))
      }
    }
  }

  private func wasWritten(_ name: String) -> Bool {
    guard let node = draft.tree?.root?[name] else { return false }
    return !node.isBlank && !(node.kind == .list && node.items.first { _ in true } == nil)
  }

  private mutating func reportMissing(_ facts: FieldDescription) {
    let message = "\(facts.name) is missing; add it, such as: \(facts.name): \(facts.good)"
    var location = draft.tree?.root.map { $0.entry(named: facts.name)?.key.location ?? Self.start(of: $0) }
    if location == nil { location = draft.tree.map { $0.source.location(of: 0..<0) } }
    // What is not there cannot be shown; several such findings would repeat one line.
    if draft.tree?.root?[facts.name] == nil { location?.excerpt = nil }
    findings.append(
      Diagnostic(
        ModelRules.missingField, severity: stage == .draft ? .note : .error, message, at: location,
        field: FieldPath(facts.name)))
  }

  /// The first key of a record, which is a better place to point at than everything.
  private static func start(of root: SourceNode) -> SourceLocation {
    root.entries.first?.key.location ?? root.tree.source.location(of: root.range.lowerBound..<root.range.lowerBound)
  }

  // MARK: Dates

  private mutating func checkDates() {
    let today = catalogue.today.earliest
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

  private mutating func checkTerms() {
    checkRepeats(record.countries, "countries")
    for (codes, field) in [
      (record.targetGroups, "target_groups"), (record.priorities, "priorities"), (record.ktAreas, "kt_areas"),
      (record.instrumentTypes, "instrument_types"),
    ] {
      guard codes.count > 1 else { continue }
      checkRepeats(codes, field)
      guard let vocabulary = catalogue.vocabularies[field] else { continue }
      for (position, code) in codes.enumerated() {
        // Reported once for each pair, at the term that declares the conflict.
        guard let term = vocabulary.term(code) else { continue }
        for other in term.conflictsWith where codes.contains(other) {
          if vocabulary.term(other)?.conflictsWith.contains(code) == true, other < code { continue }
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
    for (position, value) in values.enumerated() where values[..<position].contains(value) {
      report(ModelRules.repeatedValue, "\"\(value)\" stands twice here", at: FieldPath(field).appending(position))
    }
  }

  private mutating func checkFieldName(_ name: String, at path: FieldPath) {
    let first = name.prefix { $0 != "." && $0 != "[" }
    if Record.fields.contains(where: { $0.description.name == first }) { return }
    let near = NearestName.candidates(for: name, among: Record.fields.map(\.description.name))
    report(ModelRules.unknownFieldName, "there is no field \"\(name)\"\(NearestName.question(near))", at: path)
  }

  // MARK: Money

  private mutating func checkMoney() {
    for (position, rate) in (record.cofinancing?.rates ?? []).enumerated() {
      let path = FieldPath("cofinancing.rates").appending(position)
      if rate.percent == nil, rate.from == nil, rate.to == nil, !wasWritten(anyOf: ["percent", "from", "to"], at: path) {
        report(ModelRules.emptyRate, "this rate holds no share; write percent, or from and to", at: path)
      }
      if let from = rate.from, let to = rate.to, from.doubleValue > to.doubleValue {
        report(ModelRules.rangeReversed, "the range goes from \(from) down to \(to); exchange the two", at: path.appending("from"))
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
    guard let node = draft.tree?.root?.nearestNode(at: path), node.kind == .map else { return false }
    return names.contains { node[$0]?.isBlank == false }
  }

  // MARK: Sources and disputes

  private mutating func checkSources() {
    var keys: [String] = []
    for (position, source) in record.sources.enumerated() {
      guard let key = source.key else { continue }
      if keys.contains(key) {
        let path = FieldPath("sources").appending(position).appending("key")
        report(ModelRules.repeatedSource, "two sources have the key \"\(key)\"", at: path)
      }
      keys.append(key)
    }
    for (position, output) in record.outputs.enumerated() {
      checkKey(output.source, keys, at: "outputs", position)
    }
    for (position, dispute) in record.disputed.enumerated() {
      let path = FieldPath("disputed").appending(position)
      checkKey(dispute.source, keys, at: "disputed", position)
      if let field = dispute.field { checkFieldName(field, at: path.appending("field")) }
      if dispute.field == nil || (dispute.value == nil && dispute.note == nil) {
        report(ModelRules.emptyDispute, "write the field, and either another value or a note with the reason", at: path)
      }
    }
  }

  private mutating func checkKey(_ key: String?, _ keys: [String], at field: String, _ position: Int) {
    guard let key, !keys.contains(key) else { return }
    let near = NearestName.candidates(for: key, among: keys)
    let advice = keys.isEmpty ? "; the record names no sources" : NearestName.question(near)
    let path = FieldPath(field).appending(position).appending("source")
    report(ModelRules.unknownSource, "no source has the key \"\(key)\"\(advice)", at: path)
  }

  // MARK: Links

  private mutating func checkLinks() {
    for (position, link) in record.links.enumerated() {
      let path = FieldPath("links").appending(position)
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
