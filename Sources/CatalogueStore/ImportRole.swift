/// What a draft is in relation to what was there.
package enum ImportRole: Sendable, Hashable {
  /// Nothing like it was there.
  case new
  /// It takes the place of the draft of the same origin.
  case updatesDraft
  /// It is a proposed revision of the record of this id.
  case revises
  /// It asks for no change of the record of this id.
  case unchanged
  /// An earlier draft of the same import is of the same record.
  case repeated
  /// Its id is that of a record of the other kind; it does not land.
  case otherKind
}
