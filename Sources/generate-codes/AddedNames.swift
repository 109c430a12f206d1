/// Names of a code that are made by hand, because iso-codes lacks the code, a translation, or a usual name.
struct AddedNames {
  /// The code.
  let code: String
  /// The names to show in the order of `ISOCodes.nameLanguages`; an empty one keeps the name of iso-codes.
  let names: [String]
  /// More names by which the code can be found.
  let otherNames: [String]

  /// Makes names from text: six to show and any number of others, separated by bars.
  private init(_ code: String, _ names: String = "|||||", also otherNames: String = "") {
    self.code = code
    self.names = names.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    self.otherNames = otherNames.split(separator: "|").map(String.init)
    precondition(self.names.count == ISOCodes.nameLanguages.count, "\(code) needs six names")
  }

  /// The European Union, which is not in ISO 3166-1 but reserved there; translations that iso-codes 4.15 lacks; usual
  /// names. `UK` and `EL` are the codes that the European institutions use for the United Kingdom and Greece.
  static let countries = [
    AddedNames("AE", also: "UAE"),
    AddedNames("BY", also: "Weißrussland|Biélorussie|Bielorussia"),
    AddedNames("CD", also: "DR Congo|DRC"),
    AddedNames("CI", also: "Ivory Coast|Elfenbeinküste"),
    AddedNames("CV", "||||Žaliasis Kyšulys|", also: "Cape Verde|Kap Verde"),
    AddedNames("CZ", "||||Čekija|", also: "The Czech Republic"),
    AddedNames(
      "EU", "European Union|Union européenne|Europäische Union|União Europeia|Europos Sąjunga|Uniunea Europeană",
      also: "The European Union|EU|UE"),
    AddedNames(
      "GB",
      also: "UK|U.K.|The United Kingdom|Great Britain|Britain|Grande-Bretagne|Großbritannien|Grã-Bretanha"
        + "|Didžioji Britanija|Marea Britanie"),
    AddedNames("GR", also: "EL|Hellas"),
    AddedNames("IE", also: "Republic of Ireland|Eire"),
    AddedNames("IR", "|Iran||Irão|Iranas|Iran"),
    AddedNames("KP", "||||Šiaurės Korėja|Coreea de Nord"),
    AddedNames("KR", "||||Pietų Korėja|Coreea de Sud"),
    AddedNames("LA", "|Laos||Laos|Laosas|Laos"),
    AddedNames("MK", "||||Šiaurės Makedonija|Macedonia de Nord", also: "Macedonia|FYROM"),
    AddedNames("MM", also: "Burma"),
    AddedNames("NL", also: "The Netherlands|Holland|Hollande|Holanda|Olandija"),
    AddedNames("RU", also: "Russia|Russie|Russland|Rússia|Rusija|Rusia"),
    AddedNames("SY", "|Syrie||Síria|Sirija|Siria"),
    AddedNames("SZ", "||||Esvatinis|Eswatini", also: "Swaziland"),
    AddedNames("TL", also: "East Timor"),
    AddedNames("TR", "|Turquie|||Turkija|Turcia", also: "Turkey"),
    AddedNames("TZ", "||||Tanzanija|"),
    AddedNames("US", also: "USA|U.S.A.|The United States|JAV"),
    AddedNames("VA", also: "Vatican City|Vatican|Vatikan|Vaticano|Vatikanas"),
    AddedNames("VN", "||||Vietnamas|"),
  ]

  /// The names by which people know four languages, and those of the catalogue's languages with the word "language".
  static let languages = [
    AddedNames("de", also: "vokiečių kalba|limba germană"),
    AddedNames("el", "Greek|grec|Griechisch|Grego|Graikų|Greacă", also: "Modern Greek|Neugriechisch"),
    AddedNames("en", also: "anglų kalba|limba engleză"),
    AddedNames("es", "Spanish|espagnol|Spanisch|Espanhol|Ispanų|Spaniolă", also: "Kastilisch"),
    AddedNames("fr", also: "prancūzų kalba|limba franceză"),
    AddedNames("lt", also: "lietuvių kalba|limba lituaniană"),
    AddedNames("nl", "Dutch|néerlandais|Niederländisch|Neerlandês|Nyderlandų|Olandeză", also: "flamand"),
    AddedNames("pt", also: "portugalų kalba|limba portugheză"),
    AddedNames("ro", "Romanian|roumain|Rumänisch|Romeno|Rumunų|Română", also: "rumunų kalba|limba română"),
  ]

