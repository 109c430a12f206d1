internal import CatalogueModel
internal import Digests
internal import FieldTexts
internal import JSONDocument

extension SubmissionForm {
  /// The form as one HTML page that needs no network, no server and no other file. O(fields + terms + record).
  ///
  /// Its content security policy allows the two texts of its own that the page holds, by their digests, and nothing
  /// else (Content Security Policy Level 3, 2.3.1): a text of a record can never become a script.
  package func htmlPage() -> String {
    let style = String(decoding: PackageResources.form_css, as: UTF8.self)
    let script =
      [
        PackageResources.elements_js, PackageResources.checks_js, PackageResources.yaml_js, PackageResources.fields_js,
        PackageResources.terms_js, PackageResources.groups_js, PackageResources.form_js,
      ].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    let policy =
      "default-src 'none'; base-uri 'none'; form-action 'none'; "
      + "script-src 'sha256-\(SHA256.base64(of: Array(script.utf8)))'; "
      + "style-src 'sha256-\(SHA256.base64(of: Array(style.utf8)))'"
    return """
      <!DOCTYPE html>
      <html lang="\(HTMLEscape.attribute(language))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(HTMLEscape.attribute(policy))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>\(HTMLEscape.text(pageTitle))</title>
      <style>\(style)</style>
      </head>
      <body>
      <a class="skip" href="#form">\(message("skip"))</a>
      <header>
      <p class="catalogue">\(HTMLEscape.text(catalogueTitle))</p>
      <h1>\(message("title.\(kind.rawValue)"))</h1>
      \(introduction)
      </header>
      <main id="form" tabindex="-1">
      <noscript><p class="notice">\(message("needsScript"))</p></noscript>
      </main>
      <script type="application/json" id="data">\(embeddedData())</script>
      <script>\(script)</script>
      </body>
      </html>

      """
  }

  private var pageTitle: String {
    let title = texts.message("title.\(kind.rawValue)")
    return recordTitle.map { "\($0) – \(title)" } ?? title
  }

  private func message(_ key: String, _ values: [String: String] = [:]) -> String {
    HTMLEscape.text(texts.message(key, values))
  }

  /// What the form is for, what becomes of the answers, and where to send them.
  private var introduction: String {
    var lines: [String] = []
    if let recordTitle { lines.append("<strong>\(message("record", ["name": recordTitle]))</strong>") }
    if let reporter { lines.append(message("meantFor", ["name": reporter])) }
    lines.append(message("intro") + " " + sending)
    if record != nil { lines.append(message("introFilled")) }
    if keepsPersonsBack { lines.append(message("keptOut")) }
    lines.append(message("draftNote") + " " + message("requiredNote"))
    return lines.map { "<p>\($0)</p>" }.joined(separator: "\n")
  }

  /// Where to send the file; an address that can be written to is a link.
  private var sending: String {
    guard let address else { return message("sendBack") }
    let isMailbox = address.contains("@")
    let isPage = address.hasPrefix("https://") || address.hasPrefix("http://")
    guard isMailbox || isPage else { return message("sendTo", ["address": address]) }
    let href = HTMLEscape.attribute((isMailbox ? "mailto:" : "") + address)
    let link = "<a href=\"\(href)\">\(HTMLEscape.text(address))</a>"
    // The address is put in after escaping, so that the sentence around it is escaped and the link is not.
    let parts = message("sendTo", ["address": "\u{0}"]).split(separator: "\u{0}", omittingEmptySubsequences: false)
    return parts.joined(separator: link)
  }

  /// The data as JSON without a `<`, so that no text of a record can end its element.
  private func embeddedData() -> String {
    let writer = JSONWriter(escapesMarkup: true)
    writer.write(FormData(form: self).value())
    return String(decoding: writer.take(), as: UTF8.self)
  }
}

/// Texts as HTML shows them.
enum HTMLEscape {
  /// A text between tags. O(length).
  static func text(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A text within an attribute between double quotation marks. O(length).
  static func attribute(_ text: String) -> String {
    Self.text(text).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "&quot;")
  }
}
