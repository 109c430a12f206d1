internal import CatalogueModel
internal import CataloguePlugins
internal import SourceTree

/// What the lists of the boxes become.
extension SheetDraft {
  mutating func addFacts(of box: SheetBox, _ lines: [Line]) {
    for line in lines {
      switch box {
      case .organisation: addOrganisation(line)
      case .location: addLocation(line)
      case .topic: addTopic(line)
      case .timescale: addTimescale(line)
      case .information: addInformation(line)
      case .instruments: addLink(line)
      case .contact: addContact(line)
      default: addAboutSheet(line)
      }
    }
  }

  private func group(_ line: Line, _ values: [(String, String?)]) -> PlacedValue {
    .map(values.compactMap { name, text in text.map { entry(name, line.number, $0) } })
  }

  private mutating func keepNotUnderstood(_ line: Line, _ expected: String) {
    keepAside(line, ImportRules.notPlaced, "this line is not understood; write \(expected). It was kept aside")
  }

  // MARK: Terms

  /// The code of a label or a code; what is neither is left to be reported by the field.
  private func code(of label: String, in vocabulary: String) -> String {
    let named = (catalogue.vocabularies[vocabulary]?.terms(named: label) ?? []).filter { !$0.isForSearch }
    let exact = named.filter { term in term.code == label || term.label.entries.contains { $0.text == label } }
    return exact.count == 1 ? exact[0].code : label
  }

  mutating func addTerms(_ vocabulary: String, _ lines: [Line]) {
    for line in lines { addItem(scalar(code(of: line.text, in: vocabulary), line.number), to: vocabulary, line.number) }
  }

  private mutating func addTopic(_ line: Line) {
    let fact = SheetFact(reading: line.text, labels: ["Policy priority"], names: [])
    let field = fact.label == nil ? "kt_areas" : "priorities"
    addItem(scalar(code(of: fact.value, in: field), line.number), to: field, line.number)
  }

  // MARK: Boxes

  private mutating func addOrganisation(_ line: Line) {
    let roles = Organisation.Role.allCases.map { (SheetContent.capitalised($0.rawValue), $0.rawValue) }
    let fact = SheetFact(reading: line.text, labels: roles.map(\.0) + [SheetContent.organisationLabel], names: [])
    let role = roles.first { $0.0 == fact.label }?.1
    addItem(
      group(line, [("name", fact.words), ("role", role), ("url", fact.address)]), to: "organisations", line.number)
  }

  private mutating func addLocation(_ line: Line) {
    let fact = SheetFact(reading: line.text, labels: ["Country", "Region", "Geographical scope"], names: [])
    switch fact.label {
    case "Country":
      let open = fact.value.lastIndex(of: "(").map(fact.value.index(after:))
      let code = open.map { String(fact.value[$0...].dropLast()) }.flatMap {
        CodeList.countries.contains($0) ? $0 : nil
      }
      addItem(scalar(code ?? fact.value, line.number), to: "countries", line.number)
    case "Region":
      let parts = Self.region(fact.value)
      addItem(group(line, [("nuts", parts.nuts), ("name", parts.name)]), to: "regions", line.number)
    case "Geographical scope": add("level", line.number, scalar(code(of: fact.value, in: "levels"), line.number))
    default: keepNotUnderstood(line, "Country: Finland (FI) or Region: Norte, NUTS PT11")
    }
  }

  /// A region as the sheet names it: `Norte, NUTS PT11`, or one of the two.
  private static func region(_ text: String) -> (name: String?, nuts: String?) {
    if text.hasPrefix("NUTS ") { return (nil, String(text.dropFirst(5))) }
    guard let mark = text.ranges(of: ", NUTS ").last, !text[mark.upperBound...].contains(" ") else {
      return (text, nil)
    }
    return (String(text[..<mark.lowerBound]), String(text[mark.upperBound...]))
  }

  private mutating func addTimescale(_ line: Line) {
    let fact = SheetFact(reading: line.text, labels: ["Start", "End", "State"], names: [])
    switch (fact.label, fact.value) {
    case ("Start", _): add("created", line.number, scalar(fact.value, line.number))
    case ("End", _): add("ended", line.number, scalar(fact.value, line.number))
    case ("State", SheetContent.state(true)): add("active", line.number, scalar("true", line.number))
    case ("State", SheetContent.state(false)): add("active", line.number, scalar("false", line.number))
    default:
      keepNotUnderstood(
        line, "Start: 2008, End: 2012, or State: \(SheetContent.state(true)) or \(SheetContent.state(false))")
    }
  }

