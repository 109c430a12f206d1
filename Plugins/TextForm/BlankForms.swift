internal import CatalogueModel
internal import FieldTexts
internal import SubmissionForm

/// The blank forms of each kind and language, as far as an input needed them: an input may hold thousands of forms, and
/// making a blank one takes longer than reading most answers.
struct BlankForms {
  /// What a blank form says.
  struct Blank {
    /// The texts of its language.
    var texts: FieldTexts
    /// Its words, and those that stand only in forms that hold a record already.
    var words: KnownWords
  }

  private let catalogue: CatalogueContext
  private var blanks: [String: Blank] = [:]

  /// Begins with none.
  init(_ catalogue: CatalogueContext) { self.catalogue = catalogue }

  /// The blank form of which a form was made, or the nearest one to it; nil when there are no texts. O(its length) the
  /// first time, O(1) then.
  mutating func blank(of form: TextFormMarks.Form) -> Blank? {
    let kind = RecordKind(rawValue: form.kind.lowercased()) ?? .practice
    let primary = LocalizedText.primary(form.language)
    let language = FieldTexts.languages.contains(primary) ? primary : "en"
    let key = kind.rawValue + " " + language
    if let known = blanks[key] { return known }
    guard let texts = FieldTexts(language) else { return nil }
    var words = KnownWords(SubmissionForm(kind: kind, texts: texts, in: catalogue).plainText())
    for key in ["introFilled", "textRemove", "keptOut"] { words.add(texts.message(key)) }
    for place in FormOutline.notShown {
      if let label = TextQuestion.label(place.split(separator: ".").map(String.init), texts) { words.add(label) }
    }
    let blank = Blank(texts: texts, words: words)
    blanks[key] = blank
    return blank
  }
}
