internal import TextFolding

/// Lines that stand around the form on many pages and say nothing about a record.
enum Boilerplate {
  /// Whether a line is navigation or a notice of the site. O(length), for long lines O(1).
  static func contains(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    guard line.count <= 400 else { return false }
    let text = String(decoding: bytes[line], as: UTF8.self)
    let words = TextFolding.words(text).joined(separator: " ")
    return !words.contains(where: \.isLetter) || text.hasPrefix("©") || lines.contains(words)
      || beginnings.contains { words == $0 || words.hasPrefix($0 + " ") }
  }

  private static let lines: Set<String> = [
    "about", "about ktforce", "about the project", "about us", "add new comment", "back", "back to list",
    "back to top", "close", "comments", "contact", "contact us", "contacts", "cookies", "disclaimer", "documents",
    "downloads", "edit", "events", "facebook", "faq", "feedback", "follow us", "gallery", "good practice",
    "good practices", "help", "home", "home good practices", "imprint", "instruments", "ktforce", "kt force",
    "language", "legal notice", "library", "like", "linkedin", "links", "log in", "log out", "login", "logout",
    "main menu", "main navigation", "media", "menu", "more", "navigation", "news", "newsletter", "newsletters", "next",
    "pages", "partners", "password", "practices", "press", "previous", "primary tabs", "print",
    "printer friendly version", "privacy", "privacy policy", "project", "project partners", "publications",
    "quick links", "read more", "register", "request new password", "resources", "rss", "rss feed", "search",
    "search form", "secondary menu", "send by email", "send to friend", "share", "share this", "site map", "sitemap",
    "subscribe", "tags", "terms and conditions", "terms of use", "the project", "top", "tweet", "twitter",
    "user login", "user menu", "username", "view", "you are here", "youtube",
  ]

  private static let beginnings = [
    "c 20", "copyright", "all rights reserved", "home good practices", "jump to", "log in or register",
    "login or register", "powered by", "skip to", "submitted by", "you are here home",
  ]
}
