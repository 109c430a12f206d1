import CatalogueModel
import CataloguePlugins
import Foundation
import KTForceForm
import SourceTree
import TestSupport

/// Reads pages in tests.
enum FormReading {
  /// The bytes of a fixture. Throws when it cannot be read.
  static func bytes(of fixture: String) throws -> [UInt8] {
    let path = BundledCatalogue.repository + "/Tests/Fixtures/ktforce-form/" + fixture
    return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The lines of a fixture, from the first one, without blanks around them. Throws when it cannot be read.
  static func lines(of fixture: String) throws -> [String] {
    String(decoding: try bytes(of: fixture), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map
    {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  /// The drafts of a fixture. Throws what the importer throws.
  static func drafts(of fixture: String) throws -> [Draft] {
    try drafts(of: bytes(of: fixture), named: fixture)
  }

  /// The drafts of the seed document, cut behind some words. Throws what the importer throws.
  static func drafts(cutAfter words: String) throws -> [Draft] {
    let text = String(decoding: try bytes(of: "competitiveness-clusters.txt"), as: UTF8.self)
    guard let found = text.range(of: words) else { return [] }
    return try drafts(String(text[..<found.upperBound]), named: "cut.txt")
  }

  /// The drafts of a text. Throws what the importer throws.
  static func drafts(_ text: String, named name: String = "page.txt") throws -> [Draft] {
    try drafts(of: Array(text.utf8), named: name)
  }

  /// The drafts of bytes. Throws what the importer throws.
  static func drafts(of bytes: [UInt8], named name: String = "page.txt") throws -> [Draft] {
    var drafts: [Draft] = []
    let context = ImportContext(catalogue: Fixtures.context)
    try KTForceFormImporter().readDrafts(from: MemorySource(name: name, bytes: bytes), in: context) {
      drafts.append($0)
    }
    return drafts
  }

  /// How sure the importer is of some bytes.
  static func confidence(_ bytes: [UInt8], named name: String = "page.txt") -> Int {
    KTForceFormImporter().confidence(in: Array(bytes.prefix(1 << 16)).span.bytes, named: name).percent
  }

  /// A page with one answer in the form's layout.
  static func page(_ question: String, _ answer: String) -> String {
    """
    Contact person\u{A0}
    Ana Example
    Do you want to share an instrument/policy or a knowledge Transfer practice?\u{A0}
    Innovation instrument(policy)
    What is the title/name of the instrument/policy?\u{A0}
    Example voucher
    \(question)\u{A0}
    \(answer)
    Is this instrument/policy linked to a KT practice?\u{A0}

    """
  }

  /// The co-financing that an answer is read as. Throws what the importer throws.
  static func cofinancing(_ answer: String) throws -> Cofinancing? {
    let question = "What is the co-financing/maximum rate allowed by the instrument/policy (if appl.)?"
    return try drafts(page(question, answer)).first?.record.cofinancing
  }
}

extension Draft {
  /// The findings as `code:line`, in order.
  var places: [String] { diagnostics.map { "\($0.code):\($0.location?.line ?? 0)" } }
}

extension Cofinancing {
  /// The rates as short texts.
  var shown: [String] {
    rates.map { rate in
      let share = rate.percent.map(\.description) ?? "\(rate.from?.description ?? "")-\(rate.to?.description ?? "")"
      return share + (rate.appliesTo.map { " " + $0 } ?? "")
    }
  }
}
