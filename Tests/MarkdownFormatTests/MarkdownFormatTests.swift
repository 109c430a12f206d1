import CatalogueModel
import CataloguePlugins
import MarkdownFormat
import TestSupport
import Testing

/// Pages that people read: what is where, and that no text reaches beyond its place.
@Suite struct MarkdownFormatTests {
  // MARK: The bundled catalogue

  @Test func everyPageHasOneTitleAndItsSectionsInOrder() throws {
    let usual = [
      "Aim", "Overview", "Who it is for", "Eligibility", "Co-financing", "Budget", "Resources needed", "Outputs",
      "Phases", "Experience", "Organisations", "Enquiries", "Contact", "Links", "Sources", "Disputed", "Record",
    ]
    let records = try FormatSamples.bundled()
    let pages = try Pages(records)
    #expect(pages.files.count == records.count + 1)
    for (name, text) in pages.files where name != "README.md" {
      let headings = Pages.headings(text)
      #expect(headings.first?.hasPrefix("# ") == true && headings.filter { $0.hasPrefix("# ") }.count == 1, "\(name)")
      let sections = headings.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
      #expect(sections == usual.filter(sections.contains), "\(name)")
      #expect(Set(["Aim", "Overview", "Who it is for", "Record"]).isSubset(of: sections), "\(name)")
      #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n") && !text.contains("\n\n\n"), "\(name)")
      #expect(!text.contains(" \n"), "\(name)")
    }
  }

  @Test func everyRecordStandsInTheIndex() throws {
    let records = try FormatSamples.bundled()
    let pages = try Pages(records)
    let index = try #require(pages.files["README.md"])
    #expect(Pages.headings(index).dropFirst() == ["## Instruments", "## Practices"])
    #expect(index.contains("\n\(records.count) records, exported on 2026-11-20.\n"))
    for record in records {
      let kind = try #require(record.kind)
      let id = try #require(record.id)
      #expect(index.contains("](\(kind.rawValue)s/\(id).md) `\(id)`\n"), "\(id)")
    }
  }

  @Test func everyLinkBetweenPagesLeadsSomewhere() throws {
    let pages = try Pages(try FormatSamples.bundled())
    var count = 0
    for (name, text) in pages.files {
      for address in Pages.addresses(text) where !address.contains("://") {
        count += 1
        let isHeld = pages.holds(address, from: name)
        #expect(isHeld, "\(address) in \(name)")
      }
    }
    #expect(count > pages.files.count)
  }

  @Test func theSameRecordsGiveTheSamePages() throws {
    let records = try FormatSamples.bundled()
    #expect(try Pages(records).files == Pages(records).files)
  }

  @Test func anEmptyCatalogueHasAnIndex() throws {
    let pages = try Pages([])
    #expect(pages.files.keys.sorted() == ["README.md"])
    let index = try #require(pages.files["README.md"])
    #expect(index.hasPrefix("# KT Catalogue: innovation instruments"))
    #expect(index.hasSuffix("\n\n0 records, exported on 2026-11-20.\n"))
  }

  // MARK: Short values

  @Test(arguments: [
    ("a *b* _c_ `d`", "a \\*b\\* \\_c\\_ \\`d\\`"), ("a <b> | c", "a \\<b> \\| c"),
    ("[text](https://example.org)", "\\[text\\](https://example.org)"), ("# no heading", "\\# no heading"),
    ("> no quotation", "\\> no quotation"), ("C# and F#", "C# and F#"), ("- no item", "\\- no item"),
    ("1. no item", "1\\. no item"), ("===", "\\==="), ("R&D &amp; &#42;", "R&D \\&amp; \\&#42;"),
    ("a \\ b", "a \\\\ b"),
    ("~~a~~ $x$", "\\~\\~a\\~\\~ \\$x\\$"), ("two\nlines", "two lines"),
  ])
  func markupInShortValuesShowsAsItself(value: String, written: String) throws {
    var record = Pages.record("sample")
    record.title = LocalizedText(value, language: "en")
    record.alsoKnownAs = [value]
    let page = try Pages([record]).page("sample")
    #expect(page.hasPrefix("# \(written)\n"))
    #expect(page.contains("\n- **Also called:** \(written)\n"))
  }

  @Test func anIdWithBackticksIsOneCodeSpan() throws {
    var record = Pages.record("sample")
    record.inferred = ["a`b", "`c"]
    #expect(try Pages([record]).page("sample").contains("- **Chosen by the cataloguer:** ``a`b``, `` `c ``\n"))
  }