  mutating func addFigures(_ lines: [Line]) {
    for line in lines {
      let fact = SheetFact(
        reading: line.text, labels: ["Staff", "Time to set up", "Budget", "Co-financing"], names: [])
      let number = fact.value.split(separator: " ").first.map(String.init) ?? ""
      switch fact.label {
      case "Staff": add([entry("staff_fte", line.number, number)], toGroup: "resources_needed")
      case "Time to set up": add([entry("setup_months", line.number, number)], toGroup: "resources_needed")
      case "Budget", "Co-financing":
        let field = fact.label == "Budget" ? "budget" : "cofinancing"
        keepAside(
          line, ImportRules.notPlaced, "words are not read back as figures; write \(field) by hand if they changed")
      default: keepNotUnderstood(line, "Staff: 1.5 full-time equivalents or Time to set up: 6 months")
      }
    }
  }

  mutating func addOutputs(_ lines: [Line], isPlanned: Bool) {
    for line in lines {
      let fact = SheetFact(reading: line.text, labels: [], names: ["indicator", "value", "as of", "evidence"])
      let parts = (fact["value"] ?? "").split(separator: " ", maxSplits: 1).map(String.init)
      let value = parts.first.flatMap { DecimalNumber($0) == nil ? nil : $0 }
      let unit = value == nil ? fact["value"] : parts.dropFirst().first
      var output: [PlacedValue.Entry] = []
      if !fact.value.isEmpty {
        output.append(
          .init("summary", place(line.number), .map([entry("en", line.number, SheetFact.escaped(fact.value))])))
      }
      for (name, text) in [
        ("indicator", fact["indicator"]), ("value", value), ("unit", unit), ("as_of", fact["as of"]),
        ("planned", isPlanned ? "true" : nil), ("evidence", fact["evidence"]),
      ] {
        if let text { output.append(entry(name, line.number, text)) }
      }
      addItem(.map(output), to: "outputs", line.number)
    }
  }

  private mutating func addInformation(_ line: Line) {
    let fact = SheetFact(
      reading: line.text, labels: ["Enquiries"], names: ["publisher", "published", "read on", "read", "mailbox"])
    if fact.label != nil {
      let values = [("organisation", fact.words), ("mailbox", fact["mailbox"]), ("url", fact.address)]
      return add("enquiries", line.number, group(line, values))
    }
    let complete = fact["read"].map { $0 == "as a whole" ? "true" : "false" }
    let values = [
      ("title", fact.words), ("url", fact.address), ("publisher", fact["publisher"]),
      ("published", fact["published"]), ("accessed", fact["read on"]), ("complete", complete),
    ]
    addItem(group(line, values), to: "sources", line.number)
  }

  private mutating func addLink(_ line: Line) {
    let types = Link.LinkType.allCases.map { (SheetContent.label(of: $0), $0.rawValue) }
    let fact = SheetFact(reading: line.text, labels: types.map(\.0), names: ["name", "note"])
    let type = types.first { $0.0 == fact.label }?.1
    let isRecord = fact.value.hasPrefix(SheetContent.recordWord)
    let target = isRecord ? String(fact.value.dropFirst(SheetContent.recordWord.count)) : nil
    let name = isRecord ? fact["name"] : fact.words ?? fact["name"]
    let values = [
      ("type", type ?? Link.LinkType.related.rawValue), ("target", target), ("name", name), ("url", fact.address),
      ("note", fact["note"]),
    ]
    addItem(group(line, values), to: "links", line.number)
  }

  private mutating func addContact(_ line: Line) {
    let fields = [("Name", "name"), ("Organisation", "organisation"), ("E-mail", "email"), ("Role", "role")]
    let fact = SheetFact(reading: line.text, labels: fields.map(\.0), names: [])
    guard let field = fields.first(where: { $0.0 == fact.label })?.1 else {
      return keepNotUnderstood(line, "Name: …, Organisation: …, E-mail: … or Role: …")
    }
    add([entry(field, line.number, fact.value)], toGroup: "contact")
  }

  private mutating func addAboutSheet(_ line: Line) {
    let fact = SheetFact(reading: line.text, labels: ["Record", "Also known as", "Licence", "Made on"], names: [])
    switch fact.label {
    case "Record": add("id", line.number, scalar(fact.value, line.number))
    case "Also known as": addItem(scalar(fact.value, line.number), to: "also_known_as", line.number)
    case "Licence": add("licence", line.number, scalar(fact.value, line.number))
    case "Made on": break
    default: keepNotUnderstood(line, "Record: its-id")
    }
  }
}
