/// A region within a country.
public struct Region: Sendable, Hashable {
  /// The NUTS code.
  public var nuts: String?
  /// The name.
  public var name: String?
  /// Makes an empty region.
  public init() {}
}

/// A period in the life of an instrument or practice.
public struct Phase: Sendable, Hashable {
  /// What the period is called.
  public var name = LocalizedText()
  /// Its beginning.
  public var from: PartialDate?
  /// Its end.
  public var to: PartialDate?
  /// What was special about it.
  public var summary = LocalizedText()
  /// Makes an empty phase.
  public init() {}
}

/// A result: a sentence, and a quantity where there is one.
public struct Output: Sendable, Hashable {
  /// The result in words.
  public var summary = LocalizedText()
  /// What is counted.
  public var indicator: String?
  /// How many.
  public var value: DecimalNumber?
  /// The unit of the value.
  public var unit: String?
  /// The date for which the value holds.
  public var asOf: PartialDate?
  /// Whether it is a plan and not yet achieved.
  public var planned: Bool?
  /// How well it is established.
  public var evidence: Evidence?
  /// The key of the source that states it.
  public var source: String?
  /// Makes an empty output.
  public init() {}

  /// How well a result is established.
  public enum Evidence: String, Sendable, Hashable, CaseIterable {
    case selfReported = "self-reported"
    case evaluated, audited
  }
}

/// What share of the costs is paid, up to which amount.
public struct Cofinancing: Sendable, Hashable {
  /// The conditions in words.
  public var summary = LocalizedText()
  /// The rates; several are normal.
  public var rates: [Rate] = []
  /// The most that is paid.
  public var maximum: Ceiling?
  /// Makes an empty statement.
  public init() {}

  /// A share of costs in percent: one figure, or a range.
  public struct Rate: Sendable, Hashable {
    /// The share, 0 to 100.
    public var percent: DecimalNumber?
    /// The lower end of a range.
    public var from: DecimalNumber?
    /// The upper end of a range.
    public var to: DecimalNumber?
    /// For whom or for what it holds.
    public var appliesTo: String?
    /// Makes an empty rate.
    public init() {}
  }

  /// An amount that is not passed.
  public struct Ceiling: Sendable, Hashable {
    /// The amount.
    public var amount: DecimalNumber?
    /// ISO 4217 code.
    public var currency: String?
    /// Code of the vocabulary `amount_bases`: per project, per applicant and so on.
    public var per: String?
    /// Makes an empty ceiling.
    public init() {}
  }
}

/// Money that is spent on an instrument or practice.
public struct Budget: Sendable, Hashable {
  /// The amount.
  public var amount: DecimalNumber?
  /// ISO 4217 code.
  public var currency: String?
  /// In all, or each year.
  public var per: Period?
  /// The beginning of the time it covers.
  public var from: PartialDate?
  /// The end of the time it covers.
  public var to: PartialDate?
  /// Who pays.
  public var sourceOfFunds: String?
  /// The budget in words.
  public var summary = LocalizedText()
  /// Makes an empty budget.
  public init() {}

  /// What an amount covers.
  public enum Period: String, Sendable, Hashable, CaseIterable {
    case total, year
  }
}

/// What is needed to do the same.
public struct Resources: Sendable, Hashable {
  /// The needs in words.
  public var summary = LocalizedText()
  /// Staff in full-time equivalents.
  public var staffFte: DecimalNumber?
  /// Months until it runs.
  public var setupMonths: DecimalNumber?
  /// Makes an empty statement.
  public init() {}
}

/// An organisation and its part in the matter.
public struct Organisation: Sendable, Hashable {
  /// The name.
  public var name: String?
  /// Its part.
  public var role: Role?
  /// Its page.
  public var url: String?
  /// Makes an empty organisation.
  public init() {}

  /// What an organisation has to do with a record.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    case owner, funder, `operator`, partner, reporter
  }
}

/// Where a reader may ask; public, and never a person's address.
public struct Enquiries: Sendable, Hashable {
  /// The organisation.
  public var organisation: String?
  /// Its page.
  public var url: String?
  /// A functional mailbox.
  public var mailbox: String?
  /// Makes an empty address.
  public init() {}
}

/// A person. Personal data: kept back unless `share` and the partner's profile allow it.
public struct Contact: Sendable, Hashable {
  /// The person's name.
  public var name: String?
  /// The person's organisation.
  public var organisation: String?
  /// The person's e-mail address.
  public var email: String?
  /// The person's part.
  public var role: String?
  /// With whom it may be shared; nil is never.
  public var share: Share?
  /// Makes an empty contact.
  public init() {}

  /// With whom a contact may be shared.
  public enum Share: String, Sendable, Hashable, CaseIterable {
    case never, partners, `public`
  }
}

/// A link to another record, or to something outside the catalogue.
public struct Link: Sendable, Hashable {
  /// How the two belong together, read from this record to the other.
  public var type: LinkType?
  /// The id of a record.
  public var target: String?
  /// The name of something outside.
  public var name: String?
  /// The page of something outside.
  public var url: String?
  /// More about the link.
  public var note: String?
  /// Makes an empty link.
  public init() {}

  /// How two records belong together.
  public enum LinkType: String, Sendable, Hashable, CaseIterable {
    case implements
    case implementedBy = "implemented_by"
    case partOf = "part_of"
    case hasPart = "has_part"
    case replaces
    case replacedBy = "replaced_by"
    case adaptedFrom = "adapted_from"
    case adaptedAs = "adapted_as"
    case complements, related

    /// The type in words: `part_of` is "part of".
    package var words: String {
      self == .related ? "related to" : rawValue.split(separator: "_").joined(separator: " ")
    }
  }
}

/// Where facts come from.
public struct Source: Sendable, Hashable {
  /// The key that `source:` of other fields names.
  public var key: String?
  /// The title.
  public var title: String?
  /// The address.
  public var url: String?
  /// Who published it.
  public var publisher: String?
  /// When it was published.
  public var published: PartialDate?
  /// When it was read.
  public var accessed: PartialDate?
  /// Whether all of it was read; when not, silence is not absence.
  public var complete: Bool?
  /// Makes an empty source.
  public init() {}
}

/// A value that sources disagree about, or that is doubted.
public struct Dispute: Sendable, Hashable {
  /// The name of the field.
  public var field: String?
  /// What the other source says; nil when the shown value itself is doubted.
  public var value: String?
  /// The key of the source that says so.
  public var source: String?
  /// The reason.
  public var note: String?
  /// Makes an empty dispute.
  public init() {}
}

/// Where an imported record came from.
public struct Origin: Sendable, Hashable {
  /// The name of the collection or file.
  public var source: String?
  /// Its id there.
  public var id: String?
  /// Its address there.
  public var url: String?
  /// The importer that read it.
  public var importer: String?
  /// The day of the import.
  public var on: PartialDate?
  /// Makes an empty origin.
  public init() {}
}

/// When something was done, and by whom.
public struct Stamp: Sendable, Hashable {
  /// The day.
  public var on: PartialDate?
  /// A person or organisation; kept back like a contact.
  public var by: String?
  /// Makes an empty stamp.
  public init() {}

  /// Makes a stamp.
  public init(on: PartialDate?, by: String?) {
    self.on = on
    self.by = by
  }
}
