internal import CatalogueModel
internal import LinkedData

extension ServiceDescription {
  /// Everybody who takes part, each by the role that it has; and the authority that the profile asks for, which is the
  /// owner, else the operator, one without a role, or the funder, in this order.
  mutating func addOrganisations(_ book: inout ConceptBook) {
    let organisations = record.organisations.enumerated().filter { $1.name != nil || $1.url != nil }
    let ranks: [Organisation.Role?] = [.owner, .operator, nil, .funder]
    let rank = ranks.first { rank in organisations.contains { $1.role == rank } }
    for (index, organisation) in organisations {
      let isAuthority = rank.map { organisation.role == $0 } ?? false
      let resource = service.part("organisation-\(index + 1)")
      var agent = isAuthority ? RDFNode(resource, .publicOrganisation, .agent) : RDFNode(resource, .agent)
      agent.add(.identifier, plain: name + "-organisation-\(index + 1)")
      let title = text(organisation.name ?? organisation.url ?? "")
      agent.add(.title, title)
      agent.add(.homepage, address: organisation.url)
      if isAuthority {
        agent.add(.prefLabel, title)
        addCountries(to: &agent, &book)
        node.add(.hasCompetentAuthority, resource)
      }
      add(loose: agent)
      if let role = organisation.role {
        var participation = part("participation-\(index + 1)", .participation)
        participation.add(.description, .text(role.rawValue, language: "en"))
        participation.add(.cvRole, book.choice(role.rawValue, of: "organisations.role"))
        participation.add(.hasParticipant, resource)
        add(participation, with: .hasParticipation)
      } else if !isAuthority {
        node.add(.relation, resource)
      }
    }
    if rank == nil { addUnknownAuthority(&book) }
  }

  /// The profile refuses a service without an authority, and many records do not state one.
  private mutating func addUnknownAuthority(_ book: inout ConceptBook) {
    var unknown = RDFNode(service.part("authority"), .publicOrganisation)
    unknown.add(.prefLabel, .text("Not stated", language: "en"))
    addCountries(to: &unknown, &book)
    add(unknown, with: .hasCompetentAuthority)
  }

  /// An authority has to have a place; the record states that of the service only.
  private func addCountries(to organisation: inout RDFNode, _ book: inout ConceptBook) {
    organisation.add(.spatial, record.countries.compactMap { book.country($0).map { .resource($0) } })
  }

  /// Where to ask, then the person where one is shared.
  mutating func addContactPoints() {
    var enquiries = RDFNode(service.part("enquiries"), .contactPointClass)
    enquiries.add(.organizationName, plain: record.enquiries?.organisation)
    enquiries.add(.cvEmail, plain: record.enquiries?.mailbox)
    enquiries.add(.contactPage, address: record.enquiries?.url)
    if !enquiries.isBare { add(enquiries, with: .cvContactPoint) }
    // The profile asks that a page says that it is one.
    if let url = record.enquiries?.url { add(loose: RDFNode(RDFResource(iri: url), .document)) }
    var contact = RDFNode(service.part("contact"), .contactPointClass)
    contact.add(.formattedName, plain: record.contact?.name)
    contact.add(.organizationName, plain: record.contact?.organisation)
    contact.add(.vcardRole, plain: record.contact?.role)
    contact.add(.cvEmail, plain: record.contact?.email)
    if !contact.isBare { add(contact, with: .cvContactPoint) }
  }

  /// Links to records and to things outside. They are no `cv:relatedService`, because the profile asks that such a
  /// service is described in the same file, and an export may be a selection.
  mutating func addLinks(_ book: inout ConceptBook) {
    for (index, link) in record.links.enumerated() {
      let other = link.target.map(book.addresses.record) ?? link.url.map { RDFResource(iri: $0) }
      node.add(.relation, other)
      var relationship = RDFNode(service.part("link-\(index + 1)"), .relationship)
      relationship.add(.relation, other)
      if link.target != nil { relationship.add(.relation, address: link.url) }
      relationship.add(.hadRole, link.type.map { book.choice($0.rawValue, of: "links.type") })
      relationship.add(.title, plain: link.name)
      relationship.add(.description, link.note.map(text))
      if !relationship.isBare { add(relationship, with: .qualifiedRelation) }
    }
  }

  /// What the facts were taken from.
  mutating func addSources() {
    for (index, source) in record.sources.enumerated() {
      var work = RDFNode(service.part("source-\(index + 1)"), .bibliographicResource)
      work.add(.identifier, plain: source.key)
      work.add(.title, plain: source.title)
      work.add(.page, address: source.url)
      work.add(.dcPublisher, plain: source.publisher)
      work.add(.issued, source.published)
      if !work.isBare { add(work, with: .source) }
    }
  }

  /// The entry of the catalogue: what is said of the record and not of the service.
  mutating func entry(_ book: inout ConceptBook) -> RDFNode {
    var entry = RDFNode(service.part("record"), .catalogRecord)
    entry.add(.primaryTopic, service)
    entry.add(.issued, record.submitted?.on)
    entry.add(.modified, record.modified?.on)
    entry.add(.admsStatus, record.status.map { book.choice($0.rawValue, of: "status") })
    entry.add(.language, record.language.flatMap { book.language($0) })
    entry.add(.licence, record.licence.map { book.licence($0) })
    if let origin = record.origin {
      var work = RDFNode(service.part("origin"), .bibliographicResource)
      work.add(.identifier, plain: origin.id)
      work.add(.title, plain: origin.source)
      work.add(.page, address: origin.url)
      if !work.isBare {
        entry.add(.source, work.subject)
        add(loose: work)
      }
    }
    return entry
  }
}