  /// Currencies that the euro replaced and the old leu: budgets of finished programmes are stated in them. iso-codes
  /// drops a currency some time after its end; its names here then keep it. The rest are missing translations.
  static let currencies = [
    AddedNames(
      "ATS",
      "Austrian Schilling|Schilling autrichien|Österreichischer Schilling|Xelim austríaco|Austrijos šilingas"
        + "|Șiling austriac"),
    AddedNames("BAM", "||||Konvertuojamoji markė|Marcă convertibilă"),
    AddedNames("BEF", "Belgian Franc|Franc belge|Belgischer Franc|Franco belga|Belgijos frankas|Franc belgian"),
    AddedNames("BGN", "Bulgarian Lev|Lev bulgare|Bulgarischer Lew|Lev búlgaro|Bulgarijos levas|Leva bulgărească"),
    AddedNames("CYP", "Cyprus Pound|Livre chypriote|Zypern-Pfund|Libra cipriota|Kipro svaras|Liră cipriotă"),
    AddedNames(
      "DEM", "Deutsche Mark|Mark allemand|Deutsche Mark|Marco alemão|Vokietijos markė|Marcă germană",
      also: "German Mark|Deutschmark|D-Mark"),
    AddedNames(
      "EEK", "Estonian Kroon|Couronne estonienne|Estnische Krone|Coroa estoniana|Estijos krona|Coroană estoniană"),
    AddedNames(
      "ESP", "Spanish Peseta|Peseta espagnole|Spanische Peseta|Peseta espanhola|Ispanijos peseta|Peseta spaniolă",
      also: "Peseta"),
    AddedNames(
      "FIM", "Finnish Markka|Mark finlandais|Finnische Mark|Marco finlandês|Suomijos markė|Marcă finlandeză",
      also: "Markka"),
    AddedNames(
      "FRF", "French Franc|Franc français|Französischer Franc|Franco francês|Prancūzijos frankas|Franc francez"),
    AddedNames("GBP", also: "British Pound"),
    AddedNames(
      "GRD", "Greek Drachma|Drachme grecque|Griechische Drachme|Dracma grega|Graikijos drachma|Drahmă grecească",
      also: "Drachma"),
    AddedNames("HRK", "Croatian Kuna|Kuna croate|Kroatische Kuna|Kuna croata|Kroatijos kuna|Kuna croată"),
    AddedNames(
      "IEP", "Irish Pound|Livre irlandaise|Irisches Pfund|Libra irlandesa|Airijos svaras|Liră irlandeză",
      also: "Irish Punt"),
    AddedNames("ITL", "Italian Lira|Lire italienne|Italienische Lira|Lira italiana|Italijos lira|Liră italiană"),
    AddedNames(
      "LTL", "Lithuanian Litas|Litas lituanien|Litauischer Litas|Litas lituano|Lietuvos litas|Litas lituanian",
      also: "Litas"),
    AddedNames(
      "LUF",
      "Luxembourg Franc|Franc luxembourgeois|Luxemburgischer Franc|Franco luxemburguês|Liuksemburgo frankas"
        + "|Franc luxemburghez"),
    AddedNames("LVL", "Latvian Lats|Lats letton|Lettischer Lats|Lats letão|Latvijos latas|Lats leton", also: "Lats"),
    AddedNames("MTL", "Maltese Lira|Lire maltaise|Maltesische Lira|Lira maltesa|Maltos lira|Liră malteză"),
    AddedNames(
      "NLG",
      "Dutch Guilder|Florin néerlandais|Niederländischer Gulden|Florim neerlandês|Nyderlandų guldenas"
        + "|Gulden olandez"),
    AddedNames(
      "PTE",
      "Portuguese Escudo|Escudo portugais|Portugiesischer Escudo|Escudo português|Portugalijos eskudas"
        + "|Escudo portughez"),
    AddedNames(
      "ROL",
      "Old Romanian Leu|Ancien leu roumain|Alter rumänischer Leu|Leu romeno antigo|Senoji Rumunijos lėja"
        + "|Leu românesc vechi"),
    AddedNames("RON", "||||Rumunijos lėja|Leu românesc"),
    AddedNames(
      "SIT", "Slovenian Tolar|Tolar slovène|Slowenischer Tolar|Tolar esloveno|Slovėnijos tolaras|Tolar sloven",
      also: "Tolar"),
    AddedNames(
      "SKK", "Slovak Koruna|Couronne slovaque|Slowakische Krone|Coroa eslovaca|Slovakijos krona|Coroană slovacă"),
    AddedNames("TRY", "||||Turkijos lira|Liră turcească"),
  ]
}
