package import CatalogueModel
internal import SourceTree
internal import YAMLDocument

/// A change of one vocabulary.
package enum VocabularyChange: Sendable {
  /// A new term.
  case add(Term)
  /// Another code for a term. The old code stays as a synonym, since forms with it are still about.
  case rename(String, to: String)
  /// A term that is not to be used any more, and the one to use instead.
  case retire(String, replacedBy: String)
  /// A term becomes part of another: its names become synonyms there, and its entry goes.
  case merge(String, into: String)

  /// The code that files hold no more, and the one that they hold instead.
  package var replacement: (old: String, new: String)? {
    switch self {
    case .add: nil
    case .rename(let old, let new), .retire(let old, let new), .merge(let old, let new): (old, new)
    }
  }

  /// Why the change cannot be made; nil when it can.
  package func objection(in vocabulary: Vocabulary) -> String? {
    func missing(_ code: String) -> String? {
      guard vocabulary.term(code) == nil else { return nil }
      let near = NearestName.candidates(for: code, among: vocabulary.terms.map(\.code))
      return "\(vocabulary.name) has no term \"\(code)\"\(NearestName.question(near))"
    }
    func taken(_ code: String) -> String? {
      guard Slug.isValid(code) else { return "\"\(code)\" is no code; use small letters, figures and hyphens" }
      return vocabulary.term(code) == nil ? nil : "\(vocabulary.name) already has a term \"\(code)\""
    }
    // A name that two terms bear names neither.
    func ambiguous(_ name: String, but code: String?) -> String? {
      vocabulary.terms(named: name).first { $0.code != code }.map {
        "\"\(name)\" is a name of \"\($0.code)\" already; choose another, or use that term"
      }
    }
    switch self {
    case .add(let term):
      return taken(term.code) ?? term.broader.flatMap(missing)
        ?? ([term.code] + term.names).lazy.compactMap { ambiguous($0, but: nil) }.first
    case .rename(let old, let new): return missing(old) ?? taken(new) ?? ambiguous(new, but: old)
    case .retire(let old, let new):
      if let objection = missing(old) ?? missing(new) { return objection }
      if old == new { return "a term cannot replace itself" }
      if vocabulary.term(old)?.replacedBy == new { return "\"\(old)\" is already retired in favour of \"\(new)\"" }
      return usable(new, in: vocabulary)
    case .merge(let old, let new):
      return missing(old) ?? missing(new) ?? (old == new ? "a term cannot be merged with itself" : nil)
        ?? usable(new, in: vocabulary)
    }
  }

  private func usable(_ code: String, in vocabulary: Vocabulary) -> String? {
    guard let term = vocabulary.term(code) else { return nil }
    if let successor = term.replacedBy { return "\"\(code)\" is retired itself; use \"\(successor)\"" }
    return term.isForSearch ? "records may not state \"\(code)\"; it is for searching only" : nil
  }
}

extension YAMLEditor {
  /// Changes the file of a vocabulary. Comments and layout stay.
  mutating func make(_ change: VocabularyChange, in root: SourceNode, language: String) {
    guard let terms = root["terms"] else { return }
    func entry(of code: String) -> SourceNode? { terms.items.first { $0["code"]?.text == code } }
    switch change {
    case .add(let term): append(.map(term.encoded(EncodingOptions())), to: terms)
    case .rename(let old, let new):
      guard let term = entry(of: old), let code = term["code"] else { return }
      replace(code, with: .string(new))
      addSynonyms([(language, [old])], to: term)
      redirect(from: old, to: new, in: terms, except: nil)
    case .retire(let old, let new):
      guard let term = entry(of: old), let code = term.entry(named: "code") else { return }
      if let successor = term["replaced_by"] {
        replace(successor, with: .string(new))
      } else {
        insert("replaced_by", .string(new), into: term, behind: code)
      }
      redirect(from: old, to: new, in: terms, except: old, only: ["replaced_by"])
    case .merge(let old, let new):
      guard let gone = entry(of: old), let term = entry(of: new) else { return }
      var names: [(String, [String])] = []
      for (key, label) in gone["label"]?.entries ?? [] { names.append((key.text, [label.text])) }
      for (key, list) in gone["synonyms"]?.entries ?? [] {
        let more = list.kind == .list ? list.items.map(\.text) : [list.text]
        if let position = names.firstIndex(where: { $0.0 == key.text }) {
          names[position].1 += more
        } else {
          names.append((key.text, more))
        }
      }
      if let position = names.firstIndex(where: { $0.0 == language }) {
        names[position].1.append(old)
      } else {
        names.append((language, [old]))
      }
      addSynonyms(names, to: term)
      redirect(from: old, to: new, in: terms, except: old)
      remove(gone, from: terms)
    }
  }

  /// Adds names to a term, but for those that it has.
  private mutating func addSynonyms(_ names: [(language: String, names: [String])], to term: SourceNode) {
    let synonyms = term["synonyms"]
    var missing: [DataValue.Entry] = []
    for (language, names) in names {
      let list = synonyms?[language]
      let known = Set((list?.items.map(\.text) ?? []) + [term["label"]?[language]?.text].compactMap(\.self))
      var new: [String] = []
      for name in names where !known.contains(name) && !new.contains(name) { new.append(name) }
      guard !new.isEmpty else { continue }
      if let list, list.kind == .list {
        for name in new { append(.string(name), to: list) }
      } else if list == nil {
        missing.append(.init(language, .list(new.map(DataValue.string))))
      }
    }
    guard !missing.isEmpty else { return }
    if let synonyms, let last = synonyms.entries.last {
      for entry in missing { insert(entry.key, entry.value, into: synonyms, behind: last) }
    } else if let code = term.entry(named: "label") ?? term.entry(named: "code") {
      insert("synonyms", .map(missing), into: term, behind: code)
    }
  }

  /// Makes references of other terms lead to another code.
  private mutating func redirect(
    from old: String, to new: String, in terms: SourceNode, except code: String?,
    only names: [String] = ["broader", "covers", "conflicts_with", "replaced_by"]
  ) {
    for term in terms.items where code == nil || term["code"]?.text != code {
      for name in names {
        guard let value = term[name] else { continue }
        let list = value.kind == .list ? Array(value.items) : [value]
        for node in list where node.text == old {
          if value.kind == .list, list.count > 1, list.contains(where: { $0.text == new }) {
            remove(node, from: value)
          } else {
            replace(node, with: .string(new))
          }
        }
      }
    }
  }

  /// Writes another code wherever a field states one. Returns how many places changed.
  mutating func restate(_ field: FieldPath, from old: String, to new: String, in root: SourceNode) -> Int {
    var nodes = [root]
    for step in field.steps {
      guard case .key(let key) = step else { continue }
      nodes = nodes.flatMap { $0.kind == .list ? Array($0.items) : [$0] }.compactMap { $0[key] }
    }
    var count = 0
    for value in nodes {
      let items = value.kind == .list ? Array(value.items) : [value]
      for node in items where node.kind == .scalar && node.text == old {
        count += 1
        if value.kind == .list, items.count > 1, items.contains(where: { $0.text == new }) {
          remove(node, from: value)
        } else {
          replace(node, with: .string(new))
        }
      }
    }
    return count
  }
}
