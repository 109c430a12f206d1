extension Record {
  /// The record with what its catalogue and its folder say for it made explicit, as it leaves the catalogue.
  ///
  /// The licence of the catalogue holds for its own records; an imported one has none until somebody states it.
  public func withDefaults(of settings: CatalogueSettings, status: RecordStatus) -> Record {
    var record = self
    record.language = record.language ?? settings.language ?? "en"
    record.status = record.status ?? status
    if record.licence == nil, record.origin == nil { record.licence = settings.licence }
    return record
  }
}
