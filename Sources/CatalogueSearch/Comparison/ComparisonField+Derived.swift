internal import CatalogueModel

extension ComparisonField {
  /// The fields that are told in words of their own, because the record holds them as parts or across several fields.
  static let derived: [ComparisonField] = [
    ComparisonField("rate", "Rate", parts: ["cofinancing.rates"]) { record, _ in
      (record.cofinancing?.rates ?? []).compactMap(rateLine)
    },
    ComparisonField("ceiling", "Ceiling", parts: ["cofinancing.maximum"]) { record, context in
      guard let ceiling = record.cofinancing?.maximum, let amount = ceiling.amount else { return [] }
      let basis = ceiling.per.map { "per " + context.label($0, of: "amount_bases") }
      return [
        ComparisonLine(
          money(amount, ceiling.currency, record) + " " + (basis ?? "(per what: \(record.silence.rawValue))"))
      ]
    },
    ComparisonField("budget", "Budget", parts: ["budget"]) { record, context in
      // What is per year is what is compared.
      let years = record.budget.filter { $0.per == .year }
      return (years + record.budget.filter { $0.per != .year }).compactMap { budgetLine($0, record, context) }
    },
    ComparisonField("funder", "Funder", parts: ["organisations", "budget"]) { record, _ in
      var names = record.organisations.filter { $0.role == .funder }.compactMap(\.name)
      for name in record.budget.compactMap(\.sourceOfFunds) where !names.contains(name) { names.append(name) }
      return names.map { ComparisonLine($0, isItem: true) }
    },
    ComparisonField("status", "Status", parts: ["active", "ended", "status"]) { record, context in
      var lines: [String] = []
      if let active = record.active { lines.append(active ? "active" : "no longer active") }
      if let ended = record.ended {
        lines.append((ended.earliest > context.today.latest ? "ends " : "ended ") + "\(ended)")
      }
      if lines.isEmpty { lines.append("unknown whether it runs (\(record.silence.rawValue))") }
      if let status = record.status { lines.append("record \(status.rawValue)") }
      return lines.map { ComparisonLine($0) }
    },
    ComparisonField("outputs", "Outputs", parts: ["outputs"]) { record, context in
      record.outputs.compactMap { outputLine($0, context) }
    },
    ComparisonField("evidence", "Evidence of success", parts: ["evidence_of_success"]) { record, context in
      FieldLines(context).lines(of: record.evidenceOfSuccess)
    },
    ComparisonField("sources", "Sources", parts: ["sources"]) { record, _ in record.sources.compactMap(sourceLine) },
  ]

  private static func rateLine(_ rate: Cofinancing.Rate) -> ComparisonLine? {
    let share: String
    switch (rate.percent, rate.from, rate.to) {
    case (let percent?, _, _): share = "\(percent)%"
    case (nil, let from?, let to?): share = "\(from)–\(to)%"
    case (nil, let from?, nil): share = "from \(from)%"
    case (nil, nil, let to?): share = "up to \(to)%"
    case (nil, nil, nil): return nil
    }
    return ComparisonLine(share + (rate.appliesTo.map { ": \($0)" } ?? ""), isItem: true)
  }

  private static func budgetLine(_ budget: Budget, _ record: Record, _ context: ComparisonContext) -> ComparisonLine? {
    var parts: [String] = []
    if let amount = budget.amount {
      var text = money(amount, budget.currency, record)
      switch budget.per {
      case .year: text += " a year"
      case .total: text += " in all"
      case nil: text += " (in all or a year: \(record.silence.rawValue))"
      }
      if let period = period(budget.from, budget.to) { text += ", \(period)" }
      parts.append(text)
      if let average = yearlyAverage(budget) { parts.append("on average \(average) a year (computed)") }
    } else {
      parts.append("amount \(record.silence.rawValue)")
    }
    if let source = budget.sourceOfFunds { parts.append("from \(source)") }
    let summary = FieldLines(context).lines(of: budget.summary)
    parts += summary.map(\.text)
    if budget.amount == nil, parts.count == 1 { return nil }
    return ComparisonLine(parts.joined(separator: "; "), language: summary.first?.language, isItem: true)
  }

  /// The mean of a total over whole years, rounded to whole units; nil where the years are not known.
  private static func yearlyAverage(_ budget: Budget) -> String? {
    guard budget.per == .total, let amount = budget.amount, let from = budget.from, let to = budget.to,
      from.month == nil, to.month == nil, to.year > from.year, let currency = budget.currency
    else { return nil }
    let average = (amount.doubleValue / Double(to.year - from.year + 1)).rounded()
    guard let number = DecimalNumber(String(Int64(average))) else { return nil }
    return currency + " " + DecimalNumber.grouped(number.description)
  }

  private static func period(_ from: PartialDate?, _ to: PartialDate?) -> String? {
    switch (from, to) {
    case (let from?, let to?): from == to ? "\(from)" : "\(from) to \(to)"
    case (let from?, nil): "from \(from)"
    case (nil, let to?): "until \(to)"
    case (nil, nil): nil
    }
  }

  private static func outputLine(_ output: Output, _ context: ComparisonContext) -> ComparisonLine? {
    let words = output.summary.preferredEntry(context.languages)
    var text =
      words.map { $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") } ?? output.indicator ?? ""
    if let value = output.value {
      let quantity = DecimalNumber.grouped(value.description) + (output.unit.map { " \($0)" } ?? "")
      text += text.isEmpty ? quantity : ": \(quantity)"
    }
    guard !text.isEmpty else { return nil }
    var marks: [String] = []
    if output.planned == true { marks.append("planned") }
    if let date = output.asOf { marks.append("as of \(date)") }
    if let evidence = output.evidence { marks.append(evidence.rawValue) }
    if let source = output.source { marks.append("source \(source)") }
    if !marks.isEmpty { text += " (\(marks.joined(separator: ", ")))" }
    return ComparisonLine(text, language: words?.language, isItem: true)
  }

  private static func sourceLine(_ source: Source) -> ComparisonLine? {
    guard let name = source.title ?? source.url ?? source.key else { return nil }
    var marks = [source.publisher, source.published.map { "published \($0)" }].compactMap { $0 }
    if let key = source.key { marks.insert("key \(key)", at: 0) }
    switch source.complete {
    case true: marks.append("read in full")
    case false: marks.append("read in part")
    case nil: break
    }
    let text = marks.isEmpty ? name : "\(name) (\(marks.joined(separator: ", ")))"
    return ComparisonLine(text, url: source.url, isItem: true)
  }

  private static func money(_ amount: DecimalNumber, _ currency: String?, _ record: Record) -> String {
    let digits = DecimalNumber.grouped(amount.description)
    return currency.map { "\($0) \(digits)" } ?? "\(digits) (currency: \(record.silence.rawValue))"
  }
}