  @Test func aBarDoesNotSplitTheCellOfATable() throws {
    var record = Pages.record("sample")
    var rate = Cofinancing.Rate()
    rate.percent = DecimalNumber("62.5")
    rate.appliesTo = "small | medium"
    var range = Cofinancing.Rate()
    range.from = DecimalNumber(40)
    range.to = DecimalNumber(80)
    record.cofinancing = Cofinancing()
    record.cofinancing?.rates = [rate, range]
    let page = try Pages([record]).page("sample")
    #expect(page.contains("|---|---|\n| 62.5 % | small \\| medium |\n| 40 to 80 % |  |\n"))
  }

  @Test func onlyWebAddressesAreLinks() throws {
    var record = Pages.record("sample")
    var owner = Organisation()
    owner.name = "Owner"
    owner.url = "javascript:alert(1)"
    var funder = Organisation()
    funder.name = "Funder [1]"
    funder.url = "https://example.org/a (b)<c>é"
    record.organisations = [owner, funder]
    let page = try Pages([record]).page("sample")
    #expect(page.contains("- Owner (javascript:alert(1))\n"))
    #expect(page.contains("- [Funder \\[1\\]](https://example.org/a%20%28b%29%3Cc%3E%C3%A9)\n"))
  }

  @Test func amountsReadAsSentences() throws {
    var record = Pages.record("sample")
    var budget = Budget()
    budget.amount = DecimalNumber(292_000_000)
    budget.currency = "EUR"
    budget.per = .year
    budget.from = PartialDate("2007")
    budget.sourceOfFunds = "the State"
    record.budget = [budget]
    record.cofinancing = Cofinancing()
    var maximum = Cofinancing.Ceiling()
    maximum.amount = DecimalNumber(5000)
    maximum.currency = "EUR"
    record.cofinancing?.maximum = maximum
    let page = try Pages([record]).page("sample")
    #expect(page.contains("- EUR 292\u{202F}000\u{202F}000 a year, from 2007, paid by the State\n"))
    #expect(page.contains("At most EUR 5000.\n"))
  }

  @Test func anOutputTakesItsFiguresAlong() throws {
    var record = Pages.record("sample")
    var figure = Output()
    figure.summary = LocalizedText("Clusters set up", language: "en")
    figure.value = DecimalNumber(71)
    figure.unit = "clusters"
    figure.source = "form"
    var bare = Output()
    bare.summary = LocalizedText("Jobs", language: "en")
    bare.source = "form"
    var planned = Output()
    planned.value = DecimalNumber(3)
    planned.planned = true
    record.outputs = [planned, figure, bare]
    let page = try Pages([record]).page("sample")
    let achieved = "- Clusters set up (71 clusters; source: `form`)\n- Jobs (source: `form`)"
    #expect(page.contains("## Outputs\n\n### Achieved\n\n\(achieved)\n\n### Planned\n\n- 3\n"))
  }

  @Test func whatNobodyKnowsIsNotStated() throws {
    var record = Pages.record("sample")
    #expect(try Pages([record]).page("sample").contains("- **Active:** not stated\n"))
    record.active = false
    #expect(try Pages([record]).page("sample").contains("- **Active:** no\n"))
  }

  // MARK: Texts

  @Test(arguments: [
    ("# Large\n\ntext", "### Large\n\ntext"), ("Large\n=====\n\ntext", "### Large\n\ntext"),
    ("Small\n---\n\ntext", "#### Small\n\ntext"), ("###### Least", "###### Least"), ("#hash", "#hash"),
    ("```\n# a comment\n```", "```\n# a comment\n```"), ("> # quoted", "> ### quoted"),
    ("- One\n  ===\n- Two", "- One\n  \\===\n- Two"), ("- One\n---\ntext", "- One\n---\ntext"),
    ("text\n\n    code <b>", "text\n\n    code <b>"), ("text\n    # more", "text\n    # more"),
    ("- ```\n  <b>\n\n<b>", "- ```\n  <b>\n\n\\<b>"),
    ("~~~\nnever closed", "~~~\nnever closed\n~~~"), ("<b>bold</b>", "\\<b>bold\\</b>"),
    ("`<b>` and <https://example.org>", "`<b>` and <https://example.org>"),
    (
      "*stays* as [it](https://is.example)",
      "*stays* as [it](https://is.example)"
    ),
  ])
  func textsStayBelowTheirHeading(text: String, written: String) throws {
    var record = Pages.record("sample")
    record.aim = LocalizedText(text, language: "en")
    record.overview = LocalizedText("The overview.", language: "en")
    let page = try Pages([record]).page("sample")
    #expect(page.contains("\n## Aim\n\n\(written)\n\n## Overview\n\nThe overview.\n"))
    #expect(Pages.headings(page).filter { $0.hasPrefix("# ") || $0.hasPrefix("## ") }.count == 4)
  }

