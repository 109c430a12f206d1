internal import CatalogueModel
internal import CataloguePlugins
internal import SourceTree

/// The page of one record: a section a subject, every field in one of them.
struct MarkdownPage {
  private let record: Record
  private let title: String
  private let context: ExportContext
  private let linkTarget: (String) -> String?

  /// Makes a page.
  ///
  /// - Parameter linkTarget: The way from the page to that of another record, by its id; nil when there is none.
  init(_ record: Record, title: String, in context: ExportContext, linkTarget: @escaping (String) -> String?) {
    self.record = record
    self.title = title
    self.context = context
    self.linkTarget = linkTarget
  }

  /// The page. O(size of the record).
  var text: String {
    var blocks = ["# " + MarkdownText.escaped(title)]
    blocks += head
    let sections: [(heading: String, field: String, content: [String])] = [
      ("Aim", "aim", prose(record.aim)), ("Overview", "overview", prose(record.overview)),
      ("Who it is for", "target_groups", targetGroups), ("Eligibility", "eligibility", prose(record.eligibility)),
      ("Co-financing", "cofinancing", cofinancing), ("Budget", "budget", budget),
      ("Resources needed", "resources_needed", resources), ("Outputs", "outputs", outputs),
      ("Phases", "phases", phases), ("Experience", "", experience), ("Organisations", "organisations", organisations),
      ("Enquiries", "enquiries", enquiries), ("Contact", "contact", contact), ("Links", "links", links),
      ("Sources", "sources", sources), ("Disputed", "", disputes), ("Record", "", recordFacts),
    ]
    for section in sections where !section.content.isEmpty {
      blocks.append("## " + section.heading)
      blocks += section.content + note(section.field)
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  // MARK: Pieces

  private var language: String { context.languages.first ?? "en" }

  private func languageName(_ tag: String) -> String {
    CodeList.languages.name(of: LocalizedText.primary(tag), in: "en") ?? tag
  }

  /// A text in every language that it has, the reader's first.
  private func prose(_ text: LocalizedText) -> [String] {
    guard let first = text.preferredEntry(context.languages) else { return [] }
    var blocks = [MarkdownProse.embedded(first.text)]
    for entry in text.entries where entry.language != first.language {
      blocks += ["*In \(languageName(entry.language)):*", MarkdownProse.embedded(entry.text)]
    }
    return blocks
  }

  /// A short text in every language that it has, on one line.
  private func line(_ text: LocalizedText) -> String? {
    guard let first = text.preferredEntry(context.languages) else { return nil }
    let others = text.entries.filter { $0.language != first.language }.map {
      " (in \(languageName($0.language)): \(MarkdownText.escaped($0.text)))"
    }
    return MarkdownText.escaped(first.text) + others.joined()
  }

  private func fact(_ label: String, _ value: String?, _ field: String? = nil) -> String? {
    value.map { "- **\(label):** \($0)\(field.map(mark) ?? "")" }
  }

  private func list(_ facts: [String?]) -> [String] {
    let lines = facts.compactMap(\.self)
    return lines.isEmpty ? [] : [lines.joined(separator: "\n")]
  }

  /// What a reader should know of a field: that no source states it, that it is in doubt.
  private func mark(_ field: String) -> String {
    (record.inferred.contains(field) ? " (chosen by the cataloguer)" : "")
      + (record.disputed.contains { $0.field == field } ? " ([disputed](#disputed))" : "")
  }

  /// The same as a block of its own, for a field that fills a section.
  private func note(_ field: String) -> [String] {
    let mark = mark(field).dropFirst()
    return mark.isEmpty ? [] : [String(mark)]
  }

  private func terms(_ codes: [String], _ vocabulary: String) -> [String] {
    codes.map { code in
      let label = context.vocabularies[vocabulary]?.label(code, context.languages) ?? code
      return "\(MarkdownText.escaped(label)) \(MarkdownText.code(code))"
    }
  }

  private func joined(_ values: [String], _ separator: String = ", ") -> String? {
    values.isEmpty ? nil : values.joined(separator: separator)
  }

  private func amount(_ amount: DecimalNumber?, _ currency: String?) -> String? {
    guard let amount else { return currency.map(MarkdownText.escaped) }
    return [currency.map(MarkdownText.escaped), DecimalNumber.grouped(amount.description)].compactMap(\.self)
      .joined(separator: " ")
  }

  private func period(_ from: PartialDate?, _ to: PartialDate?) -> String? {
    switch (from, to) {
    case (let from?, let to?): "\(from) to \(to)"
    case (let from?, nil): "from \(from)"
    case (nil, let to?): "until \(to)"
    case (nil, nil): nil
    }
  }

  private func source(_ key: String?) -> String { key.map { " (source: \(MarkdownText.code($0)))" } ?? "" }

  // MARK: Sections

  private var head: [String] {
    let countries = record.countries.map { code in
      CodeList.countries.name(of: code, in: language).map { "\($0) (\(MarkdownText.escaped(code)))" }
        ?? MarkdownText.escaped(code)
    }
    let regions = record.regions.map { region in
      [region.name.map(MarkdownText.escaped), region.nuts.map(MarkdownText.code)].compactMap(\.self)
        .joined(separator: " ")
    }
    let otherTitles = record.title.entries.filter { $0.text != title }.map {
      "\(MarkdownText.escaped($0.text)) (\(languageName($0.language)))"
    }
    return list([
      fact("Also called", joined(otherTitles + record.alsoKnownAs.map(MarkdownText.escaped), "; ")),
      fact("Kind", record.kind.map { $0 == .instrument ? "innovation instrument" : "knowledge-transfer practice" }),
      fact("Countries", joined(countries), "countries"), fact("Regions", joined(regions, "; "), "regions"),
      fact("Level", joined(terms(record.level.map { [$0] } ?? [], "levels")), "level"),
      fact("Priorities", joined(terms(record.priorities, "priorities"), "; "), "priorities"),
      fact("Knowledge-transfer areas", joined(terms(record.ktAreas, "kt_areas"), "; "), "kt_areas"),
      fact(
        "Instrument types", joined(terms(record.instrumentTypes, "instrument_types"), "; "), "instrument_types"),
      fact("Created", record.created?.description, "created"), fact("Ended", record.ended?.description, "ended"),
      fact("Active", record.active.map { $0 ? "yes" : "no" } ?? "not stated", "active"),
    ])
  }

  private var targetGroups: [String] {
    list(terms(record.targetGroups, "target_groups").map { "- " + $0 })
  }

  private var cofinancing: [String] {
    guard let cofinancing = record.cofinancing else { return [] }
    var blocks = prose(cofinancing.summary)
    if !cofinancing.rates.isEmpty {
      let rows = cofinancing.rates.map { rate in
        let range = [rate.from, rate.to].compactMap { $0?.description }.joined(separator: " to ")
        let share = rate.percent?.description ?? range
        let extra = rate.percent != nil && !range.isEmpty ? " (\(range))" : ""
        return
          "| \(share.isEmpty ? "not stated" : share + " %")\(extra) | \(MarkdownText.escaped(rate.appliesTo ?? "")) |"
      }
      blocks.append((["| share | applies to |", "|---|---|"] + rows).joined(separator: "\n"))
    }
    if let maximum = cofinancing.maximum {
      let per = terms(maximum.per.map { [$0] } ?? [], "amount_bases").first
      let text = [amount(maximum.amount, maximum.currency), per.map { "per \($0)" }].compactMap(\.self)
      if !text.isEmpty { blocks.append("At most " + text.joined(separator: " ") + ".") }
    }
    return blocks
  }

  private var budget: [String] {
    let items = record.budget.map { budget in
      let per = budget.per.map { $0 == .total ? "in total" : "a year" }
      let sum = [amount(budget.amount, budget.currency), per].compactMap(\.self).joined(separator: " ")
      let funds = budget.sourceOfFunds.map { "paid by " + MarkdownText.escaped($0) }
      let line = [sum.isEmpty ? nil : sum, period(budget.from, budget.to), funds].compactMap(\.self)
        .joined(separator: ", ")
      return MarkdownText.item((line.isEmpty ? [] : [line]) + prose(budget.summary))
    }
    return items.isEmpty ? [] : [items.joined(separator: "\n")]
  }

  private var resources: [String] {
    guard let resources = record.resourcesNeeded else { return [] }
    return prose(resources.summary)
      + list([
        fact("Staff", resources.staffFte.map { "\($0) full-time equivalents" }),
        fact("Time to set up", resources.setupMonths.map { "\($0) months" }),
      ])
  }

  private var outputs: [String] {
    var blocks: [String] = []
    for (heading, planned) in [("Achieved", false), ("Planned", true)] {
      let items = record.outputs.filter { ($0.planned ?? false) == planned }.map(output)
      if items.isEmpty { continue }
      if planned || record.outputs.contains(where: { $0.planned == true }) { blocks.append("### " + heading) }
      blocks.append(items.joined(separator: "\n"))
    }
    return blocks
  }

  private func output(_ output: Output) -> String {
    let value = [output.value.map { DecimalNumber.grouped($0.description) }, output.unit.map(MarkdownText.escaped)]
      .compactMap(\.self).joined(separator: " ")
    let figure = [output.indicator.map(MarkdownText.escaped), value.isEmpty ? nil : value].compactMap(\.self)
      .joined(separator: ": ")
    let rest = [
      figure.isEmpty ? nil : figure, output.asOf.map { "as of \($0)" }, output.evidence?.rawValue,
      output.planned == false ? "achieved" : nil,
    ].compactMap(\.self)
    var blocks = prose(output.summary)
    let source = output.source.map { "source: \(MarkdownText.code($0))" }
    let line = [rest.isEmpty ? nil : rest.joined(separator: ", "), source].compactMap(\.self).joined(separator: "; ")
    if !line.isEmpty {
      // A summary of one line takes its figures along; under a longer one they stand by themselves.
      if blocks.count == 1, !blocks[0].contains("\n") { blocks[0] += " (\(line))" } else { blocks.append(line) }
    }
    return MarkdownText.item(blocks)
  }

  private var phases: [String] {
    let items = record.phases.map { phase in
      let head = [line(phase.name).map { "**\($0)**" }, period(phase.from, phase.to)].compactMap(\.self)
        .joined(separator: ", ")
      return MarkdownText.item((head.isEmpty ? [] : [head]) + prose(phase.summary))
    }
    return items.isEmpty ? [] : [items.joined(separator: "\n")]
  }

  private var experience: [String] {
    var blocks: [String] = []
    for (heading, field, text) in [
      ("Evidence of success", "evidence_of_success", record.evidenceOfSuccess),
      ("Difficulties", "difficulties", record.difficulties),
      ("Transferability", "transferability", record.transferability),
    ] where !text.isEmpty {
      blocks += ["### " + heading] + prose(text) + note(field)
    }
    return blocks
  }

  private var organisations: [String] {
    list(
      record.organisations.map { organisation in
        let name = MarkdownText.link(organisation.name ?? organisation.url, organisation.url)
        return "- " + name + (organisation.role.map { " (\($0.rawValue))" } ?? "")
      })
  }

  private var enquiries: [String] {
    guard let enquiries = record.enquiries else { return [] }
    return list([
      fact("Organisation", enquiries.organisation.map(MarkdownText.escaped)),
      fact("Page", enquiries.url.map { MarkdownText.link($0, $0) }),
      fact("Mailbox", enquiries.mailbox.map(MarkdownText.escaped)),
    ])
  }

  private var contact: [String] {
    guard let contact = record.contact else { return [] }
    return list([
      fact("Name", contact.name.map(MarkdownText.escaped)),
      fact("Organisation", contact.organisation.map(MarkdownText.escaped)),
      fact("E-mail", contact.email.map(MarkdownText.escaped)), fact("Role", contact.role.map(MarkdownText.escaped)),
      fact("Shared with", contact.share?.rawValue),
    ])
  }

  private var links: [String] {
    list(
      record.links.map { link in
        var text = "- " + (link.type.map { $0.words + " " } ?? "")
        if let target = link.target {
          text += linkTarget(target).map { "[\(MarkdownText.code(target))](\($0))" } ?? MarkdownText.code(target)
        }
        if let name = link.name ?? (link.target == nil ? link.url : nil) {
          text += (link.target == nil ? "" : " ") + MarkdownText.link(name, link.url)
        } else if let url = link.url {
          text += " " + MarkdownText.link(url, url)
        }
        return text + (link.note.map { ": " + MarkdownText.escaped($0) } ?? "")
      })
  }

  private var sources: [String] {
    list(
      record.sources.map { source in
        var text = "- " + (source.key.map { MarkdownText.code($0) + " " } ?? "")
        text += MarkdownText.link(source.title ?? source.url, source.url)
        let facts = [
          source.publisher.map(MarkdownText.escaped), source.published.map { "published \($0)" },
          source.accessed.map { "read on \($0)" },
          source.complete.map { $0 ? "read as a whole" : "only a part was read, so silence is not absence" },
        ].compactMap(\.self)
        return text + (facts.isEmpty ? "" : ", " + facts.joined(separator: ", "))
      })
  }

  private var disputes: [String] {
    list(
      record.disputed.map { dispute in
        var text = "- " + (dispute.field.map { MarkdownText.code($0) } ?? "")
        text += dispute.value.map { ": also given as " + MarkdownText.escaped($0) } ?? ": doubted"
        text += source(dispute.source)
        return text + (dispute.note.map { ". " + MarkdownText.escaped($0) } ?? "")
      })
  }

  private var recordFacts: [String] {
    let origin = record.origin.map { origin in
      [
        origin.source.map(MarkdownText.escaped), origin.id.map(MarkdownText.code),
        origin.url.map { MarkdownText.link($0, $0) }, origin.importer.map { "read by \(MarkdownText.code($0))" },
        origin.on.map { "on \($0)" },
      ].compactMap(\.self).joined(separator: ", ")
    }
    return list([
      fact("Id", record.id.map(MarkdownText.code)), fact("Status", record.status?.rawValue),
      fact("Language", record.language.map { "\(languageName($0)) (\(MarkdownText.escaped($0)))" }),
      fact("Submitted", record.submitted?.on?.description), fact("Changed", record.modified?.on?.description),
      fact("Reviewed", record.reviewed?.on?.description),
      fact("Chosen by the cataloguer", joined(record.inferred.map { MarkdownText.code($0) })),
      fact("Origin", origin), fact("Licence", record.licence.map(MarkdownText.escaped) ?? "none stated"),
    ])
  }
}
