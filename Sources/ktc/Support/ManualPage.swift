internal import ArgumentParser
internal import CatalogueModel
internal import JSONDocument
internal import SourceTree

/// The manual page `ktc(1)`, made from what the commands say of themselves.
///
/// It is written in the macros of man(7), which groff and mandoc both know.
struct ManualPage {
  private var text = ""
  /// Options that stand under a heading of their own, as many commands have them.
  private static let common: Set = ["--catalogue", "--help", "--version"]

  /// The page. O(commands).
  static func page() -> String {
    let source = SourceText(name: "help", bytes: Array(KTC._dumpHelp().utf8))
    guard let command = JSONReader.readValue(source).tree?.root?["command"] else { return "" }
    var page = ManualPage()
    page.write(command)
    return page.text
  }

  private mutating func write(_ program: SourceNode) {
    macro("TH", "KTC", "1", Clock.today.description, "ktc " + ProgramVersion.number, "KT Catalogue")
    macro("SH", "NAME")
    lines("ktc \u{2011} " + Self.lowercasedFirst(program.string("abstract")))
    macro("SH", "SYNOPSIS")
    text += ".B ktc\n.I command\n"
    line("[arguments]")
    macro("SH", "DESCRIPTION")
    prose(program.string("discussion"))
    let commands = program.list("subcommands")
    for group in KTC.configuration.groupedSubcommands {
      macro("SH", group.name.uppercased())
      for type in group.subcommands {
        let name = type.configuration.commandName
        for command in commands where command.string("commandName") == name { write(command, within: "ktc") }
      }
    }
    let arguments = commands.flatMap { $0.list("arguments") }
    for title in Self.sections(of: arguments) {
      macro("SH", title.uppercased())
      describeOnce(arguments.filter { $0.string("sectionTitle") == title })
    }
    macro("SH", "COMMON OPTIONS")
    describeOnce(arguments.filter { $0.optionName.map(Self.common.contains) ?? false })
    macro("SH", "ENVIRONMENT")
    for (name, meaning) in Self.variables { item(".B " + name, meaning) }
    macro("SH", "SEE ALSO")
    lines("ktc help command; the pages docs/*.md of the sources: a reference of all fields and of all findings.")
  }

  private static let variables = [
    ("KTC_CATALOGUE", "The folder of the catalogue, where \u{2011}\u{2011}catalogue does not name it."),
    ("KTC_REVIEWER", "Who decides, for the commands that note it in the history."),
    ("VISUAL, EDITOR", "The editor that ktc edit opens."),
    ("NO_COLOR", "When set to anything, nothing is coloured."),
    ("SOURCE_DATE_EPOCH", "The time that counts as now, in seconds since 1970, so that output can be repeated."),
    ("TMPDIR", "The folder for temporary files, else /tmp."),
  ]

  private mutating func write(_ command: SourceNode, within parent: String) {
    let name = parent + " " + command.string("commandName")
    let inner = command.list("subcommands")
    let arguments = command.list("arguments").filter { argument in
      argument.isShown && !(argument.optionName.map(Self.common.contains) ?? false)
    }
    let own = arguments.filter { $0["sectionTitle"] == nil }
    macro("SS", name)
    if inner.isEmpty {
      text += ".B " + Self.escaped(name) + "\n"
      for argument in own {
        let form = argument.form + (argument.flag("isRepeating") ? " ..." : "")
        line(argument.flag("isOptional") ? "[\(form)]" : form)
      }
      for title in Self.sections(of: arguments) { line("[\(title.lowercased())]") }
      macro("PP")
    }
    lines(command.string("abstract"))
    if let discussion = command["discussion"]?.text {
      macro("PP")
      prose(discussion)
    }
    for argument in own { describe(argument) }
    for command in inner where command.isShown { write(command, within: name) }
  }

  private mutating func describeOnce(_ arguments: [SourceNode]) {
    var seen: Set<String> = []
    for argument in arguments where argument.isShown && seen.insert(argument.names).inserted { describe(argument) }
  }

  /// The headings that options of several commands stand under.
  private static func sections(of arguments: [SourceNode]) -> [String] {
    Set(arguments.map { $0.string("sectionTitle") }).subtracting([""]).sorted()
  }

  private mutating func describe(_ argument: SourceNode) {
    var meaning = argument.string("abstract")
    let details = argument.string("discussion")
    if !details.isEmpty { meaning += " " + details }
    if let value = argument["defaultValue"]?.text, !meaning.contains("default") { meaning += " Default: \(value)." }
    item((argument.optionName == nil ? ".I " : ".B ") + Self.escaped(argument.names), meaning)
  }

  // MARK: Roff

  private mutating func macro(_ name: String, _ arguments: String...) {
    text += "." + name
    for argument in arguments { text += " \"" + Self.escaped(argument).replacing("\"", with: "\\(dq") + "\"" }
    text += "\n"
  }

  private mutating func item(_ label: String, _ meaning: String) {
    text += ".TP\n\(label)\n"
    lines(meaning)
  }

  /// Paragraphs; lines that are indented stay as they are.
  private mutating func prose(_ prose: String) {
    var isExample = false
    for (number, part) in prose.split(separator: "\n").enumerated() {
      if isExample, !part.hasPrefix(" ") { text += ".fi\n" }
      if number > 0, !isExample || !part.hasPrefix(" ") { text += ".PP\n" }
      if !isExample, part.hasPrefix(" ") { text += ".nf\n" }
      isExample = part.hasPrefix(" ")
      isExample ? line(String(part)) : lines(String(part))
    }
    if isExample { text += ".fi\n" }
  }

  /// A text in lines of at most 78 characters, a new one for each sentence.
  private mutating func lines(_ text: String) {
    var current = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if current.hasSuffix(".") || current.count + word.count > 77 {
        line(current)
        current = ""
      }
      current += (current.isEmpty ? "" : " ") + word
    }
    if !current.isEmpty { line(current) }
  }

  private mutating func line(_ line: String) {
    let escaped = Self.escaped(line)
    // At the beginning of a line these would be a command.
    text += (escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" : "") + escaped + "\n"
  }

  /// Text in which nothing is a command, and hyphens of commands can be copied from the page.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("--", with: "\\-\\-").replacing("\u{2011}", with: "\\-")
  }

  private static func lowercasedFirst(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}

extension SourceNode {
  fileprivate func string(_ key: String) -> String { self[key]?.text ?? "" }
  fileprivate func flag(_ key: String) -> Bool { string(key) == "true" }
  fileprivate func list(_ key: String) -> [SourceNode] { self[key].map { Array($0.items) } ?? [] }
  fileprivate var isShown: Bool { string("shouldDisplay") != "false" && string("commandName") != "help" }

  /// `--format`, or nil for an argument without a name.
  fileprivate var optionName: String? {
    self["preferredName"].map { ($0.string("kind") == "long" ? "--" : "-") + $0.string("name") }
  }

  /// `--format format`, `--quiet` or `path`: how it is typed.
  fileprivate var form: String {
    guard let optionName else { return string("valueName") }
    return string("kind") == "option" ? optionName + " " + string("valueName") : optionName
  }

  /// `-h, --help`, or `-o, --output path`.
  fileprivate var names: String {
    let names = list("names").map { ($0.string("kind") == "long" ? "--" : "-") + $0.string("name") }
    guard !names.isEmpty else { return string("valueName") }
    return names.joined(separator: ", ") + (string("kind") == "option" ? " " + string("valueName") : "")
  }
}
