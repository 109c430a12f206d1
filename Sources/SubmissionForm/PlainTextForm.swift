package import CatalogueModel
package import FieldTexts
internal import SourceTree

extension SubmissionForm {
  /// The form as a plain text that survives an e-mail. O(fields + terms + record).
  ///
  /// Each question begins behind `##`, and each answer stands behind the name of its place in braces, which no mail
  /// program changes; so the answers are found again however the lines between were wrapped and quoted.
  package func plainText() -> String {
    var writer = PlainTextForm(form: self)
    return writer.write()
  }
}

/// What a question in a text form is called, for who writes it and who reads it.
package enum TextQuestion {
  /// The mark before a question about a field, and before one about a part of a group.
  package static let marks = (field: "##", part: "#")
  /// The mark before and behind the heading of a part of the form.
  package static let heading = "==="

  /// The label of a question: of a part of a group, with the labels of the groups between. O(depth).
  ///
  /// - Parameter path: The names from the record inwards, without positions.
  package static func label(_ path: [String], _ texts: FieldTexts) -> String? {
    var fields = Record.fields.map(\.description)
    var labels: [String] = []
    for (depth, name) in path.enumerated() {
      guard let field = fields.first(where: { $0.name == name }) else { return nil }
      labels.append(texts.label(of: path[...depth].joined(separator: "."), field))
      fields = field.shape.parts
    }
    return (labels.count > 1 ? Array(labels.dropFirst()) : labels).joined(separator: ", ")
  }
}

extension String {
  /// The text without blanks at its end.
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension ShapeDescription {
  /// The parts of a group, or of the groups of a list; none for other shapes.
  package var parts: [FieldDescription] {
    switch self {
    case .group(let parts), .list(.group(let parts)): parts
    default: []
    }
  }
}

private struct PlainTextForm {
  let form: SubmissionForm
  private var lines: [String] = []
  private static let columns = 72

  init(form: SubmissionForm) { self.form = form }

  private var texts: FieldTexts { form.texts }

  mutating func write() -> String {
    add(texts.message("title.\(form.kind.rawValue)"))
    lines += ["{ktc-form \(form.kind.rawValue) \(form.language)}", ""]
    let sending =
      form.address.map { texts.message("sendTo", ["address": $0]) } ?? texts.message("sendBack")
    add([texts.message("textIntro"), texts.message("textTick") + ".", sending].joined(separator: " "))
    if form.record != nil { add(texts.message("introFilled") + " " + texts.message("textRemove")) }
    if form.keepsPersonsBack { add(texts.message("keptOut")) }
    lines.append("")
    if let id = form.record?.id { lines += ["{id}: \(id)", ""] }
    let values = form.record?.encoded()
    for section in FormOutline.sections(for: form.kind) {
      lines += ["\(TextQuestion.heading) \(texts.section(section.id)) \(TextQuestion.heading)", ""]
      for field in section.fields { write(field, values?[field.name]) }
    }
    lines += ["\(TextQuestion.heading) \(texts.message("textEnd")) \(TextQuestion.heading)"]
    lines += form.marks + ["{end}"]
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ field: FieldDescription, _ value: DataValue?) {
    let isRequired = field.requirement(for: form.kind) == .required
    let label = texts.label(of: field.name, field)
    add("\(TextQuestion.marks.field) \(label)" + (isRequired ? " (\(texts.message("required")))" : ""))
    add(([texts.help(of: field.name, field)] + hints(field.shape)).joined(separator: " "))
    switch field.shape {
    case .list(.group(let parts)):
      var items: [DataValue] = []
      if case .list(let known)? = value { items = known }
      if items.isEmpty { items = [.map([])] }
      for (position, item) in items.enumerated() {
        write(parts, [field.name], [field.name, String(position + 1)], item)
      }
      add(texts.message("textRepeat"))
    case .group(let parts): write(parts, [field.name], [field.name], value)
    default: answer(field.shape, at: field.name, [field.name], value)
    }
    lines.append("")
  }