  @Test func textsInOtherLanguagesFollow() throws {
    var record = Pages.record("sample")
    record.aim = LocalizedText([.init("fr", "Le but."), .init("en", "The aim.")])
    record.title = LocalizedText([.init("en", "Voucher"), .init("fr", "Chèque")])
    let page = try Pages([record]).page("sample")
    #expect(page.contains("## Aim\n\nThe aim.\n\n*In French:*\n\nLe but.\n"))
    #expect(page.hasPrefix("# Voucher\n\n- **Also called:** Chèque (French)\n"))
  }

  @Test(arguments: FormatSamples.hostileTexts.indices)
  func noTextBreaksAPage(number: Int) throws {
    let record = FormatSamples.hostile(FormatSamples.hostileTexts[number], number: number)
    let page = try Pages([record]).page("hostile-\(number)")
    let expected = ["## Aim", "## Overview", "## Co-financing", "## Outputs", "## Record"]
    #expect(Pages.headings(page).filter { $0.hasPrefix("## ") } == expected)
    #expect(Pages.headings(page).filter { $0.hasPrefix("# ") }.count == 1)
  }

  // MARK: Pages and their names

  @Test func recordsLinkToEachOther() throws {
    func linked(_ id: String, to target: String) -> Record {
      var record = Pages.record(id)
      var link = Link()
      link.type = .related
      link.target = target
      record.links = [link]
      return record
    }
    let pages = try Pages([linked("a", to: "b"), linked("b", to: "a"), linked("c", to: "aa")])
    #expect(try pages.page("a").contains("- related to [`b`](../README.md#b)\n"))
    #expect(try pages.page("b").contains("- related to [`a`](../instruments/a.md)\n"))
    #expect(try pages.page("c").contains("- related to `aa`\n"))
    #expect(pages.holds("../README.md#b", from: "instruments/a.md"))
  }

  @Test func everyRecordHasAFileInItsFolder() throws {
    var practice = Pages.record("same")
    practice.kind = .practice
    var nothing = Record()
    nothing.title = LocalizedText("Nothing but a title", language: "en")
    let pages = try Pages([
      Pages.record("../../outside"), Pages.record("same"), Pages.record("same"), practice, Record(), nothing,
    ])
    let expected = [
      "README.md", "instruments/outside.md", "instruments/same-2.md", "instruments/same.md", "practices/same.md",
      "records/record-2.md", "records/record.md",
    ]
    #expect(pages.files.keys.sorted() == expected)
    #expect(pages.files["records/record.md"]?.hasPrefix("# Record without a title\n") == true)
    let index = try #require(pages.files["README.md"])
    #expect(index.contains("## Other records\n"))
  }
}

/// The pages of an export.
private struct Pages {
  let files: [String: String]

  init(_ records: [Record]) throws {
    let destination = MemoryDestination()
    let exporter = MarkdownExporter()
    var writer = exporter.makeWriter(to: destination, in: try Fixtures.exportContext())
    for record in records { try writer.write(record) }
    try writer.finish()
    files = Dictionary(
      destination.files.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) },
      uniquingKeysWith: { first, _ in "written twice: " + first })
  }

  static func record(_ id: String) -> Record {
    var record = Record()
    record.id = id
    record.kind = .instrument
    record.title = LocalizedText(id, language: "en")
    return record
  }

  func page(_ id: String) throws -> String {
    try #require(files["instruments/\(id).md"] ?? files["practices/\(id).md"])
  }

  /// The lines that are headings; what stands in a code block is none.
  static func headings(_ text: String) -> [String] {
    var fence: Substring?
    return text.split(separator: "\n").compactMap { line in
      let mark = line.prefix { $0 == line.first }
      if let open = fence {
        if mark.count >= open.count, mark.first == open.first { fence = nil }
        return nil
      }
      if mark.count >= 3, mark.first == "`" || mark.first == "~" { fence = mark }
      return mark.first == "#" && mark.count <= 6 && line.dropFirst(mark.count).first == " " ? String(line) : nil
    }
  }

  /// The addresses of all links.
  static func addresses(_ text: String) -> [String] {
    text.split(separator: "](").dropFirst().compactMap { $0.split(separator: ")").first.map(String.init) }
  }

  /// Whether a relative address leads to a file of the export, and to a place within it if it names one.
  func holds(_ address: String, from name: String) -> Bool {
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts[0].isEmpty {
      // Forges give each heading an anchor of its words.
      let anchors = Self.headings(files[name] ?? "").map {
        $0.drop { $0 == "#" || $0 == " " }.lowercased().split(separator: " ").joined(separator: "-")
      }
      return anchors.contains(parts[1])
    }
    var path = name.split(separator: "/").dropLast().map(String.init)
    for step in parts[0].split(separator: "/") {
      if step != ".." { path.append(String(step)) } else if path.popLast() == nil { return false }
    }
    guard let target = files[path.joined(separator: "/")] else { return false }
    return parts.count == 1 || target.contains("<a id=\"\(parts[1])\"></a>")
  }
}
