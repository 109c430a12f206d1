internal import BuiltInPlugins
internal import CatalogueModel
internal import CataloguePlugins
internal import CatalogueSearch
internal import CatalogueStore

/// Which partners may have been sent contacts, as their profiles and the contacts' own `share` allow it.
struct PartnerReach {
  /// One partner.
  struct Recipient {
    /// The name of its profile.
    var name: String
    /// The records whose contacts it may have got.
    var ids: [String]
    /// Those of them that its last export holds; nil where no export is at hand.
    var exported: [String]?
  }

  /// The partners that contacts may have reached.
  private(set) var recipients: [Recipient] = []
  /// Profiles that cannot be read.
  private(set) var unclear: [String] = []

  /// Looks at the profiles of a catalogue. Throws `FileError`. O(files + partners × contacts).
  ///
  /// - Parameters:
  ///   - shared: With whom contacts are or were shared, by the id of their record.
  ///   - exports: The folder of the last exports.
  init(of shared: [String: Contact.Share], in catalogue: Catalogue, exports: String) throws {
    guard !shared.isEmpty else { return }
    let registry = try PluginRegistry(BuiltInPlugins.all)
    let listed = catalogue.recordFiles(in: [.instruments, .practices]).files.filter { shared[$0.id] != nil }
    let loaded = Dictionary(listed.map { ($0.id, catalogue.load($0)) }) { first, _ in first }
    for name in try catalogue.partnerNames() {
      guard let partner = try Partner.read(name, in: catalogue, registry).partner else {
        unclear.append(name)
        continue
      }
      guard partner.formats.contains(where: { $0.exporter.fidelity["contact"]?.place != nil }) else { continue }
      let filter = try? RecordFilter(partner.request, in: catalogue.context.vocabularies)
      let ids = shared.keys.sorted().filter { id in
        var contact = Contact()
        contact.share = shared[id]
        contact.name = id
        var probe = Record()
        probe.contact = contact
        guard partner.gate.pass(probe).contact != nil else { return false }
        // Of a record that has gone, or that a query with words asks for, nobody can tell; it may have been sent.
        guard let filter, let known = loaded[id], let draft = known.draft else { return true }
        let record = draft.record.withDefaults(of: catalogue.context.settings, status: known.file.defaultStatus)
        return known.status == .withdrawn || filter.matches(record, status: known.status)
      }
      guard !ids.isEmpty else { continue }
      let path = FilePath.join(FilePath.join(exports, partner.folder), HarvestManifest.fileName)
      // An export that cannot be read counts as none at hand.
      let exported = (try? HarvestManifest(at: path, catalogue.fileSystem)).map { manifest in
        ids.filter { id in manifest.entries[id].map { $0.change != .withdrawn } ?? false }
      }
      recipients.append(Recipient(name: name, ids: ids, exported: exported))
    }
  }
}