  private func hints(_ shape: ShapeDescription) -> [String] {
    switch shape {
    case .date: [texts.message("dateHint")]
    case .localizedProse: [texts.message("proseHint")]
    case .list(.text): [texts.message("textMany")]
    default: []
    }
  }

  /// Writes the parts of a group.
  ///
  /// - Parameters:
  ///   - path: The names from the record inwards.
  ///   - place: The same with positions in lists.
  private mutating func write(
    _ parts: [FieldDescription], _ path: [String], _ place: [String], _ value: DataValue?
  ) {
    for part in parts {
      let path = path + [part.name]
      let place = place + [part.name]
      let inner = value?[part.name]
      // What the form does not ask for is told where there is something, so that nothing of an entry is lost.
      if inner == nil, FormOutline.notShown.contains(path.joined(separator: ".")) { continue }
      switch part.shape {
      case .group(let parts): write(parts, path, place, inner)
      case .list(.group(let parts)):
        var items: [DataValue] = [.map([])]
        if case .list(let known)? = inner, !known.isEmpty { items = known }
        for (position, item) in items.enumerated() { write(parts, path, place + [String(position + 1)], item) }
      default:
        let label = TextQuestion.label(path, texts) ?? part.label
        answer(
          part.shape, at: path.joined(separator: "."), place, inner, prompt: "\(TextQuestion.marks.part) \(label) ")
      }
    }
  }

  /// Writes the place of an answer, with what the record says.
  private mutating func answer(
    _ shape: ShapeDescription, at path: String, _ place: [String], _ value: DataValue?, prompt: String = ""
  ) {
    let name = place.joined(separator: ".")
    switch shape {
    case .localizedLine, .localizedProse, .localizedLists:
      var known: [DataValue.Entry] = []
      if case .texts(let entries)? = value { known = entries }
      let own = known.first { $0.key == form.language } ?? .init(form.language, .string(""))
      for entry in [own] + known.filter({ $0.key != form.language }) {
        line(prompt, "\(name).\(entry.key)", entry.value.scalarText ?? "")
      }
    case .term(let vocabulary), .list(.term(let vocabulary)):
      line(prompt, name, "")
      tick(terms(vocabulary), of: value)
    case .choice(let words):
      line(prompt, name, "")
      tick(words.map { ($0, texts.choice($0, of: path)) }, of: value)
    case .boolean:
      line(prompt, name, "")
      let word = value?.scalarText.map { $0 == "true" ? "yes" : "no" }
      tick(["yes", "no"].map { ($0, texts.message($0)) }, of: word.map(DataValue.string))
    default:
      var text = value?.scalarText ?? ""
      if case .list(let items)? = value { text = items.compactMap(\.scalarText).joined(separator: "\n") }
      line(prompt, name, text)
    }
  }

  private mutating func line(_ prompt: String, _ name: String, _ text: String) {
    let anchor = "\(prompt){\(name)}:"
    if text.contains(where: \.isNewline) { lines += [anchor, text] } else { lines.append("\(anchor) \(text)") }
  }

  private func terms(_ vocabulary: String) -> [(code: String, label: String)] {
    let terms = form.catalogue.vocabularies[vocabulary]?.terms ?? []
    return terms.filter { !$0.isForSearch && $0.replacedBy == nil }.map { term in
      (term.code, term.label.preferred([form.language, "en"]) ?? term.code)
    }
  }

  /// Writes a list to tick; what the record says and the list has not stands below it.
  private mutating func tick(_ options: [(code: String, label: String)], of value: DataValue?) {
    var chosen: [String] = []
    if case .list(let items)? = value {
      chosen = items.compactMap(\.scalarText)
    } else if let value {
      chosen = [value.scalarText ?? ""]
    }
    // In the order of the record, so that a form that nobody changed asks for no other order.
    for code in chosen {
      lines.append("[x] \(code) = \(options.first { $0.code == code }?.label ?? "")".trimmingEnd)
    }
    for (code, label) in options where !chosen.contains(code) { lines.append("[ ] \(code) = \(label)") }
  }

  /// Adds a text in lines that mail programs need not wrap.
  private mutating func add(_ text: String) {
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + word.count >= Self.columns {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(line) }
  }
}
