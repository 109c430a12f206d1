internal import CatalogueModel
package import CataloguePlugins

extension AtomExporter {
  /// What becomes of each field.
  package var fidelity: Fidelity {
    let notice = "a feed says that something is there and changed; the record itself says this"
    var declarations = Fidelity.nothing(why: notice).declarations
    let oneLanguage = "one text, in the language that the readers understand best"
    let day = "the first moment of the day, month or year"
    for (field, place) in [("title", "title"), ("aim", "summary"), ("overview", "content")] {
      declarations[field] = .narrowed(at: place, how: oneLanguage)
    }
    declarations["id"] = .narrowed(at: "id", how: "within the address of the record")
    declarations["kind"] = .carried(at: "category.kind")
    declarations["language"] = .carried(at: "entry.lang")
    declarations["status"] = .narrowed(
      at: "category.status", how: "a withdrawn record is at:deleted-entry, with its address and its day alone")
    declarations["countries"] = .carried(at: "category.countries")
    declarations["level"] = .carried(at: "category.levels")
    for field in ["priorities", "kt_areas", "instrument_types", "target_groups"] {
      declarations[field] = .carried(at: "category." + field)
    }
    declarations["submitted.on"] = .narrowed(at: "published", how: day)
    declarations["modified.on"] = .narrowed(
      at: "updated", how: day + "; of a record without it, that of its submission or of the export")
    declarations["organisations.name"] = .carried(at: "contributor.name")
    declarations["organisations.url"] = .carried(at: "contributor.uri")
    declarations["organisations.role"] = .dropped(why: "contributors have no roles")
    declarations["contact.name"] = .carried(at: "contributor.name")
    declarations["contact.email"] = .carried(at: "contributor.email")
    declarations["links.target"] = .narrowed(at: "link.related", how: "within the address of the record")
    declarations["links.url"] = .carried(at: "link.related")
    declarations["links.name"] = .narrowed(at: "link.related.title", how: "only beside an address")
    declarations["links.note"] = .narrowed(at: "link.related.title", how: "behind the name, and only beside an address")
    declarations["links.type"] = .dropped(why: "links of a feed have no such types")
    declarations["sources.url"] = .carried(at: "link.via")
    declarations["sources.title"] = .narrowed(at: "link.via.title", how: "only beside an address")
    declarations["licence"] = .carried(at: "rights")
    return Fidelity(declarations)
  }
}
