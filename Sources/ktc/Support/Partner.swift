internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore
internal import SourceTree

/// A partner network, with all that its profile asks for at hand.
struct Partner {
  /// The name of its profile; nil for an export that the command line describes.
  let name: String?
  let profile: PartnerProfile
  /// The formats, and what their files or folders are called.
  let formats: [(exporter: any Exporter, file: String)]
  /// What the formats may know.
  var context: ExportContext
  /// What stands between the records and the partner.
  let gate: PersonalDataGate
  /// Which records it takes.
  let request: SearchRequest

  /// An export that the command line describes, as if it were a partner.
  init(_ exporters: [any Exporter], _ request: SearchRequest, in catalogue: Catalogue) {
    self.init(nil, PartnerProfile(), exporters.map { ($0, $0.format.outputName) }, request, catalogue)
  }

  private init(
    _ name: String?, _ profile: PartnerProfile, _ formats: [(exporter: any Exporter, file: String)],
    _ request: SearchRequest, _ catalogue: Catalogue
  ) {
    self.name = name
    self.profile = profile
    self.formats = formats
    self.request = request
    let audience: PersonalDataGate.Audience =
      switch profile.contacts {
      case .partners: .partner
      case .some(.none): .partnerWithoutContacts
      case .public, nil: .everybody
      }
    gate = PersonalDataGate(for: audience)
    var context = ExportContext(catalogue.context)
    context.languages = profile.languages + context.languages.filter { !profile.languages.contains($0) }
    if let base = profile.baseUri { context.settings.baseUri = base }
    for limit in profile.limits {
      guard let field = limit.field, let most = limit.mostCharacters else { continue }
      context.limits[field] = min(most, context.limits[field] ?? most)
    }
    // Whoever lists the files of the export has to call them as they are called here.
    context.companions = formats.map { exporter, file in
      var description = exporter.format
      if description.layout == .folder {
        description.id = file
      } else {
        description.fileStem = FilePath.stem(of: file)
        description.fileExtensions = [FilePath.fileExtension(of: file)]
      }
      return description
    }
    self.context = context
  }

  /// The folder that its export makes.
  var folder: String { profile.output ?? name ?? "" }

  /// What the partner would refuse.
  var check: PartnerCheck { PartnerCheck(name ?? "the reader", profile, formats.map(\.exporter), in: context) }

  /// The profile of a name, and what is wrong with it; nil where it cannot be used. Throws `FileError` when the folder
  /// of profiles cannot be read.
  static func read(
    _ name: String, in catalogue: Catalogue, _ registry: PluginRegistry
  ) throws -> (partner: Partner?, diagnostics: [Diagnostic]) {
    let (tree, problems) = try catalogue.partnerTree(named: name)
    guard let tree else {
      if !problems.isEmpty { return (nil, problems) }
      let names = try catalogue.partnerNames()
      let near = NearestName.question(NearestName.candidates(for: name, among: names))
      let known =
        names.isEmpty ? "; profiles are files in partners/" : "; the partners are " + names.joined(separator: ", ")
      let message = "there is no partner \"\(name)\"\(near.isEmpty ? known : near)"
      return (nil, [Diagnostic(PartnerRules.unknown, message)])
    }
    var (profile, findings) = PartnerProfile.read(tree, in: catalogue.context)
    findings = problems + findings
    let asked = SavedQuery.read(query: tree.root?["query"], filters: tree.root?["filters"], in: tree.source)
    findings += asked.diagnostics
    findings += asked.query.findings(in: catalogue.context.vocabularies, among: try catalogue.queryNames())
    var formats: [(exporter: any Exporter, file: String)] = []
    for (position, delivery) in profile.formats.enumerated() {
      let path = FieldPath("formats").appending(position)
      func report(_ message: String, _ key: String) {
        let place = tree.root?.nearestNode(at: path.appending(key)).location
        findings.append(Diagnostic(PartnerRules.profile, message, at: place, field: path.appending(key)))
      }
      guard let id = delivery.format else { continue }
      do {
        let exporter = try registry.exporter(id)
        let file = delivery.file ?? exporter.format.outputName
        if let fault = fault(of: file, exporter.format, among: formats.map(\.file)) {
          report(fault, "file")
        } else {
          formats.append((exporter, file))
        }
      } catch let failure as ImportFailure {
        report(failure.diagnostic.message, "format")
      }
    }
    guard !findings.contains(where: { $0.severity == .error }) else { return (nil, findings) }
    var request = SearchRequest()
    request.text = asked.query.text
    request.conditions = asked.query.filters.map { ($0.field.text, $0.values.map(\.text)) }
    request.saved = SavedQueryFolder(catalogue: catalogue)
    return (Partner(name, profile, formats, request, catalogue), findings)
  }

  /// The names that an export gives files of its own.
  private static let ownNames: Set<String> = [HarvestManifest.fileName, HarvestManifest.changesName, "records"]

  /// Why a format cannot be written under a name; nil when it can.
  private static func fault(of file: String, _ format: FormatDescription, among others: [String]) -> String? {
    if file.contains("/") || file.hasPrefix(".") { return "write a name without / that begins with no dot" }
    if ownNames.contains(file) { return "\"\(file)\" is the name of something else in the export; choose another" }
    if others.contains(file) { return "two formats would be written to \"\(file)\"; give one of them another `file`" }
    if format.layout == .file, FilePath.fileExtension(of: file).isEmpty {
      return "write the name with its extension, such as \(format.outputName)"
    }
    return nil
  }
}
