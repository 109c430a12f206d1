extension Record: FieldGroup {
  /// The field table of records, in canonical order.
  ///
  /// Reading, writing, validation, the JSON Schema, templates, columns, query fields and the reference are made from
  /// it; a new field is a property of `Record` and an entry here.
  package static let fields = FieldTable(identity + targeting + content + money + experience + people + provenance)

  private static let identity: [Field<Record>] = [
    .init(
      "id", \.id, .text(.slug),
      .init(
        label: "Id", help: "The permanent short name, equal to the file name without its extension.",
        instrument: .required, practice: .required, queryNames: ["id"], good: "competitiveness-clusters",
        bad: "Competitiveness Clusters")),
    .init(
      "kind", \.kind, .choice,
      .init(
        label: "Kind", help: "Instrument for a policy, programme or scheme; practice for what an organisation does.",
        instrument: .required, practice: .required, queryNames: ["kind"], good: "instrument", bad: "policy")),
    .init(
      "title", \.title, .localizedLine,
      .init(
        label: "Title", help: "The name of the instrument or practice, in one or more languages.",
        instrument: .required, practice: .required, queryNames: ["title"],
        good: "{ en: Support to the competitiveness clusters, fr: Pôles de compétitivité }",
        bad: "[Competitiveness clusters]")),
    .init(
      "also_known_as", \.alsoKnownAs, listOf: .text(.line),
      .init(label: "Also known as", help: "Acronyms, former and local names.", good: "[GAPI]", bad: "GAPI")),
    .init(
      "language", \.language, .text(.language),
      .init(
        label: "Language", help: "The language of the texts that name none; left out, it is the catalogue's.",
        queryNames: ["language"], good: "en", bad: "Klingonish")),
  ]

  private static let targeting: [Field<Record>] = [
    .init(
      "countries", \.countries, listOf: .text(.country),
      .init(
        label: "Countries", help: "Where it is run: ISO 3166-1 codes of two letters, or EU.", instrument: .required,
        practice: .required, queryNames: ["country", "countries"], good: "[FR]", bad: "[Frankia]")),
    .init(
      "regions", \.regions, listOf: .group,
      .init(
        label: "Regions", help: "The regions it covers, by name, NUTS code or both.",
        queryNames: ["region", "regions"],
        good: "[{ nuts: FRK2, name: Rhône-Alpes }]", bad: "[{ nuts: ZZ99 }]")),
    .init(
      "level", \.level, .term("levels"),
      .init(
        label: "Level", help: "The level of government or cooperation that runs it.", queryNames: ["level"],
        good: "national", bad: "nationwide")),
    .init(
      "priorities", \.priorities, listOf: .term("priorities"),
      .init(
        label: "Priorities", help: "The policy priorities that fit it best.", instrument: .required,
        queryNames: ["priority", "priorities"], good: "[knowledge-transfer]", bad: "[knowledge-transfr]")),
    .init(
      "kt_areas", \.ktAreas, listOf: .term("kt_areas"),
      .init(
        label: "Knowledge-transfer areas", help: "The areas of knowledge transfer it belongs to.",
        practice: .required, queryNames: ["area", "kt_area", "kt_areas"], good: "[technology-licensing]",
        bad: "[licencing-of-tech]")),
    .init(
      "instrument_types", \.instrumentTypes, listOf: .term("instrument_types"),
      .init(
        label: "Instrument types", help: "What kind of policy instrument it is, as STIP Compass tells them apart.",
        practice: .notApplicable, queryNames: ["type", "instrument_types"], good: "[innovation-vouchers]",
        bad: "[voucher]")),
    .init(
      "target_groups", \.targetGroups, listOf: .term("target_groups"),
      .init(
        label: "Target groups", help: "Whom it is meant for: its beneficiaries.", instrument: .required,
        practice: .required, queryNames: ["target", "target_group", "target_groups", "target-group"],
        good: "[smes-only]", bad: "[SMEs onyl]")),
    .init(
      "eligibility", \.eligibility, .localizedProse,
      .init(
        label: "Eligibility", help: "Who may apply, and on what conditions.",
        good: "Small firms with a seat in the region.", bad: "Small firms <b>only</b>")),
    .init(
      "inferred", \.inferred, listOf: .text(.fieldName),
      .init(
        label: "Inferred", help: "The fields that the cataloguer chose from the text because the source states none.",
        good: "[countries]", bad: "[county]")),
  ]

  private static let content: [Field<Record>] = [
    .init(
      "aim", \.aim, .localizedProse,
      .init(
        label: "Aim", help: "What it is meant to achieve, in a few sentences.", instrument: .required,
        practice: .required, good: "Help small firms to work with universities.",
        bad: "<p>Help small firms</p>")),
    .init(
      "overview", \.overview, .localizedProse,
      .init(
        label: "Overview", help: "What it is and how it works, so that others can learn from it.",
        instrument: .required, practice: .required,
        good: "A firm hands in a voucher, and the university is paid for it.",
        bad: "<script>alert(1)</script>")),
    .init(
      "created", \.created, .date,
      .init(
        label: "Created", help: "When it began: a year, a month or a day.", queryNames: ["created"], good: "2006-05-01",
        bad: "May 1, 2006")),
    .init(
      "ended", \.ended, .date,
      .init(
        label: "Ended", help: "When it ended; left out while it runs.", queryNames: ["ended"], good: "2012",
        bad: "2012-13")),
    .init(
      "active", \.active, .boolean,
      .init(
        label: "Active", help: "Whether it still runs; left out when nobody knows.", queryNames: ["active"],
        good: "true",
        bad: "yes")),
    .init(
      "phases", \.phases, listOf: .group,
      .init(
        label: "Phases", help: "Its periods, when they differ.", good: "[{ name: Pôles 2.0, from: 2009, to: 2012 }]",
        bad: "[{ name: Pôles 2.0, from: 2012, to: 2009 }]")),
    .init(
      "outputs", \.outputs, listOf: .group,
      .init(
        label: "Outputs", help: "What came of it: one result an entry, with its figure where there is one.",
        good: "[{ summary: Clusters set up, value: 71, unit: clusters }]",
        bad: "[{ summary: Clusters set up, value: many }]")),
  ]

  private static let money: [Field<Record>] = [
    .init(
      "cofinancing", \.cofinancing, .group,
      .init(
        label: "Co-financing", help: "What share of the costs it pays, and up to which amount.",
        good:
          "{ rates: [{ percent: 75, applies_to: advice }], maximum: { amount: 5000, currency: EUR, per: applicant } }",
        bad: "{ rates: [{ percent: 150 }] }")),
    .init(
      "budget", \.budget, listOf: .group,
      .init(
        label: "Budget", help: "What it costs in all or each year, and who pays.",
        good: "[{ amount: 292000000, currency: EUR, per: total, from: 2007, to: 2014 }]",
        bad: "[{ amount: 292 million, currency: EUR }]")),
  ]

  private static let experience: [Field<Record>] = [
    .init(
      "resources_needed", \.resourcesNeeded, .group,
      .init(
        label: "Resources needed", help: "What somebody needs who wants to do the same.",
        good: "{ summary: Two people who visit companies, staff_fte: 1 }", bad: "{ staff_fte: two }")),
    .init(
      "evidence_of_success", \.evidenceOfSuccess, .localizedProse,
      .init(
        label: "Evidence of success", help: "How one knows that it works.", good: "Forty firms finished a project.",
        bad: "<b>Forty</b> firms")),
    .init(
      "difficulties", \.difficulties, .localizedProse,
      .init(
        label: "Difficulties", help: "What was hard, and what was learnt from it.", good: "Firms were slow to apply.",
        bad: "<i>Slow</i>")),
    .init(
      "transferability", \.transferability, .localizedProse,
      .init(
        label: "Transferability", help: "Whether and how others may take it over.",
        good: "Any region with a technical university can run it.", bad: "<u>Any</u> region")),
  ]

  private static let people: [Field<Record>] = [
    .init(
      "organisations", \.organisations, listOf: .group,
      .init(
        label: "Organisations", help: "Who owns, funds, runs or reported it.", queryNames: ["org", "organisation"],
        good: "[{ name: Ville de Grenoble, role: reporter }]", bad: "[{ name: Ville de Grenoble, role: boss }]")),
    .init(
      "enquiries", \.enquiries, .group,
      .init(
        label: "Enquiries", help: "Where a reader may ask; public, so a functional mailbox and never a person's.",
        good: "{ organisation: Ville de Grenoble, mailbox: innovation@example.org }", bad: "{ mailbox: ask us }")),
    .init(
      "contact", \.contact, .group,
      .init(
        label: "Contact", help: "A person to ask; kept back unless `share` says partners or public.", isPersonal: true,
        good: "{ name: Ana Example, email: ana@example.org, share: partners }",
        bad: "{ name: Ana Example, email: ana at example.org }")),
    .init(
      "links", \.links, listOf: .group,
      .init(
        label: "Links", help: "Other records and things outside that belong with it.", queryNames: ["link"],
        good: "[{ type: complements, name: Regional innovation fund }]", bad: "[{ type: complements }]")),
  ]

  private static let provenance: [Field<Record>] = [
    .init(
      "sources", \.sources, listOf: .group,
      .init(
        label: "Sources", help: "Where the facts come from; `complete: false` when only a part was read.",
        good: "[{ key: form, title: Form record, complete: true }]", bad: "[{ key: form, url: ktforce.eu/form }]")),
    .init(
      "disputed", \.disputed, listOf: .group,
      .init(
        label: "Disputed", help: "Where sources disagree, or a shown value is doubted.",
        good: "[{ field: created, value: \"2004\", note: The launch of the policy }]", bad: "[{ field: creation }]")),
    .init(
      "origin", \.origin, .group,
      .init(
        label: "Origin", help: "Where an imported record came from.", isWrittenByTool: true,
        good: "{ source: KTForce, importer: ktforce-form, on: 2026-11-20 }", bad: "{ on: yesterday }")),
    .init(
      "status", \.status, .choice,
      .init(
        label: "Status", help: "Draft, published or withdrawn; left out, the folder decides.", queryNames: ["status"],
        good: "published", bad: "public")),
    .init(
      "submitted", \.submitted, .group,
      .init(
        label: "Submitted", help: "When and by whom it was handed in.", isPersonal: true, isWrittenByTool: true,
        good: "{ on: 2026-11-20, by: KT Catalogue }", bad: "{ on: today }")),
    .init(
      "modified", \.modified, .group,
      .init(
        label: "Modified", help: "When and by whom it was last changed.", isPersonal: true, isWrittenByTool: true,
        good: "{ on: 2026-11-20, by: KT Catalogue }", bad: "{ on: today }")),
    .init(
      "reviewed", \.reviewed, .group,
      .init(
        label: "Reviewed", help: "When and by whom it was last checked.", isPersonal: true, isWrittenByTool: true,
        good: "{ on: 2026-11-20, by: KT Catalogue }", bad: "{ on: today }")),
    .init(
      "licence", \.licence, .text(.licence),
      .init(
        label: "Licence", help: "The SPDX id of its licence; left out, it is the catalogue's for records of its own.",
        good: "CC-BY-4.0", bad: "free to use")),
  ]
}
