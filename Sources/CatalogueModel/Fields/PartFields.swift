extension Region: FieldGroup {
  package static let fields: FieldTable<Region> = [
    .init(
      "nuts", \.nuts, .text(.nuts), .init(label: "NUTS code", help: "The code of the region in NUTS.", good: "PT11")),
    .init("name", \.name, .text(.line), .init(label: "Name", help: "The name of the region.", good: "Norte")),
  ]
}

extension Phase: FieldGroup {
  package static let fields: FieldTable<Phase> = [
    .init(
      "name", \.name, .localizedLine, .init(label: "Name", help: "What the period is called.", good: "First phase")),
    .init("from", \.from, .date, .init(label: "From", help: "Its beginning.", good: "2004")),
    .init("to", \.to, .date, .init(label: "To", help: "Its end.", good: "2006")),
    .init(
      "summary", \.summary, .localizedProse,
      .init(label: "Summary", help: "What was special about it.", good: "Contracts with each cluster.")),
  ]
}

extension Output: FieldGroup {
  package static let fields: FieldTable<Output> = [
    .init(
      "summary", \.summary, .localizedProse,
      .init(label: "Summary", help: "The result in words.", good: "Clusters set up")),
    .init(
      "indicator", \.indicator, .text(.line), .init(label: "Indicator", help: "What is counted.", good: "clusters")),
    .init("value", \.value, .number(), .init(label: "Value", help: "How many.", good: "71")),
    .init("unit", \.unit, .text(.line), .init(label: "Unit", help: "The unit of the value.", good: "clusters")),
    .init("as_of", \.asOf, .date, .init(label: "As of", help: "The date for which the value holds.", good: "2014")),
    .init(
      "planned", \.planned, .boolean,
      .init(label: "Planned", help: "Whether it is a plan, not yet achieved.", good: "true")),
    .init(
      "evidence", \.evidence, .choice, .init(label: "Evidence", help: "How well it is established.", good: "evaluated")),
    .init(
      "source", \.source, .text(.sourceKey),
      .init(label: "Source", help: "The key of the source that states it.", good: "form")),
  ]
}

extension Cofinancing: FieldGroup {
  package static let fields: FieldTable<Cofinancing> = [
    .init(
      "summary", \.summary, .localizedProse,
      .init(label: "Summary", help: "The conditions in words.", good: "Half of the cost of a study.")),
    .init(
      "rates", \.rates, listOf: .group,
      .init(label: "Rates", help: "The shares of the costs.", good: "[{ percent: 50, applies_to: small firms }]")),
    .init(
      "maximum", \.maximum, .group,
      .init(label: "Maximum", help: "The most that is paid.", good: "{ amount: 5000, currency: EUR, per: applicant }")),
  ]
}

extension Cofinancing.Rate: FieldGroup {
  package static let fields: FieldTable<Cofinancing.Rate> = [
    .init("percent", \.percent, .number(0, 100), .init(label: "Percent", help: "The share, 0 to 100.", good: "75")),
    .init("from", \.from, .number(0, 100), .init(label: "From", help: "The lower end of a range.", good: "40")),
    .init("to", \.to, .number(0, 100), .init(label: "To", help: "The upper end of a range.", good: "80")),
    .init(
      "applies_to", \.appliesTo, .text(.line),
      .init(label: "Applies to", help: "For whom or for what it holds.", good: "medium enterprises")),
  ]
}

extension Cofinancing.Ceiling: FieldGroup {
  package static let fields: FieldTable<Cofinancing.Ceiling> = [
    .init("amount", \.amount, .number(0), .init(label: "Amount", help: "The amount.", good: "5000")),
    .init("currency", \.currency, .text(.currency), .init(label: "Currency", help: "The ISO 4217 code.", good: "EUR")),
    .init(
      "per", \.per, .term("amount_bases"), .init(label: "Per", help: "What the amount is paid per.", good: "project")),
  ]
}

extension Budget: FieldGroup {
  package static let fields: FieldTable<Budget> = [
    .init("amount", \.amount, .number(0), .init(label: "Amount", help: "The amount.", good: "292000000")),
    .init("currency", \.currency, .text(.currency), .init(label: "Currency", help: "The ISO 4217 code.", good: "EUR")),
    .init("per", \.per, .choice, .init(label: "Per", help: "In all, or each year.", good: "total")),
    .init("from", \.from, .date, .init(label: "From", help: "The beginning of the time it covers.", good: "2007")),
    .init("to", \.to, .date, .init(label: "To", help: "The end of the time it covers.", good: "2014")),
    .init(
      "source_of_funds", \.sourceOfFunds, .text(.line),
      .init(label: "Source of funds", help: "Who pays.", good: "European Regional Development Fund")),
    .init(
      "summary", \.summary, .localizedProse,
      .init(label: "Summary", help: "The budget in words.", good: "Administration not included.")),
  ]
}

extension Resources: FieldGroup {
  package static let fields: FieldTable<Resources> = [
    .init(
      "summary", \.summary, .localizedProse,
      .init(label: "Summary", help: "The needs in words.", good: "One full-time post.")),
    .init(
      "staff_fte", \.staffFte, .number(0), .init(label: "Staff", help: "Staff in full-time equivalents.", good: "1.5")),
    .init(
      "setup_months", \.setupMonths, .number(0),
      .init(label: "Months to set up", help: "Months until it runs.", good: "6")),
  ]
}

