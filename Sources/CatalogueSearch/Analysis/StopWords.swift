/// Words that say nothing, by language, folded. A query word is left out only when every language agrees, so that
/// `die` still finds what an English text says of it.
enum StopWords {
  /// The words. Short lists on purpose: a word too many costs little, a word missed costs an answer.
  static let byLanguage: [String: Set<String>] = [
    "en": words(
      "a an and any are as at available be by can could do does for from get gets has have help how i in into is it its me my of on open or our some someone that the their them there they this to use used want wants was we what when where which who whose why will with would you"
    ),
    "fr": words(
      "a au aux avec ce ces cette comment d dans de des du elle en est et etre exist existe il ils l la le les leur lui mais ne ou par pas peut peuvent pour qu que qui quoi sa se ses son sont sur un une y"
    ),
    "de": words(
      "als am an auch auf aus bei das dem den der des die durch ein eine einem einen einer eines er es fur gibt hat ihr im in ist kann konnen man mit nach nicht oder sich sie sind so um und uns von vor was welche welcher welches wer wie wir wird werden wo zu zum zur"
    ),
    "pt": words(
      "a ao aos as com como da das de do dos e em entre esta este foi mais na nas no nos o os ou para pela pelas pelo pelos por que quem se sem ser seu sua um uma"
    ),
    "lt": words("ar apie bei bet del i ir is iki jo ju kad kaip kas kuri kurie nuo o per po prie su tai uz yra"),
    "ro": words(
      "a al ale ca care ce cu cum de din este fi in la mai nu o pe pentru prin sa sau se si sunt un unei unui"),
    "es": words(
      "a al como con de del el en entre es esta este la las lo los mas no o para pero por que quien se sin su sus un una y"
    ),
    "it": words(
      "a al alla che chi come con da dal del della di e gli i il in la le lo nel nella o per piu si su un una"),
  ]

  private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
