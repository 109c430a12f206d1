package import SourceTree

/// The rules about single values and single records.
package enum ModelRules {
  /// All of them, in the order of the reference.
  package static let all = shapes + terms + texts + whole

  // MARK: Shapes

  private static let shapes = [
    unknownField, expectedText, expectedList, expectedGroup, badDate, badNumber, numberOutOfRange, badBoolean,
    unknownChoice,
  ]

  package static let unknownField = DiagnosticRule(
    "unknown-field", .error, "There is no field of this name, so its value would be lost.",
    advice: "Correct the name. A field of your own begins with `x_` and is kept.", bad: "↓target_group: [smes-only]",
    good: "target_groups: [smes-only]")
  package static let expectedText = DiagnosticRule(
    "expected-text", .error, "A list or a group stands where one value belongs.",
    advice: "Write one value after the colon.",
    bad: "created: ↓[2004, 2006]", good: "created: 2004")
  package static let expectedList = DiagnosticRule(
    "expected-list", .error, "One value stands where a list belongs.",
    advice: "Put square brackets round it, with commas between several values.", bad: "countries: ↓FR",
    good: "countries: [FR]")
  package static let expectedGroup = DiagnosticRule(
    "expected-group", .error, "A single value stands where a group of named values belongs.",
    advice: "Write the names of the group, each with its value.", bad: "cofinancing: ↓75 percent",
    good: "cofinancing: { summary: 75 percent }")
  package static let badDate = DiagnosticRule(
    "bad-date", .error, "A date is not written as a year, a month or a day.",
    advice: "Write 2006, 2006-05 or 2006-05-01, as much as is known.", bad: "created: ↓Monday, May 1, 2006",
    good: "created: 2006-05-01")
  package static let badNumber = DiagnosticRule(
    "bad-number", .error, "A number holds something that is no figure.",
    advice: "Write figures only, with a point before decimals and no separators: 500000, not 500.000 EUR.",
    bad: "budget: [{ amount: ↓500 000 EUR, currency: EUR }]", good: "budget: [{ amount: 500000, currency: EUR }]")
  package static let numberOutOfRange = DiagnosticRule(
    "number-out-of-range", .error, "A number is too small or too large for its field.",
    advice: "A share is between 0 and 100 percent; an amount is not negative.",
    bad: "cofinancing: { rates: [{ percent: ↓750 }] }",
    good: "cofinancing: { rates: [{ percent: 75 }] }")
  package static let badBoolean = DiagnosticRule(
    "bad-boolean", .error, "A field that is true or false holds something else.",
    advice: "Write `true` or `false`, or leave the field out when it is not known.", bad: "active: ↓yes",
    good: "active: true")
  package static let unknownChoice = DiagnosticRule(
    "unknown-choice", .error, "A field that takes one of a few words holds another.", advice: "Write one of the words.",
    bad: "organisations: [{ name: Ville de Grenoble, role: ↓fundr }]",
    good: "organisations: [{ name: Ville de Grenoble, role: funder }]")

  // MARK: Terms

  private static let terms = [
    unknownTerm, termLabel, searchOnlyTerm, retiredTerm, conflictingTerms, repeatedValue, vocabularyTerm,
  ]

  package static let unknownTerm = DiagnosticRule(
    "unknown-term", .error, "A term is not in its vocabulary.",
    advice: "Write the code of a term; `ktc vocabulary target_groups` lists them with their meaning.",
    bad: "target_groups: [↓SMEs onyl]", good: "target_groups: [smes-only]")
  package static let termLabel = DiagnosticRule(
    "term-label", .warning, "A label or synonym stands in place of a term's code; it was understood.",
    advice: "Write the code, which means the same in every language.", bad: "target_groups: [↓Nur KMU]",
    good: "target_groups: [smes-only]")
  package static let searchOnlyTerm = DiagnosticRule(
    "search-only-term", .error, "A term that can be searched for was stated; a record has to say which kind is meant.",
    advice: "Choose one of the terms that the message names.", bad: "target_groups: [↓SME]",
    good: "target_groups: [smes-only]")
  package static let retiredTerm = DiagnosticRule(
    "retired-term", .warning, "A term was retired; another one takes its place.",
    advice: "Write the term that replaces it.",
    example: .catalogue,
    bad: """
      --- vocabularies/priorities.yaml
      field: priorities
      terms:
        - { code: knowledge-transfer, label: Knowledge transfer }
        - { code: old-transfer, label: Old, replaced_by: knowledge-transfer }
      --- instruments/example.yaml
      priorities: [↓old-transfer]
      """,
    good: """
      --- instruments/example.yaml
      priorities: [knowledge-transfer]
      """)
  package static let conflictingTerms = DiagnosticRule(
    "conflicting-terms", .warning, "Two terms of one record contradict each other.",
    advice: "Keep the one that is meant. Where the source itself says both, say so in `disputed`; the warning stays.",
    bad: "target_groups: [all-companies, ↓smes-only]", good: "target_groups: [smes-only]")
  package static let repeatedValue = DiagnosticRule(
    "repeated-value", .warning, "A value stands twice in one list.", advice: "Delete one of the two.",
    bad: "countries: [FR, ↓FR]", good: "countries: [FR]")
  package static let vocabularyTerm = DiagnosticRule(
    "vocabulary-term", .error, "A vocabulary holds a term without a code, twice, or with a reference to no term.",
    advice: "Correct the vocabulary file; `ktc vocabulary NAME` shows what it holds.", example: .catalogue,
    bad: """
      --- vocabularies/levels.yaml
      field: level
      terms:
        - { code: local, label: Local, broader: ↓regoinal }
      """,
    good: """
      --- vocabularies/levels.yaml
      field: level
      terms:
        - { code: local, label: Local }
      """)

  // MARK: Texts

  private static let texts = [
    badSlug, countryName, unknownCountry, unknownLanguage, unknownCurrency, badURL, badAddress, badLicence, unknownNUTS,
    rawHTML, unsafeLink,
  ]

  package static let badSlug = DiagnosticRule(
    "bad-id", .error, "An id holds something other than small letters, figures and single hyphens, or is too long.",
    advice: "Write an id such as `innovation-voucher-lithuania`, at most 80 long.",
    bad: "links: [{ type: related, target: ↓Technology Park, note: Same site }]",
    good: "links: [{ type: related, name: Technology Park, note: Same site }]")
  package static let countryName = DiagnosticRule(
    "country-name", .warning, "A country is given by name, or in small letters; it was understood.",
    advice: "Write the code, which means the same in every language.", bad: "countries: [↓Portugal]",
    good: "countries: [PT]")
  package static let unknownCountry = DiagnosticRule(
    "unknown-country", .error, "A country code does not exist.",
    advice: "Write the ISO 3166-1 code of two letters, or EU.",
    bad: "countries: [↓Frankia]", good: "countries: [FR]")
  package static let unknownLanguage = DiagnosticRule(
    "unknown-language", .error, "A language does not exist under this code.",
    advice: "Write a BCP 47 tag such as en, fr or pt-BR.",
    bad: "title: { en: Voucher, ↓englisch: Voucher }", good: "title: { en: Voucher }")
  package static let unknownCurrency = DiagnosticRule(
    "unknown-currency", .error, "A currency does not exist under this code.",
    advice: "Write the ISO 4217 code of three letters.",
    bad: "budget: [{ amount: 500, currency: ↓€ }]", good: "budget: [{ amount: 500, currency: EUR }]")
  package static let badURL = DiagnosticRule(
    "bad-address", .error, "A web address is incomplete or is no http or https address.",
    advice: "Copy the whole address from the browser, with https:// in front.",
    bad: "sources: [{ key: form, url: ↓\"ktforce.eu/form\" }]",
    good: "sources: [{ key: form, url: \"http://ktforce.eu/form\" }]")
  package static let badAddress = DiagnosticRule(
    "bad-mailbox", .error, "An e-mail address cannot be written to.",
    advice: "Write an address such as innovation@example.org.",
    bad: "enquiries: { mailbox: ↓innovation at example.org }", good: "enquiries: { mailbox: innovation@example.org }")
  package static let badLicence = DiagnosticRule(
    "bad-licence", .error, "A licence is not given by its SPDX id.",
    advice: "Write an id such as CC-BY-4.0 or CC0-1.0.",
    bad: "licence: ↓free to use", good: "licence: CC-BY-4.0")
  package static let unknownNUTS = DiagnosticRule(
    "unknown-nuts", .warning, "A NUTS code is in none of the editions known here.",
    advice: "Compare it with the edition in force; a code of another edition may stay, and the name helps a reader.",
    bad: "regions: [{ nuts: ↓FR999, name: Rhône-Alpes }]", good: "regions: [{ nuts: FRK2, name: Rhône-Alpes }]")
  package static let rawHTML = DiagnosticRule(
    "raw-html", .error, "A text holds HTML.",
    advice: "Write CommonMark: **bold**, *emphasis*, [text](https://example.org), and \\< for a plain <.",
    bad: "aim: Help ↓<b>small</b> firms", good: "aim: Help **small** firms")
  package static let unsafeLink = DiagnosticRule(
    "unsafe-link", .error, "A text holds a link that could run a script or open a file in the page made of it.",
    advice: "Links begin with https://, http:// or mailto:.",
    bad: "aim: ↓Help [small](javascript:alert%281%29) firms", good: "aim: Help [small](https://example.org) firms")

  // MARK: The record as a whole

  private static let whole = [
    missingField, notApplicable, futureDate, datesReversed, activeAfterEnd, rangeReversed, emptyRate,
    amountWithoutCurrency,
    unknownSource, repeatedSource, unknownFieldName, emptyDispute, emptyLink, linkToItself, setAside,
    tooManyFindings,
  ]

  package static let missingField = DiagnosticRule(
    "missing-field", .error, "A field that a published record needs is missing.",
    advice: "Write it. A draft may lack it: `ktc submit --draft`.", bad: "kind: instrument\n↓target_groups:",
    good: "kind: instrument\ntarget_groups: [smes-only]")
  package static let notApplicable = DiagnosticRule(
    "not-applicable", .warning, "A field does not apply to this kind of record.",
    advice: "Delete it, or change `kind` if that is what is wrong.",
    bad: "kind: practice\nkt_areas: [technology-licensing]\ninstrument_types: ↓[innovation-vouchers]",
    good: "kind: practice\nkt_areas: [technology-licensing]")
  package static let futureDate = DiagnosticRule(
    "future-date", .error, "Something is said to have begun on a day that has not come yet.",
    advice: "Correct the date; a plan goes into `phases`.", bad: "created: ↓2106-05-01", good: "created: 2006-05-01")
  package static let datesReversed = DiagnosticRule(
    "dates-reversed", .error, "An end lies before its beginning.", advice: "Correct one of the two dates.",
    bad: "created: 2006\nended: ↓2004", good: "created: 2004\nended: 2006")
  package static let activeAfterEnd = DiagnosticRule(
    "active-after-end", .warning, "A record is marked active although it has ended or was withdrawn.",
    advice: "Write `active: false`, or correct `ended`.", bad: "created: 2004\nended: 2012\nactive: ↓true",
    good: "created: 2004\nended: 2012\nactive: false")
  package static let rangeReversed = DiagnosticRule(
    "range-reversed", .error, "The lower end of a range is above its upper end.", advice: "Exchange the two.",
    bad: "cofinancing: { rates: [{ from: ↓80, to: 40 }] }", good: "cofinancing: { rates: [{ from: 40, to: 80 }] }")
  package static let emptyRate = DiagnosticRule(
    "empty-rate", .warning, "A co-financing rate holds no share.",
    advice: "Write `percent`, or `from` and `to`; conditions without a share belong in `summary`.",
    bad: "cofinancing: { rates: [↓{ applies_to: small firms }] }",
    good: "cofinancing: { rates: [{ percent: 50, applies_to: small firms }] }")
  package static let amountWithoutCurrency = DiagnosticRule(
    "amount-without-currency", .error, "An amount of money has no currency.", advice: "Add `currency`, such as EUR.",
    bad: "budget: [{ amount: ↓500000 }]", good: "budget: [{ amount: 500000, currency: EUR }]")
  package static let unknownSource = DiagnosticRule(
    "unknown-source", .error, "`source` names a key that is not in `sources`.",
    advice: "Write a key of `sources`, or add the source there.",
    bad: "sources: [{ key: form, title: Form }]\noutputs: [{ summary: Clusters, source: ↓from }]",
    good: "sources: [{ key: form, title: Form }]\noutputs: [{ summary: Clusters, source: form }]")
  package static let repeatedSource = DiagnosticRule(
    "repeated-source", .error, "Two sources have the same key.", advice: "Give each source a key of its own.",
    bad: "sources: [{ key: form, title: Form }, { key: ↓form, title: Page }]",
    good: "sources: [{ key: form, title: Form }, { key: page, title: Page }]")
  package static let unknownFieldName = DiagnosticRule(
    "unknown-field-name", .error, "`inferred` or `disputed` names a field that does not exist.",
    advice: "Write the name of a field as the reference has it.", bad: "inferred: [↓country]",
    good: "inferred: [countries]")
  package static let emptyDispute = DiagnosticRule(
    "empty-dispute", .error, "An entry of `disputed` gives neither another value nor a reason.",
    advice: "Write `value` with what the other source says, or `note` with the reason of the doubt.",
    bad: "disputed: [↓{ field: created }]", good: "disputed: [{ field: created, note: Perhaps the day of the form }]")
  package static let emptyLink = DiagnosticRule(
    "empty-link", .error, "A link says not to what, or not how.", advice: "Write `type` and either `target` or `name`.",
    bad: "links: [↓{ type: related, note: Same city }]",
    good: "links: [{ type: related, name: City fund, note: Same city }]")
  package static let setAside = DiagnosticRule(
    "set-aside", .warning,
    "An import kept something in `x_unplaced` that it could not place. No search and no partner sees it there.",
    advice:
      "Give the field its value, as with `ktc set created=2019-05-03 id:voucher`; of a list, or of what no field was named for, take the entry out of `x_unplaced` with `ktc edit`.",
    bad: "x_unplaced: [↓{ field: created, text: spring of 2019 }]", good: "created: 2019")
  package static let tooManyFindings = DiagnosticRule(
    "too-many-findings", .error, "One record has so many findings that the rest of them is left out.",
    advice: "Mend those that are told and check again; a file of another kind may have been taken for a record.",
    example: .command,
    bad: "file.yaml:201:1: error: 512 more findings are left out; mend these first [too-many-findings]",
    good: "file.yaml: no findings")
  package static let linkToItself = DiagnosticRule(
    "link-to-itself", .error, "A record links to itself.", advice: "Correct the target, or delete the link.",
    bad: "id: example\nlinks: [{ type: related, target: ↓example }]",
    good: "id: example\nlinks: [{ type: related, name: City fund }]")
}
