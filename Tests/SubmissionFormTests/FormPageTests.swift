import CatalogueModel
import Digests
import FieldTexts
import Foundation
import SubmissionForm
import TestSupport
import Testing

/// The page as a file: what is in it, and that nothing of a record can get out of its place.
@Suite struct FormPageTests {
  private static let hostile = "</script><script>alert(1)</script><!-- <![CDATA[ \" ' & \u{2028}"

  private static func page(_ kind: RecordKind, _ language: String, _ record: Record? = nil) throws -> String {
    let texts = try #require(FieldTexts(language))
    return SubmissionForm(kind: kind, texts: texts, record: record, in: Fixtures.context).htmlPage()
  }

  private static func part(_ page: String, from start: String, to end: String) throws -> String {
    let first = try #require(page.range(of: start))
    let last = try #require(page.range(of: end, range: first.upperBound..<page.endIndex))
    return String(page[first.upperBound..<last.lowerBound])
  }

  private static func data(_ page: String) throws -> [String: Any] {
    let text = try part(page, from: "id=\"data\">", to: "</script>")
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private static func fields(_ data: [String: Any]) throws -> [[String: Any]] {
    let sections = try #require(data["sections"] as? [[String: Any]])
    return try sections.flatMap { try #require($0["fields"] as? [[String: Any]]) }
  }

  @Test(arguments: RecordKind.allCases, FieldTexts.languages)
  func asksForEveryFieldOfTheKindInItsLanguage(_ kind: RecordKind, _ language: String) throws {
    let page = try Self.page(kind, language)
    #expect(page.contains("<html lang=\"\(language)\">"))
    let texts = try #require(FieldTexts(language))
    let fields = try Self.fields(try Self.data(page))
    let names = fields.compactMap { $0["name"] as? String }
    #expect(Set(names).count == names.count)
    let own: Set<String> = ["id", "kind", "language", "inferred", "disputed", "status", "licence"]
    for field in Record.fields.map(\.description) where !field.isWrittenByTool && !own.contains(field.name) {
      let isAsked = field.requirement(for: kind) != .notApplicable
      #expect(names.contains(field.name) == isAsked, "\(field.name)")
      guard isAsked, let found = fields.first(where: { $0["name"] as? String == field.name }) else { continue }
      #expect(found["label"] as? String == texts.label(of: field.name, field))
      #expect(found["required"] as? Bool == (field.requirement(for: kind) == .required))
    }
  }

  @Test func holdsEveryTermThatMayBeStatedAndAsksAboutTheOthers() throws {
    let vocabularies = try #require(try Self.data(try Self.page(.instrument, "lt"))["vocabularies"] as? [String: Any])
    let terms = try #require(vocabularies["target_groups"] as? [[String: Any]])
    let smes = try #require(terms.first { $0["code"] as? String == "smes" })
    #expect(Set(smes["asks"] as? [String] ?? []) == ["smes-only", "all-companies"])
    let only = try #require(terms.first { $0["code"] as? String == "smes-only" })
    #expect(only["label"] as? String == "Tik MVĮ")
    #expect(only["asks"] == nil)
    #expect(only["definition"] != nil)
  }

  @Test func whatARecordSaysCannotEndItsPlace() throws {
    var record = Record()
    record.id = "hostile"
    record.kind = .practice
    record.title = LocalizedText(Self.hostile, language: "en")
    record.aim = LocalizedText(Self.hostile, language: "en")
    var reporter = Organisation()
    reporter.name = Self.hostile
    reporter.role = .reporter
    record.organisations = [reporter]
    let page = try Self.page(.practice, "en", record)
    #expect(!page.contains("<script>alert"))
    #expect(page.components(separatedBy: "<script").count == 3)
    #expect(page.components(separatedBy: "</script>").count == 3)
    let found = try #require(try Self.data(page)["record"] as? [String: Any])
    #expect((found["title"] as? [String: String])?["en"] == Self.hostile)
  }

  @Test func thePolicyAllowsTheScriptAndStyleOfThePageAndNothingElse() throws {
    let page = try Self.page(.instrument, "fr")
    let policy = try Self.part(page, from: "Content-Security-Policy\" content=\"", to: "\"")
    let script = try Self.part(page, from: "<script>", to: "</script>")
    let style = try Self.part(page, from: "<style>", to: "</style>")
    #expect(policy.contains("default-src 'none'"))
    #expect(policy.contains("script-src 'sha256-\(SHA256.base64(of: Array(script.utf8)))'"))
    #expect(policy.contains("style-src 'sha256-\(SHA256.base64(of: Array(style.utf8)))'"))
    #expect(!policy.contains("unsafe"))
    #expect(!script.contains("innerHTML") && !script.contains("eval("))
  }

  @Test func asksNothingOfTheNetwork() throws {
    let page = try Self.page(.instrument, "en")
    for sign in [" src=", "@import", "url(", "fetch(", "XMLHttpRequest", "<link"] {
      #expect(!page.contains(sign), "\(sign)")
    }
  }

  @Test func whatConcernsPersonsStaysOut() throws {
    var record = Record()
    record.id = "a"
    record.contact = Contact()
    record.contact?.name = "Ona Pavyzdė"
    record.submitted = Stamp(on: Fixtures.today, by: "Jonas Pavyzdys")
    let page = try Self.page(.instrument, "lt", record)
    #expect(!page.contains("Ona") && !page.contains("Jonas"))
    let texts = try #require(FieldTexts("lt"))
    #expect(page.contains(texts.message("keptOut")))
    record.contact?.share = .public
    let shared = try Self.page(.instrument, "lt", record)
    #expect(shared.contains("Ona Pavyzdė") && !shared.contains("Jonas"))
  }

  @Test func theSameFormHasTheSameBytes() throws {
    #expect(try Self.page(.practice, "ro") == Self.page(.practice, "ro"))
  }

  @Test func anAddressThatIsNoneIsNoLink() throws {
    var context = Fixtures.context
    context.settings.enquiries = Enquiries()
    context.settings.enquiries?.url = "javascript:alert(1)"
    let texts = try #require(FieldTexts("en"))
    let page = SubmissionForm(kind: .practice, texts: texts, in: context).htmlPage()
    #expect(!page.contains("href=\"javascript:"))
    context.settings.enquiries?.mailbox = "a\"onclick=\"x@example.org"
    let other = SubmissionForm(kind: .practice, texts: texts, in: context).htmlPage()
    #expect(other.contains("href=\"mailto:a&quot;onclick=&quot;x@example.org\""))
  }
}