extension Organisation: FieldGroup {
  package static let fields: FieldTable<Organisation> = [
    .init("name", \.name, .text(.line), .init(label: "Name", help: "The name.", good: "Ville de Grenoble")),
    .init("role", \.role, .choice, .init(label: "Role", help: "Its part.", good: "funder")),
    .init("url", \.url, .text(.url), .init(label: "Page", help: "Its page.", good: "\"https://example.org/\"")),
  ]
}

extension Enquiries: FieldGroup {
  package static let fields: FieldTable<Enquiries> = [
    .init(
      "organisation", \.organisation, .text(.line),
      .init(label: "Organisation", help: "The organisation.", good: "Sunrise Valley")),
    .init("url", \.url, .text(.url), .init(label: "Page", help: "Its page.", good: "\"https://example.org/\"")),
    .init(
      "mailbox", \.mailbox, .text(.mailbox),
      .init(label: "Mailbox", help: "A functional mailbox, never a person's.", good: "innovation@example.org")),
  ]
}

extension Contact: FieldGroup {
  package static let fields: FieldTable<Contact> = [
    .init(
      "name", \.name, .text(.line),
      .init(label: "Name", help: "The person's name.", isPersonal: true, good: "Ana Example")),
    .init(
      "organisation", \.organisation, .text(.line),
      .init(label: "Organisation", help: "The person's organisation.", isPersonal: true, good: "Sunrise Valley")),
    .init(
      "email", \.email, .text(.email),
      .init(label: "E-mail", help: "The person's address.", isPersonal: true, good: "ana@example.org")),
    .init(
      "role", \.role, .text(.line),
      .init(label: "Role", help: "The person's part.", isPersonal: true, good: "programme manager")),
    .init(
      "share", \.share, .choice,
      .init(label: "Share", help: "With whom it may be shared; left out, never.", isPersonal: true, good: "partners")),
  ]
}

extension Link: FieldGroup {
  package static let fields: FieldTable<Link> = [
    .init("type", \.type, .choice, .init(label: "Type", help: "How the two belong together.", good: "complements")),
    .init(
      "target", \.target, .text(.slug),
      .init(label: "Target", help: "The id of a record.", good: "technological-platforms-pft")),
    .init(
      "name", \.name, .text(.line), .init(label: "Name", help: "The name of something outside.", good: "NEST scheme")),
    .init("url", \.url, .text(.url), .init(label: "Page", help: "Its page.", good: "\"https://example.org/nest\"")),
    .init("note", \.note, .text(.line), .init(label: "Note", help: "More about the link.", good: "Shared equipment")),
  ]
}

extension Source: FieldGroup {
  package static let fields: FieldTable<Source> = [
    .init("key", \.key, .text(.sourceKey), .init(label: "Key", help: "The name that `source:` uses.", good: "form")),
    .init("title", \.title, .text(.line), .init(label: "Title", help: "The title.", good: "Form record")),
    .init(
      "url", \.url, .text(.url), .init(label: "Address", help: "The address.", good: "\"https://example.org/form\"")),
    .init(
      "publisher", \.publisher, .text(.line),
      .init(label: "Publisher", help: "Who published it.", good: "KTForce project")),
    .init(
      "published", \.published, .date, .init(label: "Published", help: "When it was published.", good: "2014-10-21")),
    .init("accessed", \.accessed, .date, .init(label: "Read on", help: "When it was read.", good: "2026-11-20")),
    .init(
      "complete", \.complete, .boolean,
      .init(label: "Complete", help: "Whether all of it was read; when not, silence is not absence.", good: "false")),
  ]
}

extension Dispute: FieldGroup {
  package static let fields: FieldTable<Dispute> = [
    .init("field", \.field, .text(.fieldName), .init(label: "Field", help: "The name of the field.", good: "created")),
    .init(
      "value", \.value, .text(.line),
      .init(
        label: "Other value", help: "What the other source says; left out when the shown value is doubted.",
        good: "\"2004\"")),
    .init(
      "source", \.source, .text(.sourceKey),
      .init(label: "Source", help: "The key of the source that says so.", good: "form")),
    .init("note", \.note, .text(.line), .init(label: "Note", help: "The reason.", good: "The launch of the policy")),
  ]
}

extension Origin: FieldGroup {
  package static let fields: FieldTable<Origin> = [
    .init("source", \.source, .text(.line), .init(label: "Source", help: "The collection or file.", good: "KTForce")),
    .init("id", \.id, .text(.line), .init(label: "Id", help: "Its id there.", good: "seed-004")),
    .init(
      "url", \.url, .text(.url), .init(label: "Address", help: "Its address there.", good: "\"https://example.org/4\"")),
    .init("importer", \.importer, .text(.line), .init(label: "Importer", help: "What read it.", good: "ktforce-form")),
    .init("on", \.on, .date, .init(label: "On", help: "The day of the import.", good: "2026-11-20")),
  ]
}

extension Stamp: FieldGroup {
  package static let fields: FieldTable<Stamp> = [
    .init("on", \.on, .date, .init(label: "On", help: "The day.", good: "2026-11-20")),
    .init(
      "by", \.by, .text(.line),
      .init(label: "By", help: "The person or organisation.", isPersonal: true, good: "Ville de Grenoble")),
  ]
}
